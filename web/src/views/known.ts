// What is known so far, as chips: one tap takes an answer back.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { askForError, DONT_KNOW, forgetTest, isCompared, reopen, takeBack, untry, type Change } from '../case.js';
import { tells } from '../i18n.js';
import { answerText } from '../labels.js';
import type { Scene } from '../scene.js';
import type { Held } from '../store.js';

export interface Chip {
  readonly id: string;
  readonly label: string;
  readonly change: Change;
  readonly held?: Held;
  /** The person does not know. */
  readonly isOpen?: boolean;
}

export const chipsOf = (scene: Scene): Chip[] => [...answerChips(scene), ...stepChips(scene)];

/** What is not known is folded: it may be much, and tells nothing. */
export function knownView(scene: Scene, chips: readonly Chip[]): TemplateResult | typeof nothing {
  const { text } = scene.texts;
  const open = chips.filter((one) => one.isOpen);
  if (chips.length === 0) return nothing;
  return html`
    <nav class="known" aria-labelledby="known">
      <h3 id="known" class="quiet" tabindex="-1">${text('ui.known.title')}</h3>
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
  const { facts, texts, workroom } = scene;
  const { text } = texts;
  const left = (step: string): boolean => facts.skipped.includes(step);
  const isTested = facts.probes.length + facts.context.pagesLoaded.length > 0;
  const chips: (Chip | false)[] = [
    ...(workroom?.chips(scene) ?? []),
    left('settings') && !isCompared(facts.settings) && { id: 'settings', label: text('ui.known.settingsSkipped'), change: reopen('settings'), held: 'settings', isOpen: true },
    facts.noErrorShown && { id: 'paste', label: text('ui.known.noError'), change: askForError },
    left('paste') && !facts.pastedError && !facts.noErrorShown && { id: 'paste', label: text('ui.known.pasteSkipped'), change: askForError, held: 'paste', isOpen: true },
    left('probe') && { id: 'probe', label: text(isTested ? 'ui.known.probe' : 'ui.known.probeSkipped'), change: forgetTest, isOpen: !isTested },
    left('domain') && !facts.domain && { id: 'domain', label: text('ui.known.domainSkipped'), change: reopen('domain'), held: 'domain', isOpen: true },
    ...facts.tried.filter((one) => !one.helped && tells(texts, one.cause)).map(({ cause }): Chip => ({ id: `tried-${cause}`, label: text('ui.known.tried', { value: text(`cause.${cause}.title`) }), change: untry(cause) })),
  ];
  return chips.filter((one) => one !== false);
}
