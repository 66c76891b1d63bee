// What the guide of the person's mail program tells, and the choice of the program.
import type { TemplateResult } from 'lit/html.js';
import { takeBack } from '../case.js';
import type { CauseId } from '../generated/contract.js';
import { PROGRAMS, stepsOf, TASKS_OF, type Task } from '../guide.js';
import { answerText } from '../labels.js';
import { heldIn, type Scene } from '../scene.js';
import { answer, html, nothing } from '../shared.js';

export const programName = (scene: Scene): string => scene.texts.text(`ui.program.${scene.facts.answers['program'] ?? ''}`);

/** "Which program?", as small as it can be; the answer is a fact like any other. */
export function programView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const chosen = scene.facts.answers['program'] ?? '';
  const choose = (event: Event): void => {
    const program = (event.target as HTMLSelectElement).value;
    scene.edit(program ? answer('program', program) : takeBack('program'), heldIn(scene));
  };
  return html`
    <div class="program">
      <label class="label" for="program">${text('question.program.title')}</label>
      <select id="program" @change=${choose}>
        <option value="" .selected=${chosen === ''}>${text('ui.guide.choose')}</option>
        ${PROGRAMS.map((one) => html`<option value=${one} .selected=${chosen === one}>${answerText(scene.texts, 'program', one)}</option>`)}
      </select>
    </div>`;
}

const stepsView = (steps: readonly string[]): TemplateResult => html`<ol class="advice">${steps.map((one) => html`<li>${one}</li>`)}</ol>`;

/** One part of the guide under the question that it answers; nothing without a guide. */
export function partView(scene: Scene, part: Task | 'open', folded = true): TemplateResult | typeof nothing {
  const steps = scene.guide ? stepsOf(scene.guide, part) : [];
  if (steps.length === 0) return nothing;
  const title = scene.texts.text(`ui.guide.${part}`, { program: programName(scene) });
  return folded
    ? html`<details class="guide" data-guide=${part}><summary>${title}</summary>${stepsView(steps)}</details>`
    : html`<section class="part" data-guide=${part}><p class="label">${title}</p>${stepsView(steps)}</section>`;
}

/** How to do it in the person's own program; which one that is, can be told here. */
export function guideView(scene: Scene, cause: CauseId): TemplateResult | typeof nothing {
  const { guide } = scene;
  const tasks = TASKS_OF[cause as keyof typeof TASKS_OF];
  if (!tasks) return nothing;
  const parts = guide ? tasks.filter((one) => stepsOf(guide, one).length > 0) : [];
  return html`
    <section class="guide" data-guide="advice">
      <h5>${scene.texts.text('ui.verdict.programTitle')}</h5>
      ${programView(scene)} ${parts.map((one, index) => partView(scene, one, index > 0))}
    </section>`;
}
