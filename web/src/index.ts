// The element with its registration; without it, `define.js`.
import { define, MailDoctorElement } from './define.js';

define();

export { define, MailDoctorElement };
