// Is this value from outside what its type says? Reads the tables that are generated from the C++ structs.
import { enumNames, serverMessages, shapes, type ServerMessage } from '../generated/contract.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The path of the first value that does not fit `code` (the grammar of `shapes`), or undefined when all do. */
export function misfit(code: string, value: unknown, path = ''): string | undefined {
  const rest = code.slice(1);
  const each = (entries: [string | number, unknown][]): string | undefined => {
    for (const [name, item] of entries) {
      const found = misfit(rest, item, typeof name === 'number' ? `${path}[${name}]` : `${path}.${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const must = (good: boolean): string | undefined => (good ? undefined : path);
  switch (code[0]) {
    case 's': return must(typeof value === 'string');
    case 'n': return must(Number.isFinite(value));
    case 'b': return must(typeof value === 'boolean');
    case 'a': return must(typeof value === 'string' || Number.isFinite(value));
    case '?': return value === undefined ? undefined : misfit(rest, value, path);
    case '=': return must(typeof value === 'string' && `|${enumNames[rest]}|`.includes(`|${value}|`) && !value.includes('|'));
    case '[': return Array.isArray(value) ? each([...value.entries()]) : path;
    case '{': return isObject(value) ? each(Object.entries(value)) : path;
  }
  if (!isObject(value)) return path;
  for (const [name, member] of Object.entries(shapes[rest] ?? {})) {
    const found = misfit(member, Object.hasOwn(value, name) ? value[name] : undefined, path ? `${path}.${name}` : name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A message of the bridge, already parsed; undefined when it is none. Members that we do not know are left alone. */
export function readServerMessage(value: unknown): ServerMessage | undefined {
  if (!isObject(value) || typeof value['type'] !== 'string' || !Object.hasOwn(serverMessages, value['type'])) return undefined;
  return misfit(`.${serverMessages[value['type']]}`, value) === undefined ? (value as unknown as ServerMessage) : undefined;
}
