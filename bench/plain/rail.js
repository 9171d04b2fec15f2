// Payments, sums and the save bar: each says what the draft says now, and is written only where that is something else.
import { canRedo, canUndo, changes, draft, edit, newPayment, redo, sums, undo } from "./draft.js";
import { amount, money, quantity, say, signed } from "./words.js";

const part = (id) => document.getElementById(id);
const form = (id) => part(id).content.firstElementChild;
const [PAYMENT, CHANGE] = [form("payment-form"), form("change-form")];

/** What each place says now. */
const said = {};

function write(id, text) {
  if (said[id] === text) return;
  said[id] = text;
  const place = part(id);
  // The text that is there stays: with another one the browser would ask anew what `:has()` holds for.
  if (place.firstChild) place.firstChild.data = text;
  else place.textContent = text;
}

function hide(id, isHidden) {
  const place = part(id);
  if (place.hidden !== isHidden) place.hidden = isHidden;
}

/** Present with `true`, or not there at all. */
function flag(id, name, isSet) {
  const place = part(id);
  if (place.hasAttribute(name) === isSet) return;
  if (isSet) place.setAttribute(name, "true");
  else place.removeAttribute(name);
}

/** The ways to pay that the menu brought; cash comes first at a till. */
let usual = null;

/** The methods are known. */
export function takeMethods(methods) {
  usual = methods.find(({ cash }) => cash) ?? methods[0] ?? null;
  if (!usual) return;
  write("pay-rest-words", say("pay.rest", { method: usual.title }));
  part("pay-rest-icon").setAttribute("href", usual.cash ? "#i-cash" : "#i-card");
}

/** Shows these sums; `found` is what stands in the way of a save, none until the menu is here. */
export function showRail(now, found) {
  showPayments(now);
  showTotals(now);
  showBar(now, changes(), found);
}

function showPayments({ due }) {
  const list = part("payments-list");
  const wanted = draft.payments.map((row) => (row.row ??= paymentRow(row)));
  draft.payments.forEach(showPayment);
  if (list.children.length !== wanted.length || wanted.some((row, at) => list.children[at] !== row)) list.replaceChildren(...wanted);
  hide("payments-none", wanted.length > 0);
  const isOpen = due > 0;
  hide("pay-rest", !isOpen || !usual);
  hide("split", !isOpen);
  if (isOpen && usual) write("pay-rest-about", say("pay.rest-label", { amount: money(due), method: usual.title }));
}

function paymentRow({ title, isDiscount, cash }) {
  const node = PAYMENT.cloneNode(true);
  const [icon, about] = node.children;
  icon.firstElementChild.setAttribute("href", isDiscount ? "#i-tag" : cash ? "#i-cash" : "#i-card");
  const [name, kind] = about.children;
  name.textContent = title;
  kind.hidden = !isDiscount;
  return node;
}

/** What a payment amounts to, and how it differs from the bill. */
function showPayment({ row, read, title, amount: sum }) {
  const words = amount(sum);
  const [, about, paid, more] = row.children;
  if (paid.textContent === words) return;
  const mark = about.children[2];
  const isChanged = read !== null && sum !== read.amount;
  paid.textContent = words;
  more.ariaLabel = say("pay.more", { title, amount: words });
  row.classList.toggle("is-added", !read);
  row.classList.toggle("is-changed", isChanged);
  mark.hidden = read !== null && !isChanged;
  mark.querySelector("use").setAttribute("href", isChanged ? "#i-pencil" : "#i-plus");
  mark.lastChild.data = isChanged ? say("pay.was", { amount: amount(read.amount) }) : say("mark.new");
}

function showTotals({ total, paid, due, wasTotal, wasPaid }) {
  write("total", money(total));
  write("paid", money(paid));
  write("due", money(Math.abs(due)));
  write("due-label", say(due < 0 ? "over" : "remaining"));
  hide("total-was", total === wasTotal);
  if (total !== wasTotal) write("total-was-sum", money(wasTotal));
  hide("paid-was", paid === wasPaid);
  if (paid !== wasPaid) write("paid-was-sum", money(wasPaid));
  const { discount = 0 } = draft.bill;
  hide("discount-row", discount === 0);
  write("discount", money(discount));
  const share = total > 0 ? Math.max(0, Math.min(999, Math.trunc((paid * 100) / total))) : paid > 0 ? 100 : 0;
  const bar = part("share");
  if (said.share !== share) {
    said.share = share;
    bar.value = Math.min(share, 100);
    bar.ariaLabel = say("ratio", { n: share });
  }
  bar.classList.toggle("bar-over", due < 0);
}

function showBar({ due }, all, found) {
  const isChanged = all.length > 0;
  hide("save-quiet", isChanged);
  hide("changes", !isChanged);
  if (isChanged) {
    write("change-count", say("save.changes", { n: all.length }));
    write("change-first", sentence(found));
  }
  flag("undo", "aria-disabled", !canUndo());
  flag("redo", "aria-disabled", !canRedo());
  flag("save", "aria-disabled", !isChanged || !found || found.blocks > 0);
  write("save-due", money(due));
  listed = isChanged ? all : [];
  if (part("changes").open) list();
}

/** What stands in the way, else what stays. */
function sentence(found) {
  if (!found) return say("save.awaiting");
  if (found.blocks) return say("save.blocked", { n: found.blocks });
  if (found.asks) return say("save.asks");
  const kept = draft.lines.filter((line) => !line.changed).length;
  return kept ? say("save.kept", { n: kept }) : "";
}

// The changes one by one, only for who looks.

let listed = [];

const SIGNS = { quantity: "pencil", added: "plus", removed: "minus", discount: "tag", paid: "cash", payment: "pencil", reprice: "tag" };
/** Of these, from and to are sums. */
const IN_MONEY = ["discount", "payment"];

function list() {
  part("change-list").replaceChildren(...listed.concat(repriced()).map(changeRow));
}

/** Lines that nobody changed and whose sum becomes today's. */
function repriced() {
  if (!draft.cartChanged) return [];
  const found = draft.lines.map(({ title, troubles }) => [title, troubles.find(({ code }) => code === "reprice")]).filter(([, one]) => one);
  return found.map(([title, { old, new: today }]) => ({ what: "reprice", title, old: amount(old), new: amount(today), by: today - old }));
}

function changeRow({ what, by, ...values }) {
  const row = CHANGE.cloneNode(true);
  const [icon, words, sum] = row.children;
  icon.firstElementChild.setAttribute("href", `#i-${SIGNS[what]}`);
  for (const name of ["from", "to", "quantity"]) {
    if (values[name] !== undefined) values[name] = IN_MONEY.includes(what) ? amount(values[name]) : quantity(values[name]);
  }
  words.textContent = say(`change.${what}`, values);
  sum.textContent = what === "paid" ? amount(by) : signed(by);
  return row;
}

part("changes").addEventListener("toggle", () => { if (part("changes").open) list(); });
part("undo").addEventListener("click", undo);
part("redo").addEventListener("click", redo);
part("pay-rest").addEventListener("click", () => edit(newPayment(usual, sums().due), { removed: false }));
