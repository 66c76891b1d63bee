// A step whose view cannot be fetched. It stays what it is, so that a press, a reload or another visit tries again.
import { html, nothing, type TemplateResult } from 'lit';
import { leave } from '../case.js';
import type { Scene } from '../scene.js';

/** What can be left out; anything else would be said without having been read. */
const OPTIONAL = ['settings', 'setup', 'domain'];

export function missingView({ texts: { text }, advance, enter, shown }: Scene): TemplateResult {
  return html`
    <h3 class="heading" tabindex="-1">${text('ui.missing')}</h3>
    <p class="actions">
      <button type="button" class="primary" data-action="retry" @click=${enter}>${text('ui.retry')}</button>
      ${OPTIONAL.includes(shown) ? html`<button type="button" class="secondary" data-action="continue" @click=${() => advance(shown === 'setup' ? (facts) => facts : leave(shown))}>${text('ui.continue')}</button>` : nothing}
    </p>`;
}
