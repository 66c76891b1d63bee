// Registers the element; a page that defined it already, in this version or another, keeps what it has.
import { MailDoctorElement } from './mail-doctor.js';

export { MailDoctorElement };
export * from './shared.js';

export const TAG = 'mail-doctor';

export function define(tag: string = TAG, registry: CustomElementRegistry = customElements): void {
  if (!registry.get(tag)) registry.define(tag, tag === TAG ? MailDoctorElement : class extends MailDoctorElement {});
}

declare global {
  interface HTMLElementTagNameMap {
    'mail-doctor': MailDoctorElement;
  }
}
