// A step whose view cannot be fetched. It stays what it is, so that a press, a reload or another visit
// tries again; a step that would only be said without having been read cannot be left.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { leave } from '../case.js';
import { LOOKS, type Scene } from '../scene.js';

export function missingView({ texts: { text }, advance, enter, shown }: Scene): TemplateResult {
  return html`
    <h3 class="heading" tabindex="-1">${text('ui.missing')}</h3>
    <p class="actions">
      <button type="button" class="primary" data-action="retry" @click=${enter}>${text('ui.retry')}</button>
      ${LOOKS.includes(shown) ? html`<button type="button" class="secondary" data-action="continue" @click=${() => advance(shown === 'setup' ? (facts) => facts : leave(shown))}>${text('ui.continue')}</button>` : nothing}
    </p>`;
}
