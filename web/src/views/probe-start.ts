// The live test before it is begun: what is sent, and the press that begins it. Who does the test comes with that press.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ProbeRequest } from '../bridge-client.js';
import { addProbes, leave } from '../case.js';
import { pagesOf, type PageId } from '../own-network.js';
import { absent } from '../probe-run.js';
import { wordsOf } from '../profile.js';
import type { Scene } from '../scene.js';

export function probeStartView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const wanted = scene.assessment.probesWanted;
  const pages = scene.hasOwnNetwork ? pagesOf(scene.profile).map((id) => pageName(scene, id)) : [];
  const own = scene.hasBridge ? (scene.workroom?.ownHosts(scene) ?? []) : [];
  const start = (event: Event): void => {
    if (scene.asked === 'waiting') return;
    const root = (event.target as HTMLElement).closest('.step');
    const ticked = [...(root?.querySelectorAll<HTMLInputElement>('input[data-own]:checked') ?? [])].map((box) => own[Number(box.value)]);
    void scene.enter().then((room) => room?.probe(scene, [...requestsFor(scene, wanted), ...ticked.filter((one) => one !== undefined)]));
  };
  if ((!scene.hasBridge && pages.length === 0) || scene.asked === 'missing') {
    return html`
      <h3 class="heading" tabindex="-1">${text('ui.probe.title')}</h3>
      <p>${text('ui.probe.notTested')}</p>
      <p class="actions"><button type="button" class="primary" data-action="continue"
        @click=${() => scene.advance((facts) => leave('probe')(addProbes(absent(wanted))(facts)))}>${text('ui.continue')}</button>
        ${scene.asked ? html`<button type="button" class="secondary" data-action="start" @click=${start}>${text('ui.retry')}</button>` : nothing}</p>`;
  }
  const services = wanted.map((id) => labelOf(scene, id)).join(', ');
  const [first = '', second] = pages;
  return html`
    <h3 class="heading" tabindex="-1">${text('ui.probe.title')}</h3>
    ${scene.hasBridge
      ? html`<p>${text('ui.probe.lead')}</p>
          <p class="help">${text('ui.probe.sends', { services })}</p>`
      : nothing}
    ${first ? html`<p class="help" data-sends="own">${text('ui.probe.sendsOwn', { pages: second ? text('ui.probe.and', { first, second }) : first })}</p>` : nothing}
    ${own.map(({ ownHost }, index) => html`<label class="tick"><input type="checkbox" data-own value=${index} .checked=${scene.marks[ownHost] === 'test'}
        @change=${({ target }: Event) => scene.mark(ownHost, (target as HTMLInputElement).checked ? 'test' : '')} />
      <span>${text('ui.probe.ownHost', { value: ownHost })} ${text('ui.probe.ownHostHelp')}</span></label>`)}
    <p class="actions">
      <button type="button" class="primary" data-action="start" @click=${start}>${text('ui.probe.start')}</button>
      <button type="button" class="secondary" data-action="skip" @click=${() => scene.advance(leave('probe'))}>${text('ui.probe.skip')}</button>
    </p>
    <p role="status">${scene.asked ? text('ui.wait') : nothing}</p>
    <p class="help">${text('ui.probe.boundUnknown')} ${scene.hasBridge ? text('ui.probe.vantageUnknown') : nothing}</p>`;
}

export const pageName = (scene: Scene, id: PageId): string => wordsOf(scene.profile, scene.texts.language)[id === 'webmail' ? 'webmail' : 'controlPanel'];

export function requestsFor({ profile }: Scene, ids: readonly string[]): ProbeRequest[] {
  const services = [...new Set(ids)].map((id) => profile.services.find((one) => one.id === id)).filter((one) => one !== undefined);
  return services.map(({ id, host, port }) => ({ service: id, host, port }));
}

/** "imap.example.net (IMAP, 993)". */
export function labelOf({ profile, texts }: Scene, id: string): string {
  const service = profile.services.find((one) => one.id === id);
  return service ? `${service.host} (${texts.text(`ui.value.${service.protocol}`)}, ${service.port})` : id;
}
