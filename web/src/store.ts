// Holds the case of one element, without a DOM: the present one, those before it for Back, and a copy in the given
// storage for two hours, so that switching to the mail program and back loses nothing that was chosen or typed.
import { contractHash, type Case } from './generated/contract.js';
import { emptyCase, isCase, isCompared, type Change } from './case.js';
import { WAY_MARK } from './scene.js';

const LIFETIME_MS = 2 * 60 * 60 * 1000;
const LONGEST_HISTORY = 50;
const HELD = ['', 'settings', 'setup', 'paste', 'probe', 'domain'] as const;

/** A step that stays on screen, while it is filled in, until the person leaves it; empty when there is none. */
export type Held = (typeof HELD)[number];

/** What is chosen or typed on screen but is no fact yet, by name. */
export type Marks = Readonly<Record<string, string>>;

interface Snapshot {
  readonly facts: Case;
  readonly held: Held;
  readonly marks: Marks;
}

export interface StoreOptions {
  /** `sessionStorage`, or nothing where it is refused. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  /** Names this element's entry. */
  readonly key: string;
  /** The circumstances of the page, asked for anew each time, like the time: a network may go away. */
  readonly circumstances?: () => Partial<Case['context']>;
  readonly clock?: () => number;
}

const hasSettings = ({ settings }: Case): boolean => settings.address !== '' || isCompared(settings);

const NOTHING: Snapshot = { facts: emptyCase(), held: '', marks: {} };

export class CaseStore {
  #present = NOTHING;
  #previous: readonly Snapshot[] = [];
  #chosen = '';
  /** What Back took away. */
  #left: Snapshot | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #clock: () => number;

  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#restore();
  }

  /** What the person told. */
  get told(): Case {
    return this.#present.facts;
  }

  /** The case as it is at the moment of asking. */
  get facts(): Case {
    const facts = this.told;
    return { ...facts, context: { ...facts.context, ...this.#options.circumstances?.() }, now: new Date(this.#clock()).toISOString() };
  }

  get held(): Held {
    return this.#present.held;
  }

  get marks(): Marks {
    return this.#present.marks;
  }

  /** The language that the person chose here; empty: none. */
  get language(): string {
    return this.#chosen;
  }

  /** How many steps Back can take. */
  get steps(): number {
    return this.#previous.length;
  }

  /** One step of the person: Back returns to the case before it. */
  advance(change: Change, held: Held = ''): void {
    this.#previous = [...this.#previous, this.#present].slice(-LONGEST_HISTORY);
    const marks = Object.fromEntries(Object.entries(this.marks).filter(([name]) => name.startsWith(WAY_MARK)));
    this.#replace({ facts: change(this.#present.facts), held, marks });
  }

  /** Filling in within a step, which stays on screen; Back leaves the whole step. */
  edit(change: Change, held: Held): void {
    this.#replace({ ...this.#present, facts: change(this.#present.facts), held });
  }

  mark(name: string, value: string): void {
    this.#replace({ ...this.#present, marks: { ...this.marks, [name]: value } });
  }

  speak(language: string): void {
    this.#chosen = language;
    this.#replace(this.#present);
  }

  back(): void {
    const last = this.#previous.at(-1);
    if (!last) return;
    if (hasSettings(this.told)) this.#left = this.#present;
    this.#previous = this.#previous.slice(0, -1);
    this.#replace(last);
  }

  /** Where settings are compared anew: those that Back took away stand there again. */
  recall(): void {
    const left = this.#left;
    this.#left = undefined;
    if (!left || hasSettings(this.told)) return;
    const { settings, changed } = left.facts;
    this.#replace({ facts: { ...this.told, settings, changed }, held: 'settings', marks: { ...left.marks, ...this.marks } });
  }

  /** Start over: nothing remains, here or in the storage, but the language that is spoken. */
  forget(): void {
    this.#previous = [];
    this.#left = undefined;
    this.#present = NOTHING;
    this.#guarded((storage) => storage.removeItem(this.#options.key));
    this.#notify();
  }

  /** Calls back after every change; returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #replace(next: Snapshot): void {
    this.#present = next;
    const saved = { version: contractHash, savedAt: this.#clock(), language: this.#chosen, left: this.#left, ...next, previous: this.#previous };
    this.#guarded((storage) => storage.setItem(this.#options.key, JSON.stringify(saved)));
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  /** What is too old, of another version or garbled is thrown away. */
  #restore(): void {
    this.#guarded((storage) => {
      const text = storage.getItem(this.#options.key);
      if (text === null) return;
      const saved = parse(text);
      const all = readSnapshots(saved, this.#clock());
      if (!all) return storage.removeItem(this.#options.key);
      [this.#present = NOTHING, ...this.#previous] = all;
      this.#chosen = String(saved?.['language']);
      this.#left = readSnapshot(saved?.['left']);
    });
  }

  /** A storage may be refused or full: the examination works without it. */
  #guarded(use: (storage: NonNullable<StoreOptions['storage']>) => void): void {
    if (!this.#options.storage) return;
    try {
      use(this.#options.storage);
    } catch {
      // Nothing is lost but the copy.
    }
  }
}

/** The present case and those before it, or undefined when any of it does not fit. */
function readSnapshots(saved: Record<string, unknown> | undefined, now: number): Snapshot[] | undefined {
  const age = now - Number(saved?.['savedAt']);
  if (saved?.['version'] !== contractHash || !(age >= 0 && age < LIFETIME_MS) || !Array.isArray(saved['previous'])) return undefined;
  const all = [saved, ...(saved['previous'] as unknown[])].map(readSnapshot).filter((one) => one !== undefined);
  return all.length === saved['previous'].length + 1 ? all : undefined;
}

function readSnapshot(value: unknown): Snapshot | undefined {
  const { facts, held, marks } = (value ?? {}) as Partial<Snapshot>;
  return isCase(facts) && held !== undefined && HELD.includes(held) && isMarks(marks) ? { facts, held, marks } : undefined;
}

const isMarks = (value: unknown): value is Marks => typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
