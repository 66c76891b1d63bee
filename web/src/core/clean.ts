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

class Refusal {
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {}
}

/** Lone surrogates become U+FFFD: UTF-8 has no place for them. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

class Copier {
  #text = 0;
  #values = 0;

  copy(value: unknown, path: string, depth: number): unknown {
    this.#count(path, 1);
    if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value === 'string') return this.#string(value, path);
    if (typeof value !== 'object') throw new Refusal(path, 'plain data');
    if (depth > DEEPEST) throw new Refusal(path, 'plain data without cycles');
    return Array.isArray(value) ? this.#array(value, path, depth) : this.#object(value, path, depth);
  }

  #count(path: string, values: number): void {
    this.#values += values;
    if (this.#values > MOST_VALUES) throw new Refusal(path, `at most ${MOST_VALUES} values`);
  }

  #string(text: string, path: string): string {
    this.#text += text.length;
    if (this.#text > LONGEST_TEXT) throw new Refusal(path, `at most ${LONGEST_TEXT} characters of text`);
    return wellFormed(text);
  }

  #array(list: readonly unknown[], path: string, depth: number): unknown[] {
    const length = list.length;
    if (length > MOST_VALUES) throw new Refusal(path, `at most ${MOST_VALUES} values`);
    const out: unknown[] = [];
    for (let i = 0; i < length; i += 1) out.push(this.copy(this.#own(list, String(i), path) ?? null, `${path}[${i}]`, depth + 1));
    return out;
  }

  #object(from: object, path: string, depth: number): object {
    const prototype: unknown = Object.getPrototypeOf(from);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new Refusal(path, 'plain data');
    const out = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(from)) {
      const value = this.#own(from, name, path);
      if (value !== undefined) out[this.#string(name, path)] = this.copy(value, path ? `${path}.${name}` : name, depth + 1);
    }
    return out;
  }

  #own(from: object, name: string, path: string): unknown {
    const property = Object.getOwnPropertyDescriptor(from, name);
    if (property && !('value' in property)) throw new Refusal(`${path}.${name}`, 'plain data without getters');
    return property?.value;
  }
}

/** Never throws. Members that are undefined are left out, holes in a list become null; `root` begins every path. */
export function clean(value: unknown, root: string): Clean {
  try {
    return { ok: true, value: new Copier().copy(value, root, 0) };
  } catch (error) {
    // What a proxy throws is not ours to show.
    const { path, expected } = error instanceof Refusal ? error : new Refusal(root, 'plain data');
    return { ok: false, error: { path: path.slice(0, 200), expected } };
  }
}
