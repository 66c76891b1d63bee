/** A run of characters of two texts: of both, or of one of them only. */
export interface Piece {
  readonly text: string;
  readonly of: 'both' | 'found' | 'right';
}

/** What is longer is no setting, and is not compared letter by letter. */
const LONGEST = 300;

/** Where two texts differ, for drawing: letter by letter where they are much alike, else what stands between what both begin and end with. */
export function difference(found: string, right: string): Piece[] {
  const a = [...found];
  const b = [...right];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) ++start;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) ++end;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const both = (from: number, to: number): Piece => ({ text: a.slice(from, to).join(''), of: 'both' });
  return [both(0, start), ...middle, both(a.length - end, a.length)].filter((one) => one.text !== '');
}

function between(a: readonly string[], b: readonly string[]): Piece[] {
  const whole: Piece[] = [{ text: a.join(''), of: 'found' }, { text: b.join(''), of: 'right' }];
  const longer = Math.max(a.length, b.length);
  if (longer > LONGEST) return whole;
  const shared = sharedBy(a, b);
  const at = (i: number, j: number): number => shared[i]?.[j] ?? 0;
  if (at(0, 0) * 2 < longer) return whole;
  const pieces: Piece[] = [];
  const add = (of: Piece['of'], text = ''): void => {
    const last = pieces.at(-1)?.of === of ? pieces.pop() : undefined;
    pieces.push({ of, text: (last?.text ?? '') + text });
  };
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && a[i] === b[j]) add('both', (++i, b[j++]));
    else if (i < a.length && at(i + 1, j) >= at(i, j + 1)) add('found', a[i++]);
    else if (j < b.length) add('right', b[j++]);
    else add('found', a[i++]);
  }
  return pieces;
}

/** How many characters `a` from i and `b` from j have in common, in their order. */
function sharedBy(a: readonly string[], b: readonly string[]): number[][] {
  const shared = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; --i) {
    const [here = [], after = []] = shared.slice(i, i + 2);
    for (let j = b.length - 1; j >= 0; --j) here[j] = a[i] === b[j] ? (after[j + 1] ?? 0) + 1 : Math.max(after[j] ?? 0, here[j + 1] ?? 0);
  }
  return shared;
}

const SPACE = /\s/u;
const HIDDEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** The same text with a sign for each character that nobody sees. */
export const drawHidden = (text: string): string => [...text].map((one) => (SPACE.test(one) ? '␣' : HIDDEN.test(one) ? '▯' : one)).join('');
