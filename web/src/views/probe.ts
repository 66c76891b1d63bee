// The live test: what is sent, the stages of each address as they happen, and what the result does not prove.
import type { TemplateResult } from 'lit/html.js';
import type { ProbeRequest } from '../bridge-client.js';
import { lastProbes } from '../case.js';
import type { AddressResult, Outcome, ProbeResult } from '../generated/contract.js';
import type { PageId, PageState } from '../own-network.js';
import { DIRECTIONS } from '../profile.js';
import { summaryOf, type Line, type Timeline } from '../probe-run.js';
import type { Scene } from '../scene.js';
import { button, heading, html, labelOf, leave, nothing, pageName, rightService } from '../shared.js';
import type { Workroom } from './workroom.js';

/** Nothing before the first press. */
export function probeView(scene: Scene, room: Workroom): TemplateResult | undefined {
  const { run } = room;
  const { text } = scene.texts;
  const { pagesLoaded } = scene.facts.context;
  // Restored after a reload, or on the way back: results without a run.
  const phase = run.phase === 'idle' ? 'restored' : run.phase;
  if (phase === 'restored' && scene.facts.probes.length + pagesLoaded.length === 0) return undefined;
  return html`
    ${heading(text(HEADINGS[phase]))}
    ${phase === 'connecting' || phase === 'running' ? runningView(scene, room) : afterView(scene, room, phase === 'restored' ? scene.facts.probes : run.results, phase === 'restored' ? new Map(pagesLoaded.map((id) => [id as PageId, 'loaded'])) : run.pages)}`;
}

const HEADINGS = {
  connecting: 'ui.probe.connecting',
  running: 'ui.probe.running',
  done: 'ui.probe.ready',
  cancelled: 'ui.probe.cancelled',
  restored: 'ui.probe.ready',
} as const;

const PAGE = { trying: 'ui.probe.pageTrying', loaded: 'ui.probe.pageLoaded', unknown: 'ui.probe.pageUnknown' } as const;
const PAGE_SHAPE = { trying: 'wait', loaded: 'good', unknown: 'open' } as const;

/** What the person's own network loads; what did not load has no verdict. */
function ownNetworkView(scene: Scene, pages: ReadonlyMap<PageId, PageState>): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  if (pages.size === 0) return nothing;
  return html`
    <section class="server" data-own-network><h4>${text('ui.probe.ownTitle')}</h4>
      <ul class="stages">${[...pages].map(([id, state]) => html`
        <li class="stage" data-page=${id} data-state=${state}><span class="shape ${PAGE_SHAPE[state]}" aria-hidden="true"></span><span>${text(PAGE[state], { page: pageName(scene, id) })}</span></li>`)}</ul>
    </section>`;
}

/** Names that the person typed and that may be the customer's own: none of the profile's, and none that is to be changed. */
function ownHosts({ profile, assessment, facts, hasBridge }: Scene): (ProbeRequest & { ownHost: string })[] {
  if (!hasBridge) return [];
  const known = new Set([...profile.services, ...profile.otherHosts].map((one) => one.host));
  const mended = new Set(assessment.findings.flatMap((one) => one.fix?.changes ?? []).map((one) => one.field));
  return DIRECTIONS.flatMap((direction) => {
    const ownHost = facts.settings[direction].host.trim().toLowerCase();
    const service = rightService(profile, direction, assessment.services);
    const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(ownHost) && /[a-z]/.test(ownHost);
    if (!service || !isName || known.has(ownHost) || mended.has(`${direction}.host`)) return [];
    return [{ service: service.id, host: service.host, port: service.port, ownHost }];
  });
}

const isTicked = ({ marks }: Scene, ownHost: string): boolean => marks[ownHost] === 'test';

export const tickedHosts = (scene: Scene): ProbeRequest[] => ownHosts(scene).filter(({ ownHost }) => isTicked(scene, ownHost));

