// What the page reads out of a profile, and the words in which it speaks.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { json, load, root } from '../../tests/wasm/load.mjs';
import { glueIn } from '../build/code.mjs';

const first = json('profiles/websupport.se.json');
const other = json('profiles/university.json');

let p;
let i18n;
let c;
let labels;
before(async () => {
  p = await load('profile.ts', 'profile');
  i18n = await load('i18n.ts', 'i18n');
  c = await load('case.ts', 'profile-case');
  labels = await load('labels.ts', 'labels');
});

test('only https, mailto and tel are links', () => {
  for (const good of ['https://a.example/', 'mailto:a@b.example', 'tel:+468123']) assert.equal(p.safeLink(good), good);
  const bad = ['http://a.example/', 'javascript:alert(1)', ' https://a.example/', 'JAVASCRIPT:x', 'data:text/html,x', 'httpsx://a', '//a.example', '/a', 'vbscript:x', '', undefined];
  for (const url of bad) assert.equal(p.safeLink(url), undefined, url);
  assert.equal(p.linkOf({ links: [{ id: 'status', url: 'javascript:alert(1)' }] }, 'status'), undefined);
  assert.equal(p.linkOf(first, 'control-panel'), 'https://admin.websupport.se');
  assert.equal(p.linkOf(first, 'nothing'), undefined);
});

const rightIds = (profile, services) => p.DIRECTIONS.map((direction) => p.rightService(profile, direction, services)?.id);

test('the right values are those of the recommended services, unless the settings come near to another one', () => {
  assert.deepEqual(rightIds(first), ['imaps', 'submissions']);
  assert.deepEqual(rightIds(other), ['imap', 'submission']);
  assert.deepEqual(rightIds(first, { incoming: 'pop3s', outgoing: 'submission' }), ['pop3s', 'submission']);
  assert.deepEqual(rightIds(first, { incoming: 'imap-own-domain', outgoing: 'webmail' }), ['imaps', 'submissions']);
});

test('an insecure service, or one below the own domain, is never a right value', () => {
  const profile = { ...first, services: first.services.filter((one) => one.standing === 'insecure') };
  for (const direction of p.DIRECTIONS) assert.equal(p.rightService(profile, direction), undefined);
});

test('the right username follows the rule of the profile and the address', () => {
  assert.equal(p.rightUsername(first, ' kalle@exempel.se '), 'kalle@exempel.se');
  assert.equal(p.rightUsername(other, 'kalle@exempel.se'), 'kalle');
  for (const address of ['', 'kalle', '@exempel.se', 'kalle@']) assert.equal(p.rightUsername(first, address), undefined, address);
  assert.equal(p.rightUsername({ ...first, username: { form: 'other' } }, 'kalle@exempel.se'), undefined);
});

test('words are those of the language, else of the first language', () => {
  assert.equal(p.wordsOf(first, 'sv').webmail, 'webbmejlen');
  assert.equal(p.wordsOf(first, 'fi').webmail, 'webbmejlen');
  assert.equal(p.wordsOf(other, 'fi').provider, 'Fjordstad University');
  assert.throws(() => p.wordsOf({ languages: [], words: {} }, 'sv'), TypeError);
});

test('the language is the first one wanted that there is, else English', () => {
  assert.equal(i18n.chooseLanguage(['sv-FI', 'en']), 'sv');
  assert.equal(i18n.chooseLanguage([null, undefined, '', 'SV']), 'sv');
  assert.equal(i18n.chooseLanguage(['fi', 'en-GB', 'sv']), 'en');
  assert.equal(i18n.chooseLanguage(['fi', 'de']), 'en');
  assert.equal(i18n.chooseLanguage([]), 'en');
});

/** `{a: {b: text}}` -> `{'a.b': text}`. */
const flat = (tree, path = '') => Object.assign({}, ...Object.entries(tree).map(([name, value]) => (typeof value === 'object' ? flat(value, `${path}${name}.`) : { [path + name]: value })));
const PARTS = ['page', 'workroom'];
const catalogOf = async (language) => Object.assign({}, ...(await Promise.all(PARTS.map((part) => i18n.loadCatalog(language, part)))).map((tree) => flat(tree)));
const textsOf = async (language, profile = first) => i18n.makeTexts(await Promise.all(PARTS.map((part) => i18n.loadCatalog(language, part))), profile, language);

/** A file that is fetched by itself. */
const small = async (name) => (await import(pathToFileURL(join(root, `build/texts/${name}.js`)).href)).messages({ number: String, plural: () => 'x', select: () => 'x' });

test('the words of each cause, and of the glossary, are in the file that the page asks for, as in the workroom', async () => {
  for (const language of ['en', 'sv']) {
    const whole = await i18n.loadCatalog(language, 'workroom');
    for (const { id, advice } of json('web/src/generated/contract.json').causes) {
      const { [id]: told } = (await small(`${i18n.partOf(id)}.${language}`)).cause;
      assert.deepEqual(Object.keys(flat(told)), Object.keys(flat(whole.cause[id])), id);
      for (const one of advice) assert.equal(told.link?.[one.id] ?? '', one.link, `${id} ${one.id}`);
    }
    assert.deepEqual((await small(`glossary.${language}`)).ui.words, whole.ui.words);
  }
});

test('no file has the words of less than three causes: who sees which one is fetched does not see the cause', () => {
  const all = json('web/src/generated/contract.json').causes.map(({ id }) => i18n.partOf(id));
  for (const part of new Set(all)) assert.ok(all.filter((one) => one === part).length >= 3, part);
});

