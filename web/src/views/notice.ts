// Something that the operator publishes now.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { safeLink } from '../profile.js';
import type { Scene } from '../scene.js';

export function noticeView(scene: Scene): TemplateResult | typeof nothing {
  const { text, language } = scene.texts;
  const notice = scene.profile.notice;
  const words = notice?.text[language] ?? notice?.text[scene.profile.languages[0] ?? ''] ?? Object.values(notice?.text ?? {})[0];
  if (!scene.assessment.notice || !notice || !words) return nothing;
  const url = safeLink(notice.url);
  return html`
    <div class="notice" part="notice" role="note" aria-label=${text('ui.notice')}>
      <p><strong>${text('ui.notice')}</strong> ${words} ${url ? html`<a href=${url}>${text('ui.noticeLink')}</a>` : nothing}</p>
    </div>`;
}
