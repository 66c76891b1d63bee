// The way into the workroom: it is fetched when a step needs it, and ahead of that while the page is at rest and there is a net.
import { savesData } from './circumstances.js';
import type { Doctor } from './core/doctor.js';
import { engine, furnish, type Furnished } from './engine.js';
import type { Workroom } from './views/workroom.js';

/** So long after the last press the page is at rest. */
const REST_MS = 1000;

export type Asked = '' | 'waiting' | 'missing';

export interface Doorkeeper {
  /** The texts of the workroom. */
  words(): Promise<unknown>;
  /** Makes it ready for this element, before anybody sees it. */
  open(furnished: Furnished, doctor: Doctor): Promise<Workroom>;
  onChange(): void;
}

export class WorkroomDoor {
  workroom: Workroom | undefined;
  /** It could not be had. Another step, another press or another net tries again. */
  isMissing = false;
  /** How it goes with what was asked for in this step. */
  asked: Asked = '';
  /** Changes with every step. */
  #turn = 0;
  #fetching: Promise<void> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  readonly #keeper: Doorkeeper;

  constructor(keeper: Doorkeeper) {
    this.#keeper = keeper;
  }

  fetch(): Promise<void> {
    const begin = async (): Promise<void> => {
      const core = engine(undefined);
      const furnished = await furnish(core, () => this.#keeper.words());
      this.workroom = await this.#keeper.open(furnished, await core);
      this.isMissing = false;
    };
    this.#fetching ??= begin().catch(() => {
      this.isMissing = true;
      this.#fetching = undefined;
    }).then(() => this.#keeper.onChange());
    return this.#fetching;
  }

  /** For something that was asked for in this step: nothing comes where it cannot be had, or once the person has gone on. */
  async enter(): Promise<Workroom | undefined> {
    const turn = this.#turn;
    this.isMissing = false;
    this.asked = 'waiting';
    if (!this.workroom) this.#keeper.onChange();
    await this.fetch();
    if (turn !== this.#turn) return undefined;
    this.asked = this.workroom ? '' : 'missing';
    return this.workroom;
  }

  /** The step is over. */
  leave(): void {
    this.#turn += 1;
    this.isMissing = false;
    this.asked = '';
    this.workroom?.leave();
  }

  /** The net may be there again. */
  readonly lookAgain = (): void => {
    if (!this.isMissing) return;
    this.isMissing = false;
    this.#keeper.onChange();
  };

  /** What may be wanted later: when nobody has pressed anything for a while, or at once; then the workroom does so. Begins to wait anew. */
  fetchAhead(atOnce: boolean): void {
    this.wait();
    if (this.isMissing || savesData()) return;
    const { workroom } = this;
    this.#rest = setTimeout(() => void (workroom ? workroom.fetchAhead() : this.fetch()), atOnce && !workroom ? 0 : REST_MS);
  }

  /** Fetches nothing ahead. */
  wait(): void {
    clearTimeout(this.#rest);
  }
}
