// The comparison of settings, row by row: same, different, can't find it. Only "different" asks for typing.
import type { TemplateResult } from 'lit/html.js';
import { setAddress, setEmpty, setField, valueOf, type FieldName } from '../case.js';
import type { Direction } from '../generated/contract.js';
import { showValue } from '../labels.js';
import { DIRECTIONS, FIELDS, rightUsername } from '../profile.js';
import { draftIn, heldIn, type Scene } from '../scene.js';
import { answer, button, heading, html, isOfProbe, leave, nothing, rightService, setUpButton, wordsOf } from '../shared.js';
import { partView, programName, programView } from './guide.js';
import { findingsView } from './finding.js';
import type { Workroom } from './workroom.js';

const CLOSED: Partial<Record<FieldName, readonly string[]>> = {
  protocol: ['imap', 'pop3'],
  security: ['tls', 'starttls', 'none'],
  authentication: ['password', 'none', 'other'],
};

export function settingsView(scene: Scene, room: Workroom): TemplateResult {
  const { text } = scene.texts;
  const { findings } = scene.assessment;
  const wanted = scene.assessment.directions;
  const isMarked = (direction: Direction): boolean => compared(scene, direction).some(Boolean);
  const directions = wanted.length > 0 ? [...wanted, ...DIRECTIONS.filter((one) => !wanted.includes(one) && isMarked(one))] : DIRECTIONS;
  const open = findings.filter((one) => !one.changed && !isOfProbe(one)).length;
  return html`
    ${heading(text('ui.settings.title'))}
    <p>${text('ui.settings.lead')}</p>
    ${elsewhereView(scene)}
    ${programView(scene)}
    ${partView(scene, 'open')}
    ${pasteAllView(scene, room)}
    ${addressRow(scene)}
    ${directions.map((direction, index) => directionView(scene, direction, directions.slice(0, index)))}
    <p class="help">${text('ui.settings.noPassword')}</p>
    <p class="summary" role="status">${open > 0 || DIRECTIONS.some(isMarked) ? text('ui.settings.summary', { count: open }) : text('ui.settings.nothingYet')}</p>
    <p class="actions">
      ${button('primary', 'done', text('ui.settings.done'), () => scene.advance(leave('settings')))}
      ${button('secondary', 'skip', text('ui.skip'), () => scene.advance(leave('settings')))}
    </p>`;
}

/** The ways on for whoever cannot compare, before all that there is to compare. */
function elsewhereView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  return html`
    <details class="guide" data-ways><summary>${text('ui.settings.elsewhere')}</summary>
      ${setUpButton(scene)}
      ${scene.facts.answers['mail-access'] ? nothing : html`<p>${button('secondary', 'webmail', text('ui.settings.onlyWebmail'), () => scene.advance(answer('mail-access', 'webmail')))}</p>`}
    </details>`;
}

export function addressRow(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const findings = findingsAt(scene, 'address');
  return html`
    <div class="row" data-field="address">
      <label class="label" for="address">${text('ui.settings.address')}</label>
      <input id="address" type="email" inputmode="email" autocomplete="email" autocapitalize="none" autocorrect="off" spellcheck="false"
        aria-describedby="address-help" .value=${scene.facts.settings.address}
        @input=${(event: Event) => scene.editSoon('address', setAddress(typed(event)), heldIn(scene))} />
      <div id="address-help" class="hold" role="status">${findings.length > 0 ? findings : html`<p class="help">${text('ui.settings.addressHelp')}</p>`}</div>
    </div>`;
}

/** Row by row, whether anything is marked. */
const compared = (scene: Scene, direction: Direction): boolean[] =>
  FIELDS[direction].map((name) => stateOf(scene, `${direction}.${name}`, rightIn(scene, direction, name)) !== '');

