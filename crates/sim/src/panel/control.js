// The road to the simulator's control API, same origin.
async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.message ?? `HTTP ${response.status}`);
  return body;
}

export const look = async (path, parameters = {}) =>
  answer(await fetch(`/_sim/${path}?${new URLSearchParams(parameters)}`, { cache: "no-store" }));

export const tell = async (path, body) =>
  answer(await fetch(`/_sim/${path}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  }));
