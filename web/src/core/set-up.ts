// The typed way to set-up files: a module of its own, fetched when somebody asks for one.
import type { Case, Profile, SetupFile, SetupFor } from '../generated/contract.js';
import { clean, type Problem } from './clean.js';
import { createCore, type Outcome, type Utf8 } from './doctor.js';

/** A file that sets a mail program up for the case's address. */
export type SetUp = (profile: Profile, facts: Case, program: SetupFor) => Outcome<SetupFile>;

interface SetUpModule {
  setUp(profile: string, facts: string, program: string): Utf8;
}

/** Rejects where the module cannot be had. */
export async function loadSetUp(bytes: ArrayBuffer | Uint8Array | undefined = undefined): Promise<SetUp> {
  const module = await createCore<SetUpModule>({ wasm: bytes ?? (await fetchBytes()) });
  return (profile, facts, program) => {
    const cleanProfile = clean(profile, 'profile');
    if (!cleanProfile.ok) return cleanProfile;
    const cleanCase = clean(facts, 'case');
    if (!cleanCase.ok) return cleanCase;
    const made = JSON.parse(new TextDecoder().decode(module.setUp(JSON.stringify(cleanProfile.value), JSON.stringify(cleanCase.value), String(program)))) as SetupFile & { error?: Problem };
    return made.error ? { ok: false, error: made.error } : { ok: true, value: made };
  };
}

async function fetchBytes(): Promise<ArrayBuffer> {
  const response = await fetch(new URL('set-up.wasm', import.meta.url));
  if (!response.ok) throw new TypeError('set-up.wasm cannot be had');
  return response.arrayBuffer();
}
