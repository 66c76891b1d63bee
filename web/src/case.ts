// What a person's press does to a case: pure functions from one case to the next.
import type { Case, Direction, ProbeResult, ServerSettings, Settings } from './generated/contract.js';

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
  (facts) => ({ ...facts, pastedError });

/** Adds results; a newer one of the same service and name replaces the older. */
export const addProbes =
  (results: readonly ProbeResult[]): Change =>
  (facts) => {
    const key = (probe: ProbeResult): string => `${probe.service} ${probe.ownHost}`;
    const fresh = new Set(results.map(key));
    return { ...facts, probes: [...facts.probes.filter((probe) => !fresh.has(key(probe))), ...results] };
  };

export const tryAdvice =
  (cause: string, helped: boolean): Change =>
  (facts) => ({ ...facts, tried: [...facts.tried.filter((one) => one.cause !== cause), { cause, helped }] });

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

/** True once the person has told anything. */
export function hasBegun(facts: Case): boolean {
  return Object.keys(facts.answers).length + facts.skipped.length + facts.probes.length > 0 || facts.pastedError !== '' || facts.settings.address !== '' || isCompared(facts.settings);
}
