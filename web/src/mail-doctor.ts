// The element: loads what it needs, holds the store, and shows the assessment's step. It decides nothing itself.
import { html, type TemplateResult } from 'lit/html.js';
import { keyed } from 'lit/directives/keyed.js';
import { bridgeUrl } from './bridge-client.js';
import { hasBegun, isReadable, leave } from './case.js';
import { circumstances, sessionStorageOrNone } from './circumstances.js';
import type { Doctor } from './core/doctor.js';
import { engine } from './engine.js';
import type { Assessment, Case, Profile, Step } from './generated/contract.js';
import { chooseLanguage, loadCatalog, tells, type Key, type Language, type SmallPart, type Texts } from './i18n.js';
import { readProfile } from './profile.js';
import { RenderedElement } from './rendered-element.js';
import { CaseStore } from './store.js';
import { breath, Pause } from './pause.js';
import { languageAround, placeOf, settle } from './placing.js';
import { HELPED, LOOKS, type Scene, type ShownKind } from './scene.js';
import { partsToTell, Speech } from './speech.js';
import { StepHistory } from './step-history.js';
import { heading } from './views/controls.js';
import { barView, footerView } from './views/frame.js';
import { chipsOf, knownView } from './views/known.js';
import { missingView } from './views/missing.js';
import { noticeView } from './views/notice.js';
import { pasteView } from './views/paste.js';
import { probeStartView } from './views/probe-start.js';
import { questionView } from './views/question.js';
import { REPORT_MARK, solvedView, verdictView } from './views/verdict.js';
import { wordsView } from './views/words.js';
import { WorkroomDoor } from './workroom-door.js';

/** What the loader has under way already, so that nothing waits for anything else. */
export interface Ahead {
  readonly profile: Promise<Response>;
  readonly wasm: Promise<Response>;
}

/** What is said about the last press; gone with the next step. */
const QUIET = { copied: '', announce: '', isWordless: false, isForgotten: false };

/** How far an event goes: out of shadow roots, up to the page. */
const FAR = { bubbles: true, composed: true };

/**
 * An examination of a person's e-mail.
 *
 * @element mail-doctor
 * @slot - what is shown while, and where, the examination cannot run: right values, links, support
 * @fires {CustomEvent<{step: string}>} mail-doctor-step - another step is on screen; the detail holds its kind only
 * @fires {CustomEvent<{helpful: boolean}>} mail-doctor-helpful - the person answered whether the examination was of help
 * @csspart panel - the whole box
 * @csspart choices - the list of choices of a question
 * @csspart choice - one choice
 * @csspart chip - something known, to take back
 * @csspart finding - one finding
 * @csspart value - a right value
 * @csspart copy - a copy button
 * @csspart server - one probed server
 * @csspart cause - the most likely cause
 * @csspart support - the support channels
 * @csspart report - the report
 * @csspart notice - what the operator publishes
 * @cssprop --mail-doctor-accent - colour of buttons and marks
 * @cssprop --mail-doctor-on-accent - colour on the accent
 * @cssprop --mail-doctor-surface - background of the box
 * @cssprop --mail-doctor-ink - text
 * @cssprop --mail-doctor-good - what is right
 * @cssprop --mail-doctor-bad - what is wrong
 * @cssprop --mail-doctor-warn - what may be wrong, and the notice
 * @cssprop --mail-doctor-line - borders
 * @cssprop --mail-doctor-radius - rounding of the box
 * @cssprop --mail-doctor-top - height of what the page keeps at its top, under which the bar of the box stays
 */
export class MailDoctorElement extends RenderedElement {
  static readonly observedAttributes = ['profile', 'bridge', 'own-network', 'lang'];

  /** Address of the provider's profile (JSON). @attr */
  declare profile: string | null;
  /** Address of the bridge, `wss:` or a path of this site; without it nothing is probed. @attr */
  declare bridge: string | null;
  /**
   * With a press on "test", the browser also tries to open the profile's links `webmail` and `control-panel`; the page's policy must
   * allow them, and what they redirect to: `connect-src 'self' https://webmail.example.net https://panel.example.net`
   * @attr own-network
   */
  declare ownNetwork: boolean;
  /** `sv` or `en`; else the closest `lang`. @attr */
  declare lang: string;
  /** @private */
  declare ahead: Ahead | undefined;

