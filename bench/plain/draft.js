// The bill and what was done to it. Nothing here draws: whoever watches is told which lines became others.

/** The largest quantity that can be written, in thousandths. */
export const MOST = 9_999_000;
/** One piece. */
export const ONE = 1000;

/** Lines and payments in the bill's order, new ones last; `menu` finds products, and is null until it has come. */
export const draft = { bill: null, lines: [], payments: [], menu: null, cartChanged: false };

const done = [];
const undone = [];
let watcher = () => {};

/** Half away from zero, the only place where a line is rounded. */
const times = (unit, quantity) => rounded(unit * quantity, 1000);
const rounded = (product, by) => Math.sign(product) * Math.floor((Math.abs(product) + Math.floor(by / 2)) / by);

/** A sum in proportion when a quantity becomes another. */
const scaled = (sum, from, to) => (from === to || from <= 0 ? sum : rounded(sum * to, from));

/** Begins with a bill as it was read; `watch` is told after each edit which lines became others. */
export function begin(bill, watch) {
  draft.bill = bill;
  draft.lines = bill.lines.map(readLine);
  draft.payments = (bill.payments.known ?? bill.payments.mismatch ?? []).map(readPayment);
  watcher = watch;
}

function readLine(read) {
  const { found, options, doubt } = read.resolution ?? {};
  const [id] = found?.certain ?? found?.probable ?? [];
  return {
    read, key: read.key, title: read.title, kind: read.kind ?? "ordinary", gone: found === "gone",
    options: doubt ? null : options ?? [], doubt, productId: id, product: null, unit: null, confirmed: Boolean(found?.certain),
    quantity: read.quantity, discount: read.discount ?? 0, extra: read.extra ?? 0, removed: false, accepted: [],
    amount: read.amount, changed: false, troubles: [], row: null,
  };
}

const readPayment = (read) => ({ read, title: read.title, amount: read.amount, isDiscount: Boolean(read.is_discount), cash: Boolean(read.cash), removed: false, row: null });

/** A product on its way to the bill, not there yet. */
export const newLine = (product) => ({
  read: null, key: fresh("line"), title: product.title, kind: "ordinary", gone: false, options: [], doubt: undefined, productId: product.id,
  product, unit: product.price, confirmed: true, quantity: ONE, discount: 0, extra: 0, removed: true, accepted: [],
  amount: 0, changed: true, troubles: [], row: null,
});

/** A payment on its way to the bill. */
export const newPayment = ({ title, cash }, amount) => ({ read: null, title, amount, isDiscount: false, cash: Boolean(cash), removed: true, row: null });

const fresh = (kind) => `${kind}-${crypto.getRandomValues(new Uint32Array(3)).join("-")}`;

/** True if it stands on the bill, be it to be taken off. */
export const stands = (one) => one.read !== null || !one.removed;

/** The menu has come: what lines are and cost today is known from now on. */
export function take(menu) {
  draft.menu = menu;
  for (const line of draft.lines) identify(line);
  watcher(recount(draft.lines));
}

function identify(line) {
  line.product = draft.menu.get(line.productId) ?? null;
  line.unit = line.product && line.options ? line.options.reduce((sum, one) => sum + (choice(line.product, one)?.price ?? 0), line.product.price) : null;
}

/** The choice of a product that a line names, by group and id, else by title. */
export function choice({ groups = [] }, { group, id, title }) {
  const choices = groups.find(({ key }) => key === group)?.choices ?? [];
  return (id && choices.find((one) => one.id === id)) || choices.find((one) => one.title === title);
}

// Edits.

/** One thing is done to a line or payment; what was undone before is gone then. */
export function edit(target, after) {
  const before = {};
  for (const name in after) before[name] = target[name];
  undone.length = 0;
  done.push({ target, before, after });
  put(target, after);
}

/** Takes the last edit back. */
export function undo() {
  const deed = done.pop();
  if (!deed) return;
  undone.push(deed);
  put(deed.target, deed.before);
}

/** Does the last undone edit again. */
export function redo() {
  const deed = undone.pop();
  if (!deed) return;
  done.push(deed);
  put(deed.target, deed.after);
}

export const canUndo = () => done.length > 0;
export const canRedo = () => undone.length > 0;

