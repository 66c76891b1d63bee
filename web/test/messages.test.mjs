// The compiler of messages, and the checker: each thing that can be wrong with a text is reported.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkAll } from '../build/check.mjs';
import { argumentsOf, compile, mapLiterals, parseMessage, troubleOf } from '../build/compile.mjs';
import { hashOf, readEnglish } from '../build/texts.mjs';
import { load } from '../../tests/wasm/load.mjs';

let formatOf;
const folders = [];
before(async () => ({ formatOf } = await load('core/format.ts', 'format')));
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What a compiled message says. */
async function say(text, args = {}, language = 'en') {
  const module = await import(`data:text/javascript,${encodeURIComponent(`export default (f) => (${compile(parseMessage(text))})`)}`);
  const message = module.default(formatOf(language));
  return typeof message === 'string' ? message : message(args);
}

test('a message says what it says, whatever signs are in it', async () => {
  for (const text of ["It's “here”", '`back` ${tick} \\ slash', "a 'quoted' word", 'en rad\ntill']) assert.equal(await say(text.replaceAll('{', "'{'").replaceAll('}', "'}'")), text);
  assert.equal(await say('{a} and {b}', { a: '<b>', b: '${x}' }), '<b> and ${x}');
});

test('plural, select, exact forms and numbers', async () => {
  const text = '{n, plural, =0 {none} one {# thing} other {# things}} for {who, select, me {me} other {you}}';
  assert.equal(await say(text, { n: 0, who: 'me' }), 'none for me');
  assert.equal(await say(text, { n: 1, who: 'x' }), '1 thing for you');
  assert.equal(await say(text, { n: 2000, who: 'toString' }), '2,000 things for you');
  assert.equal(await say('{n, number}', { n: 2000 }, 'sv'), new Intl.NumberFormat('sv').format(2000));
  assert.equal(await say('{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 }), '22nd');
  assert.equal(await say('{n, plural, one {{m, plural, one {a} other {b}}} other {c}}', { n: 1, m: 2 }), 'b');
});

test('arguments are found at every depth', () => {
  assert.deepEqual(argumentsOf(parseMessage('{b} {n, plural, one {{a}} other {{c, select, x {{d}} other {}}}}')), ['a', 'b', 'c', 'd', 'n']);
});

test('what we do not compile is trouble', () => {
  const trouble = (text, language = 'en') => troubleOf(parseMessage(text), language).join('; ');
  assert.match(trouble('{d, date, short}'), /uses more than/);
  assert.match(trouble('{n, number, percent}'), /style/);
  assert.match(trouble('{n, plural, offset:1 one {a} other {b}}'), /offset/);
  assert.match(trouble('{n, plural, other {b}}'), /lacks the plural form 'one'/);
  assert.match(trouble('{n, plural, one {a} few {c} other {b}}', 'sv'), /'few', which sv does not have/);
  assert.equal(trouble('{n, plural, one {a} other {b}}', 'sv'), '');
});

test('literals can be changed without touching arguments', () => {
  const loud = mapLiterals(parseMessage('hi {n, plural, one {man} other {# men}}'), (text) => text.toUpperCase());
  assert.equal(compile(loud), "(a) => `HI ${f.plural(a.n, { 'one': 'MAN', 'other': `${f.number(a.n)} MEN` })}`");
});

const CONTRACT = {
  rules: [{ id: 'port-unknown', parameters: ['port'] }],
  causes: [{ id: 'server-down', advice: [{ id: 'wait', link: '' }] }],
  questions: [{ id: 'vpn', answers: ['on', 'dont-know'] }],
  facts: ['vpn-on', 'tried-server-down'],
  meanings: ['timed-out'],
};
const ENGLISH = {
  'src/core/rules/port_unknown.en.json': { note: 'n', title: 'Port {port} is unknown', why: 'w', fix: 'f' },
  'src/core/causes/server_down.en.json': { title: 't', what: 'w', advice: { wait: 'Wait for {provider}' } },
  'src/core/questions/vpn.en.json': { title: 't', answers: { on: 'On' }, facts: { on: 'A VPN is on' } },
  'src/core/errors/meanings.en.json': { 'timed-out': { title: 't', what: 'w' } },
  'web/src/texts/frame.en.json': { title: 'Hello', count: '{count, plural, one {# thing} other {# things}}' },
};

/** All problems of a small tree that is right but for what `change(english, swedish, contract)` did to it. */
function problems(change = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  folders.push(folder);
  const put = (name, value) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(value));
  };
  const [english, contract] = [structuredClone(ENGLISH), structuredClone(CONTRACT)];
  for (const [name, texts] of Object.entries(english)) put(name, texts);
  const swedish = Object.fromEntries([...readEnglish(folder)].map(([family, texts]) => [family, Object.fromEntries([...texts].map(([key, text]) => [key, { of: hashOf(text), text }]))]));
  swedish.glossary = { verbs: ['Wait'], terms: { server: ['dator'] } };
  change(english, swedish, contract);
  for (const [name, texts] of Object.entries(english)) put(name, texts);
  for (const [family, entries] of Object.entries(swedish)) put(`locales/sv/${family}.json`, entries);
  put('web/src/generated/contract.json', contract);
  put('locales/en/glossary.json', { verbs: ['Wait'], terms: { 'server|servers': ['a computer'], VPN: ['a detour'] } });
  return checkAll(folder, readEnglish(folder), ['sv']);
}

