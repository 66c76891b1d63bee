// What every step is made of.
import { html, type TemplateResult } from 'lit/html.js';

/** Of a step: the focus goes there. */
export const heading = (label: string): TemplateResult => html`<h3 class="heading" tabindex="-1">${label}</h3>`;

export type Look = 'primary' | 'secondary' | 'plain';

/** A button, named by what it does. */
export const button = (look: Look, action: string, label: string, press: (event: Event) => unknown): TemplateResult =>
  html`<button type="button" class=${look} data-action=${action} @click=${press}>${label}</button>`;
