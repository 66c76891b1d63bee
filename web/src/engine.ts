// The core of this page and its workroom, each loaded once for all elements. A failure is not kept, so that a later element may try again.
import { loadDoctor, wasmUrl, type Doctor } from './core/doctor.js';
import type { Reader } from './core/reader.js';
import type * as Rooms from './views/workroom.js';

let loading: Promise<Doctor> | undefined;

export function engine(wasm: Promise<Response> | undefined): Promise<Doctor> {
  loading ??= loadDoctor(wasm ?? wasmUrl()).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export interface Furnished {
  readonly Workroom: typeof Rooms.Workroom;
  readonly reader: Reader;
}

let furnishing: Promise<Furnished> | undefined;

/** The page's code for what there is to look at, and the core's, which the doctor has from then on. */
export function furnish(doctor: Promise<Doctor>): Promise<Furnished> {
  const begin = async (): Promise<Furnished> => {
    const wasm = fetch(new URL('reader.wasm', import.meta.url));
    const [{ loadReader, Workroom }, , one] = await Promise.all([import('./views/workroom.js'), wasm, doctor]);
    const reader = await loadReader(wasm);
    one.reader = reader;
    return { Workroom, reader };
  };
  furnishing ??= begin().catch((error: unknown) => {
    furnishing = undefined;
    throw error;
  });
  return furnishing;
}
