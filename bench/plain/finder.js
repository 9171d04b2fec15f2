// Finds products: a combobox with chips, and a list whose rows stay while what they say changes.
import { draft } from "./draft.js";
import { indexOf, search } from "./search.js";
import { amount, fill, quantity } from "./words.js";

/** Rows at most, and those that are drawn at once: more than can be seen. */
const MOST = 40;
const AT_ONCE = 16;
/** Stock at or below this is worth saying, in thousandths. */
const FEW = 3000;

const WORDS = {
  found: "“{query}” için {n} ürün", many: "En uygun {n} ürün gösteriliyor; aramayı daraltın.", none: "“{query}” bulunamadı",
  passive: "Satışta değil", out: "Tükendi", few: "Son {n}", onBill: "{n} adisyonda",
};

const part = (id) => document.getElementById(id);
const form = (id) => part(id).content.firstElementChild;
const [place, field, list, chips] = [part("finder"), part("search"), part("finder-list"), part("chips")];
const wide = matchMedia("(min-width: 70rem)");

let entries = [];
let categories = new Map();
let pick = () => {};
let found = [];
let rows = [];
let category = null;
let active = -1;
let isHere = false;
let onBill = new Map();

/** The menu is here; `picked` is told what somebody picks. */
export function bringFinder(menu, picked) {
  entries = indexOf(menu.products);
  categories = new Map((menu.categories ?? []).map(({ id, title }) => [id, title]));
  pick = picked;
  chips.append(...(menu.categories ?? []).filter(({ passive }) => !passive).map(chipOf));
  onBill = sold();
  find();
}

function chipOf({ id, title }) {
  const chip = chips.firstElementChild.cloneNode();
  chip.textContent = title;
  chip.dataset.category = id;
  chip.ariaPressed = "false";
  return chip;
}

const isShown = () => wide.matches || isHere;

function find() {
  const shown = isShown();
  field.ariaExpanded = String(shown);
  chips.hidden = !shown;
  if (!entries.length) return;
  const query = field.value.trim();
  found = shown ? search(entries, field.value, category, MOST) : [];
  point(-1);
  list.hidden = found.length === 0;
  // Beyond the first rows the old ones stand until the hand rests: nobody has scrolled there while typing.
  draw(0, AT_ONCE);
  if (found.length <= AT_ONCE) draw(AT_ONCE, MOST);
  else whenRested("rows", () => draw(AT_ONCE, MOST));
  const isEmpty = shown && found.length === 0;
  part("finder-none").hidden = !isEmpty;
  if (isEmpty) part("finder-none-title").textContent = fill(WORDS.none, { query });
  const told = found.length >= MOST ? fill(WORDS.many, { n: MOST }) : fill(WORDS.found, { query, n: found.length });
  part("told").textContent = query && shown ? told : "";
}

/** A hand that has not done anything for so long rests. */
const REST_MS = 120;
const resting = {};

/** Only the last of several is done. */
function whenRested(what, deed) {
  clearTimeout(resting[what]);
  resting[what] = setTimeout(deed, REST_MS);
}

// Rows. What a row says is kept beside it, so that only what differs is written.

function draw(from, to) {
  const fresh = [];
  for (let at = from; at < Math.min(to, Math.max(found.length, rows.length)); at++) {
    if (!rows[at]) fresh.push((rows[at] = newRow(at)).node);
    show(rows[at], found[at]);
  }
  if (fresh.length) list.append(...fresh);
}

function newRow(at) {
  const node = form("found-form").cloneNode(true);
  const [about, price] = node.children;
  const [title, sub] = about.children;
  node.id = `finder-option-${at}`;
  const text = (parent) => parent.appendChild(document.createTextNode(""));
  return { node, about, sub, title: text(title), category: text(sub), price: text(price), product: null, marks: {}, stock: "", count: "" };
}

function show(row, product) {
  if (row.product !== product) {
    row.product = product;
    row.node.hidden = !product;
    if (!product) {
      delete row.node.dataset.testid;
      delete row.node.dataset.product;
      return;
    }
    row.node.dataset.testid = "catalogue-item";
    row.node.dataset.product = product.id;
    row.title.data = product.title;
    const title = categories.get(product.category) ?? "";
    if (row.category.data !== title) row.category.data = title;
    row.price.data = amount(product.price);
    row.node.classList.toggle("is-out", Boolean(product.passive));
    showStock(row, stockOf(product));
  }
  if (product) showCount(row, onBill.get(product.id) ?? 0);
}

