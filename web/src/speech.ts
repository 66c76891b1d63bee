// What the element says: in one language, with as many texts as were asked for.
import { savesData } from './circumstances.js';
import type { Assessment, Case, CauseId, Profile, RankedCause } from './generated/contract.js';
import { loadCatalog, loadedOf, makeTexts, tells, type Language, type Part, type Texts } from './i18n.js';

/** A cause so likely may soon be told. */
const LIKELY = 0.5;

/** Those that were tried, and that of a verdict; or ahead of one, where nobody saves data, a likely one. */
export function causesToTell({ step, causes }: Assessment, { tried }: Case): CauseId[] {
  const isToTell = ({ cause, probability }: RankedCause): boolean =>
    tried.some((one) => one.cause === cause) || (step.kind === 'verdict' ? step.id === cause : probability >= LIKELY && !savesData());
  return causes.filter(isToTell).map((one) => one.cause);
}

export interface Occasion {
  language(): Language;
  profile(): Profile | undefined;
  onChange(): void;
}

export class Speech {
  texts: Texts | undefined;
  readonly #parts = new Set<Part>(['page']);

  readonly #occasion: Occasion;

  constructor(occasion: Occasion) {
    this.#occasion = occasion;
  }

  /** In the language that is wanted, as soon as all its words are there; from now on with those of `more`, unless they cannot be had. */
  async speak(...more: readonly Part[]): Promise<void> {
    for (const one of more) this.#parts.add(one);
    const profile = this.#occasion.profile();
    const language = this.#occasion.language();
    try {
      await Promise.all([...this.#parts].map((part) => loadCatalog(language, part)));
    } catch (error) {
      for (const one of more) this.#parts.delete(one);
      throw error;
    }
    if (!profile || language !== this.#occasion.language()) return;
    this.texts = makeTexts(loadedOf(language, this.#parts), profile, language);
    this.#occasion.onChange();
  }

  /** What there is to say of a cause; `otherwise` where that cannot be had. */
  async learn(cause: CauseId, otherwise: () => void): Promise<void> {
    if (!this.texts || tells(this.texts, cause) || this.#parts.has(cause)) return;
    await this.speak(cause).catch(otherwise);
  }
}
