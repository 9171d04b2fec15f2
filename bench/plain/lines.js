// The rows of the lines. A row is made once; afterwards only what another state says otherwise is written.
import { draft, setQuantity, edit, ONE, stands, unitShown } from "./draft.js";
import { amount, quantity, say, signed, typedQuantity } from "./words.js";

const list = document.getElementById("lines");
const count = document.getElementById("line-count");
const form = (id) => document.getElementById(id).content.firstElementChild;
const [ROW, MARK, NOTE] = [form("line-form"), form("mark-form"), form("note-form")];
/** Characters beyond which a quantity takes the smaller type. */
const LONG = 3;

const marks = new Map();

/** A mark: an icon and words. Each kind is made once and copied from then on. */
function mark(tone, icon, words) {
  const kind = `${tone} ${icon}`;
  if (!marks.has(kind)) {
    const first = MARK.cloneNode(true);
    first.className = `mark ${tone}`.trim();
    first.firstElementChild.firstElementChild.setAttribute("href", `#i-${icon}`);
    marks.set(kind, first);
  }
  const made = marks.get(kind).cloneNode(true);
  made.append(words);
  return made;
}

/** All rows, for a bill that has just come. */
export function showLines() {
  const rows = document.createDocumentFragment();
  for (const line of draft.lines) rows.append(rowOf(line));
  list.replaceChildren(rows);
  count.textContent = String(draft.lines.length);
}

/** Shows lines that may have become others; takes up those that are new and lets go of those that are gone. */
export function redraw(lines) {
  for (const line of lines) {
    const isHere = line.row?.node.isConnected ?? false;
    if (stands(line) === isHere) {
      if (isHere) show(line);
      continue;
    }
    if (isHere) line.row.node.remove();
    else list.append(line.row?.node ?? rowOf(line));
    if (line.row) show(line);
    count.textContent = String(draft.lines.length);
  }
}

/** The line that a row, or something in it, stands for. */
export const lineAt = (element) => element.closest("li.line")?.line;

function rowOf(line) {
  const node = ROW.cloneNode(true);
  const [stepper, open, more] = node.children;
  const [less, field, plus] = stepper.children;
  const [title, detail, unit, sum] = open.children;
  node.id = `line-${line.key}`;
  node.dataset.lineId = line.key;
  node.line = line;
  const text = (parent) => parent.appendChild(document.createTextNode(""));
  line.row = { node, handle: stepper, stepper, field, open, more, detail, unit: text(unit), sum, amount: text(sum), shown: {} };
  const name = { name: line.title };
  stepper.ariaLabel = field.ariaLabel = say("quantity", name);
  less.ariaLabel = say("decrease", name);
  plus.ariaLabel = say("increase", name);
  more.ariaLabel = say("more", name);
  title.textContent = line.title;
  detail.append(...before(line));
  const after = afterMarks(line);
  detail.append(...after);
  line.row.after = after[0] ?? null;
  show(line);
  return node;
}

// What stands in the detail whatever is done to a line: what comes before the marks of changes, and what comes after.

function before({ read, kind, options }) {
  const parts = [];
  const all = read?.options ?? options ?? [];
  if (all.length) parts.push(optionsOf(all));
  if (kind === "cover") parts.push(mark("mark-bare", "users", say("cover")));
  else if (kind !== "ordinary") parts.push(mark("mark-bare", "clock", say("timer")));
  return parts;
}

function afterMarks({ read, extra }) {
  const parts = [];
  if (extra) parts.push(mark("", "plus", `${say("extra")} ${signed(extra)}`));
  if (read?.note_hidden) parts.push(mark("", "hidden", say("note-hidden")));
  else if (read?.note) parts.push(noteOf(read.note));
  return parts;
}

function optionsOf(options) {
  const all = document.createElement("span");
  all.className = "line-options";
  options.forEach(({ title, price }, at) => {
    all.append(at > 0 ? " · " : "", title);
    if (!price) return;
    const sum = document.createElement("span");
    sum.className = "num";
    sum.textContent = signed(price);
    all.append(" ", sum);
  });
  return all;
}

function noteOf(text) {
  const note = NOTE.cloneNode(true);
  note.lastElementChild.textContent = text;
  return note;
}

