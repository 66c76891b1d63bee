// One question: large choices, one tap each.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Step } from '../generated/contract.js';
import { answer, DONT_KNOW, reopen } from '../case.js';
import { answerText } from '../labels.js';
import type { Scene } from '../scene.js';
import { button, heading } from './controls.js';
import { linkView } from './link.js';

/** Where the answer is to be seen. */
const LINKS: Readonly<Record<string, string>> = { 'webmail-opens': 'webmail', 'mail-in-webmail': 'webmail', invoice: 'invoices' };

export function questionView(scene: Scene, { id, answers }: Pick<Step, 'id' | 'answers'>): TemplateResult {
  const { text, has } = scene.texts;
  const chosen = scene.facts.answers[id];
  const help = `question.${id}.help` as const;
  return html`
    ${scene.facts.tried.length > 0 ? html`<p class="note">${text('ui.lookOn')}</p>` : nothing}
    <fieldset class="question" aria-describedby=${has(help) ? 'help' : nothing}>
      <legend>${heading(text(`question.${id}.title`))}</legend>
      ${has(help) ? html`<p id="help" class="help">${text(help)}</p>` : ''} ${linkView(scene, LINKS[id])}
      <div class=${answers.length > 6 ? 'choices two' : 'choices'} part="choices">
        ${answers.map((choice) => html`
          <button type="button" class=${choice === DONT_KNOW ? 'choice quiet' : 'choice'} part="choice" data-answer=${choice}
            aria-pressed=${chosen === choice ? 'true' : 'false'} @click=${() => scene.advance(answer(id, choice))}>
            <span class="dot" aria-hidden="true"></span><span>${answerText(scene.texts, id, choice)}</span>
          </button>`)}
      </div>
    </fieldset>
    ${scene.facts.noErrorShown ? nothing : errorButton(scene)}`;
}

/** The way to the box for an error message, whenever one comes to light. */
export const errorButton = ({ texts, facts, advance }: Scene): TemplateResult | typeof nothing => facts.pastedError ? nothing :
  html`<p class="actions">${button('plain', 'paste', texts.text('ui.paste.have'), () => advance(reopen('paste'), 'paste'))}</p>`;
