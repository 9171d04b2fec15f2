// Search that finds what a hurried thumb means: everything is folded and ordered once, a letter only compares texts.

/** Lower case without marks: I, İ, ı and i are one letter, ç ğ ö ş ü lose their marks, runs of spaces are one. */
const fold = (text) => small(text).replaceAll("ı", "i").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[ßæœøłđðə]/g, (letter) => PLAIN[letter]);
const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ə: "e" };

/** In Turkish lower case with its marks. */
const small = (text) => text.trim().replace(/\s+/g, " ").toLocaleLowerCase("tr").normalize("NFC");

const ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz";

/** What sorts as a Turkish dictionary does: blanks, signs, numbers by their value, letters. */
function orderKey(text) {
  let key = "";
  for (const [one] of small(text).matchAll(/\d+|\P{M}/gu)) {
    if (/\d/.test(one)) {
      const digits = one.replace(/^0+/, "");
      key += `\u0002${String.fromCharCode(digits.length)}${digits}`;
    } else if (/\p{L}/u.test(one)) {
      const letter = ALPHABET.includes(one) ? one : one.normalize("NFD")[0];
      const at = ALPHABET.indexOf(letter);
      key += `\u0003${at < 0 ? letter : String.fromCharCode(at)}`;
    } else {
      key += one === " " ? "\u0000" : `\u0001${one}`;
    }
  }
  return key;
}

/** The menu with everything folded, in Turkish order. */
export function indexOf(products) {
  const entries = products.map((product) => {
    const folded = fold(product.title);
    const names = new Set((product.names ?? []).map(([, name]) => fold(name)));
    names.delete(folded);
    names.delete("");
    return { product, order: orderKey(product.title), title: product.title.trim(), key: small(product.title), texts: [folded, ...names], all: [folded, ...names].join("\n"), barcode: product.barcode?.trim() };
  });
  return entries.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
}

const NONE = 5;

/** Best first: exactly so or by barcode, folded, at the start, at words' starts, inside; with the marks as typed before others, and
 *  what is not on sale last. */
export function search(entries, typed, category, most) {
  const [text, folded, key] = [typed.trim(), fold(typed), small(typed)];
  const inside = category ? entries.filter(({ product }) => product.category === category) : entries;
  let hits;
  if (!folded) {
    hits = inside.slice(0, most);
  } else {
    const words = folded.split(" ");
    const ranks = Array.from({ length: 2 * NONE }, () => []);
    for (const entry of inside) {
      const rank = rankOf(entry, text, folded, words);
      if (rank < NONE) ranks[2 * rank + (entry.key.includes(key) ? 0 : 1)].push(entry);
    }
    hits = ranks.flat().slice(0, most);
  }
  const found = hits.map(({ product }) => product);
  return [...found.filter(({ passive }) => !passive), ...found.filter(({ passive }) => passive)];
}

function rankOf({ title, barcode, texts, all }, text, folded, words) {
  if (title === text || barcode === text) return 0;
  let best = NONE;
  // Most have nothing of it anywhere.
  if (!all.includes(words[0])) return best;
  for (const one of texts) best = Math.min(best, rankOfText(one, folded, words));
  return best;
}

function rankOfText(text, folded, words) {
  if (text.startsWith(folded)) return text.length === folded.length ? 1 : 2;
  let rank = 3;
  for (const word of words) {
    let at = text.indexOf(word);
    if (at < 0) return NONE;
    while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) at = text.indexOf(word, at + 1);
    if (at < 0) rank = 4;
  }
  return rank;
}
