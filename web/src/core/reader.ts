// The reader in the page: the other module of the core, fetched once something was typed, pasted, probed or looked up.
import type { Observations, PastedSettings } from '../generated/contract.js';
import { LONGEST_TEXT, wellFormed } from './clean.js';
import { ask, createCore, refused, start, Taker, type CoreModule, type Create, type Observer, type Outcome, type Source, type Utf8 } from './doctor.js';

export interface Redacted {
  readonly text: string;
  /** A password was taken out; the person is to be told. */
  readonly removed: boolean;
}

/** wasm/reader.cpp tells more. */
export interface ReaderModule extends CoreModule {
  observe(facts: string): Utf8;
  redact(text: string): Utf8;
  settingsIn(text: string): Utf8;
}

function askAbout<T>(text: string, run: (text: string) => Utf8): Outcome<T> {
  if (typeof text !== 'string') return refused('text', 'a text');
  if (text.length > LONGEST_TEXT) return refused('text', `at most ${LONGEST_TEXT} characters of text`);
  return ask(() => run(wellFormed(text)));
}

export class Reader extends Taker<ReaderModule> implements Observer {
  observe(facts: string): Outcome<Observations> {
    return ask(() => this.module.observe(facts));
  }

  redact(text: string): Outcome<Redacted> {
    return askAbout(text, (one) => this.module.redact(one));
  }

  /** A whole pasted block of settings, split into the fields; a password is taken out first. */
  settingsIn(text: string): Outcome<PastedSettings> {
    return askAbout(text, (one) => this.module.settingsIn(one));
  }
}

/** Rejects as `loadDoctor` does. */
export const loadReader = async (source: Source, create: Create<ReaderModule> = createCore): Promise<Reader> => new Reader(await start(source, create));
