// The report for support: the case beside its assessment, redacted, as data and as text. Nothing here sends anything.
import type { Assessment, Case, Finding, Profile, Settings } from './generated/contract.js';
import { DIRECTIONS, FIELDS, mailingOf } from './profile.js';
import { DONT_KNOW, isCompared, lastProbes, valueOf } from './case.js';
import type { Key, Texts } from './i18n.js';
import { answerText, fieldLabel, showValue } from './labels.js';
import { summaryOf } from './probe-run.js';

export interface Report {
  readonly profile: string;
  /** Five sentences in the reader's language, to read out. */
  readonly inShort: readonly string[];
  readonly case: Case;
  /** How large a mailing is planned. */
  readonly mailing: ReturnType<typeof mailingOf>;
  readonly assessment: Assessment;
}

const WORD = /[\p{L}\p{N}]+(?:[._+-][\p{L}\p{N}]+)*/gu;
/** Also quoted, and as part of a link. */
const ADDRESS = /("[^"\n]{1,64}"|(?<![^\s@<>"'(),;:[\]])[^\s@<>"'(),;:[\]]+?)(@|%40)(?=[^\s@<>"'(),;:[\]])/giu;

const ADDRESS_WHOLE = new RegExp(`${ADDRESS.source}[^\\s@<>"'(),;:[\\]]+`, 'giu');

/** `kalle@exempel.se` -> `k***@exempel.se`, wherever it stands. */
export const maskAddresses = (text: string): string => text.replace(ADDRESS, (_, name: string, at: string) => `${masked(name)}${at}`);

const nameIn = (username: string): string => username.trim().toLowerCase().split('@')[0] ?? '';

const masked = (name: string): string => `${[...name.replace('"', '')][0] ?? ''}***`;

const HIDDEN = '***';
const SUBJECT = /^([\s>*]*(?:subject|ämne|betreff|emne|aihe|objet|asunto)\s*:).*/iu;
const PERSON = /^([\s>*]*(?:from|to|cc|bcc|reply-to|sender|från|till|kopia|hemlig kopia|svar till)\s*:)(.*)/iu;
/** Only a message as it was sent has these. */
const OF_SOURCE = /^[\s>*]*(?:message-id|mime-version|received)\s*:/iu;
/** Here begins what somebody wrote. */
const DIVIDER = /^[\s>]*[-_=]{2}.*(?:original|ursprungligt|forwarded|vidarebefordrat|begin message)/iu;
const QUOTED_SUBJECT = /((?:ämnet?|subject):? ?)(?:["”“„][^"”“]*["”“]|['’].*['’])/giu;
/** A line without anything, also where it is quoted. */
const BLANK = /^[\s>*]*$/;
/** A server's words: a code, a reply, an address. */
const OF_SERVER = /\b[245]\d\d\b|\b[245]\.\d+\.\d+\b|0x[0-9a-f]{8}|[^\s@]@[^\s@]/iu;

/** A bounced message without what it is about, whom it names, and what it says; a server's words stay. */
export function maskMessage(text: string): string {
  let isHeader = false;
  let hides = false; // the header line before, which may go on
  let below: '' | 'header' | 'body' = '';
  let isSource = false;
  const out: string[] = [];
  const hide = (): void => void (out.at(-1) !== HIDDEN && out.push(HIDDEN));
  for (const line of text.split('\n')) {
    const isBlank = BLANK.test(line);
    if (isBlank && isHeader) below = isSource ? 'body' : below || 'header';
    isSource ||= OF_SOURCE.test(line);
    isHeader = SUBJECT.test(line) || OF_SOURCE.test(line) || (isHeader && !isBlank);
    if (DIVIDER.test(line)) {
      below = 'body';
      out.push(line);
      continue;
    }
    const header = line.replace(SUBJECT, `$1 ${HIDDEN}`).replace(PERSON, (_, label: string, people: string) => `${label} ${[...people.matchAll(ADDRESS_WHOLE)].map(([one]) => one).join(', ') || HIDDEN}`);
    const masked = header.replace(QUOTED_SUBJECT, `$1${HIDDEN}`);
    if (masked === line && hides && /^[ \t]+\S/.test(line)) continue;
    hides = header !== line;
    if (masked === line && !isBlank && (below === 'body' || (below === 'header' && !OF_SERVER.test(line)))) hide();
    else out.push(masked);
  }
  return out.join('\n');
}

/** The report as data: every address masked in every text, and the person's names where they stand alone. `asked`: but for the address of the account. */
export function makeReport(profile: Profile, facts: Case, assessment: Assessment, texts: Texts, asked = false): Report {
  const { address, incoming, outgoing } = facts.settings;
  const pasted = [...facts.pastedError.matchAll(ADDRESS)].map(([, name = '']) => name.replaceAll('"', ''));
  const names = new Set([address, incoming.username, outgoing.username, ...pasted].map((one) => nameIn(one)).filter(Boolean));
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return names.has(nameIn(value)) && !value.includes('@') ? masked(value.trim()) : maskAddresses(value);
    if (Array.isArray(value)) return value.map(mask);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mask(one)]));
    return value;
  };
  const words = (text: string): string => text.replace(WORD, (word) => (word.length > 2 && names.has(nameIn(word)) ? masked(word) : word));
  const settings = mask(facts.settings) as Settings;
  const told = {
    profile: profile.id,
    mailing: mailingOf(profile, facts.mailing),
    case: {
      ...facts,
      settings: asked ? { ...settings, address } : settings,
      pastedError: words(maskAddresses(maskMessage(facts.pastedError))),
      probes: mask(facts.probes) as Case['probes'],
      ...(facts.domain && { domain: mask(facts.domain) as NonNullable<Case['domain']> }),
    },
    assessment: { ...assessment, findings: mask(assessment.findings) as Finding[] },
  };
  return { inShort: inShort(told, texts), ...told };
}

