// Emscripten's glue, as package.json maps it: build/wasm/dist/mail-doctor.mjs.
declare module '#glue' {
  const createMailDoctor: import('./doctor.js').CreateModule;
  export default createMailDoctor;
}
