// Reads the bill that the panel opened while the program is still on its way, and draws it as the program will, so that it can be
// read before anything can be pressed. What the panel and the backend said is handed over: the program asks neither again.
// The rules of talking to the panel are those of src/bridge (C:B.1, C:B.3, C:B.4), the looks those of the desk in src/bill/view; the
// tests of the whole road hold both together. WORDS stands before this text: `cargo xtask style` takes it from locales/.

const PUBLISHED = ["https://app.restomenum.com", "https://test-restomenu.web.app"];
const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1)(:(\d{1,5}))?$/;
const BRAND = /^https:\/\/[a-z0-9][a-z0-9.-]*(:(\d{1,5}))?$/;
const PATIENCE_MS = 5000;
const READ_MS = 15000;
const LATE_MS = 300;

const address = new URLSearchParams(location.search);
const byPath = { "/packet": "packet", "/table": "table" }[location.pathname.replace(/\/+$/, "")];

/** What the program takes over: the panel's answer, and the text of the bill at its address; null for what did not come. */
const first = (window.adisyonFirst = { context: null, path: null, read: null });

// The panel.

const is = (origin, form) => {
  const port = form.exec(origin)?.at(-1);
  return form.test(origin) && Number(port ?? 0) <= 65535;
};

function panels() {
  const more = document.querySelector('meta[name="adisyon-panels"]').content.split(/\s+/);
  const listed = [...PUBLISHED, ...more.filter((origin) => is(origin, BRAND))];
  const trusts = (origin) => listed.includes(origin) || is(origin, LOCAL);
  const named = address.get("panelOrigin")?.replace(/\/+$/, "");
  return { trusts, targets: named && trusts(named) ? [named] : listed };
}

