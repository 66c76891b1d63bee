// The guide of the person's mail program: where its settings are and what it calls them. One small file per program and
// language beside the page's code, fetched once the program is known. Where it cannot be had, nothing is shown until the net is back.
import type { AnswerId } from './generated/contract.js';
import type { GUIDED } from './scene.js';

/** In the order of the question's answers; the whole contract is not carried for it. */
export const PROGRAMS = ['outlook', 'outlook-new', 'apple-mail-ios', 'apple-mail-macos', 'gmail-android', 'samsung-mail', 'thunderbird', 'another-program', 'dont-know'] as const satisfies readonly AnswerId<'program'>[];

export type Task = 'add-account' | 'type-password' | 'log-in-to-send' | 'work-on-line' | 'look-for-hidden-mail' | 'set-up' | 'find-error';

/** Texts only, as a mail program has them; never markup. */
export interface Guide {
  readonly program: string;
  readonly language: string;
  /** The way to the settings. */
  readonly open: readonly string[];
  /** Settings field -> its name in the program. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** Kind of encryption -> its name in the program. */
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly tasks: Readonly<Partial<Record<Task, readonly string[]>>>;
}

/** Which parts of a guide belong to the advice of a cause. */
export const TASKS_OF: Readonly<Record<(typeof GUIDED)[number], readonly (Task | 'open')[]>> = {
  'wrong-settings': ['open', 'add-account'],
  'wrong-password': ['type-password'],
  'old-access-provider': ['open', 'log-in-to-send'],
  'program-setting-elsewhere': ['work-on-line', 'look-for-hidden-mail'],
};

export const hasGuide = (program: string | undefined): program is string =>
  program !== 'another-program' && program !== 'dont-know' && (PROGRAMS as readonly (string | undefined)[]).includes(program);

/** The steps of one part, or none. */
export const stepsOf = (guide: Guide, part: Task | 'open'): readonly string[] => (part === 'open' ? guide.open : guide.tasks[part]) ?? [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isTexts = (value: unknown): boolean => isObject(value) && Object.values(value).every((one) => typeof one === 'string');

/** A file as it came; undefined when it is not the guide that was asked for. */
export function readGuide(value: unknown, program: string, language: string): Guide | undefined {
  if (!isObject(value) || value['program'] !== program || value['language'] !== language) return undefined;
  const { open, fields, values, tasks } = value;
  const good = Array.isArray(open) && isTexts(open) && isTexts(fields) && isTexts(values) && isObject(tasks) && Object.values(tasks).every((one) => Array.isArray(one) && isTexts(one));
  return good ? (value as unknown as Guide) : undefined;
}

export type Fetch = (url: URL) => Promise<Response>;

/** The guides of this page, each fetched once. */
export class GuideShelf {
  readonly #guides = new Map<string, Guide | undefined>();

  readonly #onArrival: () => void;
  readonly #get: Fetch;

  constructor(
    onArrival: () => void,
    get: Fetch = (url) => fetch(url),
  ) {
    this.#onArrival = onArrival;
    this.#get = get;
  }

  /** The guide, once it is there; the first time it is asked for, it is sent for. */
  find(program: string | undefined, language: string): Guide | undefined {
    if (!hasGuide(program)) return undefined;
    const name = `${program}.${language}`;
    if (!this.#guides.has(name)) {
      this.#guides.set(name, undefined);
      void this.#fetch(name, program, language);
    }
    return this.#guides.get(name);
  }

  /** What could not be had may be asked for again. */
  readonly lookAgain = (): void => {
    for (const [name, guide] of this.#guides) if (!guide) this.#guides.delete(name);
    this.#onArrival();
  };

  async #fetch(name: string, program: string, language: string): Promise<void> {
    try {
      const response = await this.#get(new URL(`guides/${name}.json`, import.meta.url));
      if (!response.ok) return;
      this.#guides.set(name, readGuide(await response.json(), program, language));
      this.#onArrival();
    } catch {
      // Without a guide, the page says less, and nothing else.
    }
  }
}
