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

/** `{a: {b: text}}` -> `{'a.b': text}`. */
const flat = (tree: object, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([name, value]) => (typeof value === 'object' ? flat(value as object, `${path}${name}.`) : [[path + name, value]]));

export const loadCatalog = async (language: Language): Promise<Catalog> =>
  Object.fromEntries(flat((await CATALOGUES[language]()).messages(formatOf(language)))) as unknown as Catalog;

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

export function makeTexts(catalog: Catalog, profile: Profile, language: string): Texts {
  const standard = standardArguments(profile, language);
  const messages = catalog as unknown as Readonly<Record<string, string | ((args: Arguments) => string) | undefined>>;
  return {
    language,
    has: (key) => Object.hasOwn(messages, key),
    standard,
    text: (key, args) => {
      const message = Object.hasOwn(messages, key) ? messages[key] : undefined;
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
