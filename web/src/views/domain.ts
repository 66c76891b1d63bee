// "Where does mail to your domain go?": asks the bridge what the DNS says about the domain of the address. The core tells what
// the records mean; here they are only shown.
import type { TemplateResult } from 'lit/html.js';
import { loadSetUp, type SetUp } from '../core/set-up.js';
import { domainIn, lookUp } from '../domain-client.js';
import type { DomainReading, DomainResult, RecordReading, RecordState, Severity } from '../generated/contract.js';
import type { Key } from '../i18n.js';
import { draftIn, type Scene } from '../scene.js';
import { button, heading, html, knowDomain, leave, nothing } from '../shared.js';
import { copyButton } from './settings.js';
import type { Host } from './workroom.js';

type Text = Scene['texts']['text'];

/** Kinds that a person is told about one by one. The others only make typing needless: told together, and MTA-STS not at all. */
const TOLD = ['mx', 'spf', 'dkim', 'dmarc'] as const;
const BY_PROGRAMS = ['imaps', 'imap', 'pop3s', 'pop3', 'submissions', 'submission'];
const WORST: readonly RecordState[] = ['differs', 'missing', 'unknown', 'seen', 'good'];

const BY_SEVERITY: Readonly<Partial<Record<Severity, string>>> = { error: 'bad', warning: 'warn' };
const SHAPES: Readonly<Record<RecordState, string>> = { good: 'good', seen: 'good', unknown: 'open', missing: 'open', differs: 'open' };

export class DomainView {
  #setUp: SetUp | undefined;
  #controller: AbortController | undefined;
  #asked = '';
  #malformed = false;

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** What was asked for is not waited for any more. */
  leave(): void {
    this.#controller?.abort();
    this.#controller = undefined;
  }

  view(scene: Scene): TemplateResult {
    const { text } = scene.texts;
    const { domain } = scene.facts;
    return html`
      ${heading(text('ui.domain.title'))}
      ${this.#controller ? this.#runningView(text) : domain ? this.#afterView(scene, text, domain) : this.#beforeView(scene, text)}`;
  }

