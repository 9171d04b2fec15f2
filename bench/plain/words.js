// What the page says and how it writes numbers, as adisyon does in Turkish (locales/tr). What never changes stands in index.html.

const WORDS = {
  total: "Toplam",
  remaining: "Kalan",
  over: "Fazla ödenen",
  ratio: "Ödenen oran: yüzde {n}",
  was: "önceki",
  table: "Masa",
  packet: "Paket",
  "doc-no": "No {no}",
  guests: "{n} kişi",
  increase: "{name}: artır",
  decrease: "{name}: azalt",
  quantity: "{name}: adet",
  more: "{name}: diğer işlemler",
  restore: "{name}: geri al",
  cover: "Kişi sayısına göre kendiliğinden",
  timer: "Süreye göre fiyatlanır",
  "note-hidden": "Notu görünmüyor",
  discount: "İndirim",
  extra: "Ekstra",
  "mark.new": "Yeni",
  "mark.was": "{from} idi, {to} oldu",
  "mark.removed": "Çıkarılacak",
  "mark.changed": "Değişecek",
  "pay.rest": "{method}, tamamı",
  "pay.rest-label": "Kalan {amount} {method} ile ödensin",
  "pay.was": "{amount} idi",
  "pay.more": "{title}, {amount}: diğer işlemler",
  "save.nothing": "Bekleyen değişiklik yok.",
  "save.changes": "{n} değişiklik",
  "save.kept": "Diğer {n} kalem olduğu gibi kalır",
  "save.blocked": "{n} sorun çözülünce kaydedilir",
  "save.asks": "Kaydetmeden önce bir şey soracağız",
  "save.awaiting": "Menü yükleniyor, birazdan kaydedebilirsiniz.",
  "change.quantity": "{title} {from} yerine {to}",
  "change.added": "{quantity} {title} eklenecek",
  "change.removed": "{quantity} {title} çıkarılacak",
  "change.discount": "{title}: indirimi adetle birlikte {to} olacak",
  "change.reprice": "{title}: bugünkü fiyatla {old} yerine {new}",
  "change.paid": "{title}: ödeme eklenecek",
  "change.payment": "{title}: {from} yerine {to}",
  "said.totals": "Toplam {total}, kalan {remaining}",
  "said.problems": "{n} sorun var",
  "typed.not-quantity": "Bu bir miktar değil. Örnek: 1 ya da 0,75",
};

/** The words of a key, with these values in their places. */
export const say = (key, values) => fill(WORDS[key], values);

/** A sentence with these values in their places. */
export const fill = (text, values) => (values ? text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : text);

// Money is in whole kuruş, a quantity in whole thousandths.

const grouped = (whole) => (whole < 1000 ? String(whole) : String(whole).replace(/\B(?=(\d{3})+$)/g, "."));
const minus = (number) => (number < 0 ? "\u2212" : "");

function plain(kurus) {
  const sum = Math.abs(kurus);
  const part = sum % 100;
  return `${grouped((sum - part) / 100)},${part < 10 ? "0" : ""}${part}`;
}

/** `1.231,00` */
export const amount = (kurus) => minus(kurus) + plain(kurus);

/** `₺1.231,00` */
export const money = (kurus) => `${minus(kurus)}₺${plain(kurus)}`;

/** A difference: `+225,00`. */
export const signed = (kurus) => (kurus > 0 ? "+" : "") + amount(kurus);

/** `0,75` */
export function quantity(thousandths) {
  const all = Math.abs(thousandths);
  const part = all % 1000;
  const places = part ? `,${String(part).padStart(3, "0").replace(/0+$/, "")}` : "";
  return minus(thousandths) + grouped((all - part) / 1000) + places;
}

/** A typed quantity in thousandths; comma and dot are both decimal marks. Not a number if it is none. */
export function typedQuantity(text) {
  const form = /^(?=[.,]?\d)(\d*)(?:[.,](\d{0,3})0*)?$/.exec(text.trim());
  return form ? Number(form[1]) * 1000 + Number((form[2] ?? "").padEnd(3, "0")) : NaN;
}
