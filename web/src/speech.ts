// What the element says: in one language, with as many texts as were asked for.
import { savesData } from './circumstances.js';
import type { Assessment, Case, CauseId, Profile, RankedCause } from './generated/contract.js';
import { loadCatalog, loadedOf, makeTexts, tells, type Language, type Part, type SmallPart, type Texts } from './i18n.js';

/** A cause so likely may soon be told: nine verdicts of ten have been it the step before, and every second examination fetches one in vain. */
const LIKELY = 0.3;

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
  async speak(more: Part = 'page'): Promise<void> {
    this.#parts.add(more);
    const profile = this.#occasion.profile();
    const language = this.#occasion.language();
    try {
      await Promise.all(this.#wanted().map((part) => loadCatalog(language, part)));
    } catch (error) {
      if (more !== 'page') this.#parts.delete(more);
      throw error;
    }
    if (!profile || language !== this.#occasion.language()) return;
    this.texts = makeTexts(loadedOf(language, this.#wanted()), profile, language);
    this.#occasion.onChange();
  }

  /** The workroom has those of all small parts. */
  #wanted(): Part[] {
    return this.#parts.has('workroom') ? ['page', 'workroom'] : [...this.#parts];
  }

  /** The words of `part` by themselves; `otherwise` where they cannot be had. */
  async learn(part: SmallPart, otherwise: () => void): Promise<void> {
    if (!this.texts || tells(this.texts, part) || this.#parts.has(part)) return;
    await this.speak(part).catch(otherwise);
  }
}