/** Before the test: which of them it takes in. */
export const ownHostsView = (scene: Scene): TemplateResult[] => ownHosts(scene).map(({ ownHost }) => html`
  <label class="tick"><input type="checkbox" data-own .checked=${isTicked(scene, ownHost)}
      @change=${({ target }: Event) => scene.mark(ownHost, (target as HTMLInputElement).checked ? 'test' : '')} />
    <span>${scene.texts.text('ui.probe.ownHost', { value: ownHost })} ${scene.texts.text('ui.probe.ownHostHelp')}</span></label>`);

export function requestsFor({ profile }: Scene, ids: readonly string[]): ProbeRequest[] {
  const services = [...new Set(ids)].map((id) => profile.services.find((one) => one.id === id)).filter((one) => one !== undefined);
  return services.map(({ id, host, port }) => ({ service: id, host, port }));
}

function runningView(scene: Scene, { run }: Workroom): TemplateResult {
  const { text } = scene.texts;
  return html`
    <p role="status">${run.boundMs === undefined ? text('ui.probe.boundUnknown') : text('ui.probe.bound', { seconds: Math.ceil(run.boundMs / 1000) })}</p>
    ${scene.hasBridge
      ? run.requests.map((request) => {
          const timeline = run.timelineOf(request);
          const isAgain = run.isAgain(request);
          const result = isAgain && timeline.size > 0 ? undefined : run.resultOf(request);
          const label = request.ownHost ?? labelOf(scene, request.service);
          return serverView(scene, { label, result, timeline: result ? timelineOf(result) : timeline, look: isAgain ? 'ui.probe.onceMore' : undefined, isOver: false });
        })
      : nothing}
    ${ownNetworkView(scene, run.pages)}
    <p class="actions">${button('secondary', 'cancel', text('ui.probe.cancel'), () => run.cancel())}</p>`;
}

const SUMMARY = { 'all-good': 'ui.probe.allGood', 'some-bad': 'ui.probe.someBad', 'not-tested': 'ui.probe.notTested' } as const;

function afterView(scene: Scene, room: Workroom, all: readonly ProbeResult[], pages: ReadonlyMap<PageId, PageState>): TemplateResult {
  const { text } = scene.texts;
  const results = lastProbes(all);
  const isTwice = (result: ProbeResult): boolean => all.filter((one) => one.service === result.service && one.ownHost === result.ownHost && !one.unavailable).length > 1;
  const summary = summaryOf(results);
  const vantage = results.find((one) => one.vantage)?.vantage;
  const cancelled = room.run.phase === 'cancelled';
  const incomplete = cancelled || results.some((one) => one.unavailable);
  return html`
    ${cancelled && summary !== 'some-bad'
      ? html`<p class="note" data-summary="cancelled">${text('ui.probe.cancelledMeaning')}</p>`
      : html`<div class="note ${summary}" data-summary=${summary}>
          <p><strong>${text(summary === 'all-good' && incomplete ? 'ui.probe.partlyGood' : SUMMARY[summary])}</strong>
            ${summary === 'all-good' && !incomplete ? text('ui.probe.allGoodMeaning') : ''}
            ${summary === 'some-bad' && incomplete ? text('ui.probe.incomplete') : ''}</p>
          ${summary === 'not-tested'
            ? nothing
            : html`<p>${text(vantage ? 'ui.probe.vantage' : 'ui.probe.vantageUnknown', { vantage: vantage ?? '' })}</p>`}
        </div>`}
    ${results.map((result) => serverView(scene, { label: result.ownHost || labelOf(scene, result.service), result, timeline: timelineOf(result), look: isTwice(result) ? 'ui.probe.twice' : undefined, isOver: true }))}
    ${ownNetworkView(scene, pages)}
    <p class="actions">
      ${button('primary', 'continue', text('ui.continue'), () => scene.advance(leave('probe')))}
      ${scene.hasBridge || scene.hasOwnNetwork ? button('secondary', 'again', text('ui.probe.again'), () => void room.probe(scene, again(scene, room, results))) : nothing}
    </p>`;
}

/** The same once more, with the names to which the person agreed. */
const again = (scene: Scene, { run }: Workroom, results: readonly ProbeResult[]): ProbeRequest[] =>
  run.requests.length > 0 ? [...run.requests] : requestsFor(scene, results.map((one) => one.service));

