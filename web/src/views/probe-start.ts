// The live test before it is begun: what is sent, and the press that begins it. Who does the test comes with that press.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { addProbes, leave } from '../case.js';
import { pagesOf, type PageId } from '../own-network.js';
import { absent } from '../probe-run.js';
import { wordsOf } from '../profile.js';
import type { Scene } from '../scene.js';
import { button, heading } from './controls.js';

export function probeStartView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const wanted = scene.assessment.probesWanted;
  const pages = scene.hasOwnNetwork ? pagesOf(scene.profile).map((id) => pageName(scene, id)) : [];
  const start = async (): Promise<void> => {
    if (scene.asked !== 'waiting') await (await scene.enter())?.probeAll(scene);
  };
  if ((!scene.hasBridge && pages.length === 0) || scene.asked === 'missing') {
    return html`
      ${heading(text('ui.probe.title'))}
      <p>${text('ui.probe.notTested')}</p>
      <p class="actions">${button('primary', 'continue', text('ui.continue'), () => scene.advance((facts) => leave('probe')(addProbes(absent(wanted))(facts))))}
        ${scene.asked ? button('secondary', 'start', text('ui.retry'), start) : nothing}</p>`;
  }
  const services = wanted.map((id) => labelOf(scene, id)).join(', ');
  const [first = '', second] = pages;
  return html`
    ${heading(text('ui.probe.title'))}
    ${scene.hasBridge
      ? html`<p>${text('ui.probe.lead')}</p>
          <p class="help">${text('ui.probe.sends', { services })}</p>`
      : nothing}
    ${first ? html`<p class="help" data-sends="own">${text('ui.probe.sendsOwn', { pages: second ? text('ui.probe.and', { first, second }) : first })}</p>` : nothing}
    ${scene.workroom?.ownHostsView(scene)}
    <p class="actions">
      ${button('primary', 'start', text('ui.probe.start'), start)}
      ${button('secondary', 'skip', text('ui.probe.skip'), () => scene.advance(leave('probe')))}
    </p>
    <p role="status">${scene.asked ? text('ui.wait') : nothing}</p>
    <p class="help">${text('ui.probe.boundUnknown')} ${scene.hasBridge ? text('ui.probe.vantageUnknown') : nothing}</p>`;
}

export const pageName = (scene: Scene, id: PageId): string => wordsOf(scene.profile, scene.texts.language)[id === 'webmail' ? 'webmail' : 'controlPanel'];

/** "imap.example.net (IMAP, 993)". */
export function labelOf({ profile, texts }: Scene, id: string): string {
  const service = profile.services.find((one) => one.id === id);
  return service ? `${service.host} (${texts.text(`ui.value.${service.protocol}`)}, ${service.port})` : id;
}
