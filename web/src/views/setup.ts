// "Set it up for me": a file that the person's program reads, so that nothing has to be typed. The core makes the file and says
// what the last test found; here it is only offered.
import type { TemplateResult } from 'lit/html.js';
import type { Change } from '../case.js';
import { loadSetUp, type SetUp } from '../core/set-up.js';
import type { SetupFile, SetupFor } from '../generated/contract.js';
import { makeQrCode, type QrCode } from '../qr.js';
import type { Scene } from '../scene.js';
import { button, heading, html, nothing, tryAdvice } from '../shared.js';
import { partView, programView } from './guide.js';
import { addressRow, copyButton } from './settings.js';
import type { Host } from './workroom.js';

/** Programs that read such a file, and which. */
const FILES: Readonly<Record<string, SetupFor>> = { 'apple-mail-ios': 'apple', 'apple-mail-macos': 'apple', thunderbird: 'thunderbird' };

type Text = Scene['texts']['text'];

const NOTHING: Change = (facts) => facts;

/** Another app than Safari, which alone names its version before itself and nothing after. */
export const isOtherThanSafari = (agent: string): boolean => /iPhone|iPad|iPod/.test(agent) && !/ Version\/\S+( Mobile\/\S+)? Safari\/\S+$/.test(agent);

/** How long a browser may take to read what it was given. */
const READING_MS = 60_000;

function download(file: SetupFile, name: string): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READING_MS);
}

let fetching: Promise<SetUp> | undefined;

/** Once for the page; a failure is not kept. */
export const fetchSetUp = (): Promise<SetUp> => (fetching ??= loadSetUp().catch((error: unknown) => {
  fetching = undefined;
  throw error;
}));