/** Open once those before it are compared. */
function directionView(scene: Scene, direction: Direction, before: readonly Direction[]): TemplateResult {
  const shown = new Set<string>(FIELDS[direction].map((name) => `${direction}.${name}`));
  const others = scene.assessment.findings.filter((one) => one.field.startsWith(`${direction}.`) && !shown.has(one.field));
  const isOpen = before.every((one) => compared(scene, one).every(Boolean)) || compared(scene, direction).some(Boolean);
  return html`
    <details class="direction" data-direction=${direction} ?open=${isOpen}>
      <summary><h4>${scene.texts.text(`ui.settings.${direction}`)}</h4></summary>
      ${FIELDS[direction].map((name) => rowView(scene, direction, name))}
      ${findingsView(scene, others)}
    </details>`;
}

/** What the row should be, as the case writes it; nothing where that cannot be known. A finding knows more of what was typed. */
function rightIn({ profile, facts: { settings }, assessment }: Scene, direction: Direction, name: FieldName): string | undefined {
  const mended = assessment.findings.flatMap((one) => one.fix?.changes ?? []).find((one) => one.field === `${direction}.${name}`);
  if (mended) return mended.value;
  if (name === 'authentication') return 'password';
  if (name === 'username') return rightUsername(profile, settings.address);
  return rightService(profile, direction, assessment.services)?.[name].toString();
}

type RowState = '' | 'same' | 'different' | 'unknown';

/** The mark on screen where there is one, else what the case tells. */
function stateOf(scene: Scene, path: string, right: string | undefined): RowState {
  const value = valueOf(scene.facts.settings, path);
  if (scene.facts.settings.emptyInProgram.includes(path)) return 'different';
  const mark = (scene.marks[path] ?? '') as RowState;
  if (value === '') return mark === 'same' && right !== undefined ? '' : mark;
  return value === right && mark !== 'different' ? 'same' : 'different';
}

function rowView(scene: Scene, direction: Direction, name: FieldName): TemplateResult {
  const { texts } = scene;
  const path = `${direction}.${name}`;
  const label = texts.text(`ui.field.${name}`);
  const right = rightIn(scene, direction, name);
  const shown = right === undefined ? wordsOf(scene.profile, texts.language).username : showValue(texts, name, right, scene.guide);
  const state = stateOf(scene, path, right);
  const choose = (next: RowState): void => {
    scene.mark(path, next);
    const value = next === 'same' ? (right ?? '') : '';
    scene.edit(setField(direction, name, value), 'settings');
  };
  const option = (next: RowState, key: 'same' | 'different' | 'cannotFind'): TemplateResult => html`
    <label class=${state === next ? 'option chosen' : 'option'}><input type="radio" name=${path} value=${next} .checked=${state === next} @change=${() => choose(next)} />
      <span>${texts.text(`ui.settings.${key}`)}</span></label>`;
  return html`
    <fieldset class="row" data-field=${path} data-state=${state}>
      <legend><span class="label">${label}</span> <span class="quiet">${texts.text('ui.settings.rightValue')}</span> <code part="value">${shown}</code></legend>
      ${programsNameView(scene, path, label)}
      <div class="options" role="radiogroup" aria-label=${texts.text('ui.settings.compare', { field: label })}>
        ${option('same', 'same')}${option('different', 'different')}${option('unknown', 'cannotFind')}
      </div>
      ${state === 'different' ? foundView(scene, direction, name) : saidView(findingsAt(scene, path))}
    </fieldset>`;
}

