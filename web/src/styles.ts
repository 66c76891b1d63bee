// The looks. Everything that a page may want to change is a custom property with a default here. The colours are mixed of the page's own
// background and text, light or dark as the page is. They stand at the panel: at the host, a page whose own `--accent` makes ours would go in
// a circle.

export const styles = `
  :host {
    display: block;
    font: inherit;
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]), :host([data-state='opening']) slot { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  .panel {
    --surface: var(--mail-doctor-surface, Canvas);
    --ink: var(--mail-doctor-ink, color-mix(in srgb, CanvasText 90%, Canvas));
    --accent: var(--mail-doctor-accent, color-mix(in srgb, #12b79e 60%, var(--ink)));
    --on-accent: var(--mail-doctor-on-accent, var(--surface));
    --good: var(--mail-doctor-good, color-mix(in srgb, #12b79e 60%, var(--ink)));
    --bad: var(--mail-doctor-bad, color-mix(in srgb, #ff4d30 65%, var(--ink)));
    --warn: var(--mail-doctor-warn, color-mix(in srgb, #f4a400 50%, var(--ink)));
    --line: var(--mail-doctor-line, color-mix(in srgb, var(--ink) 18%, var(--surface)));
    --soft: color-mix(in srgb, var(--ink) 74%, var(--surface));
    --tint: color-mix(in srgb, var(--accent) 8%, var(--surface));
    --bad-tint: color-mix(in srgb, var(--bad) 8%, var(--surface));
    --warn-tint: color-mix(in srgb, var(--warn) 8%, var(--surface));
    --radius: var(--mail-doctor-radius, 16px);
    --edge: clamp(1rem, 4vw, 1.75rem);
    container-type: inline-size;
    background: var(--surface);
    color: var(--ink);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: var(--edge);
    box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px -16px rgb(0 0 0 / 14%);
    overflow-wrap: anywhere;
  }
  h2, h3, h4, h5, p, ul, ol, fieldset, legend, pre { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  h2 { font-size: 1.375rem; line-height: 1.25; letter-spacing: -0.01em; }
  h3 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; }
  h4 { font-size: 1.0625rem; line-height: 1.35; }
  h5 { font-size: 1rem; line-height: 1.4; }
  header { margin-block-end: 1.25rem; }
  header p { margin-block-start: 0.25rem; }
  .bar {
    position: sticky; inset-block-start: var(--mail-doctor-top, 0px); z-index: 1;
    display: flex; flex-wrap: wrap; align-items: center;
    margin: calc(-1 * var(--edge)) calc(-1 * var(--edge)) 1rem; padding-inline: var(--edge) calc(var(--edge) - 0.5rem);
    background: var(--surface); border-block-end: 1px solid var(--line); border-radius: var(--radius) var(--radius) 0 0;
  }
  .bar h2 { flex: 1; min-inline-size: min-content; overflow-wrap: normal; font-size: 0.875rem; font-weight: 600; color: var(--soft); letter-spacing: 0; }
  .bar .plain { font-size: 0.875rem; white-space: nowrap; }
  /* Large texts, or a low screen: it would cover too much. */
  @container (max-width: 15rem) { .bar { position: static; } }
  @media (max-height: 25rem) { .bar { position: static; } }
  .panel :is(button, input, select, textarea, summary, a, .heading) { scroll-margin-block-start: calc(var(--mail-doctor-top, 0px) + 3.5rem); }
  .heading:focus { outline: none; }
  .heading:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
  .help, .quiet { color: var(--soft); font-size: 0.9375rem; }
  .label { font-weight: 600; }
  .question legend { margin-block-end: 0.5rem; }
  .step { display: grid; gap: 1rem; }
  .step > *, .question, .cause, .mend, .support, .paste { min-inline-size: 0; }
  .question, .cause, .mend, .support, .paste { display: grid; gap: 0.75rem; }
  @media (prefers-reduced-motion: no-preference) {
    .step { animation: appear 160ms ease-out; }
    .choice, .chip, button { transition: background-color 120ms, border-color 120ms; }
  }
  @keyframes appear { from { opacity: 0; transform: translateY(4px); } }

  button, input, select, textarea, summary { font: inherit; color: inherit; }
  button, .option, .tick, summary { -webkit-tap-highlight-color: transparent; }
  button { cursor: pointer; min-block-size: 44px; border-radius: 10px; border: 1px solid transparent; background: none; padding: 0.5rem 0.875rem; text-align: start; }
  :is(button, input, select, textarea, summary, a, pre):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .primary { background: var(--accent); color: var(--on-accent); font-weight: 600; padding-inline: 1.25rem; }
  .primary:hover { filter: brightness(1.08); }
  .secondary { border-color: var(--line); font-weight: 600; }
  .secondary:hover, .plain:hover { background: var(--tint); }
  .plain { color: var(--accent); text-decoration: underline; text-underline-offset: 3px; padding-inline: 0.5rem; }
  button.small { font-size: 0.9375rem; margin-inline-start: -0.5rem; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.625rem; align-items: center; }
  .step > .actions > .plain:only-child { margin-inline-start: -0.5rem; }

  .choices { display: grid; gap: 0.5rem; }
  @container (min-width: 34rem) { .choices.two { grid-template-columns: 1fr 1fr; } }
  .choice {
    display: flex; align-items: center; gap: 0.75rem;
    min-block-size: 52px; padding: 0.75rem 1rem;
    border: 1px solid var(--line); border-radius: 12px; background: var(--surface);
  }
  .choice:hover { border-color: var(--accent); background: var(--tint); }
  .choice.quiet { color: var(--soft); font-size: inherit; border-style: dashed; }
  .dot { flex: none; inline-size: 1.125rem; block-size: 1.125rem; border: 2px solid var(--soft); border-radius: 50%; }
  .choice:is(:hover, :active, [aria-pressed='true']) .dot { border-color: var(--accent); box-shadow: inset 0 0 0 3px var(--surface); background: var(--accent); }

  .known { display: grid; gap: 0.5rem; margin-block-start: 1.5rem; }
  .known ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.375rem; }
  .known li { max-inline-size: 100%; }
  .chip {
    display: inline-flex; align-items: center; gap: 0.5rem; max-inline-size: 100%;
    border-radius: 22px; background: var(--tint); border-color: var(--line); font-size: 0.875rem; line-height: 1.3;
  }
  .chip:hover { border-color: var(--accent); }
  .cross { flex: none; inline-size: 0.75rem; block-size: 0.75rem; opacity: 0.7; background: linear-gradient(currentcolor, currentcolor) center / 100% 2px no-repeat, linear-gradient(currentcolor, currentcolor) center / 2px 100% no-repeat; rotate: 45deg; }

  :is(input:not([type='radio'], [type='checkbox']), select, textarea) {
    inline-size: 100%; min-block-size: 44px; padding: 0.5rem 0.75rem; font-size: max(1rem, 16px);
    border: 1px solid var(--soft); border-radius: 10px; background: var(--surface);
  }
  textarea { resize: vertical; }

  .badge { justify-self: start; font-size: 0.8125rem; font-weight: 700; color: var(--bad); }
  .cause > .badge { color: var(--on-accent); background: var(--accent); border-radius: 20px; padding: 0.125rem 0.75rem; }

  .note { display: grid; gap: 0.5rem; padding: 0.875rem 1rem; border-radius: 12px; background: var(--tint); }
  .panel > .note { margin-block-end: 1rem; }
  .notice { padding: 0.875rem 1rem; border-radius: 12px; background: var(--warn-tint); border: 1px solid var(--warn); margin-block-end: 1rem; }

  .reasons, .advice, .support ul { padding-inline-start: 1.375rem; display: grid; gap: 0.375rem; }
  .advice { gap: 0.75rem; }
  .advice li::marker { font-weight: 700; color: var(--accent); }
  a { color: var(--accent); text-underline-offset: 3px; }
  .go { display: flex; inline-size: fit-content; align-items: center; min-block-size: 44px; font-weight: 600; }
  .support a { display: inline-flex; align-items: center; min-block-size: 44px; }
  .cause, .support, details { border-block-start: 1px solid var(--line); padding-block-start: 1rem; }
  .step > .heading + .cause { border: 0; padding: 0; }
  summary { min-block-size: 44px; display: flex; align-items: center; gap: 0.5rem; cursor: pointer; font-weight: 600; }
  summary::before { content: ''; inline-size: 0.5rem; block-size: 0.5rem; border: solid currentcolor; border-width: 0 2px 2px 0; rotate: -45deg; flex: none; }
  summary:dir(rtl)::before { rotate: 135deg; }
  details[open] > summary::before { rotate: 45deg; }
  details > :not(summary) { margin-block-end: 0.75rem; }
  .others details { padding-block-start: 0.25rem; }
  .known details { border: 0; padding: 0; }
  .words { margin-block-start: 1rem; border: 0; padding: 0; color: var(--soft); font-size: 0.9375rem; }
  .words > summary { inline-size: fit-content; }

  .helpful > span { flex-basis: 100%; }
  footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 0; margin-block-start: 1.25rem; padding-block-start: 0.75rem; border-block-start: 1px solid var(--line); }
  footer .plain { margin-inline: -0.5rem; font-size: 0.9375rem; }
  footer .help { flex-basis: 100%; font-size: 0.8125rem; }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (forced-colors: active) {
    .panel, .choice, .chip, .option, .primary, .secondary { border: 1px solid; }
    .option.chosen:not(:focus-within), .choice[aria-pressed='true']:not(:focus-visible) { outline: 2px solid Highlight; }
    .dot, .cross { forced-color-adjust: none; }
  }
`;