const SERVERS = { 'all-good': 'ui.probe.allGood', 'some-bad': 'ui.report.serversBad', 'not-tested': 'ui.report.serversNotTested' } as const;

/** The trouble; since when and how mail is read, or what else was answered; what was looked at and found; the most likely cause; what was tried. */
function inShort({ case: facts, assessment }: Pick<Report, 'case' | 'assessment'>, texts: Texts): string[] {
  const t = texts.text;
  const sentence = (about: Key, values: readonly string[]): string => (values.length > 0 ? `${t(about)}: ${values.join(', ')}.` : '');
  const said = (about: Key, question: string): string => {
    const choice = facts.answers[question];
    return choice ? sentence(about, [answerText(texts, question, choice)]) : '';
  };
  const program = ['program', 'mail-access'].find((one) => (facts.answers[one] ?? DONT_KNOW) !== DONT_KNOW);
  const { causes, step, errorMeanings } = assessment;
  const cause = causes.find((one) => one.cause === step.id) ?? causes[0];
  const findings = assessment.findings.filter((one) => !one.field.startsWith('probe.')).map((one) => t(`rule.${one.rule}.title`, one.args));
  const settings = findings.length > 0 ? sentence('ui.report.settings', findings) : isCompared(facts.settings) ? t('ui.settings.summary', { count: 0 }) : `${t('ui.known.settingsSkipped')}.`;
  const tried = (helped: boolean): string[] => facts.tried.filter((one) => one.helped === helped).map((one) => t(`cause.${one.cause}.title`));
  const answers = Object.entries(facts.answers).filter(([question]) => question !== 'symptom').map(([question, choice]) => t(`fact.${question}-${choice}`).replace(/\.$/, '')).filter(Boolean);
  const life = [said('ui.report.since', 'worked-before'), program ? said('ui.report.program', program) : ''].filter(Boolean);
  return [
    [said('ui.report.trouble', 'symptom')],
    life.length > 0 ? life : [sentence('ui.report.answers', answers.slice(0, 2))],
    [settings, t(SERVERS[summaryOf(lastProbes(facts.probes))]), sentence('ui.report.pasted', errorMeanings.slice(0, 1).map((one) => t(`meaning.${one.meaning}.title`)))],
    [!cause || cause.cause === 'undetermined' ? `${t('cause.undetermined.title')}.` : sentence(`ui.certainty.${cause.certainty}`, [t(`cause.${cause.cause}.title`)])],
    facts.tried.length > 0 ? [sentence('ui.report.inVain', tried(false)), sentence('ui.report.cured', tried(true))] : [t('ui.report.triedNot')],
  ].map((sentences) => sentences.filter(Boolean).join(' ')).filter(Boolean);
}