test('both catalogues have the same keys, and every text speaks', async () => {
  const [en, sv] = [await catalogOf('en'), await catalogOf('sv')];
  assert.ok(Object.keys(en).length > 500);
  assert.deepEqual(Object.keys(sv), Object.keys(en));
  const anything = new Proxy({}, { get: () => 2 });
  for (const catalog of [en, sv]) {
    for (const [key, message] of Object.entries(catalog)) {
      const text = typeof message === 'function' ? message(anything) : message;
      assert.ok(text.trim().length > 0, key);
      assert.doesNotMatch(text, /undefined|NaN|\[object/, key);
    }
  }
});

test('a group of texts is no text, and neither is what stands behind one', async () => {
  const texts = await textsOf('en');
  for (const key of ['ui', 'ui.known', 'ui.title.length', 'ui.title.0', 'constructor', 'ui.constructor', '']) {
    assert.equal(texts.has(key), false, key);
    assert.equal(texts.text(key), '', key);
  }
  assert.ok(texts.has('ui.title'));
});

test('each text of the page is used in the page, and each that it names is there', async () => {
  const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(join(folder, one.name)) : [join(folder, one.name)]));
  const { families, named } = keysIn(files(join(root, 'web/src')));
  const keys = Object.keys(await catalogOf('en')).filter((key) => key.startsWith('ui.'));
  assert.deepEqual(keys.filter((key) => !named.has(key) && !families.some((family) => key.startsWith(family))), []);
  assert.deepEqual([...named].filter((key) => !keys.includes(key) && !keys.some((one) => one.startsWith(`${key}.`))), []);
});

test('nothing that is shown before the workroom has come says one of its texts', async () => {
  const { outputs } = (await build({ absWorkingDir: root, entryPoints: ['web/src/index.ts'], bundle: true, format: 'esm', write: false, metafile: true, outdir: 'none', splitting: true, alias: glueIn(), external: ['*/workroom.js'] })).metafile;
  const sources = Object.entries(outputs['none/index.js'].inputs).filter(([name, { bytesInOutput }]) => name.startsWith('web/src') && bytesInOutput > 0).map(([name]) => join(root, name));
  assert.ok(sources.some((name) => name.endsWith('views/verdict.ts')) && !sources.some((name) => name.endsWith('views/settings.ts')), String(sources));
  const { families, named } = keysIn(sources.filter((name) => !LENT.some((one) => name.endsWith(one))));
  const page = Object.keys(flat(await i18n.loadCatalog('en'))).concat(Object.keys(flat(await small('glossary.en'))));
  assert.deepEqual([...named].filter((key) => !page.includes(key) && !page.some((one) => one.startsWith(`${key}.`))), []);
  assert.deepEqual(families.filter((family) => !page.some((key) => key.startsWith(family))), []);
});

/** Of these the page has some functions and the workroom the others. */
const LENT = ['labels.ts', 'i18n.ts'];

/** The texts of the page that sources name; `ui.stage.${stage}` stands for all of its family. */
function keysIn(files) {
  const source = files.filter((name) => name.endsWith('.ts') && !name.includes('generated')).map((name) => readFileSync(name, 'utf8')).join('\n');
  return {
    families: [...source.matchAll(/`(ui\.[a-z]+\.)\$\{/g)].map(([, family]) => family),
    named: new Set([...source.matchAll(/'(ui\.[A-Za-z.-]+)'/g)].map(([, key]) => key)),
  };
}

test('every name that the core can hand to the page has a label in both languages', async () => {
  const contract = await load('generated/contract.ts', 'profile-contract');
  for (const language of ['en', 'sv']) {
    const texts = await textsOf(language);
    for (const name of ['Stage', 'Outcome', 'Unavailable']) for (const id of contract.enumNames[name].split('|')) assert.ok(texts.has(`ui.${name.toLowerCase()}.${id}`), id);
    for (const field of contract.settingsFields) assert.ok(labels.fieldLabel(texts, field), field);
    for (const [field, names] of [['x.security', 'Security'], ['x.authentication', 'Authentication'], ['x.protocol', 'Protocol']]) {
      for (const value of contract.enumNames[names].split('|')) assert.ok(labels.showValue(texts, field, value), `${field} ${value}`);
    }
    for (const { id } of first.links) assert.ok(texts.has(`ui.link.${id}`), id);
    for (const kind of ['form', 'chat', 'telephone', 'email']) assert.ok(texts.has(`ui.support.${kind}`), kind);
  }
});

test('plurals are those of the language, and figures come from the profile', async () => {
  const sv = await textsOf('sv');
  const en = await textsOf('en');
  assert.deepEqual([0, 1, 2].map((count) => sv.text('ui.settings.summary', { count })), ['Inga skillnader hittills.', '1 sak att ändra.', '2 saker att ändra.']);
  assert.deepEqual([0, 1, 2].map((count) => en.text('ui.settings.summary', { count })), ['No differences found so far.', '1 thing to change.', '2 things to change.']);
  assert.equal(sv.text('ui.probe.bound', { seconds: 1200 }), `Det tar oftast några sekunder, och högst ${new Intl.NumberFormat('sv').format(1200)} sekunder.`);
  assert.equal(sv.text('ui.notice'), 'Meddelande från Websupport');
  assert.equal((await textsOf('sv', other)).text('ui.notice'), 'Meddelande från Fjordstads universitet');
  const standard = p.standardArguments(first, 'sv');
  assert.deepEqual([standard.limitAddress, standard.limitDomain, standard.limitMessage, standard.limitMinutes], [300, 2000, 50, 60]);
  assert.equal(p.standardArguments(other, 'en').limitDomain, 0);
});

test('a key that there is not is silence, not a crash', async () => {
  const texts = await textsOf('en');
  for (const key of ['rule.not-there.title', 'toString', '__proto__', 'constructor']) {
    assert.equal(texts.has(key), false);
    assert.equal(texts.text(key), '');
  }
});
