// What is known so far, as chips: one tap takes an answer back.
import { html, nothing, type TemplateResult } from 'lit';
import { askForError, DONT_KNOW, forgetTest, isCompared, knowDomain, reopen, takeBack, type Change } from '../case.js';
import { answerText } from '../labels.js';
import type { Scene } from '../scene.js';
import type { Held } from '../store.js';

interface Chip {
  readonly id: string;
  readonly label: string;
  readonly change: Change;
  readonly held?: Held;
  /** The person does not know. */
  readonly isOpen?: boolean;
}

/** What is not known is folded: it may be much, and tells nothing. */
export function knownView(scene: Scene): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  const chips = [...answerChips(scene), ...stepChips(scene)];
  const open = chips.filter((one) => one.isOpen);
  if (chips.length === 0) return nothing;
  return html`
    <nav class="known" aria-labelledby="known">
      <h3 id="known" class="quiet">${text('ui.known.title')}</h3>
      ${listView(scene, chips.filter((one) => !one.isOpen))}
      ${open.length > 0 ? html`<details><summary class="quiet">${text('ui.known.open', { count: open.length })}</summary>${listView(scene, open)}</details>` : nothing}
    </nav>`;
}

const listView = (scene: Scene, chips: readonly Chip[]): TemplateResult => html`
  <ul>${chips.map(({ id, label, change, held }) => html`
    <li><button type="button" class="chip" part="chip" data-chip=${id} aria-label=${scene.texts.text('ui.known.takeBack', { value: label })}
      @click=${() => scene.advance(change, held)}><span>${label}</span><span class="cross" aria-hidden="true"></span></button></li>`)}</ul>`;

function answerChips(scene: Scene): Chip[] {
  const { has, text } = scene.texts;
  return Object.entries(scene.facts.answers).map(([id, choice]) => ({
    id,
    // A sentence that tells on its own what is known; of what is not known, the question.
    label: has(`fact.${id}-${choice}`)
      ? text(`fact.${id}-${choice}`)
      : `${text(`question.${id}.title`)} ${answerText(scene.texts, id, choice)}`,
    change: takeBack(id),
    isOpen: choice === DONT_KNOW,
    // Which program it is, is asked where its settings are compared.
    ...(id === 'program' ? { held: 'settings' } : {}),
  }));
}

function stepChips(scene: Scene): Chip[] {
  const { facts } = scene;
  const { text } = scene.texts;
  const chips: Chip[] = [];
  if (facts.skipped.includes('settings')) chips.push({ id: 'settings', label: text(isCompared(facts.settings) ? 'ui.known.settings' : 'ui.known.settingsSkipped'), change: reopen('settings'), held: 'settings' });
  if (facts.pastedError || facts.noErrorShown) chips.push({ id: 'paste', label: text(facts.pastedError ? 'ui.known.paste' : 'ui.known.noError'), change: askForError });
  if (facts.skipped.includes('probe') && facts.probes.length > 0) chips.push({ id: 'probe', label: text('ui.known.probe'), change: forgetTest });
  if (facts.skipped.includes('domain') && facts.domain) chips.push({ id: 'domain', label: text('ui.known.domain', { value: facts.domain.domain }), change: knowDomain(undefined), held: 'domain' });
  return chips;
}
