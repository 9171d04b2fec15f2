// The bill as the platform's own browser API makes it: what adisyon's page is measured against. It is meant to be as good as a
// page without a framework gets: one script, templates that are cloned, one listener per list, only what changed is written.
import { foldedCatalogue, search } from "./search.js";
import { ask, context, token } from "./panel.js";

const part = (id) => document.getElementById(id);
const MOST = 40;
const FEW = 3000;

let write;

/** Numbers as the panel's language writes them; money is whole kuruş, a quantity whole thousandths. */
function pen(locale) {
  const sums = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const money = new Intl.NumberFormat(locale, { style: "currency", currency: "TRY" });
  return {
    amount: (kurus) => sums.format(kurus / 100),
    money: (kurus) => money.format(kurus / 100),
    quantity: (thousandths) => counts.format(thousandths / 1000),
  };
}

/** One call to the backend; each with a token of its own, and once more if it ran out on the way. */
async function call(path, again = true) {
  const headers = { authorization: `Bearer ${await token()}`, accept: "application/json" };
  const answer = await fetch(path, { headers });
  if (answer.status === 401 && again) return call(path, false);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// The bill and its drafts.

const bill = { lines: [], payments: [], paid: 0, total: 0, read: 0 };
const undone = [];

/** A line with what it costs per unit, options included. */
function lineOf(read) {
  const options = read.options ?? [];
  const unit = (read.unit ?? 0) + options.reduce((sum, option) => sum + (option.price ?? 0), 0);
  return { read, options, unit, quantity: read.quantity, amount: read.amount, node: null };
}

/** Price times quantity, rounded once, half away from zero, in whole kuruş. */
function amountOf(line) {
  if (line.quantity === line.read.quantity) return line.read.amount;
  const product = BigInt(line.unit) * BigInt(line.quantity);
  const rounded = Number((product + 500n) / 1000n);
  return Math.max(rounded + (line.read.extra ?? 0) - (line.read.discount ?? 0), 0);
}

function setQuantity(line, quantity, remember = true) {
  if (quantity < 0 || quantity > 9_999_000 || quantity === line.quantity) return;
  if (remember) undone.push([line, line.quantity]);
  const before = line.amount;
  line.quantity = quantity;
  line.amount = amountOf(line);
  bill.total += line.amount - before;
  drawCount(line);
  drawSums();
}

// Drawing.

function drawHead(head) {
  part("title").textContent = head.table ?? head.customer?.name ?? head.doc_no ?? "";
  part("about").textContent = [head.section, head.doc_no && `No ${head.doc_no}`].filter(Boolean).join(" · ");
}

function drawLine(line) {
  const { read } = line;
  const node = part("line-form").content.firstElementChild.cloneNode(true);
  const [stepper, text, unit] = node.children;
  const [title, options, note] = text.children;
  line.node = { row: node, count: stepper.children[1], amount: node.children[3] };
  for (const [at, word] of [[0, "Less"], [1, "Quantity"], [2, "More"]]) stepper.children[at].ariaLabel = `${word}: ${read.title}`;
  title.textContent = read.title;
  options.textContent = line.options.map(optionText).join(" · ");
  note.textContent = read.note ?? "";
  if (read.unit !== undefined) unit.textContent = write.amount(read.unit);
  node.line = line;
  drawCount(line);
  return node;
}

const optionText = (option) => (option.price ? `${option.title} +${write.amount(option.price)}` : option.title);

function drawCount({ node, quantity, amount, read }) {
  node.count.value = write.quantity(quantity);
  node.count.ariaValueNow = String(quantity / 1000);
  node.amount.textContent = write.amount(amount);
  node.row.classList.toggle("is-changed", quantity !== read.quantity);
}

function drawSums() {
  const due = bill.total - bill.paid;
  part("total").textContent = write.money(bill.total);
  part("due-label").textContent = due < 0 ? "Over" : "Remaining";
  part("due").textContent = part("bar-due").textContent = write.money(Math.abs(due));
  const changed = bill.lines.filter((line) => line.quantity !== line.read.quantity).length;
  part("changes").textContent = changed ? `${changed} changed` : "Nothing to save";
  part("undo").disabled = undone.length === 0;
}

function drawBill(reply) {
  const { head, lines, payments, total, paid, discount = 0 } = reply.bill;
  bill.lines = lines.map(lineOf);
  bill.payments = payments.known ?? payments.mismatch ?? [];
  bill.total = total;
  bill.paid = paid;
  drawHead(head);
  part("count").textContent = String(lines.length);
  const rows = document.createDocumentFragment();
  for (const line of bill.lines) rows.append(drawLine(line));
  part("lines").replaceChildren(rows);
  part("payments").replaceChildren(...bill.payments.map(drawPayment));
  part("paid").textContent = write.money(paid);
  part("discount-row").hidden = discount === 0;
  part("discount").textContent = write.money(discount);
  drawSums();
  part("bill").hidden = part("bar").hidden = false;
}

function drawPayment({ title, amount }) {
  const row = document.createElement("li");
  const sum = document.createElement("span");
  sum.textContent = write.amount(amount);
  row.append(title, sum);
  return row;
}

// The finder.

let catalogue = null;

function drawFound() {
  const query = part("search").value;
  const hits = catalogue ? search(catalogue, query, MOST) : [];
  const onBill = new Map();
  for (const line of bill.lines) {
    const id = line.read.resolution?.found?.certain?.[0];
    if (id) onBill.set(id, (onBill.get(id) ?? 0) + line.quantity);
  }
  part("found").replaceChildren(...hits.map((product) => drawHit(product, onBill.get(product.id))));
  part("found").hidden = hits.length === 0;
  part("search").ariaExpanded = String(hits.length > 0);
  part("told").textContent = query.trim() ? `${hits.length === MOST ? `${MOST}+` : hits.length} found for “${query.trim()}”` : "";
}

function drawHit(product, onBill) {
  const node = part("found-form").content.firstElementChild.cloneNode(true);
  const [text, price] = node.children;
  const [title, category, state] = text.children;
  title.textContent = product.title;
  category.textContent = catalogue.categories.get(product.category) ?? "";
  state.textContent = [stateOf(product), onBill && `${write.quantity(onBill)} on the bill`].filter(Boolean).join(" · ");
  price.textContent = write.amount(product.price);
  node.dataset.product = product.id;
  return node;
}

function stateOf({ passive, stock }) {
  if (passive) return "Not on sale";
  if (stock === undefined || stock > FEW) return "";
  return stock <= 0 ? "Sold out" : `${write.quantity(stock)} left`;
}

// What a hand does.

part("lines").addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]")?.dataset.step;
  if (!step) return;
  const { line } = target.closest("li");
  setQuantity(line, line.quantity + Number(step) * 1000);
});
part("lines").addEventListener("change", ({ target }) => {
  const { line } = target.closest("li");
  const typed = Number(target.value.trim().replace(",", "."));
  if (Number.isFinite(typed)) setQuantity(line, Math.round(typed * 1000));
  drawCount(line);
});
part("undo").addEventListener("click", () => {
  const last = undone.pop();
  if (last) setQuantity(...last, false);
});
part("search").addEventListener("input", drawFound);
part("search").addEventListener("focus", drawFound);

// Opening.

function billPath({ id, kind }) {
  const named = kind ?? (location.pathname.startsWith("/packet") ? "packet" : "table");
  return `/api/${named}s/${encodeURIComponent(id)}`;
}

async function open() {
  const [opened, first] = [context(), token()];
  const { locale, ...which } = await opened;
  write = pen(locale);
  document.documentElement.lang = locale;
  const answer = await fetch(billPath(which), { headers: { authorization: `Bearer ${await first}`, accept: "application/json" } });
  drawBill(answer.ok ? await answer.json() : await call(billPath(which)));
  ask("resize", { height: Math.max(innerHeight, 480) }).catch(() => {});
  const [products] = await Promise.all([call("/api/products"), call("/api/session")]);
  catalogue = foldedCatalogue(products);
  if (part("search").value) drawFound();
}

open().catch((error) => {
  part("trouble").textContent = String(error.message ?? error);
  part("trouble").hidden = false;
});
