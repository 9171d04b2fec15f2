// Opens the bill as adisyon's page does, made of nothing but the platform's own browser API: what that page is measured against. It is
// meant to be as good as a page without a framework gets: templates that are cloned, one listener for each list, and only what
// another state says otherwise is written. The panel is asked before anything else of the page has come.
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
function ask(action, params = {}) {
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

const token = async () => (await ask("getSessionToken")).token;

/** One call to the backend; each with a token of its own, and once more if it ran out on the way. */
async function call(path, bearer = token(), again = true) {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${await bearer}`, accept: "application/json" } });
  if (answer.status === 401 && again) return call(path, token(), false);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function billPath({ refId, packetId, tableId, target }) {
  const id = refId ?? packetId ?? tableId ?? target?.id;
  if (!id) throw new Error("the panel did not say which bill");
  const kind = target?.type ?? (location.pathname.startsWith("/packet") ? "packet" : "table");
  return `/api/${kind}s/${encodeURIComponent(id)}`;
}

// Which bill: its title, and what else is known of it.

function showHead({ bill, table, customer, doc_no: no, section, guests }, say) {
  const isTable = "table" in bill;
  const number = no && say("doc-no", { no });
  const title = isTable ? table || say("table") : customer?.name || [say("packet"), no].filter(Boolean).join(" ");
  document.getElementById("title").textContent = title;
  const facts = [isTable && section, number, guests > 0 && say("guests", { n: guests })].filter(Boolean);
  document.getElementById("about").replaceChildren(...facts.map((fact) => {
    const span = document.createElement("span");
    span.className = "num";
    span.textContent = fact;
    return span;
  }));
}

/** The forms of rows stand at the end of the document, which may come after scripts that were kept. */
const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
  else resolve();
});

async function open() {
  const [opened, bearer] = [ask("getContext"), token()];
  const parts = parsed.then(() => Promise.all([import("./words.js"), import("./draft.js"), import("./lines.js"), import("./rail.js")]));
  const { bill } = await call(billPath(await opened), bearer);
  const [{ say }, { begin, sums }, { listenToLines, redraw, showLines }, { showRail, takeMethods }] = await parts;
  let later = null;
  begin(bill, (touched) => {
    redraw(touched);
    const now = sums();
    showRail(now, later?.check(touched, now));
  });
  showHead(bill.head, say);
  showLines();
  showRail(sums());
  listenToLines(() => later?.refuse());
  document.getElementById("bill").hidden = document.getElementById("save-bar").hidden = false;
  // What needs the menu comes when the bill is painted.
  ask("resize", { height: Math.max(innerHeight, 480) }).catch(() => {});
  const [code, menu, session] = await Promise.all([import("./menu.js"), call("/api/products"), call("/api/session")]);
  document.getElementById("history").hidden = !session.rights.read_history;
  takeMethods(menu.methods ?? []);
  later = code;
  later.bring(menu);
}

open().catch((error) => {
  const trouble = document.getElementById("trouble");
  trouble.textContent = String(error.message ?? error);
  trouble.hidden = false;
});
