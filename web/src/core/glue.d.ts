// Emscripten's glue, as package.json maps it: build/wasm/dist/mail-doctor.mjs.
declare module '#glue' {
  const createMailDoctor: import('./doctor.js').CreateModule;
  export default createMailDoctor;
}

declare module '#set-up-glue' {
  const createSetUp: (options: { wasmBinary: ArrayBuffer | Uint8Array }) => Promise<{ setUp(profile: string, facts: string, program: string): import('./doctor.js').Utf8 }>;
  export default createSetUp;
}
