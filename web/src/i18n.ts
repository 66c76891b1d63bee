// Texts in one language, with the profile's words and figures in every message.
import type { Profile } from './generated/contract.js';
import { formatOf, type Format } from './core/format.js';
import { languages, type Catalog, type CatalogTree, type Language } from './generated/messages/catalog.js';
import { standardArguments } from './profile.js';

export type { Language };

/** One small file per language, loaded when it is needed. */
const CATALOGUES: Readonly<Record<Language, () => Promise<{ messages(format: Format): CatalogTree }>>> = {
  en: () => import('./generated/messages/en.js'),
  sv: () => import('./generated/messages/sv.js'),
};

export const loadCatalog = async (language: Language): Promise<CatalogTree> => (await CATALOGUES[language]()).messages(formatOf(language));

/** A key of the catalogue; ids that come from the core make keys that only running shows to exist. */
export type Key = keyof Catalog | `${'rule' | 'cause' | 'question' | 'fact' | 'meaning' | 'ui.link' | 'ui.field' | 'ui.value' | 'ui.program'}.${string}`;
export type Arguments = Readonly<Record<string, string | number>>;

export interface Texts {
  readonly language: string;
  /** The message, or nothing at all where the catalogue has none. */
  text(key: Key, args?: Arguments): string;
  has(key: Key): boolean;
  /** What every message may name, such as the provider. */
  readonly standard: Arguments;
}

/** What stands at `a.b` of `{a: {b: ...}}`; the names of the thousand messages are not put together before they are asked for. */
function find(tree: CatalogTree, key: string): string | ((args: Arguments) => string) | undefined {
  let found: unknown = tree;
  for (const name of key.split('.')) found = typeof found === 'object' && found && Object.hasOwn(found, name) ? (found as Record<string, unknown>)[name] : undefined;
  return typeof found === 'object' ? undefined : (found as ReturnType<typeof find>);
}

export function makeTexts(catalog: CatalogTree, profile: Profile, language: string): Texts {
  const standard = standardArguments(profile, language);
  return {
    language,
    has: (key) => find(catalog, key) !== undefined,
    standard,
    text: (key, args) => {
      const message = find(catalog, key);
      if (message === undefined) return '';
      return typeof message === 'string' ? message : message({ ...standard, ...args });
    },
  };
}

/** The language to speak: the first one wanted that there is, else English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const one of wanted) {
    const base = one?.toLowerCase().split('-')[0];
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return 'en';
}
