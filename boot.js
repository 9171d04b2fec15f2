// Starts the program. trunk would do this with an inline script, which the content policy refuses; the two links are
// what trunk writes for preloading, so neither file is fetched twice and public paths need no template. Scripts in snippets/ are
// the program's own imports. The program is compiled while first.js, which stands before this text, reads the bill, and starts
// when that can be read: on a slow machine its start would stand in the way.
const AHEAD_MS = 2000;
performance.mark("adisyon:boot");
if (document.readyState === "loading") await new Promise((ready) => document.addEventListener("DOMContentLoaded", ready));
const js = document.querySelector('link[rel="modulepreload"]:not([href*="/snippets/"])');
const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
const program = WebAssembly.compileStreaming(fetch(wasm.href));
// Said by whoever waits for it below.
program.catch(() => {});
const { default: init } = await import(js.href);
await Promise.race([settled, new Promise((late) => setTimeout(late, AHEAD_MS))]);
await init({ module_or_path: program });
