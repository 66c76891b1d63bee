// The typed way to set-up files: a module of its own, fetched when somebody asks for one.
import type { Case, Profile, SetupFile, SetupFor } from '../generated/contract.js';
import type { clean, Problem } from './clean.js';
import type { Outcome } from './doctor.js';
import type { instantiate } from './module.js';

/** What the page has already. */
export interface CoreTools {
  readonly clean: typeof clean;
  readonly instantiate: typeof instantiate;
}

/** A file that sets a mail program up for the case's address. */
export type SetUp = (profile: Profile, facts: Case, program: SetupFor) => Outcome<SetupFile>;

/** Rejects where the module cannot be had. */
export async function loadSetUp({ clean, instantiate }: CoreTools, bytes: ArrayBuffer | Uint8Array | undefined = undefined): Promise<SetUp> {
  const core = await instantiate<'setUp'>(bytes ?? (await fetchBytes()));
  return (profile, facts, program) => {
    const cleanProfile = clean(profile, 'profile');
    if (!cleanProfile.ok) return cleanProfile;
    const cleanCase = clean(facts, 'case');
    if (!cleanCase.ok) return cleanCase;
    const made = core.setUp(...[cleanProfile.value, cleanCase.value, String(program)].map((value) => JSON.stringify(value))) as SetupFile & { error?: Problem };
    return made.error ? { ok: false, error: made.error } : { ok: true, value: made };
  };
}

async function fetchBytes(): Promise<ArrayBuffer> {
  const response = await fetch(new URL('set-up.wasm', import.meta.url));
  if (!response.ok) throw new TypeError('set-up.wasm cannot be had');
  return response.arrayBuffer();
}
