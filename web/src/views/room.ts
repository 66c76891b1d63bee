// A room: a part of the examination that few enter, fetched when it is. What it shares with the rest of the page is handed in,
// so that the rest stays in one piece.
import type { TemplateResult } from 'lit';
import type { Texts } from '../i18n.js';
import type { Catalog, Language } from '../generated/messages/catalog.js';
import type { Scene } from '../scene.js';

export interface Room {
  view(scene: Scene): TemplateResult;
}

/** Nothing, in a template. */
export const NONE = '';

/** The page's texts and the room's own. */
export type Words<Own> = (key: keyof Own | keyof Catalog, args?: Readonly<Record<string, string | number>>) => string;

/** The room's own texts, fetched language by language. */
export class RoomTexts<Own> {
  private readonly catalogs = new Map<string, Own | undefined>();

  constructor(
    private readonly sources: Readonly<Record<Language, () => Promise<{ messages: Own }>>>,
    private readonly onChange: () => void,
  ) {}

  /** Undefined until they are there. */
  words({ text, language, standard }: Texts): Words<Own> | undefined {
    if (!this.catalogs.has(language)) this.fetch(language);
    const own = this.catalogs.get(language) as Readonly<Record<PropertyKey, string | ((args: object) => string)>> | undefined;
    if (!own) return undefined;
    return (key, args) => {
      const message = own[key];
      if (message === undefined) return (text as Words<Own>)(key, args);
      return typeof message === 'string' ? message : message({ ...standard, ...args });
    };
  }

  private fetch(language: string): void {
    this.catalogs.set(language, undefined);
    this.sources[language as Language]().then(
      ({ messages }) => {
        this.catalogs.set(language, messages);
        this.onChange();
      },
      () => this.catalogs.delete(language),
    );
  }
}
