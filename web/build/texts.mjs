// Reading the texts: English from beside the pieces, translations from locales/<language>/<family>.json.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const FAMILIES = ['rules', 'causes', 'questions', 'signs', 'meanings', 'ui'];

/** What every message may use: the profile's words and figures. */
export const STANDARD = [
  'provider', 'controlPanel', 'controlPanelLogin', 'mailPassword', 'mailPasswordIndefinite', 'webmail', 'username',
  'limitAddress', 'limitDomain', 'limitMessage', 'limitMinutes', 'incomingHost', 'incomingPort', 'outgoingHost', 'outgoingPort',
];

export const hashOf = (english) => createHash('sha256').update(english).digest('hex').slice(0, 8);

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const english = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.en.json')).sort() : []);

function flatten(prefix, value, out) {
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'string') out.set(`${prefix}.${name}`, item);
    else flatten(`${prefix}.${name}`, item, out);
  }
}

/** The English of one piece; the order of keys is that of the file. */
function addPiece(family, id, { note: _note, ...texts }, out) {
  const { facts = {}, answers, ...own } = texts;
  if (family === 'rules') flatten(`rule.${id}`, own, out);
  if (family === 'causes') flatten(`cause.${id}`, own, out);
  if (family === 'questions') flatten(`question.${id}`, { ...own, answer: answers ?? {} }, out);
  for (const [value, text] of Object.entries(facts)) out.set(`fact.${id}-${value}`, text);
}

/** Map family -> Map key -> English text. */
export function readEnglish(root) {
  const out = new Map(FAMILIES.map((family) => [family, new Map()]));
  for (const family of ['rules', 'causes', 'questions', 'signs']) {
    const folder = join(root, 'src/core', family);
    for (const name of english(folder))
      addPiece(family, basename(name, '.en.json').replaceAll('_', '-'), read(join(folder, name)), out.get(family));
  }
  const meanings = join(root, 'src/core/errors/meanings.en.json');
  if (existsSync(meanings)) {
    const { note: _note, ...all } = read(meanings);
    flatten('meaning', all, out.get('meanings'));
  }
  for (const name of english(join(root, 'web/src/texts'))) {
    const { note: _note, ...all } = read(join(root, 'web/src/texts', name));
    flatten('ui', all, out.get('ui'));
  }
  return out;
}

export const localeFile = (root, language, family) => join(root, 'locales', language, `${family}.json`);

/** Map family -> { key: {of, text} }. */
export function readLocale(root, language) {
  const file = (family) => localeFile(root, language, family);
  return new Map(FAMILIES.map((family) => [family, existsSync(file(family)) ? read(file(family)) : {}]));
}

/**
 * Of one language: `words`, English word -> {say, never}, what a translation has to say for it and what it must not;
 * `verbs` with which advice may begin; `terms`, forms of a technical term -> phrases of which one explains it.
 */
export function readGlossary(root, language) {
  const file = join(root, 'locales', language, 'glossary.json');
  return existsSync(file) ? read(file) : {};
}