  #beforeView(scene: Scene, text: Text): TemplateResult {
    const typed = this.#asked || scene.facts.settings.address;
    const draft = draftIn(scene, 'domain', domainIn(typed) ?? typed);
    const ask = (event: Event): void => {
      event.preventDefault();
      this.#asked = (event.target as HTMLElement).querySelector('input')?.value ?? '';
      void this.#look(scene, domainIn(this.#asked));
    };
    return html`
      <p>${text('ui.domain.lead')}</p>
      <form class="paste" @submit=${ask} novalidate>
        <label class="label" for="domain">${text('ui.domain.field')}</label>
        <input id="domain" type="text" .defaultValue=${draft.text} @input=${draft.keep} inputmode="url" autocapitalize="none" autocorrect="off"
          spellcheck="false" autocomplete="off" enterkeyhint="go" aria-describedby="domain-help" aria-invalid=${this.#malformed} />
        <p class="help" id="domain-help" role=${this.#malformed ? 'alert' : nothing}>${text(this.#malformed ? 'ui.domain.malformed' : 'ui.domain.fieldHelp')}</p>
        <p class="help">${text('ui.domain.sends')}</p>
        <p class="actions">
          <button type="submit" class="primary" data-action="start">${text('ui.domain.start')}</button>
          ${this.#skipButton(scene, text)}
        </p>
      </form>`;
  }

  #skipButton(scene: Scene, text: Text): TemplateResult {
    return button('secondary', 'skip', text('ui.skip'), () => scene.advance(leave('domain')));
  }

  async #look(scene: Scene, domain: string | undefined): Promise<void> {
    this.#malformed = !domain;
    if (!domain) return this.#host.onChange();
    const controller = new AbortController();
    this.#controller = controller;
    this.#host.onChange();
    const result = await lookUp(this.#host.bridge(), domain, controller.signal);
    if (this.#controller !== controller) return;
    this.#controller = undefined;
    if (result) scene.edit(knowDomain(result), 'domain');
    else this.#host.onChange();
  }

  #runningView(text: Text): TemplateResult {
    const cancel = (): void => this.#controller?.abort();
    return html`
      <p role="status">${text('ui.domain.running')}</p>
      <p class="actions">${button('secondary', 'cancel', text('ui.probe.cancel'), cancel)}</p>`;
  }

  #afterView(scene: Scene, text: Text, result: DomainResult): TemplateResult {
    const reading = scene.assessment.domain;
    const again = (): void => void this.#look(scene, result.domain);
    const other = (): void => scene.advance(knowDomain(undefined), 'domain');
    return html`
      <div role="status">
        ${result.unavailable || !reading
          ? html`<p class="note" data-domain="unavailable">${text('ui.domain.unavailable')}</p>`
          : reading.registered
            ? html`<ul class="stages">${this.#rows(reading).map((row) => this.#rowView(text, result.domain, row))}</ul>`
            : html`<p class="note" data-domain="not-registered"><strong>${text('ui.domain.notRegistered', { value: result.domain })}</strong> ${text('ui.domain.notRegisteredMeaning')}</p>`}
      </div>
      ${reading?.registered ? this.#recordsView(scene, text, result) : nothing}
      <p class="actions">
        ${button('primary', 'continue', text('ui.continue'), () => scene.advance(leave('domain')))}
        ${button('secondary', 'again', text('ui.domain.again'), again)}
        ${button('plain', 'other', text('ui.domain.other'), other)}
      </p>`;
  }

  #rows(reading: DomainReading): { name: Key; record: RecordReading }[] {
    const told = TOLD.flatMap((kind) => reading.records.filter((one) => one.kind === kind).map((record) => ({ name: `ui.domain.${kind}.${record.state}` as Key, record })));
    const services = reading.records.filter((one) => BY_PROGRAMS.includes(one.kind));
    const state = WORST.find((one) => services.some((each) => each.state === one));
    const record = services.find((one) => one.state === state);
    return record ? [...told, { name: `ui.domain.programs.${record.state}` as Key, record }] : told;
  }

  #rowView(text: Text, domain: string, { name, record }: { name: Key; record: RecordReading }): TemplateResult {
    const shape = BY_SEVERITY[record.severity ?? 'note'] ?? SHAPES[record.state];
    return html`<li class="stage" data-record=${record.kind} data-state=${record.state}>
      <span class="shape ${shape}" aria-hidden="true"></span><span>${text(name, { value: domain })}</span></li>`;
  }

  /** For whoever looks after the domain: what stands there, and what is missing. */
  #recordsView(scene: Scene, text: Text, result: DomainResult): TemplateResult {
    const open = (event: Event): void => {
      if (this.#setUp || !(event.target as HTMLDetailsElement).open) return;
      loadSetUp().then((setUp) => (this.#setUp = setUp)).then(this.#host.onChange).catch(() => undefined);
    };
    const facts = { ...scene.facts, settings: { ...scene.facts.settings, address: `postmaster@${result.domain}` } };
    const made = this.#setUp?.(scene.profile, facts, 'dns');
    const missing = made?.ok ? made.value.missing : '';
    return html`
      <details class="guide" data-domain="records" @toggle=${open}>
        <summary>${text('ui.domain.records')}</summary>
        <p>${text('ui.domain.recordsLead')}</p>
        ${missing ? html`<p>${text('ui.domain.missing')}</p><pre class="preview" tabindex="0" data-zone="missing">${missing}</pre><p>${copyButton(scene, missing)}</p>` : nothing}
        <p>${text('ui.domain.present')}</p>
        <pre class="preview" tabindex="0" data-zone="present">${presentLines(result)}</pre>
      </details>`;
  }
}

const TYPES: Readonly<Record<string, string>> = { mx: 'MX', spf: 'TXT', dkim: 'TXT', dmarc: 'TXT', 'mta-sts': 'TXT', autoconfig: 'A', autodiscover: 'A' };

const presentLines = ({ records }: DomainResult): string =>
  records
    .filter((one) => one.answer === 'found')
    .flatMap(({ kind, name, values }) => (values.length > 0 ? values : ['']).map((value) => `${name}. ${TYPES[kind] ?? 'SRV'} ${value}`.trimEnd()))
    .join('\n');
