// What technical words mean, folded at the foot of every screen: whatever a text says, its words are explained beside it.
import { html, type TemplateResult } from 'lit/html.js';
import { tells } from '../i18n.js';
import type { Scene } from '../scene.js';
import { untoldView } from './missing.js';

const WORDS = ['server', 'port', 'protocol', 'encryption', 'certificate', 'vpn'] as const;

export const wordsView = (scene: Scene): TemplateResult => html`
  <details class="words" @toggle=${() => scene.learn('glossary')}><summary>${scene.texts.text('ui.words.title')}</summary>
    ${tells(scene.texts, 'glossary') ? html`<ul class="reasons">${WORDS.map((one) => html`<li>${scene.texts.text(`ui.words.${one}`)}</li>`)}</ul>` : untoldView(scene)}
  </details>`;
