// The pretend panel: frames the plugin as the real one does (C:B) and shows the restaurant around it.
import { ask, told } from "./ask.js";
import { answerFrame } from "./bridge.js";
import { choose, chosen, opened } from "./choices.js";
import { look, tell } from "./control.js";
import { drawMenu } from "./menu.js";
import { drawTools } from "./tools.js";
import { speak, word } from "./words.js";

const REFRESH_MS = 3000;
const NARROW = window.matchMedia("(max-width: 47.99rem)");
const part = (id) => document.getElementById(id);

let installs = [];
let state = null;
let stopAnswering = () => {};

async function refresh() {
  const wish = chosen.tenant ? { tenant: chosen.tenant } : {};
  if (part("tools").hidden) wish.log = "no";
  state = await look("state", wish);
  if (!chosen.tenant) chosen.tenant = state.tenant;
  drawHead();
  drawMenu(part("menu"), state);
  if (!part("tools").hidden && !part("tools").contains(document.activeElement)) drawDrawer();
}

function drawHead() {
  const user = state.users.find((one) => one.id === chosen.user) ?? state.users.find((one) => one.role === chosen.role);
  part("restaurant").textContent = state.name;
  part("person").textContent = user ? `${user.name} · ${word(chosen.role)}` : word(chosen.role);
  part("badge").hidden = state.generation === "newest";
  part("badge").textContent = word(state.generation);
}

const drawDrawer = () => drawTools(part("tools"), state, installs, { refresh, reframe, gate, connect });

function applyScheme() {
  if (chosen.scheme === "system") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = chosen.scheme;
}

// A new element each time: the frame's history stays out of the panel's.
function frame(path, gateCalls) {
  stopAnswering();
  const plugin = new URL(state.pluginUrl);
  const made = document.createElement("iframe");
  made.id = "plugin";
  made.title = "Adisyon";
  made.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
  made.referrerPolicy = "no-referrer";
  if (chosen.scheme !== "system") made.style.colorScheme = chosen.scheme;
  const address = new URL(`${plugin.href.replace(/\/$/, "")}${path}`);
  address.searchParams.set("panelOrigin", location.origin);
  const parts = gateCalls ? [gateBar(gateCalls), made] : [made];
  part("stage").replaceChildren(...parts);
  stopAnswering = answerFrame(made, plugin.origin, state, gateCalls);
  made.src = address.href;
}

const pagePath = () => chosen.page ?? { packet: "/packet", table: "/table", board: "/" }[opened().kind] ?? "/";

async function reframe(changes) {
  choose(changes);
  speak(chosen.locale);
  applyScheme();
  await refresh();
  frame(pagePath());
  if (!part("tools").hidden) drawDrawer();
}

// Closing asks the plugin first: its page in a frame, then its signed answer (C:B.2, C:D.8).
async function gate(account) {
  const { kind } = opened();
  const decided = new Promise((decide) => {
    frame(`/gate/${kind}`, { resolve: () => decide(true), close: () => decide(false) });
  });
  showTools(false);
  if (await decided) {
    const answer = await tell("gate", { tenant: state.tenant, account, role: chosen.role, user: chosen.user ?? "" });
    if (answer.decision === "allow") {
      told(answer.answered ? word("allowed") : word("hookless"));
      await reframe({ open: "board" });
      return true;
    }
    await ask(word("denied"), answer.message ?? "");
  }
  await reframe({});
  return true;
}

function gateBar({ close }) {
  const bar = document.createElement("div");
  bar.className = "gate";
  const words = document.createElement("p");
  words.textContent = word("gateAsks");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.testid = "sim-gate-cancel";
  button.textContent = word("cancel");
  button.addEventListener("click", close);
  bar.append(words, button);
  return bar;
}

// Connecting leaves the frame: the whole browser goes to the plugin with a one-time code (C:D.1).
async function connect() {
  const { url } = await tell("connect", { tenant: state.tenant });
  location.assign(url);
}

function showMenu(open) {
  document.body.classList.toggle("menu-closed", !open);
  part("menu-toggle").setAttribute("aria-expanded", String(open));
}

function showTools(open) {
  part("tools").hidden = !open;
  part("tools-toggle").setAttribute("aria-expanded", String(open));
  if (open) refresh().then(drawDrawer);
}

part("menu").addEventListener("click", (event) => {
  const target = event.target.closest("[data-open]")?.dataset.open;
  if (!target) return;
  if (NARROW.matches) showMenu(false);
  reframe({ open: target });
});
part("menu-toggle").addEventListener("click", () => showMenu(document.body.classList.contains("menu-closed")));
part("tools-toggle").addEventListener("click", () => showTools(part("tools").hidden));
part("stage").addEventListener("pointerdown", () => { if (NARROW.matches) showMenu(false); });
document.addEventListener("keydown", (event) => { if (event.key !== "Escape") return;
  showTools(false);
  if (NARROW.matches) showMenu(false);
});
NARROW.addEventListener("change", () => showMenu(!NARROW.matches));
window.addEventListener("hashchange", () => location.reload());

showMenu(chosen.menu !== "closed" && !NARROW.matches);
speak(chosen.locale);
applyScheme();
installs = (await look("installs")).installs;
await refresh();
frame(pagePath());
if (chosen.tools === "open") showTools(true);
setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, REFRESH_MS);