function show(line) {
  const { row, read, removed } = line;
  const { shown } = row;
  const count = quantity(line.quantity);
  if (shown.count !== count) {
    shown.count = row.field.value = row.field.ariaValueText = count;
    row.field.ariaValueNow = String(line.quantity / 1000);
    row.stepper.className = count.length > LONG + 1 ? "stepper stepper-wide" : count.length > LONG ? "stepper stepper-long" : "stepper";
  }
  const sum = amount(line.amount);
  if (shown.sum !== sum) shown.sum = row.amount.data = sum;
  const unit = unitShown(line);
  if (shown.unit !== unit) {
    shown.unit = unit;
    row.unit.data = unit === undefined ? "" : amount(unit);
  }
  showWas(row, read && !removed && line.amount !== read.amount ? amount(read.amount) : "");
  showMark(row, changeMark(line, count));
  if (shown.discount !== line.discount) showDiscount(row, line.discount);
  const state = line.kind !== "ordinary" ? "" : removed ? "is-removed" : !read ? "is-added" : line.changed ? "is-changed" : "";
  if (shown.state !== state) {
    if (shown.state) row.node.classList.remove(shown.state);
    if (state) row.node.classList.add(state);
    shown.state = state;
  }
  showHandle(line, line.kind !== "ordinary" ? "fixed" : removed ? "restore" : "stepper");
}

/** How a line differs from the bill: tone, icon, words; none if it does not. */
function changeMark({ read, removed, changed, kind, quantity: now }, count) {
  if (kind !== "ordinary") return null;
  if (!read) return ["mark-change", "plus", say("mark.new")];
  if (removed) return ["", "minus", say("mark.removed")];
  if (now !== read.quantity) return ["mark-change", "pencil", say("mark.was", { from: quantity(read.quantity), to: count })];
  return changed ? ["mark-change", "pencil", say("mark.changed")] : null;
}

function showMark(row, wanted) {
  const { shown } = row;
  const icon = wanted?.[1];
  if (shown.icon !== icon) {
    row.mark?.remove();
    row.mark = wanted ? mark(...wanted) : null;
    if (row.mark) row.detail.insertBefore(row.mark, row.discount ?? row.after);
    shown.icon = icon;
  } else if (wanted && shown.words !== wanted[2]) {
    row.mark.lastChild.data = wanted[2];
  }
  shown.words = wanted?.[2];
}

function showDiscount(row, discount) {
  row.shown.discount = discount;
  row.discount?.remove();
  row.discount = discount ? mark("", "tag", `${say("discount")} ${signed(-discount)}`) : null;
  if (row.discount) row.detail.insertBefore(row.discount, row.after);
}

function showWas(row, text) {
  if ((row.shown.was ?? "") === text) return;
  row.shown.was = text;
  if (!row.was) {
    row.was = form("was-form").cloneNode(true);
    row.was.append("");
    row.sum.prepend(row.was);
  }
  row.was.lastChild.data = text;
  row.was.hidden = text === "";
}

function showHandle(line, kind) {
  const { row } = line;
  if ((row.shown.handle ?? "stepper") === kind) return;
  row.shown.handle = kind;
  const handle = kind === "stepper" ? row.stepper : kind === "restore" ? restorer(line) : fixed(line);
  row.handle.replaceWith(handle);
  row.handle = handle;
  row.open.disabled = row.more.hidden = kind !== "stepper";
}

function restorer(line) {
  const button = form("restore-form").cloneNode(true);
  button.ariaLabel = say("restore", { name: line.title });
  return button;
}

function fixed(line) {
  const span = document.createElement("span");
  span.className = "qty-fixed";
  span.textContent = quantity(line.quantity);
  return span;
}

// What a hand does: one ear for all rows.

const step = (line, by) => setQuantity(line, line.quantity + by * ONE);

/** What was typed counts when the field is left; `refused` is told what is no quantity. */
export function listenToLines(refused) {
  const commit = (field) => {
    const line = lineAt(field);
    if (field.value !== line.row.shown.count && field.value.trim() !== "") {
      const typed = typedQuantity(field.value);
      if (Number.isNaN(typed)) refused();
      else setQuantity(line, typed);
    }
    field.value = line.row.shown.count;
  };
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.step) step(lineAt(button), Number(button.dataset.step));
    else if (button.dataset.testid === "restore") edit(lineAt(button), { removed: false });
  });
  list.addEventListener("change", ({ target }) => commit(target));
  list.addEventListener("focusin", ({ target }) => { if (target.role === "spinbutton") target.select(); });
  list.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.role !== "spinbutton") return;
    const line = lineAt(target);
    if (key === "ArrowUp" || key === "+") step(line, 1);
    else if (key === "ArrowDown" || key === "-") step(line, -1);
    else if (key === "Enter") commit(target);
    else if (key === "Escape" && target.value !== line.row.shown.count) target.value = line.row.shown.count;
    else return;
    event.preventDefault();
  });
}
