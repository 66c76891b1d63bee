/** Where two texts differ, for drawing: what both begin with, what only `right` has between, and what both end with. */
export interface Difference {
  readonly before: string;
  readonly middle: string;
  readonly after: string;
}

export function difference(found: string, right: string): Difference {
  const a = [...found];
  const b = [...right];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) ++start;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) ++end;
  const text = (from: number, to: number): string => b.slice(from, to).join('');
  return { before: text(0, start), middle: text(start, b.length - end), after: text(b.length - end, b.length) };
}
