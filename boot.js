// Starts the program. trunk would do this with an inline script, which the content policy refuses; the two links are
// what trunk writes for preloading, so neither file is fetched twice and public paths need no template. Scripts in snippets/ are
// the program's own imports.
performance.mark("adisyon:boot");
const js = document.querySelector('link[rel="modulepreload"]:not([href*="/snippets/"])');
const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
const bytes = fetch(wasm.href);
const { default: init } = await import(js.href);
await init({ module_or_path: bytes });
