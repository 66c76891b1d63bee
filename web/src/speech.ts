// What the element says: in one language, with as many texts as were asked for.
import { savesData } from './circumstances.js';
import type { Assessment, Case, Profile, RankedCause } from './generated/contract.js';
import { loadCatalog, loadedIn, makeTexts, partOf, type Language, type SmallPart, type Texts } from './i18n.js';

/** A cause so likely may soon be told: nine verdicts of ten have been it the step before. */
const LIKELY = 0.3;

/** Of the causes that were tried, and that of a verdict; or ahead of one, where nobody saves data, of likely ones. */
export function partsToTell({ step, causes }: Assessment, { tried }: Case): SmallPart[] {
  const isToTell = ({ cause, probability }: RankedCause): boolean =>
    tried.some((one) => one.cause === cause) || (step.kind === 'verdict' ? step.id === cause : probability >= LIKELY && !savesData());
  return causes.filter(isToTell).map((one) => partOf(one.cause));
}

export interface Occasion {
  language(): Language;
  profile(): Profile | undefined;
  hasWorkroom(): boolean;
  onChange(): void;
}

export class Speech {
  texts: Texts | undefined;
  readonly #asked = new Set<string>();
  readonly #occasion: Occasion;

  constructor(occasion: Occasion) {
    this.#occasion = occasion;
  }

  /**
   * In the language that is wanted, as soon as its words are there: the page's, and the workroom's where there is one; and all small
   * parts that there are, of which `parts` are waited for.
   */
  async speak(parts: readonly SmallPart[] = [], hasWorkroom = this.#occasion.hasWorkroom()): Promise<void> {
    const language = this.#occasion.language();
    const small = hasWorkroom ? [] : parts.map((one) => loadCatalog(language, one).catch(() => undefined));
    await Promise.all([loadCatalog(language), hasWorkroom && loadCatalog(language, 'workroom'), ...small]);
    const profile = this.#occasion.profile();
    if (!profile || language !== this.#occasion.language()) return;
    this.texts = makeTexts(loadedIn(language), profile, language);
    this.#occasion.onChange();
  }

  /** Once, unless the workroom has its words, too; `otherwise` where it cannot be had. */
  async learn(part: SmallPart, otherwise: () => void): Promise<void> {
    const language = this.#occasion.language();
    const name = `${part}.${language}`;
    if (this.#occasion.hasWorkroom() || this.#asked.has(name)) return;
    this.#asked.add(name);
    try {
      await loadCatalog(language, part);
      await this.speak();
    } catch {
      this.#asked.delete(name);
      otherwise();
    }
  }
}
