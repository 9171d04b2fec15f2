// From the board to the long bill and back, within the page, so many times; milliseconds until something of the bill stands
// there (`known`), until the whole of it does (`bill`), and until the board is back (`board`). Runs in the framed page.
const [rounds, done] = arguments;
const LINES = 200;
const task = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  port2.postMessage(0);
});
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const find = (selector) => document.querySelector(selector);

async function until(holds) {
  const end = performance.now() + 20000;
  do {
    await frame();
    if (performance.now() > end) throw new Error("nothing changed");
  } while (!holds());
  await task();
  return performance.now();
}

(async () => {
  const took = { known: [], bill: [], board: [] };
  const seat = () => find('[data-testid="seat"][href*="masa-200"]');
  await until(seat);
  for (let round = 0; round < rounds; round++) {
    const opened = performance.now();
    seat().click();
    took.known.push(await until(() => !seat() && find(".head-title")?.textContent.includes("200")) - opened);
    took.bill.push(await until(() => document.querySelectorAll('[data-testid="qty-inc"]').length >= LINES) - opened);
    // The board stands there before the browser's history has followed; a hand is never that quick.
    const followed = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
    const left = performance.now();
    find('[data-testid="back"]').click();
    took.board.push(await until(seat) - left);
    await followed;
  }
  done(took);
})().catch((error) => done({ error: String(error) }));
