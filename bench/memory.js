// Keeps the program's linear memory where the measurement can ask for its size.
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name];
  WebAssembly[name] = async (...all) => {
    const made = await real.apply(WebAssembly, all);
    const memory = (made.instance ?? made).exports?.memory;
    if (memory) window.benchMemory = memory;
    return made;
  };
}
