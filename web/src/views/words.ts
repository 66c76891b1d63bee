// What technical words mean, folded at the foot of every screen: whatever a text says, its words are explained beside it.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Scene } from '../scene.js';
import { absentView } from './missing.js';

const WORDS = ['server', 'port', 'protocol', 'encryption', 'certificate', 'vpn'] as const;

export const wordsView = (scene: Scene): TemplateResult => html`
  <details class="words" @toggle=${() => scene.learn('glossary')}><summary>${scene.texts.text('ui.words.title')}</summary>
    ${scene.texts.has('ui.words.server') ? html`<ul class="reasons">${WORDS.map((one) => html`<li>${scene.texts.text(`ui.words.${one}`)}</li>`)}</ul>` : scene.wanted.has('glossary') ? absentView(scene) : nothing}
  </details>`;