export class SetupView {
  #setUp: SetUp | undefined;
  #code: QrCode | undefined;
  /** The core for it could not be had. */
  failed = false;

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    fetchSetUp().then(
      (setUp) => this.#settle(() => (this.#setUp = setUp)),
      () => this.#settle(() => (this.failed = true)),
    );
  }

  #settle(change: () => void): void {
    change();
    this.#host.onChange();
  }

  /** The file for the case's address, or nothing while that is none. */
  #make(scene: Scene, program: SetupFor): SetupFile | undefined {
    const { facts, profile, texts } = scene;
    const languages = [texts.language, ...facts.context.languages];
    const made = this.#setUp?.(profile, { ...facts, context: { ...facts.context, languages } }, program);
    return made?.ok ? made.value : undefined;
  }

  async #makeCode(text: string): Promise<void> {
    try {
      const code = this.#code ?? (await makeQrCode(text));
      this.#settle(() => (this.#code = code));
    } catch {
      // Without the code there is the article's address, as on any page.
    }
  }

  view(scene: Scene): TemplateResult {
    const { text } = scene.texts;
    return html`
      ${heading(text('ui.guide.setUp'))}
      <p>${text('ui.setup.lead')}</p>
      ${programView(scene)} ${addressRow(scene)} ${this.#offerView(scene, text)} ${this.#phoneView(scene, text)} ${this.#domainView(scene, text)}
      <p class="actions">
        ${scene.assessment.causes.some((one) => one.cause === 'wrong-settings') ? button('primary', 'works', text('ui.verdict.itWorks'), () => scene.advance(tryAdvice('wrong-settings', true))) : nothing}
        ${button('plain', 'leave', text('ui.setup.leave'), () => scene.advance(NOTHING))}
      </p>`;
  }

  #offerView(scene: Scene, text: Text): TemplateResult {
    const program = scene.facts.answers['program'] ?? '';
    const wanted = FILES[program];
    if (!wanted) {
      return html`<p data-offer="none">${text(program ? 'ui.setup.noFile' : 'ui.setup.noProgram')}</p>
        ${program ? html`<p class="actions">${button('secondary', 'compare', text('ui.setup.compare'), () => scene.advance(NOTHING, 'settings'))}</p>` : nothing}`;
    }
    const file = this.#make(scene, wanted);
    if (!file) return html`<p data-offer="address">${text(this.failed ? 'ui.setup.unavailable' : this.#setUp ? 'ui.setup.address' : 'ui.setup.fetching')}</p>`;
    const hosts = file.services.map((id) => scene.profile.services.find((one) => one.id === id)?.host).join(', ');
    if (file.check === 'failed') return html`<p class="note" data-offer="failed">${text('ui.setup.failed', { value: hosts })}</p>`;
    return html`
      <section class="way" data-offer=${file.check} ?data-changed=${file.check === 'works'}>
        <h4>${file.name}</h4>
        ${wanted === 'apple' ? html`<ul class="reasons">${(['adds', 'keep', 'unsigned', 'remove'] as const).map((key) => html`<li>${text(`ui.setup.${key}`)}</li>`)}</ul>` : nothing}
        ${wanted === 'apple' && isOtherThanSafari(navigator.userAgent) ? html`<p class="note" data-note="safari">${text('ui.setup.openSafari')}</p>` : nothing}
        ${file.check === 'works' ? html`<p class="badge">${text('ui.setup.checked', { value: hosts })}</p>` : nothing}
        ${this.#serverView(scene, text, program)}
        <p class="actions">${this.#downloadButton(text, file, file.name, program === 'apple-mail-ios' && this.#host.bridge() ? 'secondary' : 'primary')}</p>
        ${partView(scene, 'set-up', false)}
      </section>`;
  }

  /** iOS takes a configuration profile only from a server: the bridge makes the same file. No address is in any URL. */
  #serverView(scene: Scene, text: Text, program: string): TemplateResult | typeof nothing {
    const bridge = this.#host.bridge();
    if (program !== 'apple-mail-ios' || !bridge) return nothing;
    const { address, incoming } = scene.facts.settings;
    return html`
      <form class="paste" method="post" action=${bridge.replace(/^ws/, 'http').replace(/\/*$/, '/apple.mobileconfig')}>
        <input type="hidden" name="address" value=${address} />
        <input type="hidden" name="protocol" value=${incoming.protocol ?? nothing} />
        <input type="hidden" name="language" value=${scene.texts.language} />
        <p class="help">${text('ui.setup.serverHelp')}</p>
        <p class="actions"><button type="submit" class="primary" data-action="server">${text('ui.setup.server')}</button></p>
      </form>`;
  }

  #downloadButton(text: Text, file: SetupFile, name: string, kind: 'primary' | 'secondary'): TemplateResult {
    return html`<button type="button" class=${kind} data-download=${file.program} @click=${() => download(file, name)}>${text('ui.setup.download', { value: name })}</button>`;
  }

  /** On a computer: the article as a code for the phone's camera. The address does not go with it. */
  #phoneView(scene: Scene, text: Text): TemplateResult | typeof nothing {
    if (!matchMedia('(hover: hover) and (pointer: fine)').matches) return nothing;
    const code = this.#code;
    const article = scene.profile.links.find((one) => one.id === 'article' && one.url.startsWith('https:'))?.url ?? location.origin + location.pathname;
    return html`
      <details class="guide" data-setup="phone" @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && this.#makeCode(article)}>
        <summary>${text('ui.setup.phone')}</summary>
        <p>${text('ui.setup.phoneHelp')}</p>
        ${code
          ? html`<svg class="code" width="192" height="192" role="img" aria-label=${article} viewBox="0 0 ${code.size} ${code.size}"><rect width=${code.size} height=${code.size} fill="#fff"></rect>
              <path d=${code.path} fill="#000"></path></svg>`
          : nothing}
      </details>`;
  }

  /** What the domain's own web server and DNS can tell programs. */
  #domainView(scene: Scene, text: Text): TemplateResult | typeof nothing {
    const [outlook, autoconfig, dns] = (['outlook', 'thunderbird', 'dns'] as const).map((one) => this.#make(scene, one));
    if (!outlook || !autoconfig) return nothing;
    return html`
      <details class="guide" data-setup="domain">
        <summary>${text('ui.setup.domain')}</summary>
        <p>${text('ui.setup.domainLead')}</p>
        <p>${text('ui.setup.outlook')}</p>
        <p class="actions">${this.#downloadButton(text, outlook, outlook.name, 'secondary')}</p>
        <p>${text('ui.setup.autoconfig')}</p>
        <p class="actions">${this.#downloadButton(text, autoconfig, 'config-v1.1.xml', 'secondary')}</p>
        ${dns
          ? html`<p>${text('ui.setup.dns')}</p><pre class="preview" tabindex="0" data-zone>${dns.text}</pre>
            <p class="actions">${this.#downloadButton(text, dns, dns.name, 'secondary')} ${copyButton(scene, dns.text)}</p>`
          : nothing}
      </details>`;
  }
}