  #opening: typeof import('./opening.js') | undefined;
  #doctor: Doctor | undefined;
  #data: Profile | undefined;
  #store: CaseStore | undefined;
  #history: StepHistory | undefined;
  #assessment: Assessment | undefined;
  #judgedOf: unknown[] = [];
  readonly #notes = { ...QUIET };
  readonly #speech = new Speech({
    language: () => this.#language(),
    profile: () => this.#data,
    hasWorkroom: () => Boolean(this.#door.workroom),
    onChange: () => this.requestUpdate(),
  });
  readonly #door = new WorkroomDoor({
    words: () => loadCatalog(this.#language(), 'workroom'),
    open: async ({ Workroom, reader }, doctor) => {
      if (this.#data) doctor.prepare(this.#data);
      await breath();
      await this.#speech.speak([], true);
      this.root.adoptedStyleSheets.push(Workroom.sheet);
      return new Workroom({ doctor, reader, bridge: () => this.#bridgeUrl(), onChange: () => this.requestUpdate() });
    },
    onChange: () => this.requestUpdate(),
  });
  #loading = '';
  /** "One moment" is on screen. */
  #waits = false;
  /** The verdict is on screen without the words of its cause, which could not be had. */
  #isUntold = false;
  /** What somebody asked for. */
  readonly #wanted = new Set<SmallPart>();
  #moved = false;
  #resumed = false;
  #step = ' ';
  #focused: Element | null = null;
  /**
   * What is typed becomes a fact when the person pauses, presses something else or turns to another program. Not when the box is
   * left: what then appears would move the button that is just being pressed.
   */
  readonly #pause = new Pause();

  constructor() {
    super({ profile: 'profile', bridge: 'bridge' }, { ownNetwork: 'own-network' });
  }

  connectedCallback(): void {
    this.requestUpdate();
    document.addEventListener('visibilitychange', this.#pause.end);
    addEventListener('online', this.#lookAgain);
    this.#history?.begin();
    void this.#load();
  }

  /** Also when it is only moved to another place of the page: a running probe is given up. */
  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#pause.end);
    this.#history?.end();
    this.#pause.end();
    removeEventListener('online', this.#lookAgain);
    this.#door.wait();
    this.#door.leave();
    this.requestUpdate();
  }

  /** The net is back. */
  readonly #lookAgain = (): void => {
    this.#door.lookAgain();
    this.#door.workroom?.guides.lookAgain();
  };

  /** All parts at once; whatever fails leaves the light DOM on screen. Again only for another profile, or after a failure. */
  async #load(): Promise<void> {
    const { profile, ahead } = this;
    if (!profile || profile === this.#loading || !this.isConnected) return;
    this.#loading = profile;
    this.ahead = undefined;
    try {
      const key = this.#key(profile);
      const store = new CaseStore({ circumstances, storage: sessionStorageOrNone(), key });
      const core = engine(ahead?.wasm);
      const read = isReadable(store.told) ? this.#door.fetch() : undefined;
      const [doctor, data, opening] = await Promise.all([core, readProfile(ahead?.profile ?? fetch(profile)), import('./opening.js'), loadCatalog(this.#language()), read]);
      await breath();
      circumstances();
      await breath();
      doctor.prepare(data);
      await breath();
      const assessed = doctor.assess(data, this.#facts(store));
      if (!assessed.ok && assessed.error.path.startsWith('case')) store.forget(); // what the storage had is not as we write it
      await breath();
      if (this.#loading !== profile) return;
      this.#opening = opening;
      const { adoptedStyleSheets: looks } = this.root;
      if (!looks.includes(opening.sheet)) looks.unshift(opening.sheet); // before those of the workroom
      this.#door.leave();
      this.#door.workroom?.forget();
      this.#doctor = doctor;
      this.#data = data;
      this.#store = store;
      await this.#speech.speak().catch(() => (this.#stayWith(store), this.#speech.speak()));
      this.#history?.end();
      this.#history = new StepHistory(key, { count: () => store.steps, back: () => this.#move(() => store.back()) });
      if (this.isConnected) this.#history.begin();
      store.subscribe(() => {
        this.#history?.follow();
        this.requestUpdate();
      });
      this.#resumed = hasBegun(store.told);
      this.requestUpdate();
    } catch (error) {
      if (this.#loading === profile) this.#fail(error);
    }
  }

  #fail(reason: unknown): void {
    this.#loading = '';
    this.#assessment = undefined;
    this.dataset['state'] = 'failed';
    this.root.querySelector('.opening')?.remove();
    console.warn('mail-doctor: the examination cannot run here:', reason instanceof Error ? reason.message : reason);
  }

  #needsWorkroom(): boolean {
    const { kind, id } = this.#shown() ?? {};
    const hasPart = kind === 'verdict' && (HELPED.some((one) => one === id) || Boolean(this.#store?.marks[REPORT_MARK]));
    return this.#isUnread() || (kind !== undefined && LOOKS.includes(kind)) || hasPart;
  }

  /** There is something to read, and no reader: nothing can be said yet. */
  #isUnread(): boolean {
    return this.#store !== undefined && !this.#door.workroom && isReadable(this.#store.told);
  }

  #language(): Language {
    return chooseLanguage([this.#store?.language, this.lang, languageAround(this)]);
  }

  /** One entry per element and profile, whatever the page: the same examination in another language is the same. */
  #key(profile: string): string {
    return `mail-doctor ${new URL(profile, document.baseURI).pathname} ${this.id || placeOf(this)}`;
  }

  /** A profile whose parts are of other types than ours breaks a view: then the article is better. */
  protected override broken(error: unknown): void {
    this.#store = undefined;
    this.#fail(error);
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'profile') void this.#load();
    if (name === 'lang' && before !== now && this.#store?.language) this.#store.speak(''); // the page has its say again
  }

  #prepare(): void {
    const { texts } = this.#speech;
    if (texts && this.#language() !== texts.language) void this.#speech.speak(this.#smallParts()).catch(() => this.#stayWith(this.#store));
    this.#focused = this.shadowRoot?.activeElement ?? null;
    if (!this.#store || !this.#data || !this.#doctor) return;
    const assessed = this.#doctor.assess(this.#data, this.#facts(this.#store));
    if (assessed.ok) this.#judge(assessed.value, this.#store);
    else if (assessed.error.path.startsWith('profile')) this.#fail(`${assessed.error.path} should be ${assessed.error.expected}`);
    else console.warn(`mail-doctor: ${assessed.error.path} should be ${assessed.error.expected}`);
    if (this.#door.isMissing) return;
    if (this.#needsWorkroom()) void this.#door.fetch();
    // What is needed and cannot be had by itself, the workroom brings.
    const isNeeded = (part: SmallPart): boolean => this.#wanted.has(part) || this.#assessment?.step.kind === 'verdict';
    for (const part of this.#smallParts()) void this.#speech.learn(part, () => isNeeded(part) && void this.#door.fetch());
  }

  #smallParts(): SmallPart[] {
    return [...this.#wanted, ...(this.#assessment && this.#store ? partsToTell(this.#assessment, this.#store.told) : [])];
  }

  /** A step stays until somebody does something, whatever becomes of the net meanwhile. */
  #judge(assessed: Assessment, { told, held }: CaseStore): void {
    const of = [told, held, this.#data, this.#doctor?.reader];
    const isSame = this.#assessment && of.every((one, index) => one === this.#judgedOf[index]);
    this.#assessment = isSame ? { ...assessed, step: this.#assessment!.step } : assessed;
    this.#judgedOf = of;
  }

  /** The words of the language that the person chose cannot be had. */
  #stayWith(store: CaseStore | undefined): void {
    if (!store?.language) return;
    this.#notes.isWordless = true;
    store.speak('');
    this.#announce('ui.missing');
  }

  /** The assessment's step, or the one that is being filled in. */
  #shown(): (Omit<Step, 'kind'> & { kind: ShownKind }) | undefined {
    const held = this.#store?.held;
    return held ? { kind: held, id: '', answers: [] } : this.#assessment?.step;
  }

  #shownName(): string {
    const { kind = '', id = '' } = this.#shown() ?? {};
    return `${kind} ${id}`;
  }

  protected override draw(): TemplateResult {
    this.#prepare();
    const store = this.#store, data = this.#data, assessment = this.#assessment;
    const { texts } = this.#speech;
    if (!store || !data || !texts || !assessment) return html`<slot></slot>`;
    const scene = this.#scene(store, data, texts, assessment);
    const { text } = texts;
    const begun = hasBegun(store.told);
    const chips = chipsOf(scene);
    const waited = this.#waits;
    const step = this.#stepView(scene);
    this.#moved ||= waited && !this.#waits && Boolean(this.#focused?.closest('.step'));
    return html`
      <section class="panel" part="panel" lang=${texts.language} aria-labelledby="title">
        ${begun ? barView(scene, chips, () => this.#forget(store)) : html`<header><h2 id="title" tabindex="-1">${text('ui.title')}</h2><p id="privacy" class="help">${text('ui.privacy')}</p></header>`}
        ${this.#notes.isForgotten ? html`<p class="note">${text('ui.forgotten')}</p>` : ''} ${noticeView(scene)} ${scene.workroom?.saidView(scene)}
        ${keyed(this.#shownName(), html`<div class="step" data-step=${this.#shown()?.kind} data-id=${this.#shown()?.id}>${step}</div>`)}
        ${knownView(scene, chips)} ${wordsView(scene)}
        ${footerView(scene, {
          back: store.steps > 0 ? () => this.#move(() => store.back()) : undefined,
          forget: begun ? undefined : () => this.#forget(store),
          speak: (language) => (Object.assign(this.#notes, QUIET), store.speak(language)),
          isWordless: this.#notes.isWordless,
        })}
        <p class="unseen" role="status" aria-live="polite">${this.#notes.announce}</p>
      </section>`;
  }

  #stepView(scene: Scene): TemplateResult {
    const step = this.#shown() ?? scene.assessment.step;
    this.#waits = false;
    if (this.#isUnread()) return this.#waitView(scene);
    switch (step.kind) {
      case 'question':
        return questionView(scene, step);
      case 'paste':
        return pasteView(scene);
      case 'probe':
        return scene.workroom?.view(scene) ?? probeStartView(scene);
      case 'verdict':
        this.#isUntold ||= scene.isMissing;
        return tells(scene.texts, step.id) || this.#isUntold ? verdictView(scene) : this.#waitView(scene);
      case 'solved':
        return solvedView(scene);
      default:
        return scene.workroom?.view(scene) ?? this.#waitView(scene);
    }
  }

  #waitView(scene: Scene): TemplateResult {
    this.#waits = true;
    return html`<div class="wait">${scene.isMissing ? missingView(scene) : heading(scene.texts.text('ui.wait'))}</div>`;
  }

  #bridgeUrl(): string | undefined {
    return this.bridge ? bridgeUrl(this.bridge, document.baseURI) : undefined;
  }

  /** The case; without a bridge nobody can look a domain up. */
  #facts(store: CaseStore): Case {
    return this.bridge ? store.facts : leave('domain')(store.facts);
  }

  #scene(store: CaseStore, profile: Profile, texts: Texts, assessment: Assessment): Scene {
    return {
      profile, texts, assessment,
      facts: store.facts,
      shown: (this.#shown() ?? assessment.step).kind,
      workroom: this.#door.workroom,
      isMissing: this.#door.isMissing,
      asked: this.#door.asked,
      enter: () => this.#door.enter(),
      prepare: () => void this.#door.fetch(),
      learn: (part) => {
        this.#wanted.add(part);
        this.#door.isMissing = false;
        this.requestUpdate();
      },
      wanted: this.#wanted,
      retry: this.#door.lookAgain,
      hasBridge: Boolean(this.bridge),
      hasOwnNetwork: this.ownNetwork,
      guide: this.#door.workroom?.guides.find(store.facts.answers['program'], texts.language),
      copied: this.#notes.copied,
      marks: store.marks,
      mark: (name, value) => {
        this.#door.isMissing = false;
        store.mark(name, value);
      },
      draft: (name, value) => this.#pause.begin(name, () => store.mark(name, this.#door.workroom?.safe(value) ?? '')),
      advance: (change, held) => this.#move(() => store.advance(change, held)),
      edit: (change, held) => {
        this.#pause.end();
        store.edit(change, held);
      },
      editSoon: (name, change, held) => this.#pause.begin(name, () => store.edit(change, held)),
      rate: (helpful) => this.dispatchEvent(new CustomEvent('mail-doctor-helpful', { ...FAR, detail: { helpful } })),
      copy: (text, name = text) => void this.#copy(text, name),
      announce: (key) => this.#announce(key),
    };
  }

  /** Moves to another step; what was noted about the last one is over. */
  #move(step: () => void): void {
    this.#pause.end();
    this.#door.leave();
    Object.assign(this.#notes, QUIET);
    this.#moved = true;
    this.#isUntold = false;
    step();
  }

  #forget(store: CaseStore): void {
    this.#pause.forget();
    this.#door.workroom?.forget();
    this.#move(() => store.forget());
    this.#notes.isForgotten = true;
    this.#announce('ui.forgotten');
  }

  async #copy(text: string, name: string): Promise<void> {
    if (!(await this.#door.workroom?.copyText(text, this.root))) return;
    this.#notes.copied = name;
    this.#notes.announce = '';
    this.requestUpdate();
    await this.updateComplete;
    this.#announce('ui.copied');
  }

  #announce(key: Key): void {
    this.#notes.announce = this.#speech.texts?.text(key) ?? '';
    this.requestUpdate();
  }

  protected override drawn(): void {
    if (this.isConnected) this.#door.workroom?.countDown(this.#assessment?.sending);
    if (this.#shown()?.kind === 'settings') this.#store?.recall();
    if (this.#assessment && this.isConnected) this.#door.fetchAhead(this.#shown()?.kind === 'verdict');
    if (this.#assessment && this.#opening) {
      delete this.dataset['state'];
      this.#opening.takeOver(this.root, this.#focused);
      this.#opening = undefined;
      this.#focused = this.shadowRoot?.activeElement ?? null;
    }
    const step = this.#shownName();
    if (step !== this.#step) {
      this.#step = step;
      if (this.#shown()) this.dispatchEvent(new CustomEvent('mail-doctor-step', { ...FAR, detail: { step: this.#shown()?.kind } }));
    }
    const lost = this.#focused !== null && !this.#focused.isConnected;
    if (this.#moved || this.#resumed || lost) void settle(this, { moved: this.#moved, resumed: this.#resumed, lost });
    this.#moved = this.#resumed = false;
  }
}
