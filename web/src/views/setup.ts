// "Set it up for me": a file that the person's program reads, so that nothing has to be typed. The core makes the file and says
// what the last test found; here it is only offered.
import { html, nothing, svg, type TemplateResult } from 'lit';
import { tryAdvice, type Change } from '../case.js';
import type { SetupFile, SetupFor } from '../generated/contract.js';
import { linkOf } from '../profile.js';
import type { Scene } from '../scene.js';
import { partView, programView } from './guide.js';
import { addressRow, copyButton } from './settings.js';

/** Programs that read such a file, and which. */
const FILES: Readonly<Record<string, SetupFor>> = { 'apple-mail-ios': 'apple', 'apple-mail-macos': 'apple', thunderbird: 'thunderbird' };

const NOTHING: Change = (facts) => facts;

export function setupView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const causes = scene.profile.causes;
  return html`
    <h3 class="heading" tabindex="-1">${text('ui.setup.title')}</h3>
    <p>${text('ui.setup.lead')}</p>
    ${programView(scene)} ${addressRow(scene)} ${offerView(scene)} ${phoneView(scene)} ${domainView(scene)}
    <p class="actions">
      ${causes.includes('wrong-settings') ? html`<button type="button" class="primary" data-action="works" @click=${() => scene.advance(tryAdvice('wrong-settings', true))}>${text('ui.verdict.itWorks')}</button>` : nothing}
      <button type="button" class="plain" data-action="leave" @click=${() => scene.advance(NOTHING)}>${text('ui.setup.leave')}</button>
    </p>`;
}

function offerView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const program = scene.facts.answers['program'] ?? '';
  const wanted = FILES[program];
  if (!wanted) {
    return html`<p data-offer="none">${text(program ? 'ui.setup.noFile' : 'ui.setup.noProgram')}</p>
      ${program ? html`<p class="actions"><button type="button" class="secondary" data-action="compare" @click=${() => scene.advance(NOTHING, 'settings')}>${text('ui.setup.compare')}</button></p>` : nothing}`;
  }
  const file = scene.setUp(wanted);
  if (!file) return html`<p data-offer="address">${text('ui.setup.address')}</p>`;
  const hosts = file.services.map((id) => scene.profile.services.find((one) => one.id === id)?.host).join(', ');
  if (file.check === 'failed') return html`<p class="note" data-offer="failed">${text('ui.setup.failed', { value: hosts })}</p>`;
  return html`
    <section class="part" data-offer=${file.check}>
      ${wanted === 'apple' ? html`<ul class="reasons">${(['adds', 'keep', 'unsigned', 'remove'] as const).map((key) => html`<li>${text(`ui.setup.${key}`)}</li>`)}</ul>` : nothing}
      ${wanted === 'apple' && isInApp(navigator.userAgent) ? html`<p class="note" data-note="in-app">${text('ui.setup.openSafari')}</p>` : nothing}
      ${file.check === 'works' ? html`<p class="badge good">${text('ui.setup.checked', { value: hosts })}</p>` : nothing}
      <p class="actions">${downloadButton(scene, file, file.name, 'primary')}</p>
      ${partView(scene, 'set-up', false)}
    </section>`;
}

/** An app's own browser on an Apple device: only Safari and its equals say that they are one. */
export const isInApp = (agent: string): boolean =>
  /iPhone|iPad|iPod/.test(agent) && (!/ Safari\//.test(agent) || /FBA[NV]|Instagram|Line\/|GSA\/|Snapchat|LinkedInApp|MicroMessenger/.test(agent));

function downloadButton(scene: Scene, file: SetupFile, name: string, kind: 'primary' | 'secondary'): TemplateResult {
  return html`<button type="button" class=${kind} data-download=${file.program} @click=${() => download(file, name)}>${scene.texts.text('ui.setup.download', { value: name })}</button>`;
}

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

/** On a computer: the article as a code for the phone's camera. The address does not go with it. */
function phoneView(scene: Scene): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  if (!matchMedia('(hover: hover) and (pointer: fine)').matches) return nothing;
  const { code } = scene;
  const article = linkOf(scene.profile, 'article') ?? location.origin + location.pathname;
  return html`
    <details class="guide" data-setup="phone" @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && scene.makeCode(article)}>
      <summary>${text('ui.setup.phone')}</summary>
      <p>${text('ui.setup.phoneHelp')}</p>
      ${code
        ? html`<svg class="code" role="img" aria-label=${article} viewBox="0 0 ${code.size} ${code.size}"><rect width=${code.size} height=${code.size} fill="#fff"></rect>
            ${svg`<path d=${code.path} fill="#000"></path>`}</svg>`
        : nothing}
    </details>`;
}

/** What the domain's own web server and DNS can tell programs. */
function domainView(scene: Scene): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  const [outlook, autoconfig, dns] = (['outlook', 'thunderbird', 'dns'] as const).map((one) => scene.setUp(one));
  if (!outlook || !autoconfig) return nothing;
  return html`
    <details class="guide" data-setup="domain">
      <summary>${text('ui.setup.domain')}</summary>
      <p>${text('ui.setup.domainLead')}</p>
      <p>${text('ui.setup.outlook')}</p>
      <p class="actions">${downloadButton(scene, outlook, outlook.name, 'secondary')}</p>
      <p>${text('ui.setup.autoconfig')}</p>
      <p class="actions">${downloadButton(scene, autoconfig, 'config-v1.1.xml', 'secondary')}</p>
      ${dns
        ? html`<p>${text('ui.setup.dns')}</p><pre class="preview" tabindex="0" data-zone>${dns.text}</pre>
          <p class="actions">${downloadButton(scene, dns, dns.name, 'secondary')} ${copyButton(scene, dns.text)}</p>`
        : nothing}
    </details>`;
}
