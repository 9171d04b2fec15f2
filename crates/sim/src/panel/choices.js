// What is chosen, kept in the address so that a test or a link can start anywhere:
// open=table:masa-12|packet:1791…|board  tenant  role  user  locale  scheme  menu=closed  tools=open
// context=refId|packetId|target|none  flat=1  ttl=seconds  resize=ignore  bridge=off  bridgeDelay=ms  page=/path
const KNOWN = ["open", "tenant", "role", "user", "locale", "scheme", "menu", "tools", "context", "flat", "ttl",
  "resize", "bridge", "bridgeDelay", "page", "token"];

function read() {
  const given = new URLSearchParams(location.search);
  for (const [key, value] of new URLSearchParams(location.hash.slice(1))) given.set(key, value);
  const chosen = { open: "board", role: "manager", locale: "tr", scheme: "system", context: "refId" };
  for (const key of KNOWN) if (given.has(key)) chosen[key] = given.get(key);
  return chosen;
}

export const chosen = read();

export function choose(changes) {
  Object.assign(chosen, changes);
  const written = new URLSearchParams();
  for (const key of KNOWN) if (chosen[key] !== undefined && chosen[key] !== "") written.set(key, chosen[key]);
  history.replaceState(null, "", `${location.pathname}?${written}`);
}

// "table:masa-7*" -> { kind, id }; the board has no id. Ids are opaque and may hold anything, colons too.
export function opened() {
  const at = chosen.open.indexOf(":");
  if (at < 0) return { kind: "board", id: null };
  return { kind: chosen.open.slice(0, at), id: chosen.open.slice(at + 1) };
}
