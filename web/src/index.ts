// The element with its registration; without it, `define.js`.
import { define } from './define.js';

define();

export * from './define.js';
