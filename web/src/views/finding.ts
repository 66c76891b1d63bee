// Findings: what is wrong, why, and the change to make in the program. What was found is never overwritten.
import type { TemplateResult } from 'lit/html.js';
import { tick, valueOf } from '../case.js';
import { difference, drawHidden, type Piece } from '../difference.js';
import { settingsFields, type Change, type Finding, type SettingsField } from '../generated/contract.js';
import { fieldLabel, showValue } from '../labels.js';
import { heldIn, WAY_MARK, type Scene } from '../scene.js';
import { html, isOfProbe, nothing } from '../shared.js';
import { copyButton } from './settings.js';

/** `open` tells all at once; else a press does, so that what appears while somebody types is small. A set of changes is shown and ticked as one. */
export const findingsView = (scene: Scene, findings: readonly Finding[], open = false): TemplateResult[] => findings.map((one) => (open ? openView : foldedView)(scene, one));

function openView(scene: Scene, finding: Finding): TemplateResult {
  const { text } = scene.texts;
  return html`
    <article class="finding ${finding.severity}" part="finding" data-rule=${finding.rule} data-field=${finding.field} ?data-changed=${finding.changed}>
      ${badgeView(scene, finding)}
      <h5>${text(`rule.${finding.rule}.title`, finding.args)}</h5>
      ${waysView(scene, finding)}
    </article>`;
}

function foldedView(scene: Scene, finding: Finding): TemplateResult {
  const { text } = scene.texts;
  return html`
    <details class="finding ${finding.severity}" part="finding" data-rule=${finding.rule} data-field=${finding.field} ?data-changed=${finding.changed} ?open=${finding.changed}>
      <summary data-action="show"><span><strong>${text(`rule.${finding.rule}.title`, finding.args)}</strong> ${badgeView(scene, finding)} <span class="show">${text('ui.finding.show')}</span></span></summary>
      ${waysView(scene, finding)}
    </details>`;
}

const badgeView = ({ texts }: Scene, finding: Finding): TemplateResult =>
  html`<span class="badge">${texts.text(finding.changed ? 'ui.finding.done' : isOfProbe(finding) ? 'ui.finding.server' : `ui.finding.${finding.severity}`)}</span>`;

/** Why it is wrong, and one or two ways to mend it. */
function waysView(scene: Scene, finding: Finding): TemplateResult {
  const { text } = scene.texts;
  return html`
    <p>${text(`rule.${finding.rule}.why`, finding.args)}</p>
    <p>${text(`rule.${finding.rule}.fix`, finding.args)}</p>
    ${wayView(scene, finding, 'fix')} ${finding.otherwise
      ? html`<details class="change" data-way="otherwise" ?open=${isGone(scene, finding, 'otherwise')}><summary class="secondary">${text('ui.finding.otherwise')}</summary>
        <div class="way">${wayView(scene, finding, 'otherwise')}</div></details>`
      : nothing}`;
}

type Way = 'fix' | 'otherwise';

/** What one way changes; where no value is known, the field itself. */
const fieldsOf = (finding: Finding, way: Way): string[] => {
  const fields = (finding[way]?.changes ?? []).map((one) => one.field);
  return fields.length > 0 ? fields : [finding.field];
};

const markOf = ({ rule, field }: Finding): string => `${WAY_MARK}${rule} ${field}`;

/** The case knows which fields were changed, not to what: which of two ways was gone is a mark, or the one with more fields. */
function isGone({ facts, marks }: Scene, finding: Finding, way: Way): boolean {
  const ticked = (one: Way): boolean => fieldsOf(finding, one).every((field) => facts.changed.includes(field));
  const longer = fieldsOf(finding, 'otherwise').length > fieldsOf(finding, 'fix').length;
  return ticked(way) && (!finding.otherwise || (marks[markOf(finding)] || (longer && ticked('otherwise') ? 'otherwise' : 'fix')) === way);
}

/** One set of changes with its one tick. */
function wayView(scene: Scene, finding: Finding, way: Way): TemplateResult {
  const { text } = scene.texts;
  const changes = finding[way]?.changes ?? [];
  const fields = fieldsOf(finding, way);
  const canTick = settingsFields.includes(fields[0] as SettingsField);
  const set = (event: Event): void => {
    if (finding.otherwise) scene.mark(markOf(finding), way);
    scene.edit(tick(fields, (event.target as HTMLInputElement).checked), heldIn(scene));
  };
  return html`
    ${changes.length > 0 ? html`<ul class="changes">${changes.map((one) => oneChange(scene, one))}</ul>` : nothing}
    ${canTick
      ? html`<label class="tick"><input type="checkbox" data-action="tick" .checked=${isGone(scene, finding, way)} @change=${set} />
          <span>${text('ui.finding.ticked')}</span></label>`
      : nothing}`;
}

function oneChange(scene: Scene, change: Change): TemplateResult {
  const { texts, guide } = scene;
  const found = valueOf(scene.facts.settings, change.field);
  const stays = found === change.value;
  const name = change.field.split('.').at(-1) ?? '';
  const free = name === 'host' || name === 'port' || name === 'username' || name === 'address';
  const right = showValue(texts, change.field, change.value, guide);
  const pieces = free ? difference(found, right) : [];
  return html`
    <li>
      <span class="label">${fieldLabel(texts, change.field)}</span>
      ${found && !stays ? html`<span class="pair"><span class="quiet">${texts.text('ui.finding.yours')}</span> <code class="old">${free ? piecesView(pieces, 'found') : showValue(texts, change.field, found, guide)}</code></span>` : nothing}
      <span class="pair"><span class="quiet">${texts.text(stays ? 'ui.finding.stays' : 'ui.finding.right')}</span>
        <code class="new">${found && free ? piecesView(pieces, 'right') : right}</code>
        ${free ? copyButton(scene, change.value) : nothing}</span>
    </li>`;
}

/** One of two texts, with what only it has marked, and what nobody sees drawn. */
const piecesView = (pieces: readonly Piece[], of: 'found' | 'right'): (TemplateResult | string)[] =>
  pieces.filter((one) => one.of === of || one.of === 'both').map((one) => (one.of === of ? html`<mark>${drawHidden(one.text)}</mark>` : one.text));

/** What the verdict begins with: what is to be changed in the program, `isDone` once all is, and what the tests found. */
export const mendView = (scene: Scene, mend: readonly Finding[], isDone: boolean, tested: readonly Finding[]): TemplateResult => {
  const { text } = scene.texts;
  return html`
    ${mend.length > 0
      ? html`<section class="mend" aria-labelledby="mend">
          <h4 id="mend">${text(isDone ? 'ui.verdict.changedTitle' : 'ui.verdict.mendFirst')}</h4>
          <p>${text(isDone ? 'ui.verdict.changedLead' : 'ui.verdict.mendLead')}</p>
          ${findingsView(scene, mend, true)}
        </section>`
      : nothing}
    ${tested.length > 0
      ? html`<section class="mend" aria-labelledby="tested"><h4 id="tested">${text('ui.verdict.probesTitle')}</h4>${findingsView(scene, tested, true)}</section>`
      : nothing}`;
};
