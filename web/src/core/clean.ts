// A JSON-clean copy: own plain data without getters, proxies' surprises, cycles or lone surrogates, and of bounded size.
// Only such values cross into the WASM, where anything else would throw or be misread.

export interface Problem {
  /** `case.settings.incoming.port` */
  readonly path: string;
  readonly expected: string;
}

export type Clean = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Problem };

/** UTF-16 units of all texts and names together. */
export const LONGEST_TEXT = 2 * 1024 * 1024;
const MOST_VALUES = 100_000;
const DEEPEST = 24;

/** Lone surrogates become U+FFFD: UTF-8 has no place for them. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Never throws. Members that are undefined are left out, holes in a list become null; `root` begins every path. */
export function clean(value: unknown, root: string): Clean {
  let text = 0;
  let values = 0;
  let problem: Problem | undefined;

  const want = (holds: boolean, path: string, expected: string): void => {
    if (!holds) throw (problem = { path: path.slice(0, 200), expected });
  };

  const copyText = (from: string, path: string): string => {
    text += from.length;
    want(text <= LONGEST_TEXT, path, `at most ${LONGEST_TEXT} characters of text`);
    return wellFormed(from);
  };

  const own = (from: object, name: string, path: string, depth: number): unknown => {
    const property = Object.getOwnPropertyDescriptor(from, name);
    want(!property || 'value' in property, path, 'plain data without getters');
    return copy(property?.value, path, depth + 1);
  };

  const copy = (from: unknown, path: string, depth: number): unknown => {
    values += 1;
    want(values <= MOST_VALUES, path, `at most ${MOST_VALUES} values`);
    if (from == null || typeof from === 'boolean' || typeof from === 'number') return from;
    if (typeof from === 'string') return copyText(from, path);
    want(typeof from === 'object', path, 'plain data');
    want(depth <= DEEPEST, path, 'plain data without cycles');
    if (Array.isArray(from)) {
      want(from.length <= MOST_VALUES, path, `at most ${MOST_VALUES} values`);
      return Array.from(from.keys(), (index) => own(from, String(index), `${path}[${index}]`, depth) ?? null);
    }
    const prototype: unknown = Object.getPrototypeOf(from);
    want(prototype === null || Object.getPrototypeOf(prototype) === null, path, 'plain data');
    const out = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(from)) {
      const value = own(from, name, path ? `${path}.${name}` : name, depth);
      if (value !== undefined) out[copyText(name, path)] = value;
    }
    return out;
  };

  try {
    return { ok: true, value: copy(value, root, 0) };
  } catch {
    return { ok: false, error: problem ?? { path: root, expected: 'plain data' } }; // what a proxy throws is not ours to show
  }
}
