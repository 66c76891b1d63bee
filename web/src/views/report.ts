// The report for support: five lines to read out, and a preview of all that it holds, to copy, share or print.
import type { TemplateResult } from 'lit/html.js';
import { makeReport, reportText } from '../report.js';
import type { Scene } from '../scene.js';
import { button, html, nothing } from '../shared.js';

const ADDRESS_MARK = 'report address';

export function reportView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const asked = scene.marks[ADDRESS_MARK] === 'asked';
  const report = makeReport(scene.profile, scene.facts, scene.assessment, scene.texts, asked);
  const prose = reportText(report, scene.texts);
  const json = JSON.stringify(report, null, 2);
  const copied = (name: string, otherwise: 'ui.report.copyText' | 'ui.report.copyJson'): string => text(scene.copied === name ? 'ui.copied' : otherwise);
  return html`
      <h5>${text('ui.report.inShort')}</h5>
      <ol class="advice" data-report="short">${report.inShort.map((line) => html`<li>${line}</li>`)}</ol>
      <p>${text('ui.report.lead')}</p>
      ${scene.facts.settings.address
        ? html`<label class="tick"><input type="checkbox" data-action="with-address" .checked=${asked} @change=${() => scene.mark(ADDRESS_MARK, asked ? '' : 'asked')} />
            <span>${text('ui.report.withAddress')}</span></label>`
        : nothing}
      <p class="actions">
        ${button('secondary', 'copy-report', copied('report', 'ui.report.copyText'), () => scene.copy(prose, 'report'))}
        ${'share' in navigator ? button('secondary', 'share', text('ui.report.share'), () => share(prose)) : nothing}
        ${button('secondary', 'print', text('ui.report.print'), (event: Event) => print(prose, text('ui.report.title'), (event.target as HTMLElement).getRootNode() as ShadowRoot))}
      </p>
      <pre class="preview" tabindex="0" aria-label=${text('ui.report.preview')} data-report="text">${prose}</pre>
      <details><summary>${text('ui.report.previewJson')}</summary>
        <p class="actions">${button('secondary', 'copy-json', copied('json', 'ui.report.copyJson'), () => scene.copy(json, 'json'))}</p>
        <pre class="preview" tabindex="0" aria-label=${text('ui.report.previewJson')} data-report="json">${json}</pre></details>`;
}

/** Whoever closes the share sheet again has not failed. */
const share = (report: string): Promise<void> => navigator.share({ text: report }).catch(() => undefined);

/** The report alone, without the page around it. */
function print(report: string, title: string, root: ShadowRoot): void {
  const frame = document.createElement('iframe');
  frame.className = 'unseen';
  frame.title = title;
  root.append(frame);
  const paper = frame.contentWindow;
  if (!paper) return;
  const sheet = paper.document.createElement('pre');
  sheet.style.whiteSpace = 'pre-wrap'; // allowed by any policy, unlike an attribute
  sheet.textContent = report;
  paper.document.body.append(sheet);
  paper.onafterprint = () => frame.remove();
  paper.print();
}
