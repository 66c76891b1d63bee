// What the workroom takes from the page, which has it already: web/build/code.mjs bundles the two apart.
export { html, nothing } from 'lit/html.js';
export { answer, knowDomain, leave, tryAdvice } from './case.js';
export { clean, LONGEST_TEXT, wellFormed } from './core/clean.js';
export { ask, createCore, refused, start, Taker } from './core/doctor.js';
export { loadCatalog } from './i18n.js';
export { languages } from './generated/messages/catalog.js';
export { rightService, wordsOf } from './profile.js';
export { button, heading } from './views/controls.js';
export { isOfProbe, setUpButton } from './views/verdict.js';
export { labelOf, pageName } from './views/probe-start.js';
