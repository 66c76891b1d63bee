// Emscripten's glue, as package.json maps it: build/wasm/dist/mail-doctor.mjs. It starts each module of the core, which have the same
// imports but for those that only the diagnosis has (wasm/CMakeLists.txt).
declare module '#glue' {
  const createCore: <M>(options: { wasm: ArrayBuffer | Uint8Array }) => Promise<M>;
  export default createCore;
}
