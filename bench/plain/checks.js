// What stands in the way of a save, and what it would ask first. It needs the menu: without it every product would seem gone.
import { choice, costsToday, draft, gross, MOST } from "./draft.js";

/** The largest difference in kuruş that may come of rounding. */
const TOLERANCE = 1;
const MOST_LINES = 200;
const LONGEST_NOTE = 500;
const ASKS = new Set(["probable", "identity_lost", "reprice", "reprice_total"]);

/** True if one answer settles it; else it must be gone before anything is written. */
export const asks = ({ code }) => ASKS.has(code);

/** Looks at lines again: what is the matter with each by itself. */
export function look(lines) {
  for (const line of lines) line.troubles = troubles(line).filter(({ code }) => !line.accepted.includes(code));
}

function troubles(line) {
  const { read, kind, removed, product, confirmed, quantity, discount, extra } = line;
  if (removed || kind !== "ordinary") return [];
  const found = [];
  const say = (code, more) => found.push({ code, ...more });
  if (!product) say(line.productId || line.gone ? "product_gone" : "unresolved");
  else if (!confirmed) say("probable", { product: product.title });
  if (product) addOptions(line, say);
  if (quantity < 1 || quantity > MOST) say("quantity_range");
  if (discount < 0) say("discount_negative");
  const most = mostDiscount(line);
  if (most !== undefined && discount > Math.max(most, 0)) say("discount_over_line", { sum: most });
  if (read?.note_hidden) say("hidden_note");
  if ((read?.note ?? "").length > LONGEST_NOTE) say("note_too_long", { n: read.note.length });
  if (read && draft.bill.identities && read.identity === "lost") say("identity_lost");
  if (extra !== 0) say("surcharge", { sum: extra });
  const today = read && confirmed ? costsToday(line) : undefined;
  if (today !== undefined && Math.abs(drift(line)) > TOLERANCE) say("reprice", { old: read.amount - extra, new: today });
  return found;
}

/** How much less a line costs today. */
const drift = (line) => line.read.amount - line.extra - costsToday(line);

/** Of a line that nobody changed its own sum counts, while prices are the same. */
function mostDiscount(line) {
  const now = gross(line);
  if (now === undefined || !line.read || line.changed) return now;
  const then = line.read.amount + (line.read.discount ?? 0) - line.extra;
  return Math.abs(then - now) <= TOLERANCE ? then : now;
}

function addOptions({ read, product, options, doubt }, say) {
  if (!options) return say(doubt.code ?? "options_unknown", { name: doubt.name ?? doubt.text });
  for (const one of options) if (!choice(product, one)) say("option_gone", { name: one.title });
  if (read) return;
  for (const { title = "Seçenekler", min = 0 } of product.groups ?? []) if (min > 0) say("option_missing", { group: title, n: min });
}

/** What a line that stays as it is would be asked about. */
export const doubt = (line) =>
  (line.read && !line.confirmed ? line.troubles.find(({ code }) => ["probable", "product_gone", "unresolved"].includes(code)) : undefined);

/** How many troubles block and how many ask, and what is the matter with the sums, if this is what would be written. */
export function survey({ total, paid }) {
  const { lines, bill, cartChanged } = draft;
  const found = { blocks: 0, asks: 0, totals: [] };
  const count = (one) => { asks(one) ? found.asks++ : found.blocks++; };
  if (cartChanged) {
    let standing = 0;
    let drifted = bill.total;
    for (const line of lines) {
      if (line.read) drifted -= line.read.amount;
      if (line.removed || line.kind !== "ordinary") continue;
      standing++;
      line.troubles.forEach(count);
      if (line.read && line.confirmed && line.unit !== null && Math.abs(drift(line)) <= TOLERANCE) drifted += drift(line);
    }
    if ("table" in bill.head.bill && !lines.some(({ kind }) => kind === "cover")) drifted = Math.min(drifted, 0);
    if (standing === 0 || standing > MOST_LINES) found.blocks++;
    if (Math.abs(drifted) > TOLERANCE) found.totals.push({ code: "reprice_total", old: bill.total, new: bill.total - drifted });
  }
  if (paid > total) found.totals.push({ code: "paid_over_total", sum: paid - total });
  found.totals.forEach(count);
  return found;
}
