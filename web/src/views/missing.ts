// A step whose view cannot be fetched. It stays what it is, so that a press, a reload or another visit
// tries again; a step that would only be said without having been read cannot be left.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { leave } from '../case.js';
import { LOOKS, type Scene } from '../scene.js';
import { button, heading } from './controls.js';

export function missingView({ texts: { text }, advance, enter, shown }: Scene): TemplateResult {
  return html`
    ${heading(text('ui.missing'))}
    <p class="actions">
      ${button('primary', 'retry', text('ui.retry'), enter)}
      ${LOOKS.includes(shown) ? button('secondary', 'continue', text('ui.continue'), () => advance(shown === 'setup' ? (facts) => facts : leave(shown))) : nothing}
    </p>`;
}

/** In the place of what has not come yet, or cannot be had. */
export const absentView = ({ texts: { text }, isMissing }: Scene): TemplateResult => html`<p role="status">${text(isMissing ? 'ui.missing' : 'ui.wait')}</p>`;
