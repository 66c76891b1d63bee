// The workroom: where the page looks at what was typed, pasted, tested and looked up. It is fetched once somebody comes to such a step,
// or while the page is at rest: who only answers questions does not wait for it. What the page has already is in shared.ts.
import type { TemplateResult } from 'lit/html.js';
import { addProbes, fillIn, learn, paste, type Change } from '../case.js';
import type { ProbeRequest } from '../bridge-client.js';
import { copyText } from '../clipboard.js';
import type { Doctor } from '../core/doctor.js';
import type { Reader } from '../core/reader.js';
import type { Assessment, ProbeResult } from '../generated/contract.js';
import { GuideShelf, PROGRAMS } from '../guide.js';
import { remaining } from '../moment.js';
import { fetchQrCode } from '../qr.js';
import { ProbeRun } from '../probe-run.js';
import { draftMark, type Scene } from '../scene.js';
import { html, languages, leave, loadCatalog } from '../shared.js';
import { DomainView } from './domain.js';
import { mendView } from './finding.js';
import { guideView, partView } from './guide.js';
import { meaningsView } from './meanings.js';
import { ownHostsView, probeView, requestsFor, tickedHosts } from './probe.js';
import { reportView } from './report.js';
import { sendingView } from './sending.js';
import { settingsView } from './settings.js';
import { fetchSetUp, SetupView } from './setup.js';
import { toldChips } from './told.js';
import styles from './workroom.css';

export { loadReader } from '../core/reader.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** What the element lends. */
export interface Host {
  readonly doctor: Doctor;
  readonly reader: Reader;
  bridge(): string | undefined;
  onChange(): void;
}

/** How often a countdown on screen is reckoned anew. */
const TICK_MS = 30_000;

/** What is said about the last press; gone with the next step. */
const QUIET = { pasted: false, passwordRemoved: false, filled: undefined as number | undefined };

export class Workroom {
  readonly copyText = copyText;
  readonly mendView = mendView;
  readonly guideView = guideView;
  readonly partView = partView;
  readonly guides: GuideShelf;
  readonly reportView = reportView;
  readonly chips = toldChips;
  readonly sendingView = sendingView;
  readonly ownHostsView = ownHostsView;
  static readonly sheet = sheet;
  readonly run: ProbeRun;
  said = QUIET;
  #setup: SetupView | undefined;
  #domain: DomainView | undefined;
  #tick: ReturnType<typeof setTimeout> | undefined;
  #hasAll = false;

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.run = new ProbeRun(host.onChange);
    this.guides = new GuideShelf(host.onChange);
  }

  /** A countdown goes on by itself, until it is over. */
  countDown(sending: Assessment['sending']): void {
    clearTimeout(this.#tick);
    if (remaining(sending?.waitUntil ?? '', Date.now())) this.#tick = setTimeout(this.#host.onChange, TICK_MS);
  }

  /** Once, all that may be wanted yet: from then on everything but the tests works without a net. */
  async fetchAhead(): Promise<void> {
    if (this.#hasAll) return;
    this.#hasAll = true;
    for (const language of languages) for (const program of PROGRAMS) this.guides.find(program, language);
    const words = languages.flatMap((language) => [loadCatalog(language), loadCatalog(language, 'workroom')]);
    await Promise.allSettled([fetchSetUp(), fetchQrCode(), ...words]);
  }

  /** Another step. */
  leave(): void {
    clearTimeout(this.#tick);
    this.run.reset();
    this.said = QUIET;
    this.#domain?.leave();
    if (this.#setup?.failed) this.#setup = undefined;
  }

  /** With what was typed there. */
  forget(): void {
    this.#domain?.leave();
    this.#setup = this.#domain = undefined;
  }

  /** Of the step on screen; nothing where the page begins it. */
  view(scene: Scene): TemplateResult | undefined {
    switch (scene.shown) {
      case 'settings':
        return settingsView(scene, this);
      case 'setup':
        return (this.#setup ??= new SetupView(this.#host)).view(scene);
      case 'domain':
        return (this.#domain ??= new DomainView(this.#host)).view(scene);
      default:
        return probeView(scene, this);
    }
  }

  saidView(scene: Scene): TemplateResult | undefined {
    if (!this.said.pasted) return undefined;
    return html`
      <div class="note" role="status">
        ${this.said.passwordRemoved ? html`<p data-note="password-removed"><strong>${scene.texts.text('ui.paste.passwordRemoved')}</strong></p>` : ''}
        ${meaningsView(scene)}
      </div>`;
  }

  /** What may be kept of a text: all but its passwords. */
  safe(text: string): string {
    const redacted = this.#host.reader.redact(text);
    return redacted.ok ? redacted.value.text : '';
  }

  readPasted(scene: Scene, text: string): void {
    const redacted = this.#host.reader.redact(text);
    if (!redacted.ok) return;
    const { text: safe, removed } = redacted.value;
    const change: Change = (facts) => leave('paste')(paste(safe)(facts));
    scene.advance(change);
    this.said = { ...QUIET, pasted: true, passwordRemoved: removed };
    if (removed) scene.announce('ui.paste.passwordRemoved');
  }

  /** Splits a block of settings into the fields; what it held beside them is kept nowhere. */
  fillPasted(scene: Scene, text: string): void {
    const read = this.#host.reader.settingsIn(text);
    if (!read.ok) return;
    const { settings, removed, count } = read.value;
    this.said = { ...QUIET, passwordRemoved: removed, filled: count };
    scene.edit(fillIn(settings), 'settings'); // ends the pause of what was typed
    for (const name of [...Object.keys(scene.marks), draftMark('block')]) scene.mark(name, '');
    if (removed) scene.announce('ui.paste.passwordRemoved');
  }

  /** What is wanted, and what the person ticked beside it. */
  probeAll(scene: Scene): Promise<void> {
    return this.probe(scene, [...requestsFor(scene, scene.assessment.probesWanted), ...tickedHosts(scene)]);
  }

  async probe(scene: Scene, requests: readonly ProbeRequest[]): Promise<void> {
    const found = await this.run.start({
      bridge: this.#host.bridge(),
      requests,
      pagesOf: scene.hasOwnNetwork ? scene.profile : undefined,
      isDoubtful: (result) => this.#isUnreachable(scene, result),
    });
    if (!found) return;
    const { probes, ...context } = found;
    scene.edit((facts) => learn(context)(addProbes(probes)(facts)), 'probe');
    scene.announce(this.run.phase === 'cancelled' ? 'ui.probe.cancelled' : 'ui.probe.ready');
  }

  /** The core's word on one result: its rule is the only place where that is written. */
  #isUnreachable({ profile, facts }: Scene, result: ProbeResult): boolean {
    const assessed = this.#host.doctor.assess(profile, { ...facts, probes: [result] });
    return assessed.ok && assessed.value.findings.some((one) => one.rule === 'server-unreachable');
  }
}
