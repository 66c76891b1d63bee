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

/**
 * The page's code for what there is to look at, and the core's, which the doctor has from then on; `words` fetches the texts. Modules
 * are imported once the net has answered: a browser may remember for good that it could not import one.
 */
export function furnish(doctor: Promise<Doctor>, words: () => Promise<unknown>): Promise<Furnished> {
  const begin = async (): Promise<Furnished> => {
    const response = await fetch(new URL('reader.wasm', import.meta.url));
    const [{ loadReader, Workroom }, one] = await Promise.all([import('./views/workroom.js'), doctor, words()]);
    const reader = await loadReader(Promise.resolve(response));
    one.reader = reader;
    return { Workroom, reader };
  };
  furnishing ??= begin().catch((error: unknown) => {
    furnishing = undefined;
    throw error;
  });
  return furnishing;
}
