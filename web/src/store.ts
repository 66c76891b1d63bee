// Holds the case of one element, without a DOM: the present one, those before it for Back, and a copy in the given
// storage for two hours, so that switching to the mail program and back loses nothing.
import type { Case } from './generated/contract.js';
import { readCase } from './core/validate.js';
import type { Change } from './case.js';

const LIFETIME_MS = 2 * 60 * 60 * 1000;
const LONGEST_HISTORY = 50;
const VERSION = 1;

/** A step that stays on screen, while it is filled in, until the person leaves it; empty when there is none. */
export type Held = '' | 'settings' | 'probe';

interface Snapshot {
  readonly facts: Case;
  readonly held: Held;
}

interface Saved extends Snapshot {
  readonly version: typeof VERSION;
  readonly savedAt: number;
  readonly previous: readonly Snapshot[];
}

export interface StoreOptions {
  /** The case to begin with, and to return to. */
  readonly empty: Case;
  /** `sessionStorage`, or nothing where it is refused. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  /** Names this element's entry. */
  readonly key: string;
  readonly clock?: () => number;
}

export class CaseStore {
  private present: Snapshot;
  private previous: readonly Snapshot[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly clock: () => number;

  constructor(private readonly options: StoreOptions) {
    this.clock = options.clock ?? Date.now;
    this.present = { facts: options.empty, held: '' };
    this.restore();
  }

  /** The case as it is now; `now` is the moment of asking. */
  get facts(): Case {
    return { ...this.present.facts, now: new Date(this.clock()).toISOString() };
  }

  get held(): Held {
    return this.present.held;
  }

  get canGoBack(): boolean {
    return this.previous.length > 0;
  }

  /** One step of the person: Back returns to the case before it. */
  advance(change: Change, held: Held = ''): void {
    this.previous = [...this.previous, this.present].slice(-LONGEST_HISTORY);
    this.replace({ facts: change(this.present.facts), held });
  }

  /** Filling in within a step, which stays on screen; Back leaves the whole step. */
  edit(change: Change, held: Held): void {
    this.replace({ facts: change(this.present.facts), held });
  }

  back(): void {
    const last = this.previous.at(-1);
    if (!last) return;
    this.previous = this.previous.slice(0, -1);
    this.replace(last);
  }

  /** Start over: nothing remains, here or in the storage. */
  forget(): void {
    this.previous = [];
    this.present = { facts: this.options.empty, held: '' };
    this.guarded((storage) => storage.removeItem(this.options.key));
    this.notify();
  }

  /** Calls back after every change; returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private replace(next: Snapshot): void {
    this.present = next;
    const saved: Saved = { version: VERSION, savedAt: this.clock(), ...next, previous: this.previous };
    this.guarded((storage) => storage.setItem(this.options.key, JSON.stringify(saved)));
    this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }

  private restore(): void {
    this.guarded((storage) => {
      const text = storage.getItem(this.options.key);
      if (text === null) return;
      const saved = JSON.parse(text) as Saved;
      if (saved.version !== VERSION || !(this.clock() - saved.savedAt < LIFETIME_MS)) {
        storage.removeItem(this.options.key);
        return;
      }
      // The circumstances of the page are those of today, not those that were saved.
      const fresh = (one: Snapshot): Snapshot | undefined => {
        const facts = readCase(one.facts);
        return facts && { facts: { ...facts, context: this.options.empty.context }, held: one.held };
      };
      const present = fresh(saved);
      if (!present) return;
      this.previous = saved.previous.map(fresh).filter((one) => one !== undefined);
      this.present = present;
    });
  }

  /** A storage may be refused, full or garbled: the examination works without it. */
  private guarded(use: (storage: NonNullable<StoreOptions['storage']>) => void): void {
    if (!this.options.storage) return;
    try {
      use(this.options.storage);
    } catch {
      // Nothing is lost but the copy.
    }
  }
}
