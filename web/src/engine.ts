// The core of this page, loaded once for all elements.
import { loadDoctor, wasmUrl, type Doctor } from './core/doctor.js';

let loading: Promise<Doctor> | undefined;

/** A failure is not kept, so that a later element may try again. */
export function engine(wasm: Promise<Response> | undefined): Promise<Doctor> {
  loading ??= loadDoctor(wasm ?? wasmUrl()).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
