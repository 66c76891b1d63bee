// The core in the page. Values in, values out; nothing here throws, and nothing that the WASM could choke on reaches it.
import createCore from '#glue';
import { asked, contractHash, type Assessment, type Case, type Diagnosis, type Observations, type Profile } from '../generated/contract.js';
import { clean, type Problem } from './clean.js';

export type { Problem } from './clean.js';

/** A type whose members may be left out at every depth, as the core takes them. */
export type Input<T> = T extends (infer Item)[] ? Input<Item>[] : T extends object ? { [Name in keyof T]?: Input<T[Name]> } : T;

export type Refused = { readonly ok: false; readonly error: Problem };
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused;

export interface Doctor {
  /** Of what was typed, pasted, probed and looked up. Without one, `assess` is about the rest of the case. */
  reader: Observer | undefined;
  /** Reads the profile ahead of the first `assess`, in a task of its own: half of what that would take. What is wrong, `assess` tells. */
  prepare(profile: Input<Profile>): void;
  assess(profile: Input<Profile>, facts: Input<Case>): Outcome<Assessment>;
}

/** A text in UTF-8, which the next call writes over. */
export type Utf8 = Uint8Array;

/** What each module of the core can do: JSON texts in, JSON text out. */
export interface CoreModule {
  takeProfile(profile: string): Utf8;
  contractHash(): Utf8;
}

/** wasm/mail_doctor.cpp tells more. */
export interface Module extends CoreModule {
  diagnose(facts: string, seen: string): Utf8;
}

/** What Emscripten's glue exports by default. */
export type Create<M> = (options: { wasm: ArrayBuffer | Uint8Array }) => Promise<M>;

/** Starts any module of the core. */
export { createCore };

export const refused = (path: string, expected: string): Refused => ({ ok: false, error: { path, expected } });

const decoder = new TextDecoder();

/** Runs the core once; whatever it should throw all the same becomes a value. */
export function ask<T>(run: () => Utf8): Outcome<T> {
  try {
    const value = JSON.parse(decoder.decode(run())) as { error?: Problem };
    return value.error ? { ok: false, error: value.error } : { ok: true, value: value as T };
  } catch {
    return refused('', 'a working core');
  }
}

/** A module, and the profile that it was given last: the page asks about the same one again and again. */
export class Taker<M extends CoreModule> {
  #taken = '';

  constructor(protected readonly module: M) {}

  take(profile: string): Outcome<unknown> {
    if (profile === this.#taken) return { ok: true, value: {} };
    const outcome = ask<unknown>(() => this.module.takeProfile(profile));
    if (outcome.ok) this.#taken = profile;
    return outcome;
  }
}

/** What the doctor wants of a reader (reader.ts). */
export interface Observer {
  take(profile: string): Outcome<unknown>;
  observe(facts: string): Outcome<Observations>;
}

/** The members that the diagnosis looks at; the reader has all. What is no object is the core's to refuse. */
const partOf = (value: unknown, names: readonly string[]): string =>
  JSON.stringify(typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(names.map((name) => [name, (value as Record<string, unknown>)[name]])));

/** Nobody can change it any more. */
const isFrozen = (value: unknown): boolean => typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));

interface ProfileTexts {
  readonly whole: string;
  readonly asked: string;
}

class LoadedDoctor extends Taker<Module> implements Doctor {
  reader: Observer | undefined;
  /** Of frozen profiles, which need not be looked at again. */
  readonly #texts = new WeakMap<object, ProfileTexts>();

  prepare(profile: Input<Profile>): void {
    const texts = this.#textsOf(profile);
    if (texts.ok && this.take(texts.value.asked).ok) this.reader?.take(texts.value.whole);
  }

  assess(profile: Input<Profile>, facts: Input<Case>): Outcome<Assessment> {
    const cleanCase = clean(facts, 'case');
    const texts = this.#textsOf(profile);
    if (!texts.ok) return texts;
    if (!cleanCase.ok) return cleanCase;
    const taken = this.take(texts.value.asked);
    if (!taken.ok) return taken;
    const observed = this.#observe(texts.value.whole, cleanCase.value);
    if (!observed.ok) return observed;
    const { seen, ...shown } = observed.value;
    const diagnosed = ask<Diagnosis>(() => this.module.diagnose(partOf(cleanCase.value, asked.case), JSON.stringify(seen)));
    return diagnosed.ok ? { ok: true, value: { ...shown, services: seen.services, ...diagnosed.value } } : diagnosed;
  }

  #observe(profile: string, facts: unknown): Outcome<Observations> {
    if (!this.reader) return { ok: true, value: { findings: [], errorMeanings: [], seen: { signs: {}, services: {}, taken: [], lostOnTheWay: false } } };
    const taken = this.reader.take(profile);
    return taken.ok ? this.reader.observe(JSON.stringify(facts)) : taken;
  }

  #textsOf(profile: Input<Profile>): Outcome<ProfileTexts> {
    const known = profile && this.#texts.get(profile);
    if (known) return { ok: true, value: known };
    const cleanProfile = clean(profile, 'profile');
    if (!cleanProfile.ok) return cleanProfile;
    const value = { whole: JSON.stringify(cleanProfile.value), asked: partOf(cleanProfile.value, asked.profile) };
    if (profile && isFrozen(profile)) this.#texts.set(profile, value);
    return { ok: true, value };
  }
}

/** Where a module comes from: an address, a response already on its way, or the bytes. */
export type Source = string | URL | Promise<Response> | ArrayBuffer | Uint8Array;

/** The one error of loading: no core, or one that was built from another contract than this page. */
export class DoctorError extends Error implements Problem {
  override readonly name = 'DoctorError';
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path}: expected ${expected}`);
  }
}

async function bytesOf(source: Source): Promise<ArrayBuffer | Uint8Array> {
  if (source instanceof ArrayBuffer || source instanceof Uint8Array) return source;
  const response = await (source instanceof Promise ? source : fetch(source));
  if (!response.ok) throw new DoctorError('wasm', 'a file');
  return response.arrayBuffer();
}

/** Starts a module of the core; rejects with a DoctorError and nothing else. */
export async function start<M extends CoreModule>(source: Source, create: Create<M>): Promise<M> {
  let module: M;
  try {
    module = await create({ wasm: await bytesOf(source) });
  } catch (error) {
    throw error instanceof DoctorError ? error : new DoctorError('wasm', 'a WebAssembly core that loads');
  }
  if (decoder.decode(module.contractHash()) !== contractHash) throw new DoctorError('contract.hash', contractHash);
  return module;
}

/** The file beside the page's own code. */
export const wasmUrl = (): URL => new URL('mail-doctor.wasm', import.meta.url);

/** Loads what asks and diagnoses; `loadReader` is for what there is to read. */
export async function loadDoctor(source: Source = wasmUrl(), create: Create<Module> = createCore): Promise<Doctor> {
  return new LoadedDoctor(await start(source, create));
}
