// What a pasted message means, shown once it has been read.
import type { TemplateResult } from 'lit/html.js';
import type { Scene } from '../scene.js';
import { html } from '../shared.js';

export function meaningsView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const meanings = scene.assessment.errorMeanings.slice(0, 2);
  if (meanings.length === 0) return html`<p>${text('ui.paste.unknown')}</p>`;
  return html`
    <p class="quiet">${text('ui.paste.means')}</p>
    ${meanings.map((one) => html`<div data-meaning=${one.meaning}><p><strong>${text(`meaning.${one.meaning}.title`)}</strong></p><p>${text(`meaning.${one.meaning}.what`)}</p></div>`)}`;
}
