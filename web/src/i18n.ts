// Texts in one language, with the profile's words and figures in every message.
import type { Profile } from './generated/contract.js';
import { formatOf, type Format } from './core/format.js';
import { languages, partOf, type Catalog, type Language, type PageTree, type SmallPart, type WorkroomTree } from './generated/messages/catalog.js';
import { standardArguments } from './profile.js';

export { partOf, type Language, type SmallPart };

type Tree = PageTree | WorkroomTree;

/** A file for each half of the page and language, fetched when it is needed. */
const HALVES: Readonly<Record<`${'page' | 'workroom'}.${Language}`, () => Promise<{ messages(format: Format): Tree }>>> = {
  'page.en': () => import('./generated/messages/page.en.js'),
  'page.sv': () => import('./generated/messages/page.sv.js'),
  'workroom.en': () => import('./generated/messages/workroom.en.js'),
  'workroom.sv': () => import('./generated/messages/workroom.sv.js'),
};

const loaded = new Map<string, Tree>();

const isHalf = (name: string): name is keyof typeof HALVES => name in HALVES;

export async function loadCatalog(language: Language, part: 'page' | 'workroom' | SmallPart = 'page'): Promise<Tree> {
  const name = `${part}.${language}`;
  const load: () => Promise<{ messages(format: Format): Tree }> = isHalf(name) ? HALVES[name] : () => import(new URL(`texts/${name}.js`, import.meta.url).href);
  const tree = loaded.get(name) ?? (await load()).messages(formatOf(language));
  loaded.set(name, tree);
  return tree;
}

/** All that was loaded so far. */
export const loadedIn = (language: Language): Tree[] => [...loaded].filter(([name]) => name.endsWith(`.${language}`)).map(([, tree]) => tree);

/** Whether the words of a cause are there. */
export const tells = ({ has }: Texts, cause: string): boolean => has(`cause.${cause}.title`);

/** A key of the catalogue; ids that come from the core make keys that only running shows to exist. */
export type Key = keyof Catalog | `${'rule' | 'cause' | 'question' | 'fact' | 'meaning' | 'ui.link' | 'ui.field' | 'ui.value' | 'ui.program'}.${string}`;
export type Arguments = Readonly<Record<string, string | number>>;

export interface Texts {
  readonly language: string;
  /** The message, or nothing at all where the catalogue has none. */
  text(key: Key, args?: Arguments): string;
  has(key: Key): boolean;
}

/** What stands at `a.b` of `{a: {b: ...}}`; the names of the thousand messages are not put together before they are asked for. */
function find(tree: Tree, key: string): string | ((args: Arguments) => string) | undefined {
  let found: unknown = tree;
  for (const name of key.split('.')) found = typeof found === 'object' && found && Object.hasOwn(found, name) ? (found as Record<string, unknown>)[name] : undefined;
  return typeof found === 'object' ? undefined : (found as ReturnType<typeof find>);
}

export function makeTexts(parts: readonly Tree[], profile: Profile, language: string): Texts {
  const standard = standardArguments(profile, language);
  const search = (key: string): ReturnType<typeof find> => parts.reduce<ReturnType<typeof find>>((found, part) => found ?? find(part, key), undefined);
  return {
    language,
    has: (key) => search(key) !== undefined,
    text: (key, args) => {
      const message = search(key);
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
