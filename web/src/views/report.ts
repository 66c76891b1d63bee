// The report for support: a preview of all that it holds, to copy as text or as JSON.
import { html, type TemplateResult } from 'lit';
import { makeReport, reportText } from '../report.js';
import type { Scene } from '../scene.js';

export function reportView(scene: Scene): TemplateResult {
  const { text } = scene.texts;
  const report = makeReport(scene.profile, scene.facts, scene.assessment);
  const prose = reportText(report, scene.texts);
  const json = JSON.stringify(report, null, 2);
  return html`
    <details class="report" part="report"><summary>${text('ui.report.title')}</summary>
      <p>${text('ui.report.lead')}</p>
      <p class="actions">
        <button type="button" class="secondary" data-action="copy-report" @click=${() => scene.copy(prose, 'report')}>${text(scene.copied === 'report' ? 'ui.copied' : 'ui.report.copyText')}</button>
        <button type="button" class="secondary" data-action="copy-json" @click=${() => scene.copy(json, 'json')}>${text(scene.copied === 'json' ? 'ui.copied' : 'ui.report.copyJson')}</button>
      </p>
      <pre class="preview" tabindex="0" aria-label=${text('ui.report.preview')} data-report="text">${prose}</pre>
      <details><summary>${text('ui.report.previewJson')}</summary>
        <pre class="preview" tabindex="0" aria-label=${text('ui.report.previewJson')} data-report="json">${json}</pre></details>
    </details>`;
}
