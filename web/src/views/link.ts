// A link of the profile, in a tab of its own: the examination stays where it is.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { linkOf } from '../profile.js';
import type { Scene } from '../scene.js';

/** Nothing where the profile has none. */
export function linkView({ profile, texts }: Scene, id: string | undefined): TemplateResult | typeof nothing {
  const url = id ? linkOf(profile, id) : undefined;
  return url ? html`<a class="go" href=${url} target="_blank" rel="noopener noreferrer">${texts.text(`ui.link.${id}`)}</a>` : nothing;
}