const timelineOf = (result: ProbeResult): Timeline => new Map(result.addresses.map((one) => [one.address, one.stages]));

interface Server {
  readonly label: string;
  readonly timeline: Timeline;
  readonly result: ProbeResult | undefined;
  readonly look: 'ui.probe.onceMore' | 'ui.probe.twice' | undefined;
  /** The whole test is: what it came to stands before how it went. */
  readonly isOver: boolean;
}

function serverView(scene: Scene, { label, timeline, result, look, isOver }: Server): TemplateResult {
  const { text } = scene.texts;
  return html`
    <section class="server" part="server" data-service=${result?.service ?? ''}>
      <h4>${label}</h4>
      ${look ? html`<p class="quiet" data-look=${look}>${text(look)}</p>` : nothing}
      ${result?.unavailable ? html`<p class="unavailable">${text(`ui.unavailable.${result.unavailable}`)}</p>` : nothing}
      ${isOver && result && result.addresses.length > 0 ? [outcomeView(scene, result.addresses), detailsView(scene, timeline, result.addresses)] : timelineView(scene, timeline)}
    </section>`;
}

const timelineView = (scene: Scene, timeline: Timeline): TemplateResult[] =>
  [...timeline].map(([address, lines]) => html`
    <div class="address">
      ${address ? html`<p class="quiet">${scene.texts.text('ui.probe.address', { value: address })}</p>` : nothing}
      <ol class="stages">${lines.map((line) => lineView(scene, line))}</ol>
    </div>`);

/** That it works, or how far each address came. */
function outcomeView(scene: Scene, addresses: readonly AddressResult[]): TemplateResult {
  return html`<ul class="stages" data-outcomes>${addresses.some((one) => one.outcome !== 'ok')
    ? addresses.map(({ stage, outcome, stages }) => lineView(scene, { stage, outcome, elapsedMs: stages.at(-1)?.elapsedMs ?? 0 }))
    : html`<li class="stage" data-outcome="ok"><span class="shape good" aria-hidden="true"></span><strong>${scene.texts.text('ui.outcome.ok')}</strong></li>`}</ul>`;
}

/** Shape and words tell the state; colour only repeats it. */
function lineView(scene: Scene, { stage, outcome, elapsedMs }: Line): TemplateResult {
  const { text } = scene.texts;
  return html`
    <li class="stage" data-stage=${stage} data-outcome=${outcome ?? 'running'}>
      <span class="shape ${shapeOf(outcome)}" aria-hidden="true"></span>
      <span>${text(`ui.stage.${stage}`)}: <strong>${text(`ui.outcome.${outcome ?? 'running'}`)}</strong></span>
      ${outcome ? html`<span class="quiet time">${text('ui.probe.milliseconds', { value: Math.round(elapsedMs) })}</span>` : nothing}
    </li>`;
}

const shapeOf = (outcome: Outcome | undefined): string =>
  outcome === undefined ? 'wait' : outcome === 'ok' ? 'good' : outcome === 'cancelled' ? 'open' : 'bad';

/** For who wants to know more. */
function detailsView(scene: Scene, timeline: Timeline, addresses: readonly AddressResult[]): TemplateResult {
  const { text } = scene.texts;
  return html`
    <details><summary>${text('ui.probe.details')}</summary>
      ${timelineView(scene, timeline)}
      ${addresses.map((one) => html`
        <p><code>${one.address}</code> ${one.tlsVersion}</p>
        ${one.reply ? html`<p>${text('ui.probe.reply')}: <code>${one.reply}</code></p>` : nothing}
        ${one.certificate
          ? html`<p>${text('ui.probe.certificate')}: <code>${one.certificate.names.join(', ')}</code>. ${text('ui.probe.validTo')}: ${dateIn(scene.texts.language, one.certificate.notAfter)}</p>`
          : nothing}`)}
    </details>`;
}

/** "24 november 2026"; what is no time stays as it is. */
const dateIn = (language: string, time: string): string =>
  Number.isNaN(Date.parse(time)) ? time : new Date(time).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
