// What is the matter with a line, at the line, each with its way out; and what is the matter with the sums.
import { asks, doubt } from "./checks.js";
import { draft, edit } from "./draft.js";
import { fill, money } from "./words.js";

const TROUBLES = {
  unresolved: "Bu kalem menüde hangi ürün, seçin. Bir daha sormayız.",
  probable: "Menüdeki {product} olmalı. Doğru mu?",
  product_gone: "Bu ürün menüden kaldırılmış. Yerine ürün seçin ya da kalemi çıkarın.",
  option_gone: "“{name}” seçeneği artık menüde yok. Seçenekleri yeniden seçin.",
  option_ambiguous: "“{name}” menüde birden çok fiyatla var. Hangisi olduğunu seçin.",
  option_twice: "“{name}” kasada iki kez işlenmiş; buradan bir kez yazılabilir.",
  options_unknown: "Bu kalemin seçenekleri bize gösterilmiyor. Seçenekleri siz seçin.",
  option_missing: "{group}: {n} seçim daha gerekiyor.",
  hidden_note: "Bu kalemin notunu göremiyoruz. Kaydederseniz not silinir.",
  note_too_long: "Not {n} karakter; en çok 500 yazılabilir.",
  surcharge: "Kasada elle eklenen {sum} buradan yazılamıyor. Kaydederseniz bu ekstra silinir.",
  quantity_range: "Miktar 0,001 ile 9.999 arasında olmalı.",
  discount_negative: "İndirim sıfırdan küçük olamaz.",
  discount_over_line: "İndirim kalemin tutarından fazla: en çok {sum}.",
  identity_lost: "Kaydedince bu kalem iptal edilip yeniden açılır; kasadaki saati değişir.",
  reprice: "Bugünkü fiyatla {old} yerine {new} olacak.",
  reprice_total: "Adisyonun toplamı {old} yerine {new} olacak.",
  paid_over_total: "Ödenen, toplamdan {sum} fazla. Ödemeyi azaltın ya da kalem ekleyin.",
};

const OPEN = ["Kalemi aç", "open"];
const OPTIONS = ["Seçenekleri aç", "open"];
const REMOVE = ["Kalemi çıkar", "remove"];
/** Words and deed of each way out. */
const WAYS = {
  unresolved: [["Ürünü seç", "open"]], probable: [["Doğru", "confirm"], ["Başka ürün", "open"]],
  product_gone: [["Yerine ürün seç", "open"], REMOVE], surcharge: [["{sum} silinsin", "accept"]], hidden_note: [["Not silinsin", "accept"]],
  option_twice: [OPTIONS], option_gone: [OPTIONS], option_ambiguous: [OPTIONS], options_unknown: [OPTIONS], option_missing: [OPTIONS],
  note_too_long: [OPEN], quantity_range: [OPEN], discount_negative: [OPEN], discount_over_line: [OPEN],
};

const form = (id) => document.getElementById(id).content.firstElementChild;
const totals = document.getElementById("total-troubles");

let wasChanged = false;

/** Shows at these lines what is the matter; at all of them where a question became a problem, or was one. */
export function showQuestions(lines) {
  for (const line of lines) if (line.row) show(line);
  if (wasChanged === draft.cartChanged) return;
  wasChanged = draft.cartChanged;
  for (const line of draft.lines) show(line);
}

function show(line) {
  const { row, troubles } = line;
  const question = doubt(line);
  const wanted = draft.cartChanged ? troubles : question ? [question] : [];
  const { extra } = row;
  const isTrouble = draft.cartChanged && wanted.some((one) => !asks(one));
  if (row.isTrouble !== isTrouble) row.node.classList.toggle("is-trouble", (row.isTrouble = isTrouble));
  if (!wanted.length) {
    if (extra) extra.node.remove();
    row.extra = null;
    return;
  }
  const same = extra && extra.wanted.length === wanted.length && wanted.every((one, at) => sameTrouble(one, extra.wanted[at]));
  if (!same) {
    extra?.node.remove();
    row.extra = { node: form("extra-form").cloneNode(true), wanted, words: [] };
    for (const one of wanted) row.extra.words.push(add(row.extra.node, one));
    row.node.append(row.extra.node);
  }
  if (row.extra.quiet === !draft.cartChanged) return;
  row.extra.quiet = !draft.cartChanged;
  // The same question is quiet while nothing of the cart would be written.
  row.extra.words.forEach((words, at) => {
    words.className = row.extra.quiet ? "doubt" : asks(wanted[at]) ? "problem problem-warn" : "problem";
    words.dataset.testid = row.extra.quiet ? "doubt" : "problem";
  });
}

const sameTrouble = (a, b) => a.code === b.code && a.sum === b.sum && a.old === b.old && a.new === b.new && a.name === b.name && a.product === b.product;

/** The trouble in words, with its ways out; the element of the words. */
function add(place, trouble) {
  const values = inWords(trouble);
  const words = form("trouble-form").cloneNode(true);
  words.dataset.code = trouble.code;
  words.firstElementChild.firstElementChild.setAttribute("href", asks(trouble) ? "#i-info" : "#i-alert");
  words.lastElementChild.textContent = fill(TROUBLES[trouble.code], values);
  place.append(words);
  const ways = (WAYS[trouble.code] ?? []).map(([label, deed]) => wayOf(fill(label, values), deed, trouble.code));
  if (ways.length) {
    const row = document.createElement("div");
    row.className = "btn-row";
    row.append(...ways);
    place.append(row);
  }
  return words;
}

function inWords({ code, ...values }) {
  for (const name of ["sum", "old", "new"]) if (values[name] !== undefined) values[name] = money(values[name]);
  return values;
}

function wayOf(words, deed, code) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn-tight", textContent: words });
  Object.assign(button.dataset, { deed, code });
  return button;
}

/** Shows what is the matter with the sums. */
export function showTotalTroubles(troubles) {
  const key = JSON.stringify(troubles);
  if (totals.dataset.key === key) return;
  totals.dataset.key = key;
  totals.hidden = troubles.length === 0;
  totals.replaceChildren();
  for (const one of troubles) {
    const words = add(totals, one);
    words.className = "problem";
    words.dataset.testid = "problem";
    if (one.code === "paid_over_total") addMend(one.sum);
  }
}

/** The one row whose lowering would mend an overpayment. */
function addMend(over) {
  const row = draft.payments.findLast((one) => one.amount > over);
  if (!row) return;
  const sum = row.amount - over;
  const mend = form("mend-form").cloneNode(true);
  mend.firstElementChild.textContent = `${row.title}: ${money(sum)} olsun`;
  mend.firstElementChild.addEventListener("click", () => edit(row, { amount: sum }));
  totals.append(mend);
}

/** One ear for all ways out; dialogs are not this page's. */
export function listenToQuestions(lineAt) {
  document.getElementById("lines").addEventListener("click", ({ target }) => {
    const { deed, code } = target.closest("button")?.dataset ?? {};
    const line = deed && lineAt(target);
    if (deed === "confirm") edit(line, { confirmed: true });
    else if (deed === "remove") edit(line, { removed: true });
    else if (deed === "accept") edit(line, { accepted: [...line.accepted, code] });
  });
}
