// Emscripten's glue, as package.json maps it: build/wasm/dist/*.mjs.
declare module '#glue' {
  const createMailDoctor: import('./doctor.js').Create<import('./doctor.js').Module>;
  export default createMailDoctor;
}

declare module '#reader-glue' {
  const createReader: import('./doctor.js').Create<import('./reader.js').ReaderModule>;
  export default createReader;
}

declare module '#set-up-glue' {
  const createSetUp: import('./doctor.js').Create<{ setUp(profile: string, facts: string, program: string): import('./doctor.js').Utf8 }>;
  export default createSetUp;
}
