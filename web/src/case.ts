// What a person's press does to a case: pure functions from one case to the next.
import { settingsFields as SETTINGS, type Case, type Direction, type DomainResult, type ProbeResult, type ServerSettings, type Settings } from './generated/contract.js';

export const DONT_KNOW = 'dont-know';

/** The fields of one direction, as the last part of a settings path (`incoming.host`). */
export type FieldName = 'protocol' | 'host' | 'port' | 'security' | 'username' | 'authentication';

export type Change = (facts: Case) => Case;

export function emptyCase(): Case {
  return {
    now: '',
    context: { timeZone: '', languages: [], pagesLoaded: [] },
    settings: { address: '', incoming: emptyServer(), outgoing: emptyServer(), emptyInProgram: [] },
    answers: {},
    skipped: [],
    changed: [],
    tried: [],
    pastedError: '',
    noErrorShown: false,
    lastRefused: '',
    mailing: 0,
    probes: [],
  };
}

function emptyServer(): ServerSettings {
  return { host: '', port: '', username: '' };
}

const without = (list: readonly string[], item: string): string[] => list.filter((one) => one !== item);
const including = (list: readonly string[], item: string): string[] => [...without(list, item), item];

export const answer =
  (question: string, choice: string): Change =>
  (facts) => ({
    ...facts,
    answers: { ...facts.answers, [question]: choice },
    skipped: without(facts.skipped, question),
  });

/** Takes an answer back, so that its question may be asked again. */
export const takeBack =
  (question: string): Change =>
  (facts) => {
    const { [question]: _, ...answers } = facts.answers;
    return { ...facts, answers, skipped: without(facts.skipped, question) };
  };

/** Leaves a step: it is not offered again. */
export const leave =
  (step: string): Change =>
  (facts) => ({ ...facts, skipped: including(facts.skipped, step) });

/** Returns to a step that was left. */
export const reopen =
  (step: string): Change =>
  (facts) => ({ ...facts, skipped: without(facts.skipped, step) });

export const setAddress =
  (address: string): Change =>
  (facts) => ({ ...facts, settings: { ...facts.settings, address } });

/** Sets one field as it stands in the person's program; an empty value means unknown. */
export const setField =
  (direction: Direction, name: FieldName, value: string): Change =>
  (facts) => {
    const path = `${direction}.${name}`;
    const { [name]: _, ...others } = facts.settings[direction];
    const optional = name === 'protocol' || name === 'security' || name === 'authentication';
    const side = (value === '' && optional ? others : { ...others, [name]: value }) as ServerSettings;
    const settings: Settings = {
      ...facts.settings,
      [direction]: side,
      emptyInProgram: without(facts.settings.emptyInProgram, path),
    };
    return { ...facts, settings };
  };

/** The person saw that the field is empty in the program. */
export const setEmpty =
  (direction: Direction, name: FieldName): Change =>
  (facts) => {
    const next = setField(direction, name, '')(facts);
    const emptyInProgram = including(next.settings.emptyInProgram, `${direction}.${name}`);
    return { ...next, settings: { ...next.settings, emptyInProgram } };
  };

/** Ticks fields off as changed in the program, or takes the tick away; what was found stays as it was. */
export const tick =
  (fields: readonly string[], done: boolean): Change =>
  (facts) => ({
    ...facts,
    changed: [...facts.changed.filter((field) => !fields.includes(field)), ...(done ? fields : [])],
  });

export const paste =
  (pastedError: string): Change =>
  (facts) => ({ ...facts, pastedError, noErrorShown: false });

/** The program shows no error message: that is a fact, too. */
export const noError: Change = (facts) => ({ ...leave('paste')(facts), pastedError: '', noErrorShown: true });

/** Whatever was said about an error message is open again. */
export const askForError: Change = (facts) => ({ ...reopen('paste')(facts), pastedError: '', noErrorShown: false });

/** Fills in what a pasted block of settings told; the rest stays. A whole address as the username tells the address, where none is told. */
export const fillIn =
  (found: Settings): Change =>
  (facts) => {
    const username = [found.incoming, found.outgoing].map((one) => one.username).find((one) => one.includes('@'));
    if (!found.address && !facts.settings.address && username) found = { ...found, address: username };
    const told = SETTINGS.filter((field) => valueOf(found, field) !== '');
    const fill = (now: Case, field: string): Case => {
      if (field === 'address') return setAddress(found.address)(now);
      const [direction, name] = field.split('.') as [Direction, FieldName];
      return setField(direction, name, valueOf(found, field))(now);
    };
    return told.reduce(fill, facts);
  };

