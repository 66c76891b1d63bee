// The looks of the workroom, beside those of the page.

export const styles = `
  .row { display: grid; gap: 0.5rem; padding-block: 0.75rem; border-block-start: 1px solid var(--line); }
  .row legend { float: inline-start; inline-size: 100%; }
  .options { display: flex; flex-wrap: wrap; gap: 0.375rem; }
  .option {
    position: relative; display: inline-flex; align-items: center; justify-content: center; flex: 1 1 auto; text-align: center;
    min-block-size: 44px; padding: 0.25rem; font-size: 0.875rem; font-weight: 600; line-height: 1.25; border: 1px solid var(--line); border-radius: 10px; cursor: pointer;
  }
  .option:hover { border-color: var(--accent); }
  .option input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; opacity: 0; cursor: pointer; }
  .option.chosen { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
  .option:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
  input[type='checkbox'] { accent-color: var(--accent); inline-size: 1.125rem; block-size: 1.125rem; margin: 0; flex: none; }
  .tick { display: inline-flex; align-items: center; gap: 0.625rem; min-block-size: 44px; cursor: pointer; }
  .sending { display: grid; gap: 0.75rem; padding: 1rem; border-radius: 12px; background: var(--tint); }
  .sending h5 { font-size: 1.0625rem; }
  .sending input[type='time'] { inline-size: auto; flex: 1 1 8rem; }
  .sending .row { border: 0; padding: 0; }
  .sending :is(.option:not(.chosen), .secondary) { background: var(--surface); }
  .ranges .option { flex: 1 1 6rem; font-variant-numeric: tabular-nums; }
  .plan { display: grid; gap: 0.5rem; }
  .again { display: grid; font-size: 1.0625rem; font-variant-numeric: tabular-nums; }
  .countdown { color: var(--soft); min-block-size: 1.5em; }
  legend > code { display: inline-block; }
  .hold { display: grid; align-content: start; min-block-size: 5.75rem; }
  @container (max-width: 17rem) { .hold { min-block-size: 7.25rem; } }
  code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.9375em; background: var(--tint); border-radius: 6px; padding: 0.125rem 0.375rem; }
  .said:empty { margin-block-start: -0.5rem; }
  .hold > .said:empty { margin: 0; }
  .found { display: grid; gap: 0.375rem; }
  .found.options { display: flex; }
  .finding { display: grid; gap: 0.5rem; padding: 0.875rem 1rem; border-radius: 12px; border: 1px solid; border-inline-start-width: 5px; }
  .finding.error { border-color: var(--bad); background: var(--bad-tint); }
  .finding.warning { border-color: var(--warn); background: var(--warn-tint); }
  .finding.note { border-color: var(--line); background: var(--tint); }
  .finding[data-changed] { border-color: var(--good); background: var(--tint); }
  details.finding { padding: 0.25rem 0.625rem; }
  details.finding > summary { padding-block: 0.25rem; line-height: 1.3; }
  summary strong { display: block; }
  .show { color: var(--accent); font-size: 0.875rem; text-decoration: underline; text-underline-offset: 3px; }
  details.finding > :not(summary) { margin-block-end: 0.5rem; }
  .finding code { background: var(--surface); }
  .warning .badge { color: var(--warn); }
  .note .badge { color: var(--soft); }
  [data-changed] .badge { color: var(--good); }
  [data-changed] .badge::before { content: '✓ '; content: '✓ ' / ''; }
  .changes { list-style: none; display: grid; gap: 0.75rem; }
  .changes li { display: grid; gap: 0.25rem; }
  .pair { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; }
  .old { text-decoration: line-through; text-decoration-thickness: 1px; color: var(--soft); }
  .old mark { color: var(--bad); }
  mark { background: none; color: var(--good); font-weight: 800; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
  .summary { font-weight: 600; }
  .server { display: grid; gap: 0.5rem; padding-block: 0.75rem; border-block-start: 1px solid var(--line); }
  .stages { list-style: none; display: grid; gap: 0.375rem; margin-block-start: 0.25rem; }
  .stage { display: flex; align-items: center; gap: 0.625rem; min-block-size: 1.875rem; }
  .stage .time { margin-inline-start: auto; white-space: nowrap; font-variant-numeric: tabular-nums; font-size: 0.8125rem; }
  .shape { flex: none; inline-size: 1.125rem; block-size: 1.125rem; display: grid; place-items: center; font-size: 0.75rem; font-weight: 800; line-height: 1; }
  .shape.good { border-radius: 50%; background: var(--good); color: var(--surface); }
  .shape.good::before { content: '✓'; }
  .shape.bad { background: var(--bad); color: var(--surface); border-radius: 3px; }
  .shape.bad::before { content: '✕'; }
  .shape.warn { background: var(--warn); color: var(--surface); border-radius: 3px; }
  .shape.warn::before { content: '!'; }
  .shape.open { border: 2px dashed var(--soft); border-radius: 50%; }
  .shape.wait { border: 3px solid var(--accent); border-radius: 50%; }
  .way { display: grid; gap: 0.5rem; }
  .change > summary { inline-size: fit-content; padding-inline: 0.875rem; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
  .change[open] > summary { margin-block-end: 0.75rem; }
  .change > :last-child { margin-block-end: 0; }
  .preview { white-space: pre-wrap; font: 0.8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; background: var(--tint); padding: 0.875rem; border-radius: 10px; max-block-size: 20rem; overflow: auto; }
  .direction > .row, .direction > .finding { margin-block-end: 0; }
  .program { display: grid; gap: 0.375rem; }
  section.guide { display: grid; gap: 0.75rem; }
  .guide > .advice, .part > .advice { gap: 0.375rem; }
  .guide > .part { display: grid; gap: 0.5rem; }
  .step > .guide { border: 0; padding: 0; }
  .step > .guide + .paste-all { margin-block-start: -0.75rem; }
  .finding, .server { min-inline-size: 0; }
  @media (prefers-reduced-motion: no-preference) { .shape.wait { animation: breathe 1.2s ease-in-out infinite; } }
  @keyframes breathe { 50% { opacity: 0.35; } }
  .server details, .change, .direction, .paste-all { border: 0; padding: 0; }
  @media (forced-colors: active) { .shape { forced-color-adjust: none; } }
`;
