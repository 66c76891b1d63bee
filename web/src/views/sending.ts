// The calculator for the sending limit: when to try again, and in how many parts a mailing goes. It promises nothing.
import type { TemplateResult } from 'lit/html.js';
import { setMailing, setRefused } from '../case.js';
import type { CauseId, SendingPlan } from '../generated/contract.js';
import { clockOf, inUnits, lastMomentAt, remaining, showMoment } from '../moment.js';
import { mailingOf, RANGES } from '../profile.js';
import type { Scene } from '../scene.js';
import { button, html, nothing } from '../shared.js';

export function sendingView(scene: Scene, cause: CauseId): TemplateResult | typeof nothing {
  const limit = scene.profile.limits.find((one) => one.scope === 'address');
  if (!limit) return nothing;
  const { text } = scene.texts;
  const { facts } = scene;
  const now = Date.parse(facts.now);
  const refused = (moment: string): void => scene.edit(setRefused(moment), '');
  return html`
    <section class="sending" aria-labelledby="sending">
      <h5 id="sending">${text('ui.sending.title')}</h5>
      <label class="label" for="refused">${text('ui.sending.refused')}</label>
      <p class="actions">
        <input id="refused" type="time" .value=${clockOf(facts.lastRefused)} @change=${(event: Event) => refused(lastMomentAt((event.target as HTMLInputElement).value, now))} />
        ${button('secondary', 'just-now', text('ui.sending.now'), () => refused(facts.now))}
      </p>
      <fieldset class="row" aria-describedby="mailing-help">
        <legend class="label">${text('ui.sending.mailing')}</legend>
        <p id="mailing-help" class="help">${text('ui.sending.mailingHelp')}</p>
        <div class="options ranges">${RANGES.map((end, index) => rangeView(scene, (RANGES[index - 1] ?? 0) * limit.amount, end * limit.amount))}</div>
      </fieldset>
      <div class="plan" role="group" aria-label=${text('ui.sending.title')}>${scene.assessment.sending ? planView(scene, scene.assessment.sending, cause, now) : nothing}</div>
    </section>`;
}

function rangeView(scene: Scene, from: number, to: number): TemplateResult {
  const { text } = scene.texts;
  const label = from === 0 ? text('ui.sending.upTo', { to }) : mailingOf(scene.profile, to).more === 'yes' ? text('ui.sending.over', { from }) : text('ui.sending.between', { from: from + 1, to });
  const chosen = scene.facts.mailing === to;
  return html`<label class=${chosen ? 'option chosen' : 'option'}><input type="radio" name="mailing" value=${to} .checked=${chosen} @change=${() => scene.edit(setMailing(to), '')} /><span>${label}</span></label>`;
}

function planView(scene: Scene, { waitUntil, atOnce, parts, minutes }: SendingPlan, cause: CauseId, now: number): TemplateResult {
  const { text, language } = scene.texts;
  const left = remaining(waitUntil, now);
  const { more } = mailingOf(scene.profile, scene.facts.mailing);
  return html`
    ${waitUntil
      ? html`<p class="again" data-until=${waitUntil}><strong>${text('ui.sending.at', { time: showMoment(waitUntil, now, language) })}</strong>
          <span class="countdown">${left ? text('ui.sending.in', left) : text('ui.sending.ready')}</span></p>
          <p class="help">${text('ui.sending.untilThen')}</p>`
      : nothing}
    ${parts > 0
      ? html`<p data-parts=${parts}>${text('ui.sending.parts', { parts, atOnce, more })} ${parts > 1 ? html`${text('ui.sending.pace')} ${text('ui.sending.takes', { more, ...inUnits(minutes) })}` : nothing}</p>`
      : nothing}
    ${parts > 0 && scene.profile.limits.some((one) => one.scope === 'message') ? html`<p>${text('ui.sending.perMessage')}</p>` : nothing}
    ${cause === 'sending-limit-domain' ? html`<p>${text('ui.sending.together')}</p>` : nothing}
    <p>${text('ui.sending.resend')}</p>`;
}
