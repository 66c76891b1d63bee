// The core of this page, loaded once for all elements.
import { clean } from './core/clean.js';
import { loadDoctor, wasmUrl, type Doctor } from './core/doctor.js';
import { instantiate } from './core/module.js';
import type { CoreTools } from './core/set-up.js';

/** For a room that has a module of its own. */
export const coreTools: CoreTools = { clean, instantiate };

let loading: Promise<Doctor> | undefined;

/** A failure is not kept, so that a later element may try again. */
export function engine(wasm: Promise<Response> | undefined): Promise<Doctor> {
  loading ??= loadDoctor(wasm ?? wasmUrl()).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
