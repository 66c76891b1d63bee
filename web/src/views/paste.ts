// The box for a pasted error message.
import { html, type TemplateResult } from 'lit';
import { leave, noError } from '../case.js';
import type { Scene } from '../scene.js';
import { partView } from './guide.js';

export function pasteView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const read = (event: Event): void => {
    const box = (event.target as HTMLElement).closest('.paste')?.querySelector('textarea');
    const pasted = box?.value.trim() ?? '';
    if (pasted) scene.readPasted(pasted);
    else box?.focus();
  };
  return html`
    <div class="paste">
      <h3 class="heading" tabindex="-1">${text('ui.paste.title')}</h3>
      <p id="paste-lead">${text('ui.paste.lead')}</p>
      ${partView(scene, 'find-error')}
      <label class="label" for="pasted">${text('ui.paste.label')}</label>
      <textarea id="pasted" rows="4" maxlength="20000" aria-describedby="paste-lead" autocapitalize="none" autocorrect="off" spellcheck="false" autocomplete="off"
        .value=${scene.facts.pastedError}></textarea>
      <p class="actions">
        <button type="button" class="primary" data-action="read" @click=${read}>${text('ui.paste.read')}</button>
        <button type="button" class="secondary" data-action="none" @click=${() => scene.advance(noError)}>${text('ui.paste.none')}</button>
        <button type="button" class="plain" data-action="skip" @click=${() => scene.advance(leave('paste'))}>${text('ui.skip')}</button>
      </p>
    </div>`;
}

/** What the pasted message means, shown once it has been read. */
export function meaningsView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const meanings = scene.assessment.errorMeanings.slice(0, 2);
  if (meanings.length === 0) return html`<p>${text('ui.paste.unknown')}</p>`;
  return html`
    <p class="quiet">${text('ui.paste.means')}</p>
    ${meanings.map((one) => html`<div data-meaning=${one.meaning}><p><strong>${text(`meaning.${one.meaning}.title`)}</strong></p><p>${text(`meaning.${one.meaning}.what`)}</p></div>`)}`;
}
