// Lets the platform's official SDK talk to the simulator on every endpoint it has. Not part of the test run:
//
//   cargo run -p restomenum-sim -- --api 127.0.0.1:8790 --panel 127.0.0.1:8791 --limits off \
//     --webhook-url http://127.0.0.1:8792/webhook &
//   npm install --no-save --prefix /tmp/sdk @restomenum/plugin-sdk
//   cp crates/sim/sdk/check.mjs /tmp/sdk && node /tmp/sdk/check.mjs
//
// Prints one line per check and ends with 1 when one failed.
import { createServer } from "node:http";
import {
  RestomenumClient, exchangeCode, verifySessionToken, verifyAndParseWebhook, parseLineAmounts, lineAmountsBalanced,
  isOwnEcho, accountKey,
} from "@restomenum/plugin-sdk";

const PANEL = process.env.SIM_PANEL ?? "http://127.0.0.1:8791";
const WEBHOOK_PORT = Number(process.env.SIM_WEBHOOK_PORT ?? 8792);
const control = async (path, body) => {
  const method = body === undefined ? "GET" : "POST";
  const answer = await fetch(`${PANEL}/_sim/${path}`, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
};

let failures = 0;
const check = async (name, work) => {
  try {
    const fine = await work();
    if (fine === false) throw new Error("not as expected");
    console.log(`ok    ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAIL  ${name}: ${error.message}`);
  }
};
const refused = async (code, status, work) => {
  try {
    await work();
  } catch (error) {
    return error.code === code && error.status === status;
  }
  return false;
};

await control("reset", {});
const heard = [];
const ear = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => { body += chunk; });
  request.on("end", () => {
    heard.push({ body, signature: request.headers["x-restomenum-signature"] });
    response.end("{}");
  });
}).listen(WEBHOOK_PORT, "127.0.0.1");

const { installs, api, clientSecret } = await control("installs");
const connect = await control("connect", {});
let install = installs[0];
await check("oauth: exchangeCode", async () => {
  const got = await exchangeCode({ code: connect.code, clientId: install.pluginId, clientSecret }, { baseUrl: api });
  install = { ...install, ...got };
  return got.tenantId === install.tenantId && got.scopes.length > 5;
});
await check("oauth: a used code is refused", async () => {
  try {
    await exchangeCode({ code: connect.code, clientId: install.pluginId, clientSecret }, { baseUrl: api });
  } catch (error) {
    return error.code === "invalid_grant";
  }
  return false;
});

const client = new RestomenumClient({ apiKey: install.apiKey, baseUrl: api });
await check("sessionToken", async () => {
  const { token } = await control("token?role=manager");
  const claims = await verifySessionToken(token, { pluginId: install.pluginId, webhookSecret: install.webhookSecret });
  return claims.tenantId === install.tenantId && claims.role === "manager";
});

await check("packets.open, packets.get", async () => {
  const open = await client.packets.open();
  for (const { packetId } of open) if ((await client.packets.get(packetId)).packetId !== packetId) return false;
  return open.length > 5;
});
await check("tables.layout, tables.open, tables.get, balanced amounts", async () => {
  const layout = await client.tables.layout();
  const open = await client.tables.open();
  for (const { tableId } of open) {
    const table = await client.tables.get(tableId);
    if (table.tableId !== tableId) return false;
    for (const line of table.orders) {
      const amounts = parseLineAmounts(line.amounts);
      if (amounts && !lineAmountsBalanced(amounts)) return false;
    }
  }
  return layout.length === 4 && open.length > 10;
});
await check("products, categories, methods, ingredients, users, customers: lists", async () => {
  const { data } = await client.products.list();
  const one = await client.products.get(data[0].id);
  const category = (await client.categories.list())[0];
  const same = await client.categories.get(category.id);
  const people = [];
  for await (const customer of client.customers.listAll(5)) people.push(customer);
  const known = await client.customers.get(people[0].id);
  return one.id === data[0].id && same.title === category.title && people.length === 12 && known.name
    && (await client.paymentMethods.list()).length && (await client.ingredients.list()).length && (await client.users.get()).length;
});

