// A room that cannot be fetched. The step stays what it is, so that a reload or another visit tries again.
import { html, type TemplateResult } from 'lit';
import { leave } from '../case.js';
import type { Scene } from '../scene.js';

export function missingView({ texts: { text }, advance }: Scene, kind: 'setup' | 'domain'): TemplateResult {
  const goOn = (): void => (kind === 'setup' ? advance((facts) => facts, 'settings') : advance(leave('domain')));
  return html`
    <h3 class="heading" tabindex="-1">${text('ui.missing')}</h3>
    <p class="actions"><button type="button" class="primary" data-action="continue" @click=${goOn}>${text('ui.continue')}</button></p>`;
}
