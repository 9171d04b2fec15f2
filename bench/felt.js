// Presses plus, or types, and takes the time: `work` until everything is computed and laid out, `frame` until it is painted, begun
// at a frame's beginning as the browser does with a real click. Runs in the framed page.
const [kind, samples, done] = arguments;
const task = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = resolve;
  port2.postMessage(0);
});
const LIMIT_MS = 20000;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function untilWorked(deed) {
  await frame();
  await task();
  const begun = performance.now();
  const holds = deed();
  do {
    await task();
    document.body.offsetHeight;
    inTime(begun);
  } while (!holds());
  return performance.now() - begun;
}

async function untilPainted(deed) {
  await frame();
  await task();
  const begun = performance.now();
  const holds = deed();
  do {
    await frame();
    inTime(begun);
  } while (!holds());
  await task();
  return performance.now() - begun;
}

function inTime(begun) {
  if (performance.now() - begun > LIMIT_MS) throw new Error("nothing changed");
}

function* clicks() {
  for (let at = 0; ; at += 7) {
    const row = document.querySelectorAll('[data-testid="line"]')[at % 200];
    yield () => {
      const amount = row.querySelector('[data-testid="line-amount"]');
      const [sum, count, due] = [amount.textContent, row.querySelector('[data-testid="qty"]').value, document.querySelector(".totals-due dd").textContent];
      row.querySelector('[data-testid="qty-inc"]').click();
      return () => row.querySelector('[data-testid="line-amount"]').textContent !== sum
        && row.querySelector('[data-testid="qty"]').value !== count
        && document.querySelector(".totals-due dd").textContent !== due;
    };
  }
}

// What waiters type. The words grow in turn, so that every letter finds something else than the one before.
const WORDS = ["lahmacun", "adana", "cig kofte", "ISPANAK", "künefe", "ayran"];
const SHORTEST = 2;

function* keystrokes() {
  const field = document.querySelector('[data-testid="catalogue-search"]');
  const hits = () => [...document.querySelectorAll('[data-testid="catalogue-item"]')].map((hit) => hit.dataset.product).join();
  field.focus();
  for (let at = 0; ; at++) {
    const word = WORDS[at % WORDS.length];
    const letters = SHORTEST + (Math.floor(at / WORDS.length) % (word.length - SHORTEST + 1));
    yield () => {
      const before = hits();
      field.value = word.slice(0, letters);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return () => hits() !== "" && hits() !== before;
    };
  }
}

(async () => {
  const deeds = kind === "click" ? clicks() : keystrokes();
  const took = { work: [], frame: [] };
  // The first few warm the code up, as the first minute of a shift does.
  for (let at = -4; at < samples; at++) {
    const work = await untilWorked(deeds.next().value);
    const painted = await untilPainted(deeds.next().value);
    if (at >= 0) {
      took.work.push(work);
      took.frame.push(painted);
    }
  }
  done(took);
})().catch((error) => done({ error: String(error) }));