/** When the latest message was refused (RFC 3339, UTC; empty: not told), for reckoning when sending may go on. */
export const setRefused =
  (lastRefused: string): Change =>
  (facts) => ({ ...facts, lastRefused });

/** For how many recipients a mailing is; 0: none is planned. */
export const setMailing =
  (mailing: number): Change =>
  (facts) => ({ ...facts, mailing });

/** What a press on "test" found out beside the probes: the bridge's clock, and pages that loaded from the person's own network. */
export const learn =
  (context: Pick<Partial<Case['context']>, 'clockOffsetMs' | 'pagesLoaded'>): Change =>
  (facts) => ({ ...facts, context: { ...facts.context, ...context } });

const keyOf = (probe: ProbeResult): string => `${probe.service} ${probe.ownHost}`;
const TWO_LOOKS = 2;

/** Adds results. The last two of one service and name stay: a server is down only when a second look says the same. */
export const addProbes =
  (results: readonly ProbeResult[]): Change =>
  (facts) => {
    const all = [...facts.probes, ...results];
    const later = (probe: ProbeResult, index: number): number => all.slice(index + 1).filter((one) => keyOf(one) === keyOf(probe)).length;
    return { ...facts, probes: all.filter((probe, index) => later(probe, index) < TWO_LOOKS) };
  };

/** The last result of each service and name; one that could not be made hides none that was. */
export function lastProbes(probes: readonly ProbeResult[]): ProbeResult[] {
  const last = new Map<string, ProbeResult>();
  for (const one of probes) if (!one.unavailable || !last.has(keyOf(one))) last.set(keyOf(one), one);
  return [...last.values()];
}

/** Everything that the test found out is unknown again. */
export const forgetTest: Change = (facts) => {
  const { clockOffsetMs: _, ...context } = facts.context;
  return { ...reopen('probe')(facts), probes: [], context: { ...context, pagesLoaded: [] } };
};

/** What the DNS says about the person's domain; nothing: it is to be looked up anew. */
export const knowDomain =
  (domain: DomainResult | undefined): Change =>
  ({ domain: _, ...facts }) => ({ ...reopen('domain')(facts), ...(domain && { domain }) });

export const tryAdvice =
  (cause: string, helped: boolean): Change =>
  (facts) => ({ ...facts, tried: [...facts.tried.filter((one) => one.cause !== cause), { cause, helped }] });

/** As if the advice had not been tried. */
export const untry =
  (cause: string): Change =>
  (facts) => ({ ...facts, tried: facts.tried.filter((one) => one.cause !== cause) });

/** The value of a settings path, as text; empty when unknown. */
export function valueOf(settings: Settings, field: string): string {
  if (field === 'address') return settings.address;
  const [direction, name] = field.split('.') as [Direction, FieldName];
  return settings[direction]?.[name] ?? '';
}

/** True once any setting is known, or known to be empty. */
export function isCompared({ incoming, outgoing, emptyInProgram }: Settings): boolean {
  return emptyInProgram.length > 0 || [...Object.values(incoming), ...Object.values(outgoing)].some((value) => value !== '');
}

/** True once something was told in the workroom, which alone understands it and has the words for it. */
export function isReadable({ settings, pastedError, probes, domain, lastRefused, mailing }: Case): boolean {
  const isReckoned = lastRefused !== '' || mailing > 0;
  return isReckoned || settings.address !== '' || isCompared(settings) || pastedError !== '' || probes.some((one) => !one.unavailable) || domain !== undefined;
}

/** True once the person has told anything. */
export function hasBegun(facts: Case): boolean {
  return Object.keys(facts.answers).length + facts.skipped.length + facts.probes.length > 0 || isReadable(facts);
}

/** Whether a value out of a storage has all that a case has, each of its sort. What it says, the core looks at. */
export const isCase = (value: unknown): value is Case => isLike(emptyCase(), value);

function isLike(pattern: unknown, value: unknown): boolean {
  if (typeof value !== typeof pattern || value === null || Array.isArray(value) !== Array.isArray(pattern)) return false;
  return typeof pattern !== 'object' || Array.isArray(pattern) || Object.entries(pattern ?? {}).every(([name, one]) => isLike(one, (value as Record<string, unknown>)[name]));
}
