// Ways to wait.

/** Whatever the person does meanwhile comes first. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Until what there is now is on screen. */
export const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve(breath())));

const PAUSE_MS = 700;

/** Does something once the person pauses. */
export class Pause {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: (() => void) | undefined;
  #name = '';

  /** Takes the place of what was to be done under the same name; anything else is done at once. */
  begin(name: string, todo: () => void): void {
    if (name !== this.#name) this.end();
    clearTimeout(this.#timer);
    this.#name = name;
    this.#pending = todo;
    this.#timer = setTimeout(this.end, PAUSE_MS);
  }

  /** At once. */
  readonly end = (): void => {
    const todo = this.#pending;
    this.forget();
    todo?.();
  };

  forget(): void {
    clearTimeout(this.#timer);
    this.#pending = undefined;
  }
}