/** Why a product may not be wanted: which mark, and its words. */
function stockOf({ passive, stock }) {
  if (passive) return ["closed-form", WORDS.passive];
  if (stock === undefined || stock > FEW) return ["", ""];
  return stock <= 0 ? ["out-form", WORDS.out] : ["few-form", fill(WORDS.few, { n: quantity(stock) })];
}

function showStock(row, [kind, words]) {
  if (row.stock !== kind) {
    if (row.stock) row.marks[row.stock].remove();
    if (kind) row.sub.after((row.marks[kind] ??= form(kind).cloneNode(true)));
    row.stock = kind;
  }
  if (kind && row.marks[kind].lastChild.data !== words) row.marks[kind].lastChild.data = words;
}

function showCount(row, count) {
  const words = count > 0 ? fill(WORDS.onBill, { n: quantity(count) }) : "";
  if (row.count !== words) {
    if (!words) row.marks.count.remove();
    else if (!row.count) row.about.append((row.marks.count ??= form("on-bill-form").cloneNode(true)));
    if (words) row.marks.count.lastChild.data = words;
    row.count = words;
  }
  // Where it stands below the title alone it takes the place of the category.
  const hidden = row.category.data === "" || (words !== "" && row.stock === "");
  if (row.sub.hidden !== hidden) row.sub.hidden = hidden;
}

// How much of each product stands on the bill.

/** Lines became others: it is asked for forty products at a time, so it may come when the hand rests. */
export function tellFinder() {
  whenRested("count", () => {
    onBill = sold();
    for (const row of rows) if (row.product) showCount(row, onBill.get(row.product.id) ?? 0);
  });
}

function sold() {
  const all = new Map();
  for (const { productId, removed, quantity: count } of draft.lines) {
    if (productId && !removed) all.set(productId, (all.get(productId) ?? 0) + count);
  }
  return all;
}

// What a hand does.

/** The row that Enter would pick; -1 is none. */
function point(at) {
  if (at === active) return;
  rows[active]?.node.setAttribute("aria-selected", "false");
  active = at;
  const row = rows[at];
  if (!row) return field.removeAttribute("aria-activedescendant");
  row.node.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", row.node.id);
  row.node.scrollIntoView({ block: "nearest" });
}

function clear() {
  field.value = "";
  find();
}

function picked(product) {
  if (!product) return;
  clear();
  pick(product);
}

function enter() {
  isHere = true;
  if (chips.hidden) find();
}

function leave() {
  isHere = false;
  find();
}

field.addEventListener("focus", enter);
field.addEventListener("input", () => { isHere = true; find(); });
field.addEventListener("keydown", (event) => {
  const { key } = event;
  const all = found.length;
  if (key === "ArrowDown" && all) point((active + 1) % all);
  else if (key === "ArrowUp" && all) point(active < 0 ? all - 1 : (active + all - 1) % all);
  else if (key === "Enter") picked(found[active] ?? (field.value.trim() ? found[0] : undefined));
  else if (key === "Escape" && field.value) clear();
  else if (key === "Escape" && isHere && !wide.matches) leave();
  else return;
  event.preventDefault();
});
place.addEventListener("focusout", ({ relatedTarget }) => {
  if (!place.contains(relatedTarget) && !field.value && isHere) leave();
});
chips.addEventListener("click", ({ target }) => {
  const chip = target.closest("button");
  if (!chip) return;
  category = chip.dataset.category ?? null;
  for (const one of chips.children) one.ariaPressed = String(one === chip);
  find();
});
wide.addEventListener("change", find);
part("finder-clear").addEventListener("click", clear);
part("add-line").addEventListener("click", () => field.focus());

// A touch must not take the focus from the field, and a row that became another one under the finger is not what the finger meant.
let pressed = null;
const productAt = (target) => rows.find(({ node }) => node.contains(target))?.product;
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("pointerdown", ({ target }) => { pressed = productAt(target) ?? null; });
list.addEventListener("click", ({ target }) => {
  const product = productAt(target);
  if (!pressed || pressed === product) picked(product);
  pressed = null;
});