/** Asks the panel's window, on a panel's origin, and believes nobody else; null for silence and refusals. */
function asker({ trusts, targets }) {
  const waiting = new Map();
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !trusts(origin) || data?.type !== "restomenum-bridge-response") return;
    waiting.get(data.requestId)?.(data.result);
  });
  return (action) => new Promise((resolve) => {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    const requestId = `ads-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    const done = (result) => {
      waiting.delete(requestId);
      resolve(result !== null && typeof result === "object" && result.success !== false ? result : null);
    };
    waiting.set(requestId, done);
    setTimeout(done, PATIENCE_MS, null);
    for (const target of targets) parent.postMessage({ type: "restomenum-bridge", requestId, action, params: {} }, target);
  });
}

/** A field inside `data` or beside it. */
const field = (result, name) => result.data?.[name] ?? result[name];
const text = (value) => (["string", "number"].includes(typeof value) && String(value).trim() !== "" ? String(value) : undefined);

/** Which bill is meant: our own address knows, else the panel said so. */
function meant(result) {
  const own = address.get("id");
  if (own) return [byPath, own];
  const target = field(result, "target");
  const ids = [...["refId", "packetId", "tableId"].map((name) => field(result, name)), target?.id, field(result, "id")];
  return [["packet", "table"].includes(target?.type) ? target.type : byPath, ids.map(text).find(Boolean)];
}

function localeOf(result) {
  const asked = text(field(result, "locale"))?.trim().split(/[-_]/)[0].toLowerCase();
  return asked in WORDS ? asked : "tr";
}

// The bill.

const encoded = (id) => encodeURIComponent(id).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The text of the bill, the name of its request, and whether it is what was read last; null if it was not given: then the program asks, and says why not. */
async function read(path, result, locale) {
  const token = text(field((await result) ?? {}, "token"));
  if (!token) return null;
  const headers = { authorization: `Bearer ${token}`, accept: "application/json", "accept-language": locale };
  const answer = await fetch(path, { headers, signal: AbortSignal.timeout(READ_MS) });
  if (answer.status !== 200) return null;
  const { headers: said } = answer;
  return { text: await answer.text(), request: said.get("x-request-id"), aged: said.has("age") };
}

async function open() {
  const ask = asker(panels());
  const context = ask("getContext");
  const session = ask("getSessionToken");
  first.context = context.then((result) => result && JSON.stringify(result));
  const result = await context;
  if (!result) return;
  const [kind, id] = meant(result);
  if (!kind || !id) return;
  const locale = localeOf(result);
  first.path = `/api/${kind}s/${encoded(id)}`;
  first.read = read(first.path, session, locale).catch(() => null);
  const late = setTimeout(() => document.getElementById("first")?.append(bones()), LATE_MS);
  const got = await first.read;
  clearTimeout(late);
  // The program may have waited long enough and drawn something of its own.
  const place = document.getElementById("first");
  if (!got || !place) return;
  document.documentElement.lang = locale;
  const { bill } = JSON.parse(got.text);
  place.replaceChildren(...drawn(bill, WORDS[locale], numbers(locale, bill.head.currency)));
  place.dataset.bill = first.path;
  await painted();
  performance.mark("adisyon:bill-shown");
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// Numbers as src/i18n/format.rs writes them: money in whole kuruş, quantities in whole thousandths; signs as src/i18n/currency.rs has them.

const SIGNS = { TRY: "₺", EUR: "€", USD: "$", GBP: "£", RUB: "₽", AZN: "₼", GEL: "₾", UAH: "₴", KZT: "₸" };

function numbers(locale, currency = "") {
  const code = /^[A-Z]{3}$/.exec(currency.trim().toUpperCase())?.[0] ?? "TRY";
  const before = SIGNS[code] ?? `${code}\u00a0`;
  const point = locale === "en" ? "." : ",";
  const group = { tr: ".", de: ".", en: ",", ru: "\u00a0" }[locale];
  const grouped = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, group);
  const minus = (number) => (number < 0 ? "\u2212" : "");
  const plain = (kurus) => grouped(Math.floor(Math.abs(kurus) / 100)) + point + String(Math.abs(kurus) % 100).padStart(2, "0");
  return {
    amount: (kurus) => minus(kurus) + plain(kurus),
    signed: (kurus) => (kurus > 0 ? "+" : minus(kurus)) + plain(kurus),
    money: (kurus) => minus(kurus) + (locale === "tr" || locale === "en" ? before + plain(kurus) : `${plain(kurus)}\u00a0${before.trim()}`),
    quantity(thousandths) {
      const part = Math.abs(thousandths) % 1000;
      const places = part ? point + String(part).padStart(3, "0").replace(/0+$/, "") : "";
      return minus(thousandths) + grouped(Math.floor(Math.abs(thousandths) / 1000)) + places;
    },
  };
}

/** The price of one, rounded to the kuruş; none for a quantity of zero. */
function unitOf({ amount, discount = 0, extra = 0, quantity }) {
  const gross = (amount + discount - extra) * 1000;
  return quantity > 0 ? Math.trunc((gross + Math.sign(gross) * Math.floor(quantity / 2)) / quantity) : undefined;
}

// The looks.

/** An element with its class and what stands in it; nothing stands for what is false, empty or zero. */
function part(name, className, ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside.filter(Boolean));
  return made;
}

function icon(name, size = "i") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", size);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

const mark = (tone, name, words) => part("span", `mark ${tone}`, icon(name), words);
const fill = (words, value) => words.replace(/\{\w+\}/, () => value);

/** What stands there while the bill does not come; a short wait shows nothing. */
function bones() {
  const bone = (kind) => part("span", `bone ${kind}`);
  const line = (title) => part("li", "line", bone("bone-tall bone-qty"), part("div", "line-open", bone(`line-title ${title}`)));
  const list = part("div", "panel bones", part("div", "panel-head", bone("bone-25")), part("ul", "lines", ...["bone-60", "bone-40", "bone-80"].map(line)));
  list.ariaBusy = "true";
  return part("main", "desk desk-3 bill", part("section", "desk-dock bill-dock"), part("div", "desk-main", list), part("div", "desk-rail"));
}

function drawn({ head, lines, payments, total, paid, discount = 0 }, words, say) {
  const rows = payments.known ?? payments.mismatch ?? [];
  const main = part("main", "desk desk-3 bill",
    part("section", "desk-dock bill-dock"),
    part("div", "desk-main", panel(words.lines, part("ul", "lines", ...lines.map((line) => lineOf(line, words, say))), String(lines.length))),
    part("div", "desk-rail",
      panel(words.payments, part("ul", "", ...rows.map((row) => paymentOf(row, say)))),
      part("section", "panel", sums(total, paid, discount, words, say))));
  main.ariaBusy = "true";
  return [headOf(head, words), main];
}

function headOf(head, words) {
  const number = head.doc_no ? fill(words["title.packet"], head.doc_no) : words["title.packet-plain"];
  const named = "table" in head.bill ? head.table : head.customer?.name;
  const title = named?.trim() ? named : "table" in head.bill ? words["title.table"] : number;
  const more = "table" in head.bill ? [head.section, head.doc_no && fill(words["doc-no"], head.doc_no)] : [number !== title && number];
  const back = part("button", "icon-btn", icon("back"));
  back.type = "button";
  back.ariaLabel = words.back;
  return part("header", "head", back,
    part("div", "head-text",
      part("h1", "head-title", part("span", "clip", title)),
      part("p", "head-sub", ...more.filter(Boolean).map((one) => part("span", "num", one)))),
    part("div", "head-side"));
}

function panel(title, list, count) {
  const heading = part("h2", "panel-title", title, count && " ", count && part("span", "faint num", count));
  return part("section", "panel", part("div", "panel-head", heading), list);
}

function lineOf(line, words, say) {
  const unit = unitOf(line);
  return part("li", "line",
    part("span", "qty-fixed", say.quantity(line.quantity)),
    part("div", "line-open",
      part("span", "line-title", line.title),
      part("span", "line-detail", optionsOf(line.options ?? [], say), ...marksOf(line, words, say), noteOf(line, words)),
      part("span", "line-unit num", unit !== undefined && say.amount(unit)),
      part("span", "line-amount", say.amount(line.amount))),
    part("span", "line-more"));
}

function optionsOf(options, say) {
  const one = ({ title, price }, at) => [at > 0 && " · ", title, price && " ", price && part("span", "num", say.signed(price))];
  return options.length > 0 && part("span", "line-options", ...options.flatMap(one));
}

function marksOf({ kind, discount = 0, extra = 0 }, words, say) {
  return [
    kind === "cover" && mark("mark-bare", "users", words.cover),
    kind === "timer" && mark("mark-bare", "clock", words.timer),
    discount !== 0 && mark("", "tag", `${words["discount-mark"]} ${say.signed(-discount)}`),
    extra !== 0 && mark("", "plus", `${words["extra-mark"]} ${say.signed(extra)}`),
  ];
}

function noteOf({ note, note_hidden: hidden }, words) {
  if (hidden) return mark("", "hidden", words["note-hidden"]);
  return note && part("span", "line-note", icon("note", "i i-s"), part("span", "", note));
}

function paymentOf({ title, amount, is_discount: isDiscount, cash }, say) {
  const name = isDiscount ? "tag" : cash ? "cash" : "card";
  return part("li", "pay-row", icon(name), part("p", "", title), part("span", "pay-sum", say.amount(amount)));
}

function sums(total, paid, discount, words, say) {
  const due = total - paid;
  const row = (className, name, sum) => part("div", className, part("dt", "", name), part("dd", "", say.money(sum)));
  const share = total > 0 ? Math.max(0, Math.min(999, Math.trunc((paid * 100) / total))) : paid > 0 ? 100 : 0;
  const bar = part("progress", due < 0 ? "bar bar-over" : "bar");
  bar.max = 100;
  bar.value = Math.min(share, 100);
  bar.ariaLabel = fill(words.ratio, share);
  return part("dl", "totals",
    row("totals-row", words.total, total),
    row("totals-row", words.paid, paid),
    discount !== 0 && row("totals-row totals-sub", words.discount, discount),
    part("div", "", part("dt", "vh", words.paid), part("dd", "", bar)),
    row("totals-row totals-due", due < 0 ? words.over : words.remaining, Math.abs(due)));
}

/** Settles when the bill stands there, or when there is none to be drawn. */
const settled = parent !== window && byPath && !address.has("view") ? open().catch(() => {}) : Promise.resolve();
