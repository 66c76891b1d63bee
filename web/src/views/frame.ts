// What is around a step: where one is and how much is known, in sight however long the step is; and the ways back and out.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { languages } from '../generated/messages/catalog.js';
import type { Scene } from '../scene.js';
import { button } from './controls.js';
import type { Chip } from './known.js';

/** The heading of the box, once something was told. */
export function barView(scene: Scene, chips: readonly Chip[], forget: () => void): TemplateResult {
  const { text } = scene.texts;
  const { answers } = scene.facts;
  const number = Object.keys(answers).filter((one) => one !== 'program').length + 1;
  const known = chips.filter((one) => !one.isOpen).length;
  const show = ({ target }: Event): void => ((target as HTMLElement).getRootNode() as ShadowRoot).getElementById('known')?.focus();
  return html`
    <header class="bar">
      <h2 id="title" tabindex="-1"><span class="unseen">${text('ui.title')}:</span> ${text(`ui.where.${scene.shown}`, { number })}</h2>
      ${known > 0 ? button('plain', 'known', text('ui.known.count', { count: known }), show) : nothing}
      <button type="button" class="plain" data-action="forget" aria-label=${text('ui.forget')} @click=${forget}>${text('ui.startOver')}</button>
    </header>`;
}

export interface Ways {
  readonly back: (() => void) | undefined;
  /** Where no bar has it. */
  readonly forget: (() => void) | undefined;
  speak(language: string): void;
  /** The other language could not be fetched. */
  readonly isWordless: boolean;
}

export function footerView({ texts: { text, language } }: Scene, { back, forget, speak, isWordless }: Ways): TemplateResult {
  const other = languages.find((one) => one !== language) ?? language;
  return html`
    <footer>
      ${back ? button('plain', 'back', text('ui.back'), back) : nothing}
      <button type="button" class="plain" data-action="language" lang=${other} @click=${() => speak(other)}>${text('ui.otherLanguage')}</button>
      ${forget ? button('plain', 'forget', text('ui.forget'), forget) : html`<p class="help">${text('ui.privacy')}</p>`}
      ${isWordless ? html`<p class="help">${text('ui.missing')}</p>` : nothing}
    </footer>`;
}
