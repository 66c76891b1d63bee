// One ICU message -> its arguments, its trouble, and a TypeScript expression.
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const children = (element) => {
  if (element.options) return Object.values(element.options).flatMap((option) => option.value);
  return element.children ?? [];
};

const every = function* (elements) {
  for (const element of elements) {
    yield element;
    yield* every(children(element));
  }
};

export const parseMessage = (text) => parse(text, { ignoreTag: true, requiresOtherClause: true });

/** Names of the arguments of a parsed message, sorted. */
export function argumentsOf(parsed) {
  const simple = [TYPE.literal, TYPE.pound, TYPE.tag];
  return [...new Set([...every(parsed)].filter((each) => !simple.includes(each.type)).map((each) => each.value))].sort();
}

/** What is wrong with a message as such: forms we do not compile, and plural categories that the language does not have or lacks. */
export function troubleOf(parsed, language) {
  const out = [];
  for (const element of every(parsed)) {
    if ([TYPE.date, TYPE.time, TYPE.tag].includes(element.type)) out.push('uses more than {argument}, number, plural and select');
    if (element.type === TYPE.number && element.style) out.push('gives a number a style');
    if (element.type !== TYPE.plural) continue;
    if (element.offset) out.push('uses a plural offset');
    const categories = new Intl.PluralRules(language, { type: element.pluralType }).resolvedOptions().pluralCategories;
    const given = Object.keys(element.options).filter((name) => !name.startsWith('='));
    for (const name of given.filter((each) => !categories.includes(each))) out.push(`has the plural form '${name}', which ${language} does not have`);
    for (const name of categories.filter((each) => !given.includes(each))) out.push(`lacks the plural form '${name}'`);
  }
  return out;
}

/** Changes every literal of a parsed message, for pseudo-locales. */
export function mapLiterals(parsed, change) {
  return parsed.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: change(element.value) };
    if (!element.options) return element;
    const options = Object.entries(element.options).map(([name, option]) => [name, { ...option, value: mapLiterals(option.value, change) }]);
    return { ...element, options: Object.fromEntries(options) };
  });
}

const escape = (text) => text.replace(/[\\`]|\$\{/g, '\\$&');
const quote = (text) => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;

function template(elements, counted) {
  const parts = elements.map((element) => {
    if (element.type === TYPE.literal) return escape(element.value);
    if (element.type === TYPE.pound) return `\${f.number(${counted})}`;
    const value = `a.${element.value}`;
    if (element.type === TYPE.argument) return `\${${value}}`;
    if (element.type === TYPE.number) return `\${f.number(${value})}`;
    const forms = Object.entries(element.options).map(([name, option]) => `${quote(name)}: ${expression(option.value, value)}`);
    const kind = element.type === TYPE.plural ? 'plural' : 'select';
    return `\${f.${kind}(${value}, { ${forms.join(', ')} }${element.pluralType === 'ordinal' ? ', true' : ''})}`;
  });
  return `\`${parts.join('')}\``;
}

/** A template literal, or a plain string where nothing is to be filled in. */
function expression(elements, counted = '') {
  if (elements.length === 0) return "''";
  return elements.every((each) => each.type === TYPE.literal) ? quote(elements.map((each) => each.value).join('')) : template(elements, counted);
}

/** The value of a message in a catalogue: a string, or a function of `a`. */
export const compile = (parsed) => (argumentsOf(parsed).length === 0 ? expression(parsed) : `(a) => ${expression(parsed)}`);
