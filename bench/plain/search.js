// Search that finds what a hurried thumb means: I, İ, ı and i are one letter, ç ğ ö ş ü lose their marks.
export const fold = (text) =>
  text.trim().replace(/[Iİı]/g, "i").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ");

/** The catalogue with everything folded and ordered once. */
export function foldedCatalogue({ products, categories = [] }) {
  const order = new Intl.Collator("tr", { numeric: true });
  const entries = products.map((product) => ({
    product,
    title: product.title.trim(),
    texts: [fold(product.title), ...(product.names ?? []).map(([, name]) => fold(name))],
  }));
  entries.sort((a, b) => order.compare(a.title, b.title));
  return { entries, categories: new Map(categories.map(({ id, title }) => [id, title])) };
}

/** Best first: exactly so or by barcode, folded, at the start, at a word's start, inside; what is not on sale comes last. */
export function search({ entries }, typed, most) {
  const text = typed.trim();
  const folded = fold(typed);
  if (!folded) return entries.filter(({ product }) => !product.passive).slice(0, most).map(({ product }) => product);
  const words = folded.split(" ");
  const ranks = [[], [], [], [], []];
  for (const entry of entries) {
    const rank = entry.title === text || entry.product.barcode === text ? 0 : Math.min(...entry.texts.map((one) => rankOf(one, folded, words)));
    ranks[rank]?.push(entry.product);
  }
  const hits = ranks.flat().slice(0, most);
  return [...hits.filter(({ passive }) => !passive), ...hits.filter(({ passive }) => passive)];
}

function rankOf(text, folded, words) {
  if (text.startsWith(folded)) return text === folded ? 1 : 2;
  let rank = 3;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return Infinity;
    if (at > 0 && !` ${text}`.includes(` ${word}`)) rank = 4;
  }
  return rank;
}
