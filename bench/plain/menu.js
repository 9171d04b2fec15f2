// What needs the menu, brought when the bill is painted: checks and questions, the finder, and what is spoken.
import { look, survey } from "./checks.js";
import { draft, edit, MOST, newLine, ONE, redo, setQuantity, take, undo } from "./draft.js";
import { bringFinder, tellFinder } from "./finder.js";
import { lineAt } from "./lines.js";
import { listenToQuestions, showQuestions, showTotalTroubles } from "./questions.js";
import { money, say } from "./words.js";

const toasts = document.getElementById("toasts");
const live = document.getElementById("live");
/** A hand that taps plus five times is told once. */
const REST_MS = 700;
const TOAST_MS = 6000;

/** The menu is here. */
export function bring(menu) {
  take(new Map(menu.products.map((product) => [product.id, product])));
  listenToQuestions(lineAt);
  bringFinder(menu, add);
  addEventListener("keydown", pressed);
}

/** Looks at the lines that may have become others; what stands in the way of a save. */
export function check(touched, sums) {
  look(touched);
  const found = survey(sums);
  showQuestions(touched);
  showTotalTroubles(found.totals);
  tellFinder();
  speak(sums, found);
  return found;
}

/** The same product, new and just as plain, becomes one more of it instead of another line. */
function add(product) {
  const same = draft.lines.find((line) => !line.read && line.productId === product.id && line.quantity + ONE <= MOST);
  if (same) setQuantity(same, same.quantity + ONE);
  else edit(newLine(product), { removed: false });
}

// What is spoken without moving the focus: the sums when they come to rest, problems when there are more of them.

let resting = 0;
let spoken = null;

function speak({ total, due }, { blocks }) {
  const now = { total, due, blocks };
  const before = spoken ?? now;
  spoken = now;
  if (blocks > before.blocks) live.textContent = say("said.problems", { n: blocks });
  if (total === before.total && due === before.due) return;
  clearTimeout(resting);
  resting = setTimeout(() => { live.textContent = say("said.totals", { total: money(total), remaining: money(due) }); }, REST_MS);
}

let leaving = 0;

/** Says that what was typed is no quantity. */
export function refuse() {
  const toast = document.getElementById("toast-form").content.firstElementChild.cloneNode(true);
  toast.lastElementChild.textContent = say("typed.not-quantity");
  toasts.replaceChildren(toast);
  clearTimeout(leaving);
  leaving = setTimeout(() => toasts.replaceChildren(), TOAST_MS);
}

// Keys that work wherever the focus is.

function pressed(event) {
  const command = event.ctrlKey || event.metaKey;
  const isTyping = event.target instanceof HTMLInputElement;
  const key = event.key.toLowerCase();
  if (isTyping || event.altKey) return;
  if (command && key === "z") (event.shiftKey ? redo : undo)();
  else if (command && key === "y") redo();
  else if (!command && key === "/") document.getElementById("search").focus();
  else return;
  event.preventDefault();
}
