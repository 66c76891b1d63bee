// The browser's Back button goes one step back: each step of the person is an entry in the tab's history, which holds the
// number of the steps before it and nothing else. The store is the truth, and the history follows.

export interface Steps {
  /** How many steps can be taken back. */
  count(): number;
  back(): void;
}

export class StepHistory {
  /** Of an entry that is from before the element. */
  #first = 0;
  /** The tab is on its way to another entry, or the store to another step. */
  #going = false;

  /** `key` names the element: there may be several on a page, and all begin alike. */
  readonly #key: string;
  readonly #steps: Steps;

  constructor(
    key: string,
    steps: Steps,
  ) {
    this.#key = key;
    this.#steps = steps;
  }

  /** A page that was loaded again has its entries. It may have lost its case, or Back was pressed before anything was listening. */
  begin(): void {
    if (this.#isOwn()) this.#goBackTo(this.#here());
    else this.#first = this.#steps.count();
    if (this.#here() > this.#steps.count()) this.#write('replaceState');
    addEventListener('popstate', this.#onPop);
  }

  end(): void {
    removeEventListener('popstate', this.#onPop);
  }

  /** The steps have changed. Entries of another element are left alone. */
  follow(): void {
    const count = this.#steps.count();
    if (!this.#isOwn()) this.#first = Math.min(this.#first, count);
    const beyond = this.#here() - count;
    const [kind = ''] = this.#key.split(' ');
    const isAlone = Object.keys(this.#numbers()).filter((name) => name.startsWith(kind)).length === 1;
    if (this.#going || beyond === 0) return;
    if (beyond < 0) return this.#write('pushState');
    if (!isAlone) return;
    this.#going = true;
    history.go(-beyond);
  }

  readonly #onPop = (): void => {
    const isOurs = this.#going;
    this.#going = true;
    if (!isOurs) this.#goBackTo(this.#here());
    this.#going = false;
    this.follow(); // after Forward: what was taken back is gone
  };

  #goBackTo(number: number): void {
    while (this.#steps.count() > number) this.#steps.back();
  }

  #numbers(): Record<string, unknown> {
    return Object(history.state) as Record<string, unknown>;
  }

  #isOwn(): boolean {
    return this.#numbers()[this.#key] !== undefined;
  }

  /** The number of the entry that the tab is at. */
  #here(): number {
    return Number(this.#numbers()[this.#key] ?? this.#first);
  }

  #write(how: 'pushState' | 'replaceState'): void {
    try {
      history[how]({ ...this.#numbers(), [this.#key]: this.#steps.count() }, '');
    } catch {
      // A browser may find that too many: Back then goes further than one step.
    }
  }
}