/** What stands in the program: a choice where the list is closed, else a box to type in; and what is wrong with it. */
function foundView(scene: Scene, direction: Direction, name: FieldName): TemplateResult {
  const { texts } = scene;
  const path = `${direction}.${name}`;
  const value = valueOf(scene.facts.settings, path);
  const findings = findingsAt(scene, path);
  const set = (next: string): void => scene.edit(setField(direction, name, next), 'settings');
  const closed = CLOSED[name];
  if (closed) {
    const right = rightIn(scene, direction, name);
    const others = closed.filter((one) => one === value || one !== right);
    return html`
      <div class="options found" role="radiogroup" aria-label=${texts.text('ui.settings.choose')}>
        ${others.map((one) => html`<label class=${value === one ? 'option chosen' : 'option'}><input type="radio" name="${path}.found" value=${one} .checked=${value === one}
          @change=${() => set(one)} /><span>${showValue(texts, name, one, scene.guide)}</span></label>`)}
      </div>
      ${saidView(findings)}`;
  }
  const empty = scene.facts.settings.emptyInProgram.includes(path);
  const id = `found-${direction}-${name}`;
  return html`
    <div class="found">
      ${empty
        ? nothing
        : html`<label for=${id}>${texts.text('ui.settings.found')}</label>
          <input id=${id} type="text" inputmode=${name === 'port' ? 'numeric' : name === 'host' ? 'url' : 'email'} autocomplete="off"
            autocapitalize="none" autocorrect="off" spellcheck="false" aria-describedby="${id}-said" .value=${value}
            @input=${(event: Event) => scene.editSoon(path, setField(direction, name, typed(event)), 'settings')} />`}
      <div id="${id}-said" class="hold">
        ${value
          ? nothing
          : html`<label class="tick"><input type="checkbox" .checked=${empty}
              @change=${(event: Event) => (event.target as HTMLInputElement).checked ? scene.edit(setEmpty(direction, name), 'settings') : set('')} />
              <span>${texts.text('ui.settings.empty')}</span></label>`}
        ${saidView(findings)}
      </div>
    </div>`;
}

const typed = (event: Event): string => (event.target as HTMLInputElement).value;

/** What is found while somebody types is said politely. */
const saidView = (findings: readonly TemplateResult[]): TemplateResult => html`<div class="said" role="status">${findings}</div>`;

const findingsAt = (scene: Scene, field: string): TemplateResult[] => findingsView(scene, scene.assessment.findings.filter((one) => one.field === field));

/** What the person's program calls the row, where that is another name than ours. */
function programsNameView(scene: Scene, path: string, label: string): TemplateResult | typeof nothing {
  const name = scene.guide?.fields[path];
  if (!name || name === label) return nothing;
  return html`<p class="help" data-called>${scene.texts.text('ui.guide.field', { program: programName(scene), name })}</p>`;
}

const BLOCK_MARK = 'block open';

/** A box for a whole block of settings, and what came of it. */
function pasteAllView(scene: Scene, room: Workroom): TemplateResult {
  const { text } = scene.texts;
  const draft = draftIn(scene, 'block');
  const isOpen = scene.marks[BLOCK_MARK] === 'open' || room.said.filled !== undefined;
  const fill = (event: Event): void => {
    const box = (event.target as HTMLElement).closest('details')?.querySelector('textarea');
    if (!box?.value.trim()) return box?.focus();
    room.fillPasted(scene, box.value);
    box.value = '';
  };
  return html`
    <details class="paste-all" ?open=${isOpen} @toggle=${({ target }: Event) => scene.mark(BLOCK_MARK, (target as HTMLDetailsElement).open ? 'open' : 'shut')}><summary>${text('ui.settings.pasteTitle')}</summary>
      <div class="paste">
        <p id="paste-all-lead" class="help">${text('ui.settings.pasteLead')}</p>
        <label class="label" for="block">${text('ui.settings.pasteLabel')}</label>
        <textarea id="block" rows="4" maxlength="20000" aria-describedby="paste-all-lead" autocapitalize="none" autocorrect="off" spellcheck="false" autocomplete="off"
          .defaultValue=${draft.text} @input=${draft.keep}></textarea>
        <p class="actions">${button('secondary', 'fill', text('ui.settings.pasteFill'), fill)}</p>
        <div role="status">${room.said.filled === undefined ? nothing : html`
          ${room.said.passwordRemoved ? html`<p data-note="password-removed"><strong>${text('ui.paste.passwordRemoved')}</strong></p>` : nothing}
          <p data-filled=${room.said.filled}>${text('ui.settings.pasteFound', { count: room.said.filled })}</p>`}</div>
      </div>
    </details>`;
}

export const copyButton = (scene: Scene, value: string): TemplateResult => html`
  <button type="button" class="plain small" part="copy" data-copy=${value} @click=${() => scene.copy(value)}>
    ${scene.texts.text(scene.copied === value ? 'ui.copied' : 'ui.copy')}<span class="unseen"> ${value}</span></button>`;
