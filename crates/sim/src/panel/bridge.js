// The host's side of App Bridge (C:B). Only the framed window on the plugin's origin is answered, once per request.
import { chosen, opened } from "./choices.js";
import { look } from "./control.js";
import { ask } from "./ask.js";
import { word } from "./words.js";

const MAX_URL = 2048;
const MIN_HEIGHT = 320;

export function answerFrame(frame, pluginOrigin, state, gate) {
  const listener = async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== pluginOrigin) return;
    const message = event.data;
    if (message?.type !== "restomenum-bridge" || typeof message.requestId !== "string") return;
    if (chosen.bridge === "off") return;
    const result = await handle(message, frame, state, gate);
    if (chosen.bridgeDelay) await new Promise((later) => setTimeout(later, Number(chosen.bridgeDelay)));
    frame.contentWindow?.postMessage({ type: "restomenum-bridge-response", requestId: message.requestId, result }, pluginOrigin);
  };
  window.addEventListener("message", listener);
  return () => window.removeEventListener("message", listener);
}

const failed = (message) => ({ success: false, message });
const succeeded = (data) => (data === undefined ? { success: true } : { success: true, data });

async function handle(message, frame, state, gate) {
  const params = message.params ?? {};
  switch (message.action) {
    case "getContext": return context(state);
    case "getSessionToken": return token();
    case "resize": return resize(params.height, frame);
    case "openUrl": return openUrl(params.url);
    case "resolve": return gate ? (queueMicrotask(gate.resolve), succeeded()) : failed("notInGate");
    case "close": return gate ? (queueMicrotask(gate.close), succeeded()) : failed("notInGate");
    default: return failed("unknownAction");
  }
}

// Newer hosts send refId; older action pages saw packetId or target.id; gate pages also took it flat (C:B.4, C:B.1).
function context(state) {
  const { kind, id } = opened();
  const data = { serverId: state.tenant, pluginId: state.pluginId, locale: chosen.locale };
  if (id !== null) {
    if (chosen.context === "refId") data.refId = id;
    if (chosen.context === "packetId") data[kind === "packet" ? "packetId" : "tableId"] = id;
    if (chosen.context === "target") data.target = { type: kind, id };
  }
  return chosen.flat ? data : succeeded(data);
}

async function token() {
  if (chosen.token === "denied") return failed("sessionTokenDenied");
  const wish = { role: chosen.role };
  if (chosen.tenant) wish.tenant = chosen.tenant;
  if (chosen.user) wish.user = chosen.user;
  if (chosen.ttl) wish.ttl = chosen.ttl;
  try {
    return succeeded(await look("token", wish));
  } catch (error) {
    return failed(String(error.message));
  }
}

// The frame never grows beyond what can be seen: the page scrolls inside itself.
function resize(height, frame) {
  if (typeof height !== "number" || !Number.isFinite(height) || height < 0) return failed("invalidHeight");
  frame.dataset.reported = String(height);
  if (chosen.resize !== "ignore") {
    const visible = frame.parentElement.clientHeight - (frame.previousElementSibling?.offsetHeight ?? 0);
    frame.style.height = height >= visible ? "" : `${Math.max(Math.ceil(height), Math.min(MIN_HEIGHT, visible))}px`;
  }
  return succeeded();
}

async function openUrl(url) {
  let parsed = null;
  try { parsed = typeof url === "string" && url.length <= MAX_URL ? new URL(url) : null; } catch { parsed = null; }
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return failed("openUrlDenied");
  const agreed = await ask(word("leaving"), parsed.href);
  if (agreed) window.open(parsed.href, "_blank", "noopener,noreferrer");
  return succeeded({ opened: agreed });
}
