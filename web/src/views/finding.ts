// One finding: what is wrong, why, and the change to make in the program. What was found is never overwritten.
import { html, nothing, type TemplateResult } from 'lit';
import { tick, valueOf } from '../case.js';
import { difference } from '../difference.js';
import { settingsFields, type Change, type Finding, type SettingsField } from '../generated/contract.js';
import { fieldLabel, showValue } from '../labels.js';
import type { Scene } from '../scene.js';
import { copyButton } from './settings.js';

/** `open` shows the change at once; else a press shows it. */
export function findingView(scene: Scene, finding: Finding, open = false): TemplateResult {
  const { text } = scene.texts;
  return html`
    <article class="finding ${finding.severity}" part="finding" data-rule=${finding.rule} data-field=${finding.field} ?data-changed=${finding.changed}>
      <p class="badge">${text(finding.changed ? 'ui.finding.done' : isOfProbe(finding) ? 'ui.finding.server' : `ui.finding.${finding.severity}`)}</p>
      <h5>${text(`rule.${finding.rule}.title`, finding.args)}</h5>
      <p>${text(`rule.${finding.rule}.why`, finding.args)}</p>
      ${open
        ? changeView(scene, finding)
        : html`<details class="change" ?open=${finding.changed}><summary class="secondary" data-action="show">${text('ui.finding.show')}</summary>
            ${changeView(scene, finding)}</details>`}
    </article>`;
}

export const isOfProbe = ({ field }: Finding): boolean => field.startsWith('probe.');

function changeView(scene: Scene, finding: Finding): TemplateResult {
  const { text } = scene.texts;
  const changes = finding.fix?.changes ?? [];
  const fields = changes.length > 0 ? changes.map((one) => one.field) : [finding.field];
  const canTick = settingsFields.includes(fields[0] as SettingsField);
  return html`
    <p>${text(`rule.${finding.rule}.fix`, finding.args)}</p>
    ${changes.length > 0 ? html`<ul class="changes">${changes.map((one) => oneChange(scene, one))}</ul>` : nothing}
    ${canTick
      ? html`<label class="tick"><input type="checkbox" data-action="tick" .checked=${finding.changed}
          @change=${(event: Event) => scene.edit(tick(fields, (event.target as HTMLInputElement).checked), scene.shown === 'settings' ? 'settings' : '')} />
          <span>${text('ui.finding.ticked')}</span></label>`
      : nothing}`;
}

function oneChange(scene: Scene, change: Change): TemplateResult {
  const { texts } = scene;
  const found = valueOf(scene.facts.settings, change.field);
  const name = change.field.split('.').at(-1) ?? '';
  const free = name === 'host' || name === 'port' || name === 'username' || name === 'address';
  const right = showValue(texts, change.field, change.value);
  const { before, middle, after } = difference(free ? found : '', right);
  return html`
    <li>
      <span class="label">${fieldLabel(texts, change.field)}</span>
      ${found ? html`<span class="pair"><span class="quiet">${texts.text('ui.finding.yours')}</span> <code class="old">${showValue(texts, change.field, found)}</code></span>` : nothing}
      <span class="pair"><span class="quiet">${texts.text('ui.finding.right')}</span>
        <code class="new">${found && free ? html`${before}<mark>${middle}</mark>${after}` : right}</code>
        ${free ? copyButton(scene, change.value) : nothing}</span>
    </li>`;
}