let packetId = "";
await check("packets.create, twice with one key", async () => {
  const input = {
    customer: { id: "c-1", name: "Deneme Kişisi", address: "Deneme Sk. 1" }, paymentNote: "nakit", idempotencyKey: "sdk-1",
    cart: [{ product: "lm-0001", quantity: 2, options: ["Acılı", { id: "1791000000104" }], lineId: "sdk-line-0001",
      metadata: [{ key: "pid", value: "lm-0001" }] }],
  };
  packetId = (await client.packets.create(input)).uuid;
  return (await client.packets.create(input)).uuid === packetId;
});
await check("packets.update, updateOrders, updatePayments", async () => {
  const { updated } = await client.packets.update({ packetId, status: "Ready", note: "kapıda" });
  const cart = [{ product: "ay-0007", quantity: 1.5, lineId: "sdk-line-0001", taxRate: 20 }];
  const { total } = await client.packets.updateOrders({ packetId, cart });
  const { paid } = await client.packets.updatePayments({ packetId, payments: [{ id: "pm-nakit", price: 50 }] });
  const packet = await client.packets.get(packetId);
  return updated.length === 2 && total === 53.25 && paid === 50 && packet.orders[0].vatRate === 20
    && packet.orders[0].lineId === "sdk-line-0001" && accountKey(packet) === packet.uuid;
});
await check("packets: refusals carry code and status", async () =>
  (await refused("unknown_payment_method", 400, () => client.packets.updatePayments({ packetId, payments: [{ id: "x", price: 1 }] })))
  && (await refused("Product not found: x", 400, () => client.packets.updateOrders({ packetId, cart: [{ product: "x", quantity: 1 }] })))
  && (await refused("plugin.packets.notFound", 404, () => client.packets.get("nowhere"))));
await check("tables.create, updateOrders, updatePayments, 409", async () => {
  const table = await client.tables.create({ tableId: "teras-5", personCount: 2, cart: [{ product: "cy-0001", quantity: 2 }] });
  const { total } = await client.tables.updateOrders({ tableId: "teras-5", cart: [{ product: "cy-0001", quantity: 4 }] });
  const { paid } = await client.tables.updatePayments({ tableId: "teras-5", payments: [{ id: "7c-card", price: 20 }] });
  return table.total === 70 && total === 120 && paid === 20
    && refused("Table is already open", 409, () => client.tables.create({ tableId: "teras-5" }));
});
for (const [name, room, create, update] of [
  ["categories", client.categories, { title: "Deneme" }, { title: "Deneme 2" }],
  ["products", client.products, { title: "Deneme", price: 9.9, category: "c-09" }, { price: 10.5 }],
  ["paymentMethods", client.paymentMethods, { title: "Deneme" }, { cash: true }],
  ["ingredients", client.ingredients, { title: "Deneme", unit: "kg" }, { alert: 3 }],
]) {
  await check(`${name}.create, update, delete`, async () => {
    const made = await room.create(create);
    const changed = await room.update({ id: made.id, ...update });
    const [key, value] = Object.entries(update)[0];
    return changed[key] === value && (await room.delete({ id: made.id })).deleted === true;
  });
}
await check("429 carries Retry-After", async () => {
  await control("fault", { status: 429, retryAfter: 9 });
  try {
    await client.tables.open();
  } catch (error) {
    return error.status === 429 && error.retryAfterSec === 9;
  }
  return false;
});
await check("webhooks verify and own echoes are known", async () => {
  for (let tries = 0; tries < 50 && heard.length < 10; tries += 1) await new Promise((later) => setTimeout(later, 100));
  let echoes = 0;
  for (const { body, signature } of heard) {
    const envelope = await verifyAndParseWebhook(body, signature, { getSecret: () => install.webhookSecret });
    if (!envelope) return false;
    if (isOwnEcho(envelope, install.pluginId)) echoes += 1;
  }
  return echoes > 4;
});

ear.close();
ear.closeAllConnections?.();
console.log(failures ? `${failures} failed` : "all fine");
process.exitCode = failures ? 1 : 0;
