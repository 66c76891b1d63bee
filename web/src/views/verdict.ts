// The verdict: what to mend first, the most likely cause with its reasons, what to do, and where to turn.
import { keyed } from 'lit/directives/keyed.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { tryAdvice } from '../case.js';
import type { Assessment, CauseId, Finding, RankedCause, SupportChannel } from '../generated/contract.js';
import { partOf, tells } from '../i18n.js';
import { safeLink } from '../profile.js';
import { CALCULATED, type Scene } from '../scene.js';
import { button, heading } from './controls.js';
import { linkView } from './link.js';
import { absentView } from './missing.js';
import { errorButton } from './question.js';

const MOST_REASONS = 4;
const MOST_OTHERS = 3;
/** What is less likely is no help to read. */
const LEAST_OTHER = 0.01;
/** Said where the address is typed here: the program need not have it so. */
const ONLY_TYPED = 'address-malformed';
/** Advice that is followed once all is ticked off. */
const MENDS = ['change-values', 'change-values-to-send'];
/** Where the account is perhaps not set up as it should be. */
const SET_UP_HELPS = ['undetermined', 'wrong-settings', 'old-access-provider', 'program-setting-elsewhere', 'program-too-old'];
export const REPORT_MARK = 'report open';

export const isOfProbe = ({ field }: Finding): boolean => field.startsWith('probe.');

export function verdictView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const { findings, causes, step } = scene.assessment;
  const first = causes.find((one) => one.cause === step.id) ?? causes[0];
  const severe = findings.filter((one) => one.severity !== 'note');
  const mend = severe.filter((one) => !isOfProbe(one) && one.rule !== ONLY_TYPED);
  const tested = severe.filter(isOfProbe);
  const mended = mend.every((one) => one.changed);
  const isTried = first !== undefined && scene.facts.tried.some((one) => one.cause === first.cause && !one.helped);
  const { answers } = scene.facts;
  const isOfProgram = answers['mail-access'] !== 'webmail' && answers['symptom'] !== 'webmail-fails' && answers['missing-mail'] !== 'old';
  const others = othersView(scene, scene.assessment, first);
  return html`
    ${heading(text('ui.verdict.title'))}
    ${scene.assessment.notice ? html`<p data-first="notice">${text('ui.verdict.noticeFirst')}</p>` : nothing}
    ${isTried ? html`<p class="note" data-note="tried">${text('ui.verdict.triedAlready')}</p>${outcomeView(scene, first.cause, false)}${others}` : nothing}
    ${scene.workroom?.mendView(scene, mend, mended, tested)}
    ${first && !isTried ? causeView(scene, mended ? { ...first, advice: first.advice.filter((one) => !MENDS.includes(one)) } : first, mend.length > 0 || first.cause !== 'undetermined') : nothing}
    ${isTried ? nothing : others}
    ${mend.length > 0 || (isOfProgram && first && SET_UP_HELPS.includes(first.cause)) ? setUpButton(scene) : nothing}
    ${errorButton(scene)}
    ${supportView(scene)}
    ${reportView(scene)}
    ${helpfulView(scene)}`;
}

/** `asks`: whether it did not help, either. */
function causeView(scene: Scene, ranked: RankedCause, asks: boolean): TemplateResult {
  const { text, has } = scene.texts;
  const id = ranked.cause;
  const reasons = ranked.evidence.filter((one) => one.weight > 0 && has(`fact.${one.fact}`)).slice(0, MOST_REASONS);
  const decided = id !== 'undetermined';
  const told = tells(scene.texts, id);
  return html`
    <section class="cause" part="cause" data-cause=${id} aria-labelledby=${told ? 'cause' : nothing}>
      ${decided ? html`<p class="badge ${ranked.certainty}">${text(scene.assessment.notice ? 'ui.verdict.noticeElse' : `ui.certainty.${ranked.certainty}`)}</p>` : nothing}
      ${told ? html`<h4 id="cause">${text(`cause.${id}.title`)}</h4><p>${text(`cause.${id}.what`)}</p>` : nothing}
      ${reasons.length > 0 && decided
        ? html`<h5>${text('ui.verdict.whyTitle')}</h5><ul class="reasons">${reasons.map((one) => html`<li data-fact=${one.fact}>${text(`fact.${one.fact}`)}</li>`)}</ul>`
        : nothing}
      <h5>${text('ui.verdict.adviceTitle')}</h5>
      ${told ? html`<ol class="advice">${ranked.advice.map((advice) => adviceView(scene, id, advice))}</ol>` : absentView(scene)}
      ${told || !scene.isMissing ? nothing : html`<p class="actions">${button('primary', 'retry', text('ui.retry'), scene.retry)}</p>`}
      ${scene.workroom?.guideView(scene, id)}
      ${CALCULATED.some((one) => one === id) ? scene.workroom?.sendingView(scene, id) : nothing}
      ${has(`cause.${id}.otherwise`) ? html`<p class="help">${text(`cause.${id}.otherwise`)}</p>` : nothing}
      ${told ? outcomeView(scene, id, asks) : nothing}
    </section>`;
}

