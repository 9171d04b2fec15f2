// The drawer of switches: who looks, what breaks, what colleagues do meanwhile.
import { chosen, opened } from "./choices.js";
import { told } from "./ask.js";
import { look, tell } from "./control.js";
import { LOCALES, word } from "./words.js";

const node = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

function select(name, options, value, changed) {
  const list = node("select", { "data-testid": `sim-${name}` });
  for (const [key, words] of options) list.append(new Option(words, key, false, key === value));
  list.addEventListener("change", () => changed(list.value));
  return node("label", {}, word(name), list);
}

function chip(testid, words, act, pressed) {
  const button = node("button", { type: "button", "data-testid": testid }, words);
  if (pressed !== undefined) button.setAttribute("aria-pressed", String(pressed));
  button.addEventListener("click", async () => {
    try {
      const alreadyTold = await act();
      if (alreadyTold !== true) told(`${word("done")} ${words}`);
    } catch (error) {
      told(`${word("failed")} ${error.message}`);
    }
  });
  return button;
}

const chips = (...buttons) => node("div", { class: "chips" }, ...buttons);

export function drawTools(drawer, state, installs, act) {
  const tenant = state.tenant;
  const fault = (body) => () => tell("fault", { tenant, ...body });
  const set = (body) => async () => { await tell("set", { tenant, ...body }); await act.refresh(); };
  const people = state.users.filter((user) => user.role === chosen.role).map((user) => [user.id, user.name]);
  drawer.replaceChildren(
    node("h2", {}, word("person")),
    select("restaurant", installs.map((one) => [one.tenantId, one.name]), tenant, (value) => act.reframe({ tenant: value, open: "board" })),
    select("role", [["manager", word("manager")], ["staff", word("staff")]], chosen.role, (value) => act.reframe({ role: value, user: "" })),
    select("person", people, chosen.user, (value) => act.reframe({ user: value })),
    select("language", LOCALES.map((locale) => [locale, locale]), chosen.locale, (value) => act.reframe({ locale: value })),
    select("scheme", ["system", "light", "dark"].map((key) => [key, word(key)]), chosen.scheme, (value) => act.reframe({ scheme: value })),
    select("generation", ["newest", "older", "mixed"].map((key) => [key, word(key)]), state.generation, async (value) => {
      await set({ generation: value })();
      act.reframe({});
    }),
    node("h2", {}, word("next")),
    chips(
      chip("sim-fault-429", word("f429"), fault({ status: 429, retryAfter: 8 })),
      chip("sim-fault-500", word("f500"), fault({ status: 500 })),
      chip("sim-fault-slow", word("slow"), fault({ delayMs: 4000 })),
      chip("sim-fault-lost", word("lost"), fault({ kind: "lost", method: "POST" })),
      chip("sim-fault-drop", word("drop"), fault({ kind: "drop" })),
      chip("sim-fault-garbage", word("garbage"), fault({ kind: "garbage" })),
    ),
    node("h2", {}, word("meanwhile")),
    chips(
      chip("sim-staff-add", word("waiter"), () => staff(act, { op: "add", product: "ay-0007", quantity: 1 })),
      chip("sim-staff-pay", word("waiterPays"), () => staff(act, { op: "pay", amount: 10 })),
      chip("sim-price", word("price"), () => raisePrice(state, act)),
      chip("sim-method", word("method"), () => deleteMethod(state, act)),
      chip("sim-scope", word("scope"), set({ revokeScope: "orders:write" })),
      chip("sim-closed", word("closed"), () => set({ close: bill() })()),
    ),
    node("h2", {}, word("platform")),
    chips(
      chip("sim-gate", word("closeGate"), () => act.gate(bill())),
      chip("sim-connect", word("connect"), act.connect),
      chip("sim-consent", word("consent"), set({ consent: !state.consent }), state.consent),
      chip("sim-limits", word("limits"), set({ limits: !state.limits }), state.limits),
      chip("sim-resize", word("ignoreResize"), () => act.reframe({ resize: chosen.resize === "ignore" ? "" : "ignore" }), chosen.resize === "ignore"),
      chip("sim-reset", word("reset"), async () => { await tell("reset", {}); act.reframe({}); }),
    ),
    node("h2", {}, word("log")),
    lastRequests(state.log ?? []),
  );
}

function lastRequests(log) {
  const list = node("ol", { "data-testid": "sim-log" });
  for (const entry of log.slice(-12).reverse()) {
    const words = `${entry.status || "---"} ${entry.method} ${entry.path.replace("/plugin-api/", "")} ${entry.tookMs} ms ${entry.message ?? ""}`;
    list.append(node("li", entry.status >= 200 && entry.status < 300 && !entry.message ? {} : { class: "bad" }, words));
  }
  return list;
}

function bill() {
  const { kind, id } = opened();
  if (id === null) throw new Error(word("none"));
  return `${kind}:${id}`;
}

async function staff(act, edit) {
  await tell("staff", { tenant: chosen.tenant, account: bill(), ...edit });
  await act.refresh();
}

// The product of the open bill's first line becomes dearer by a tenth.
async function raisePrice(state, act) {
  const { kind, id } = opened();
  const account = state.accounts.find((one) => one.kind === kind && one.id === id);
  const { products } = await look("catalogue", { tenant: state.tenant });
  const wanted = account?.lines[0]?.product ?? "ay-0007";
  const product = products.find((one) => one.id === wanted);
  if (!product) throw new Error(wanted);
  const price = Math.round(product.price * 110) / 100;
  await tell("set", { tenant: state.tenant, price: { product: product.id, price } });
  await act.refresh();
}

async function deleteMethod(state, act) {
  const last = state.methods.at(-1);
  if (!last) throw new Error(word("method"));
  await tell("set", { tenant: state.tenant, deleteMethod: last.id });
  await act.refresh();
}
