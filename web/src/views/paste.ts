// The box for an error message. It stands here at once; who reads the message comes when somebody turns to the box.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { leave, noError } from '../case.js';
import { draftIn, type Scene } from '../scene.js';
import { button, heading } from './controls.js';

export function pasteView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const draft = draftIn(scene, 'pasted', scene.facts.pastedError);
  const read = async (event: Event): Promise<void> => {
    const box = (event.target as HTMLElement).closest('.paste')?.querySelector('textarea');
    const pasted = box?.value.trim() ?? '';
    if (!pasted) return box?.focus();
    if (scene.asked === 'waiting') return;
    (await scene.enter())?.readPasted(scene, pasted);
  };
  return html`
    <div class="paste">
      ${heading(text('ui.paste.title'))}
      <p id="paste-lead">${text('ui.paste.lead')}</p>
      ${scene.workroom?.partView(scene, 'find-error')}
      <label class="label" for="pasted">${text('ui.paste.label')}</label>
      <textarea id="pasted" rows="4" maxlength="20000" aria-describedby="paste-lead" autocapitalize="none" autocorrect="off" spellcheck="false" autocomplete="off"
        .defaultValue=${draft.text} @input=${draft.keep} @focus=${scene.prepare}></textarea>
      <p class="actions">
        ${button('primary', 'read', text('ui.paste.read'), read)}
        ${button('secondary', 'none', text('ui.paste.none'), () => scene.advance(noError))}
        ${button('plain', 'skip', text('ui.skip'), () => scene.advance(leave('paste')))}
      </p>
      <p role="status">${scene.asked ? text(scene.asked === 'waiting' ? 'ui.wait' : 'ui.missing') : nothing}</p>
    </div>`;
}
