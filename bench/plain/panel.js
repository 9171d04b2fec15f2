// The page's side of the panel's App Bridge: questions go to the panel's origin alone, answers are taken from its window alone.
const PUBLISHED = ["https://app.restomenum.com", "https://test-restomenu.web.app"];
const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/;
const PATIENCE_MS = 5000;

const more = document.querySelector('meta[name="adisyon-panels"]').content.split(" ").filter((origin) => origin.startsWith("https://"));
const listed = [...PUBLISHED, ...more];
const trusted = (origin) => listed.includes(origin) || LOCAL.test(origin);
const named = new URLSearchParams(location.search).get("panelOrigin")?.replace(/\/+$/, "");
const targets = named && trusted(named) ? [named] : listed;

const waiting = new Map();

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || !trusted(origin) || data?.type !== "restomenum-bridge-response") return;
  const answered = waiting.get(data.requestId);
  waiting.delete(data.requestId);
  answered?.(data.result);
});

/** Asks the panel; its data, wherever they stand in the answer. */
export function ask(action, params = {}) {
  const requestId = `plain-${crypto.getRandomValues(new Uint32Array(3)).join("-")}`;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => { waiting.delete(requestId); reject(new Error("the panel is silent")); }, PATIENCE_MS);
    waiting.set(requestId, (result) => {
      clearTimeout(late);
      if (!result || result.success === false) reject(new Error(`the panel refused ${action}`));
      else resolve({ ...result, ...result.data });
    });
    for (const target of targets) parent.postMessage({ type: "restomenum-bridge", requestId, action, params }, target);
  });
}

/** A fresh session token. */
export const token = async () => (await ask("getSessionToken")).token;

/** Which bill, in which language. */
export async function context() {
  const { refId, packetId, tableId, target, locale } = await ask("getContext");
  const id = refId ?? packetId ?? tableId ?? target?.id;
  if (!id) throw new Error("the panel did not say which bill");
  return { id: String(id), kind: target?.type, locale: locale || "tr" };
}
