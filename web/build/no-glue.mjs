// Stands in for the core where there is no WASM build.
export default () => Promise.reject(new Error('built without the core'));
