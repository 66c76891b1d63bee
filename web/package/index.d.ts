// What a host page may rely on. `check.ts` beside it keeps it true.

/** An examination of a person's e-mail: `<mail-doctor profile="..." bridge="..." lang="sv">`. */
export declare class MailDoctorElement extends HTMLElement {
  /** Address of the provider's profile (JSON). */
  profile: string | null;
  /** Address of the bridge, `wss:` or a path of this site; without it nothing is probed. */
  bridge: string | null;
  /** With a press on "test", the browser also tries to open the profile's links `webmail` and `control-panel`. */
  ownNetwork: boolean;
}

/** Another step is on screen. Its kind only: nothing that the person told leaves the element. */
export interface MailDoctorStepEvent extends CustomEvent<{ step: 'question' | 'settings' | 'setup' | 'paste' | 'probe' | 'domain' | 'verdict' | 'solved' }> {
  readonly type: 'mail-doctor-step';
}

/** The person answered whether the examination was of help. */
export interface MailDoctorHelpfulEvent extends CustomEvent<{ helpful: boolean }> {
  readonly type: 'mail-doctor-helpful';
}

/** Registers the element; a page that defined it already, in this version or another, keeps what it has. */
export declare function define(tag?: string, registry?: CustomElementRegistry): void;

declare global {
  interface HTMLElementTagNameMap {
    'mail-doctor': MailDoctorElement;
  }
  interface HTMLElementEventMap {
    'mail-doctor-step': MailDoctorStepEvent;
    'mail-doctor-helpful': MailDoctorHelpfulEvent;
  }
}