/** A line's quantity; nothing left takes it off, and more than can be written is not taken. */
export function setQuantity(line, quantity) {
  if (quantity <= 0) edit(line, { removed: true });
  else if (quantity <= MOST) edit(line, { quantity });
}

function put(target, values) {
  Object.assign(target, values);
  const isLine = "quantity" in target;
  const list = isLine ? draft.lines : draft.payments;
  if (!target.read) {
    const at = list.indexOf(target);
    if (target.removed && at >= 0) list.splice(at, 1);
    else if (!target.removed && at < 0) list.push(target);
  }
  watcher(isLine ? recount([target]) : []);
}

/** Computes anew what follows for these lines, and for all if the cart is changed now or is not any more; those that may differ. */
function recount(lines) {
  for (const line of lines) {
    const { read } = line;
    if (read) {
      line.discount = line.removed ? read.discount ?? 0 : scaled(read.discount ?? 0, read.quantity, line.quantity);
      line.changed = line.removed || line.quantity !== read.quantity || line.discount !== (read.discount ?? 0);
    }
  }
  const before = draft.cartChanged;
  draft.cartChanged = draft.lines.some((line) => line.changed);
  for (const line of lines) line.amount = amountOf(line);
  if (before === draft.cartChanged) return lines;
  const others = draft.lines.filter((line) => line.amount !== amountOf(line));
  for (const line of others) line.amount = amountOf(line);
  return [...lines, ...others];
}

/** What a line costs; once the cart would be written that is today's price, else what the bill says in proportion. */
function amountOf({ read, removed, kind, unit, quantity, discount }) {
  if (!draft.cartChanged || removed || kind !== "ordinary") return read?.amount ?? 0;
  if (unit !== null) return times(unit, quantity) - discount;
  return scaled(read.amount + (read.discount ?? 0), read.quantity, quantity) - discount;
}

/** The price of one as it is shown; none for a quantity of zero. */
export const unitShown = ({ amount, discount, extra, quantity }) => (quantity > 0 ? rounded((amount + discount - extra) * 1000, quantity) : undefined);

/** What a line as it was read costs today, its surcharge aside; none if that cannot be told. */
export const costsToday = ({ read, unit }) => (unit === null ? undefined : times(unit, read.quantity) - (read.discount ?? 0));

/** What units of a line cost before its discount; none if that cannot be told. */
export const gross = ({ unit, quantity }) => (unit === null ? undefined : times(unit, quantity));

// What follows for the bill as a whole.

/** Total, paid, what remains, and what they were. */
export function sums() {
  const { bill, lines, payments, cartChanged } = draft;
  let total = bill.total;
  if (cartChanged) {
    // What the platform adds by itself stays: a cover charge that is not listed among the lines.
    let residue = bill.total;
    let kept = 0;
    let listed = false;
    for (const line of lines) {
      if (line.read) residue -= line.read.amount;
      listed ||= line.kind === "cover";
      if (line.kind === "cover") kept += line.read.amount;
      else if (!line.removed) kept += line.amount;
    }
    total = kept + (listed || !("table" in bill.head.bill) ? 0 : Math.max(residue, 0));
  }
  let paid = bill.paid;
  for (const row of payments) paid += row.amount - (row.read?.amount ?? 0);
  return { total, paid, due: total - paid, wasTotal: bill.total, wasPaid: bill.paid };
}

/** What a save would change, in the bill's order. */
export function changes() {
  const all = [];
  for (const line of draft.lines) if (line.changed) addChanges(line, all);
  for (const { read, title, amount } of draft.payments) {
    if (!read) all.push({ what: "paid", title, by: amount });
    else if (amount !== read.amount) all.push({ what: "payment", title, from: read.amount, to: amount, by: amount - read.amount });
  }
  return all;
}

function addChanges({ read, title, removed, quantity, discount, amount, extra }, all) {
  if (!read) return all.push({ what: "added", title, quantity, by: amount });
  if (removed) return all.push({ what: "removed", title, quantity: read.quantity, by: -read.amount });
  if (quantity !== read.quantity) {
    const was = read.amount + (read.discount ?? 0) - extra;
    all.push({ what: "quantity", title, from: read.quantity, to: quantity, by: amount + discount - was });
  }
  if (discount !== (read.discount ?? 0)) all.push({ what: "discount", title, to: discount, by: (read.discount ?? 0) - discount });
}
