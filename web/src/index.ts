// The element with its registration; for the class alone import `mail-doctor.js`.
import { define } from './define.js';

define();

export { define };
export { MailDoctorElement } from './mail-doctor.js';