test('a tree in order has no problems', () => assert.deepEqual(problems(), []));

const planted = {
  'a sentence that is too long': [(en) => (en['src/core/rules/port_unknown.en.json'].why = `${'word '.repeat(21)}end. Short.`), /^en: rule\.port-unknown\.why: has a sentence of 22 words/],
  'a sentence that is too long in one form only': [(en, sv) => (sv.ui['ui.count'].text = `{count, plural, one {en} other {${'ord '.repeat(20)}# saker}}`), /^sv: ui\.count: has a sentence of 22 words/],
  'advice that does not begin with a known verb': [(en, sv) => (sv.causes['cause.server-down.advice.wait'].text = 'Tålamod med {provider}'), /^sv: cause\.server-down\.advice\.wait: begins with 'Tålamod'/],
  'a term that its piece does not explain': [(en) => (en['src/core/causes/server_down.en.json'].what = 'The servers rest'), /^en: cause\.server-down: says 'server' and does not explain it/],
  'an acronym that its piece does not explain': [(en) => (en['src/core/questions/vpn.en.json'].title = 'A VPN?'), /^en: question\.vpn: says 'VPN' and does not explain it/],
  'a key that is missing in English': [(en) => delete en['src/core/rules/port_unknown.en.json'].why, /^en: rule\.port-unknown\.why: is missing/],
  'an id that the contract does not have': [(en, sv, contract) => (contract.rules = []), /^en: rule\.port-unknown\.title: names an id/],
  'a fact that the contract does not have': [(en, sv, contract) => (contract.facts = []), /^en: fact\.vpn-on: names an id/],
  'a key that is missing in the translation': [(en, sv) => delete sv.ui['ui.title'], /^sv: ui\.title: is missing/],
  'a key that is left over in the translation': [(en, sv) => (sv.ui['ui.old'] = { of: '', text: 'x' }), /^sv: ui\.old: has no English text/],
  'a stale hash': [(en) => (en['web/src/texts/frame.en.json'].title = 'Welcome'), /^sv: ui\.title: is of another English text/],
  'a placeholder that is not declared': [(en, sv) => (sv.rules['rule.port-unknown.why'].text = '{host}'), /^sv: rule\.port-unknown\.why: uses \{host\}, which is not declared/],
  'a placeholder that is lost': [(en, sv) => (sv.rules['rule.port-unknown.title'].text = 'Okänd port'), /^sv: rule\.port-unknown\.title: lacks \{port\}/],
  'a parameter that no text uses': [(en, sv, contract) => contract.rules[0].parameters.push('host'), /^en: rule\.port-unknown: declares \{host\}, which no text uses/],
  'a plural form too few': [(en, sv) => (sv.ui['ui.count'].text = '{count, plural, other {# saker}}'), /^sv: ui\.count: lacks the plural form 'one'/],
  'a plural form too many': [(en, sv) => (sv.ui['ui.count'].text = '{count, plural, one {#} many {#} other {#}}'), /^sv: ui\.count: has the plural form 'many'/],
  'a message that cannot be parsed': [(en, sv) => (sv.ui['ui.title'].text = '{count, plural, one {x}'), /^sv: ui\.title: cannot be parsed/],
  'markup': [(en, sv) => (sv.ui['ui.title'].text = 'Hej <b>du</b>'), /^sv: ui\.title: contains markup/],
  'an empty text': [(en, sv) => (sv.ui['ui.title'].text = ''), /^sv: ui\.title: is empty/],
  'a text that is too long': [(en, sv) => (sv.ui['ui.title'].text = 'a'.repeat(91)), /^sv: ui\.title: is 91 characters long; the budget is 90/],
  'a word that the glossary forbids': [(en, sv) => (sv.glossary.words = { hello: { say: 'hej', never: ['tjena'] } }) && (sv.ui['ui.title'].text = 'Tjena'), /^sv: ui\.title: must not say 'tjena'/],
  'a word that the glossary wants': [(en, sv) => (sv.glossary.words = { hello: { say: 'hej' } }) && (sv.ui['ui.title'].text = 'Goddag'), /^sv: ui\.title: says 'hello' in English, so it has to say 'hej'/],
};

for (const [name, [change, report]] of Object.entries(planted)) {
  test(`${name} is reported`, () => {
    const found = problems(change);
    assert.ok(found.some((line) => report.test(line)), `${report} in\n${found.join('\n')}`);
  });
}

test('a term is explained anywhere in its piece; other words that hold it, and facts, are none', () => {
  const fine = problems((en) => {
    en['src/core/causes/server_down.en.json'].what = 'The server rests.';
    en['src/core/causes/server_down.en.json'].advice.wait = 'Wait: it is a computer of {provider}';
    en['src/core/questions/vpn.en.json'].title = 'An observer, a vpn or VPNs';
  });
  assert.deepEqual(fine.filter((line) => /explain/.test(line)), []);
});

test('what rules and meanings say may be explained by the list of words at the foot of the screen', () => {
  const change = (en) => (en['src/core/rules/port_unknown.en.json'].fix = 'A server');
  const unexplained = (explanation) =>
    problems((en) => {
      change(en);
      en['web/src/texts/frame.en.json'].words = { server: explanation };
    }).filter((line) => /explain/.test(line));
  assert.deepEqual(unexplained('Server: a thing'), ["en: rule.port-unknown: says 'server' and does not explain it"]);
  assert.deepEqual(unexplained('Server: a computer that handles mail'), []);
});
