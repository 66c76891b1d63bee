// What technical words mean, folded at the foot of every screen: whatever a text says, its words are explained beside it.
import { html, type TemplateResult } from 'lit/html.js';
import type { Texts } from '../i18n.js';

const WORDS = ['server', 'port', 'protocol', 'encryption', 'certificate', 'vpn'] as const;

export const wordsView = ({ text }: Texts): TemplateResult => html`
  <details class="words"><summary>${text('ui.words.title')}</summary>
    <ul class="reasons">${WORDS.map((one) => html`<li>${text(`ui.words.${one}`)}</li>`)}</ul>
  </details>`;
