// Plain language: short sentences, advice that says what to do, technical terms explained where they stand. What a machine
// can see of it; an editor reads the rest.
import { TYPE } from '@formatjs/icu-messageformat-parser';

const LONGEST_SENTENCE = 20;
/** Families whose pieces explain their own terms: a reader meets one piece at a time. */
const EXPLAINING = ['rules', 'causes', 'questions', 'meanings'];
/** Families whose pieces are a line or two beside a field or a message. */
const SHORT = ['rules', 'meanings'];

/** Every wording that a parsed message can have, with `*` for an argument. */
function wordings(elements, counted = '*') {
  let out = [''];
  for (const element of elements) {
    const parts =
      element.type === TYPE.literal ? [element.value]
      : element.type === TYPE.pound ? [counted]
      : element.options ? Object.values(element.options).flatMap((option) => wordings(option.value))
      : ['*'];
    out = out.flatMap((text) => parts.map((part) => text + part));
  }
  return [...new Set(out)];
}

const sentencesOf = (text) => text.split(/(?<=[.!?…]["”’)]*)\s+/).filter(Boolean);
const wordsIn = (sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}*]/u.test(word)).length;

function longSentences(parsed) {
  const lengths = wordings(parsed).flatMap(sentencesOf).map(wordsIn);
  const longest = Math.max(0, ...lengths);
  return longest > LONGEST_SENTENCE ? [`has a sentence of ${longest} words; ${LONGEST_SENTENCE} are allowed`] : [];
}

/** Advice begins with what to do; an unknown first word is for an editor to look at, and then for the list. */
function firstWords(key, parsed, verbs) {
  if (!/^cause\.[^.]+\.advice\./.test(key)) return [];
  const firsts = new Set(wordings(parsed).map((text) => text.trim().split(/[\s,.:]/)[0]));
  return [...firsts].filter((word) => !verbs.includes(word)).map((word) => `begins with '${word}', which is not in the list of verbs of the glossary`);
}

/** `text` of one key: what is not plain in it. */
export const checkPlain = (key, parsed, { verbs = [] }) => [...longSentences(parsed), ...firstWords(key, parsed, verbs)];

const pieceOf = (key) => key.split('.').slice(0, 2).join('.');
const isAcronym = (form) => form === form.toUpperCase();

/** A term's forms are separated by `|`; acronyms as they are written, other words in any case. */
const finds = (forms) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms})(?![\\p{L}\\p{N}])`, isAcronym(forms) ? 'u' : 'iu');

/**
 * Pieces that use a term which nothing explains. `texts` is Map key -> text of one family. Rules and meanings are a line or two
 * at a field or a message, so that `footer`, the list of words at the foot of every screen, may do it for them.
 */
export function unexplained(family, texts, footer, { terms = {} }) {
  if (!EXPLAINING.includes(family)) return [];
  const beside = SHORT.includes(family) ? footer : '';
  const pieces = new Map();
  for (const [key, text] of texts) if (!key.startsWith('fact.')) pieces.set(pieceOf(key), `${pieces.get(pieceOf(key)) ?? ''}\n${text}`);
  const out = [];
  for (const [piece, all] of pieces) {
    for (const [forms, explained] of Object.entries(terms))
      if (finds(forms).test(all) && !explained.some((phrase) => `${all}${beside}`.toLowerCase().includes(phrase.toLowerCase()))) out.push(`${piece}: says '${forms.split('|')[0]}' and does not explain it`);
  }
  return out;
}