/** Whether it works now; `asks`: or did not help. */
function outcomeView({ texts: { text }, advance }: Scene, cause: CauseId, asks: boolean): TemplateResult {
  return html`
    ${asks ? html`<p class="label">${text('ui.verdict.ask')}</p>` : nothing}
    <p class="actions">
      ${button(asks ? 'primary' : 'secondary', 'works', text('ui.verdict.itWorks'), () => advance(tryAdvice(cause, true)))}
      ${asks ? button('secondary', 'no-help', text('ui.verdict.didNotHelp'), () => advance(tryAdvice(cause, false))) : nothing}
    </p>`;
}

function adviceView(scene: Scene, cause: CauseId, advice: string): TemplateResult {
  const { text } = scene.texts;
  return html`<li data-advice=${advice}>${text(`cause.${cause}.advice.${advice}`)} ${linkView(scene, text(`cause.${cause}.link.${advice}`))}</li>`;
}

function othersView(scene: Scene, { causes }: Assessment, first: RankedCause | undefined): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  const tried = new Set(scene.facts.tried.map((one) => one.cause));
  const undecided = first?.cause === 'undetermined';
  const others = causes.filter((one) => one !== first && one.cause !== 'undetermined' && !tried.has(one.cause) && one.probability >= LEAST_OTHER).slice(0, MOST_OTHERS);
  if (others.length === 0) return nothing;
  const learn = (): void => others.forEach((one) => scene.learn(partOf(one.cause)));
  return html`${keyed(others.map((one) => one.cause).join(), html`
    <details class="others" @toggle=${learn} ?open=${undecided || (first !== undefined && tried.has(first.cause))}><summary>${text(undecided ? 'ui.report.causes' : 'ui.verdict.nextTitle')}</summary>
      ${others.every((one) => tells(scene.texts, one.cause))
        ? others.map((one) => html`
          <details data-cause=${one.cause}><summary>${text(`cause.${one.cause}.title`)}</summary>
            <p>${text(`cause.${one.cause}.what`)}</p>
            <ol class="advice">${one.advice.map((advice) => adviceView(scene, one.cause, advice))}</ol></details>`)
        : others.some((one) => scene.wanted.has(partOf(one.cause))) ? absentView(scene) : nothing}
    </details>`)}`;
}

const isEmail = ({ kind }: SupportChannel): boolean => kind === 'email';

/** In the profile's order, but for e-mail: it is what does not work. */
export function supportView(scene: Scene): TemplateResult {
  const { text, language } = scene.texts;
  const { support } = scene.profile;
  return html`
    <section class="support" part="support" aria-labelledby="support">
      <h4 id="support">${text('ui.verdict.supportTitle')}</h4>
      <p>${text('ui.verdict.supportLead')}</p>
      <ul>${[...support.filter((one) => !isEmail(one)), ...support.filter(isEmail)].map((one) => {
        const url = safeLink(one.url);
        const label = `${text(`ui.support.${one.kind}`)}: ${one.label}`;
        return html`<li>${url ? html`<a href=${url}>${label}</a>` : label}
          ${one.hours[language] ? html`<span class="quiet">${one.hours[language]}</span>` : nothing}</li>`;
      })}</ul>
    </section>`;
}

/** Made once it is opened: it takes longer than the rest of the verdict. */
function reportView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const toggle = (event: Event): void => scene.mark(REPORT_MARK, (event.target as HTMLDetailsElement).open ? 'open' : '');
  return html`
    <details class="report" part="report" ?open=${Boolean(scene.marks[REPORT_MARK])} @toggle=${toggle}><summary>${text('ui.report.title')}</summary>
      ${scene.marks[REPORT_MARK] ? (scene.workroom?.reportView(scene) ?? absentView(scene)) : nothing}
    </details>`;
}

export function solvedView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  return html`
    ${heading(text('ui.solved.title'))}
    <p>${text('ui.solved.lead')}</p>
    ${scene.assessment.directions.includes('outgoing') ? html`<p>${text('ui.solved.unsent')}</p>` : nothing}
    ${helpfulView(scene)}`;
}

const HELPFUL_MARK = 'helpful';

/** An event for the host page, which is told nothing else. */
function helpfulView({ texts: { text }, marks, mark, rate }: Scene): TemplateResult {
  const tell = (answer: 'yes' | 'no'): void => {
    mark(HELPFUL_MARK, answer);
    rate(answer === 'yes');
  };
  return html`
    <div class="helpful actions">
      <span id="helpful" role="status">${text(marks[HELPFUL_MARK] ? 'ui.helpful.thanks' : 'ui.helpful.title')}</span>
      ${(['yes', 'no'] as const).map((one) => html`<button type="button" class="secondary" data-helpful=${one} aria-describedby="helpful"
        aria-pressed=${marks[HELPFUL_MARK] === one} @click=${() => tell(one)}>${text(`ui.helpful.${one}`)}</button>`)}
    </div>`;
}

/** The way to the file that needs no typing, from wherever settings are mended. */
export const setUpButton = (scene: Scene): TemplateResult => html`
  <p class="actions">${button('secondary', 'set-up', scene.texts.text('ui.guide.setUp'), () => scene.advance((facts) => facts, 'setup'))}</p>`;
