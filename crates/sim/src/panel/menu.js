// The left menu: packets, tables by section, free tables.
import { chosen } from "./choices.js";
import { money, word } from "./words.js";

const text = (tag, content, className) => {
  const node = document.createElement(tag);
  node.textContent = content;
  if (className) node.className = className;
  return node;
};

function entry(target, what, sum, small, className) {
  const button = text("button", "", `entry ${className}`);
  button.type = "button";
  button.dataset.open = target;
  button.setAttribute("aria-current", String(chosen.open === target));
  button.append(text("span", what, "what"), text("span", sum, "sum"));
  if (small) button.append(small);
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function standing(account) {
  const rest = account.total - account.paid;
  if (account.paid > 0 && rest <= 0.004) return ["paid", word("paid")];
  return account.paid > 0 ? ["part", word("part")] : ["", word("open")];
}

function account(one) {
  const [className, words] = standing(one);
  const small = text("small", "");
  small.append(text("span", words, className));
  if (one.kind === "table" && one.guests) small.append(` · ${one.guests} ${word("guests")}`);
  if (one.kind === "packet") small.append(` · ${channel(one)} ${one.orderCode ?? ""}`);
  const who = one.customer?.name ?? one.customer?.region ?? channel(one);
  const name = one.kind === "table" ? one.tableName : `${one.docNo ?? "–"} ${who}`;
  return entry(`${one.kind}:${one.id}`, name, money(one.total - one.paid), small, "");
}

function group(title, items) {
  const list = document.createElement("ul");
  list.append(...items);
  return title ? [text("h2", title), list] : [list];
}

const CHANNELS = { yemeksepeti: "Yemeksepeti", deliveryhero: "Yemeksepeti", getir: "Getir", trendyol: "Trendyol", migros: "Migros", fuudy: "Fuudy", webstore: "Web" };
const channel = (packet) => CHANNELS[packet.entegrasyon] ?? word("phone");
const byName = (one, other) => one.tableName.localeCompare(other.tableName, "tr", { numeric: true });

export function drawMenu(menu, state) {
  const focused = document.activeElement?.dataset?.open;
  const scrolled = menu.scrollTop;
  const parts = [...group("", [entry("board", word("board"), "", null, "")])];
  const packets = state.accounts.filter((one) => one.kind === "packet");
  parts.push(...group(`${word("packets")} ${packets.length}`, packets.map(account)));
  for (const section of state.sections) {
    const tables = state.accounts.filter((one) => one.kind === "table" && one.section === section.title).sort(byName);
    const taken = new Set(tables.map((one) => one.tableName));
    const free = section.tables.filter((one) => one.active && !taken.has(one.title));
    const items = tables.map(account);
    items.push(...free.map((one) => entry(`table:${one.id}`, one.title, "", text("small", word("free")), "free")));
    parts.push(...group(section.title, items));
  }
  menu.replaceChildren(...parts);
  menu.scrollTop = scrolled;
  if (focused) menu.querySelector(`[data-open="${CSS.escape(focused)}"]`)?.focus();
}