/** The report as text in the reader's language, one fact a line. */
export function reportText(report: Report, texts: Texts): string {
  const { case: facts, assessment, mailing } = report;
  const t = texts.text;
  const lines: string[] = [t('ui.report.heading'), `${t('ui.report.made')}: ${moment(facts.now, texts)}`, '', ...report.inShort.map((line, index) => `${index + 1}. ${line}`)];
  const section = (key: Key, entries: readonly string[]): void => {
    if (entries.length > 0) lines.push('', `${t(key)}:`, ...entries.map((entry) => `- ${entry}`));
  };
  section('ui.report.causes', assessment.causes.filter((one) => one.cause !== 'undetermined' && !facts.tried.some((each) => each.cause === one.cause)).slice(0, 3).map((one) => `${t(`cause.${one.cause}.title`)} (${t(`ui.certainty.${one.certainty}`)})`));
  section('ui.report.findings', assessment.findings.map((one) => findingLine(one, texts)));
  section('ui.report.answers', Object.entries(facts.answers).map(([id, choice]) => `${t(`question.${id}.title`)} ${answerText(texts, id, choice)}`));
  section('ui.report.settings', settingLines(facts, texts));
  const { pagesLoaded } = facts.context;
  section('ui.report.probes', [
    ...lastProbes(facts.probes).flatMap((one) =>
      one.unavailable
        ? [`${one.service}: ${t(`ui.unavailable.${one.unavailable}`)}`]
        : one.addresses.map((at) => `${one.ownHost || one.service} ${at.address}: ${t(`ui.stage.${at.stage}`)}, ${t(`ui.outcome.${at.outcome}`)}`)),
    ...(pagesLoaded.length > 0 ? [t('ui.report.ownNetwork', { pages: pagesLoaded.join(', ') })] : []),
  ]);
  section('ui.report.domain', (facts.domain?.records ?? []).map(({ kind, name, answer, values }) => `${kind.toUpperCase()} ${name}: ${values.join(', ') || answer}`));
  if (facts.pastedError || facts.noErrorShown) section('ui.report.pasted', [facts.pastedError || t('ui.report.noError')]);
  if (facts.lastRefused || facts.mailing > 0) {
    section('ui.report.sending', [
      ...(facts.lastRefused ? [t('ui.report.refused', { time: moment(facts.lastRefused, texts) })] : []),
      ...(facts.mailing > 0 ? [t('ui.report.mailing', { ...mailing })] : []),
    ]);
  }
  if (facts.tried.length > 0) {
    section('ui.report.tried', facts.tried.map((one) => `${t(`cause.${one.cause}.title`)}: ${t(one.helped ? 'ui.report.helped' : 'ui.report.helpedNot')}`));
  }
  return lines.join('\n');
}

/** With the zone: who reads it may be in another. */
const moment = (time: string, texts: Texts): string => new Date(time).toLocaleString(texts.language, { dateStyle: 'long', timeStyle: 'long' });

function findingLine(finding: Finding, texts: Texts): string {
  const title = texts.text(`rule.${finding.rule}.title`, finding.args);
  const label = finding.field.startsWith('probe.') ? finding.field.slice('probe.'.length) : fieldLabel(texts, finding.field);
  return `${label}: ${title}${finding.changed ? ` (${texts.text('ui.report.changedMark')})` : ''}`;
}

function settingLines(facts: Case, texts: Texts): string[] {
  const fields = DIRECTIONS.flatMap((direction) => FIELDS[direction].map((name) => `${direction}.${name}`));
  return ['address', ...fields]
    .filter((field) => valueOf(facts.settings, field) !== '')
    .map((field) => `${fieldLabel(texts, field)}: ${showValue(texts, field, valueOf(facts.settings, field))}`);
}
