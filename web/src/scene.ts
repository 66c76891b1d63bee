// What a view gets to see, and what a press in it may do. Views are functions of a scene and decide nothing.
import type { Assessment, Case, CauseId, Profile, StepKind } from './generated/contract.js';
import type { Change } from './case.js';
import type { Guide } from './guide.js';
import type { Key, SmallPart, Texts } from './i18n.js';
import type { Held, Marks } from './store.js';
import type { Workroom } from './views/workroom.js';
import type { Asked } from './workroom-door.js';

/** Begins the marks that outlive a step: which of two ways the person went. */
export const WAY_MARK = 'way ';

/** A step of the core, or one that the person turned to. */
export type ShownKind = StepKind | 'setup';

/** Steps whose views are in the workroom. */
export const LOOKS: readonly ShownKind[] = ['settings', 'setup', 'domain'];

/** Causes whose sending can be reckoned (views/sending.ts), and those for which a mail program's guide tells more (guide.ts). */
export const CALCULATED = ['sending-limit-address', 'sending-limit-domain'] as const satisfies readonly CauseId[];
export const GUIDED = ['wrong-settings', 'wrong-password', 'old-access-provider', 'program-setting-elsewhere'] as const satisfies readonly CauseId[];
/** Causes whose verdict has a part in the workroom. */
export const HELPED: readonly CauseId[] = [...CALCULATED, ...GUIDED];

export interface Scene {
  readonly profile: Profile;
  readonly facts: Case;
  readonly assessment: Assessment;
  /** The step on screen. */
  readonly shown: ShownKind;
  readonly texts: Texts;
  /** Once it was fetched. */
  readonly workroom: Workroom | undefined;
  /** It could not be. */
  readonly isMissing: boolean;
  /** How it goes with what was asked of it in this step. */
  readonly asked: Asked;
  /** Fetches it for something that was asked for; nothing where it cannot be had, or once the person has gone on. */
  enter(): Promise<Workroom | undefined>;
  /** Fetches it for what will soon be asked for. */
  prepare(): void;
  /** Fetches words that few ask for. */
  learn(part: SmallPart): void;
  /** What was so asked for. */
  readonly wanted: ReadonlySet<SmallPart>;
  /** Tries again to fetch what is missing. */
  retry(): void;
  readonly hasBridge: boolean;
  /** The host page allows requests to the provider's pages. */
  readonly hasOwnNetwork: boolean;
  /** Of the person's program, once it is known and fetched. */
  readonly guide: Guide | undefined;
  /** What was copied last, so that its button can say so. */
  readonly copied: string;
  /** What is chosen or typed on screen but is no fact yet: rows marked, texts not read. Over with the step. */
  readonly marks: Marks;
  mark(name: string, value: string): void;
  /** Keeps what is being typed, without its passwords, once the person pauses. */
  draft(name: string, text: string): void;
  /** One step of the person. */
  advance(change: Change, held?: Held): void;
  /** Filling in within a step. */
  edit(change: Change, held: Held): void;
  /** The same, once the person pauses; `name` tells the box. */
  editSoon(name: string, change: Change, held: Held): void;
  /** `name` is what `copied` then says; without it the text itself. */
  copy(text: string, name?: string): void;
  /** Tells the host page whether the examination was of help. */
  rate(helpful: boolean): void;
  /** Says it politely to whoever cannot see. */
  announce(key: Key): void;
}

export const draftMark = (name: string): string => `draft ${name}`;

/** Binds a box for text that is not read yet: what stands there when it is made, and what keeps it. Passwords are not kept. */
export const draftIn = ({ marks, draft }: Scene, name: string, otherwise = ''): { readonly text: string; readonly keep: (event: Event) => void } => ({
  text: marks[draftMark(name)] || otherwise,
  keep: ({ target }) => draft(draftMark(name), (target as HTMLInputElement).value),
});

/** What stays on screen while something is filled in there. */
export const heldIn = ({ shown }: Scene): Held => (shown === 'settings' || shown === 'setup' ? shown : '');
