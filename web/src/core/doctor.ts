// The core in the page. Values in, values out; nothing here throws, and nothing that the WASM could choke on reaches it.
import createMailDoctor from '#glue';
import { contractHash, type Assessment, type Case, type PastedSettings, type Profile } from '../generated/contract.js';
import { clean, wellFormed, LONGEST_TEXT, type Problem } from './clean.js';

export type { Problem } from './clean.js';

/** A type whose members may be left out at every depth, as the core takes them. */
export type Input<T> = T extends (infer Item)[] ? Input<Item>[] : T extends object ? { [Name in keyof T]?: Input<T[Name]> } : T;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Problem };

export interface Redacted {
  readonly text: string;
  /** A password was taken out; the person is to be told. */
  readonly removed: boolean;
}

export interface Doctor {
  /** Reads the profile ahead of the first `assess`, in a task of its own: half of what that would take. What is wrong, `assess` tells. */
  prepare(profile: Input<Profile>): void;
  assess(profile: Input<Profile>, facts: Input<Case>): Outcome<Assessment>;
  redact(text: string): Outcome<Redacted>;
  /** A whole pasted block of settings, split into the fields; a password is taken out first. */
  settingsIn(text: string): Outcome<PastedSettings>;
}

/** A text in UTF-8, which the next call writes over. */
export type Utf8 = Uint8Array;

/** JSON texts in, JSON text out; wasm/bindings.cpp tells more. */
export interface Module {
  assess(profile: string, facts: string): Utf8;
  contractHash(): Utf8;
  redact(text: string): Utf8;
  settingsIn(text: string): Utf8;
}

/** What Emscripten's glue exports by default. */
export type CreateModule = (options: { wasmBinary: ArrayBuffer | Uint8Array }) => Promise<Module>;

const refused = (path: string, expected: string): { ok: false; error: Problem } => ({ ok: false, error: { path, expected } });

const decoder = new TextDecoder();

/** Runs the core once; whatever it should throw all the same becomes a value. */
function ask<T>(run: () => Utf8): Outcome<T> {
  try {
    const value = JSON.parse(decoder.decode(run())) as { error?: Problem };
    return value.error ? { ok: false, error: value.error } : { ok: true, value: value as T };
  } catch {
    return refused('', 'a working core');
  }
}

function askAbout<T>(text: string, run: (text: string) => Utf8): Outcome<T> {
  if (typeof text !== 'string') return refused('text', 'a text');
  if (text.length > LONGEST_TEXT) return refused('text', `at most ${LONGEST_TEXT} characters of text`);
  return ask(() => run(wellFormed(text)));
}

/** Nobody can change it any more. */
const isFrozen = (value: unknown): boolean => typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));

class LoadedDoctor implements Doctor {
  private profileText = '';
  /** What the core has. */
  private profileTaken = '';
  /** The frozen profile of which that is the text: it need not be looked at again. */
  private profileFrozen: unknown;

  constructor(private readonly module: Module) {}

  prepare(profile: Input<Profile>): void {
    if (this.misfit(profile)) return;
    const outcome = ask(() => this.module.assess(this.profileText, '')); // a case that cannot be read
    if (!outcome.ok && outcome.error.path === 'case') this.profileTaken = this.profileText;
  }

  assess(profile: Input<Profile>, facts: Input<Case>): Outcome<Assessment> {
    const cleanCase = clean(facts, 'case');
    const misfit = this.misfit(profile);
    if (misfit) return misfit;
    if (!cleanCase.ok) return cleanCase;
    const isTaken = this.profileText === this.profileTaken;
    const outcome = ask<Assessment>(() => this.module.assess(isTaken ? '' : this.profileText, JSON.stringify(cleanCase.value)));
    if (outcome.ok) this.profileTaken = this.profileText;
    return outcome;
  }

  /** Makes the text of the profile, unless there is one. */
  private misfit(profile: Input<Profile>): { ok: false; error: Problem } | undefined {
    if (profile && profile === this.profileFrozen) return undefined;
    const cleanProfile = clean(profile, 'profile');
    if (!cleanProfile.ok) return cleanProfile;
    this.profileText = JSON.stringify(cleanProfile.value);
    this.profileFrozen = isFrozen(profile) ? profile : undefined;
    return undefined;
  }

  redact(text: string): Outcome<Redacted> {
    return askAbout(text, (one) => this.module.redact(one));
  }

  settingsIn(text: string): Outcome<PastedSettings> {
    return askAbout(text, (one) => this.module.settingsIn(one));
  }
}

/** Where the core comes from: an address, a response already on its way, or the bytes. */
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

/** The file beside the page's own code. */
export const wasmUrl = (): URL => new URL('mail-doctor.wasm', import.meta.url);

/** Loads the core; rejects with a DoctorError and nothing else. */
export async function loadDoctor(source: Source = wasmUrl(), create: CreateModule = createMailDoctor): Promise<Doctor> {
  let module: Module;
  try {
    module = await create({ wasmBinary: await bytesOf(source) });
  } catch (error) {
    throw error instanceof DoctorError ? error : new DoctorError('wasm', 'a WebAssembly core that loads');
  }
  if (decoder.decode(module.contractHash()) !== contractHash) throw new DoctorError('contract.hash', contractHash);
  return new LoadedDoctor(module);
}
