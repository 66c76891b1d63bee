// The one checker of texts, for all languages alike. Every problem is a line: language, key, what is wrong.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, parseMessage, troubleOf } from './compile.mjs';
import { checkPlain, unexplained } from './plain.mjs';
import { hashOf, readGlossary, readLocale, STANDARD } from './texts.mjs';

const MARKUP = /<[a-z/!]|&[a-z]+;|\*\*|`|\]\(/i;
const BUDGETS = { title: 90, answer: 70, default: 420 };

const budgetOf = (key) => (key.endsWith('.title') ? BUDGETS.title : key.includes('.answer.') ? BUDGETS.answer : BUDGETS.default);

function readContract(root) {
  const file = join(root, 'web/src/generated/contract.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Keys that the ids of the contract ask for. */
function wantedKeys(contract) {
  const out = [];
  for (const { id } of contract.rules) out.push(`rule.${id}.title`, `rule.${id}.why`, `rule.${id}.fix`);
  for (const { id, advice } of contract.causes) {
    out.push(`cause.${id}.title`, `cause.${id}.what`);
    for (const each of advice) out.push(`cause.${id}.advice.${each.id}`);
  }
  for (const { id, answers } of contract.questions) {
    out.push(`question.${id}.title`);
    for (const answer of answers) if (answer !== 'dont-know') out.push(`question.${id}.answer.${answer}`);
  }
  for (const fact of contract.facts) if (!UNSAID.test(fact)) out.push(`fact.${fact}`);
  for (const meaning of contract.meanings) out.push(`meaning.${meaning}.title`, `meaning.${meaning}.what`);
  return out;
}

/** Facts that convince nobody: advice that was tried, and a message that nobody here knows. */
const UNSAID = /^(tried-.*|error-message-unknown)$/;

const OWN_KEYS = /^(rule|cause|question|meaning)\.([^.]+)\./;

function checkIds(contract, keys) {
  const ids = {
    rule: contract.rules.map((each) => each.id),
    cause: contract.causes.map((each) => each.id),
    question: contract.questions.map((each) => each.id),
    meaning: contract.meanings,
  };
  const missing = wantedKeys(contract).filter((key) => !keys.has(key)).map((key) => `en: ${key}: is missing`);
  const unknown = [...keys].filter((key) => {
    const [, family, id] = OWN_KEYS.exec(key) ?? [];
    return (family && !ids[family].includes(id)) || (key.startsWith('fact.') && !contract.facts.includes(key.slice(5)));
  });
  return [...missing, ...unknown.map((key) => `en: ${key}: names an id that the contract does not have`)];
}

/** Arguments that a message may use; `own` are those it has beside the standard ones. */
function declared(contract, key, english) {
  const [, family, id] = OWN_KEYS.exec(key) ?? [];
  if (family === 'rule') return contract?.rules.find((rule) => rule.id === id)?.parameters ?? [];
  return key.startsWith('ui.') ? argumentsOf(english) : [];
}

function checkText(language, key, text, own, glossary) {
  const problem = (what) => `${language}: ${key}: ${what}`;
  let parsed;
  try {
    parsed = parseMessage(text);
  } catch (error) {
    return [problem(`cannot be parsed: ${error.message}`)];
  }
  const out = [...troubleOf(parsed, language), ...checkPlain(key, parsed, glossary)].map(problem);
  for (const name of argumentsOf(parsed)) if (!own.includes(name) && !STANDARD.includes(name)) out.push(problem(`uses {${name}}, which is not declared`));
  if (text.trim() === '' || text !== text.trim()) out.push(problem('is empty, or begins or ends with a space'));
  if (MARKUP.test(text)) out.push(problem('contains markup'));
  if (text.length > budgetOf(key)) out.push(problem(`is ${text.length} characters long; the budget is ${budgetOf(key)}`));
  return out;
}

function checkGlossary(language, glossary, key, english, text) {
  const out = [];
  for (const [word, { say, never = [] }] of Object.entries(glossary.words ?? {})) {
    if (say && new RegExp(`\\b${word}\\b`, 'i').test(english) && !text.toLowerCase().includes(say.toLowerCase()))
      out.push(`${language}: ${key}: says '${word}' in English, so it has to say '${say}'`);
    for (const each of never) if (text.toLowerCase().includes(each.toLowerCase())) out.push(`${language}: ${key}: must not say '${each}'`);
  }
  return out;
}

function checkTranslation(key, english, entry, language, own, glossary) {
  if (entry === undefined) return [`${language}: ${key}: is missing`];
  const out = checkText(language, key, entry.text, own, glossary);
  if (entry.of !== hashOf(english)) out.push(`${language}: ${key}: is of another English text. Look it over, then run: node web/build/messages.mjs --stamp`);
  try {
    const has = argumentsOf(parseMessage(entry.text));
    for (const name of argumentsOf(parseMessage(english)))
      if (own.includes(name) && !has.includes(name)) out.push(`${language}: ${key}: lacks {${name}}`);
  } catch {
    // reported by checkText
  }
  return [...out, ...checkGlossary(language, glossary, key, english, entry.text)];
}

function parsedOrEmpty(text) {
  try {
    return parseMessage(text);
  } catch {
    return [];
  }
}

/** Everything that is wrong in all texts, a line each. */
export function checkAll(root, english, languages) {
  const contract = readContract(root);
  const keys = new Set([...english.values()].flatMap((texts) => [...texts.keys()]));
  const out = contract ? checkIds(contract, keys) : [];
  const locales = languages.map((language) => [language, readLocale(root, language), readGlossary(root, language)]);
  const ownGlossary = readGlossary(root, 'en');
  for (const [family, texts] of english) {
    for (const [key, text] of texts) {
      const own = declared(contract, key, parsedOrEmpty(text));
      out.push(...checkText('en', key, text, own, ownGlossary));
      for (const [language, locale, glossary] of locales) out.push(...checkTranslation(key, text, locale.get(family)[key], language, own, glossary));
    }
    for (const [language, locale] of locales)
      for (const key of Object.keys(locale.get(family))) if (!texts.has(key)) out.push(`${language}: ${key}: has no English text`);
  }
  return [...out, ...unusedParameters(contract, english.get('rules')), ...terms(root, english, languages)];
}

/** Technical terms that a piece uses and nothing explains. */
function terms(root, english, languages) {
  const all = (language, family) => (language === 'en' ? english.get(family) : new Map(Object.entries(readLocale(root, language).get(family)).map(([key, { text }]) => [key, text])));
  return ['en', ...languages].flatMap((language) => {
    const glossary = readGlossary(root, language);
    const footer = [...all(language, 'ui')].filter(([key]) => key.startsWith('ui.words.')).map(([, text]) => `\n${text}`).join('');
    return [...english.keys()].flatMap((family) => unexplained(family, all(language, family), footer, glossary).map((what) => `${language}: ${what}`));
  });
}

/** A parameter that none of its rule's texts uses is a promise that nobody keeps. */
function unusedParameters(contract, texts) {
  const out = [];
  for (const { id, parameters } of contract?.rules ?? []) {
    const own = [...texts].filter(([key]) => key.startsWith(`rule.${id}.`));
    const used = new Set(own.flatMap(([, text]) => argumentsOf(parsedOrEmpty(text))));
    for (const name of own.length > 0 ? parameters : []) if (!used.has(name)) out.push(`en: rule.${id}: declares {${name}}, which no text uses`);
  }
  return out;
}
