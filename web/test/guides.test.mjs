// The guides: where a setting is in each mail program, one file per program and language. What is held here is their form;
// whether a menu has the name we give it, only the program knows.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from '../../tests/wasm/load.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');

const LANGUAGES = ['en', 'sv'];
const LONGEST_FILE = 3500;
const LONGEST_STEP = 20;
const TASKS = ['add-account', 'type-password', 'log-in-to-send', 'work-on-line', 'look-for-hidden-mail', 'set-up', 'find-error'];
const QUOTED = { en: /“[^“”"]+”/g, sv: /”[^“”"]+”/g };

const contract = JSON.parse(read('web', 'src', 'generated', 'contract.json'));
const programs = contract.questions.find(({ id }) => id === 'program').answers.filter((id) => id !== 'another-program' && id !== 'dont-know');

const raw = Object.fromEntries(readdirSync(join(ROOT, 'guides')).map((name) => [name, read('guides', name)]));
const guides = Object.entries(raw).map(([name, text]) => ({ name, guide: JSON.parse(text) }));
const guideOf = (program, language) => JSON.parse(raw[`${program}.${language}.json`]);
const listsOf = ({ open, tasks }) => ({ open, ...tasks });
const stepsOf = (guide) => Object.values(listsOf(guide)).flat();
const textsOf = (guide) => [...stepsOf(guide), ...Object.values(guide.fields), ...Object.values(guide.values), guide.note];
const wordsOf = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** Calls `check` for each guide, and names the file that failed. */
function each(check) {
  for (const { name, guide } of guides) check(guide, (text) => `${name}: ${text}`);
}

test('every program that can be answered has a guide in each language, and nothing else lies there', () => {
  const expected = programs.flatMap((program) => LANGUAGES.map((language) => `${program}.${language}.json`));
  assert.deepEqual(Object.keys(raw).sort(), expected.sort());
});

test('a guide says which one it is, and has every part', () => {
  each((guide, at) => {
    assert.deepEqual(Object.keys(guide), ['program', 'language', 'open', 'fields', 'values', 'tasks', 'note'], at('parts'));
    assert.deepEqual(Object.keys(guide.values), ['tls', 'starttls', 'none'], at('values'));
    assert.deepEqual(Object.keys(guide.tasks).filter((task) => !TASKS.includes(task)), [], at('tasks'));
    for (const [name, list] of Object.entries(listsOf(guide))) assert.ok(Array.isArray(list) && list.length > 0, at(name));
    for (const text of textsOf(guide)) assert.ok(typeof text === 'string' && text.trim() === text && text !== '', at(text));
  });
  for (const { name, guide } of guides) assert.equal(name, `${guide.program}.${guide.language}.json`);
});

test('both languages tell the same things, in as many steps, give or take one', () => {
  for (const program of programs) {
    const [en, sv] = LANGUAGES.map((language) => guideOf(program, language));
    for (const part of ['fields', 'values', 'tasks']) assert.deepEqual(Object.keys(sv[part]), Object.keys(en[part]), `${program}: ${part}`);
    for (const [name, list] of Object.entries(listsOf(en))) {
      const other = listsOf(sv)[name].length;
      assert.ok(Math.abs(list.length - other) <= 1, `${program}: ${name} has ${list.length} steps in English and ${other} in Swedish`);
    }
  }
});

test('a guide is small', () => {
  for (const [name, text] of Object.entries(raw)) assert.ok(Buffer.byteLength(text) <= LONGEST_FILE, `${name}: ${Buffer.byteLength(text)} bytes`);
});

test('a step is one short sentence: a capital first, a full stop last', () => {
  each((guide, at) => {
    for (const step of stepsOf(guide)) {
      assert.match(step, /^\p{Lu}/u, at(step));
      assert.match(step, /[^.…]\.$/u, at(step));
      assert.ok(wordsOf(step).length <= LONGEST_STEP, at(`${wordsOf(step).length} words: ${step}`));
      assert.doesNotMatch(step, /[.!?]\s+\p{Lu}/u, at(`two sentences: ${step}`));
    }
  });
});

test('texts are plain, and quote as their language does', () => {
  each((guide, at) => {
    for (const text of textsOf(guide)) {
      assert.doesNotMatch(text, /[<>*_`{}[\]\\|"]|&\w+;/, at(`markup: ${text}`));
      assert.doesNotMatch(text.replace(QUOTED[guide.language], ''), /[“”„«»]/, at(`quotation marks: ${text}`));
    }
  });
});

test('the way to the settings names what to press', () => {
  each((guide, at) => assert.ok(guide.open.some((step) => step.match(QUOTED[guide.language])), at('open')));
});

test('fields are settings of the contract', () => {
  each((guide, at) => {
    assert.deepEqual(Object.keys(guide.fields).filter((field) => !contract.fields.includes(field)), [], at('fields'));
    for (const field of ['incoming.host', 'outgoing.host']) assert.ok(guide.fields[field], at(field));
  });
});

test('no provider is named: no host, no address, no sister brand', () => {
  const profiles = readdirSync(join(ROOT, 'profiles')).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
  const brands = new Set(profiles.flatMap((name) => {
    const profile = JSON.parse(read('profiles', name));
    return [profile.id.split('.')[0], ...profile.otherHosts.map(({ brand }) => brand.replace(/ \(.*/, ''))];
  }));
  // `practice` is our own ward, not a provider; `university` is an everyday word.
  for (const word of ['', 'practice', 'university']) brands.delete(word);
  assert.ok(brands.size > 0);
  each((guide, at) => {
    for (const text of textsOf(guide)) {
      assert.doesNotMatch(text, /@|\p{L}[\p{L}\p{N}-]*\.\p{L}{2,}/u, at(text));
      for (const brand of brands) assert.ok(!text.toLowerCase().includes(brand.toLowerCase()), at(`${brand}: ${text}`));
    }
  });
});

test('no step makes the connection less safe', () => {
  each((guide, at) => {
    for (const step of stepsOf(guide)) assert.doesNotMatch(step, /certifi|accept|“None”|”Ingen”/i, at(step));
  });
});

const { GuideShelf, readGuide, hasGuide, stepsOf: partOf, TASKS_OF } = await load('guide.ts', 'guide');

test('the page reads every guide that lies there, and has one for just these programs', () => {
  each((guide, at) => assert.equal(readGuide(guide, guide.program, guide.language), guide, at('is not read')));
  for (const program of programs) assert.ok(hasGuide(program), program);
  for (const program of [undefined, '', 'dont-know', 'another-program', '../profiles/practice']) assert.equal(hasGuide(program), false, String(program));
});

test('every guide has something for each cause that shows it, and the way to the error message', () => {
  each((guide, at) => {
    for (const [cause, parts] of Object.entries(TASKS_OF)) assert.ok(parts.some((part) => partOf(guide, part).length > 0), at(cause));
    assert.ok(partOf(guide, 'find-error').length > 0, at('find-error'));
  });
});

test('what is no guide is none', () => {
  const good = guideOf('outlook', 'sv');
  const broken = [null, 'text', [], {}, { ...good, program: 'thunderbird' }, { ...good, language: 'en' }, { ...good, open: 'steps' }, { ...good, open: [1] }, { ...good, fields: { 'incoming.host': {} } }, { ...good, values: undefined }, { ...good, tasks: { 'find-error': 'x' } }];
  for (const one of broken) assert.equal(readGuide(one, 'outlook', 'sv'), undefined, JSON.stringify(one));
});

/** A shelf whose files are answered by `answer(name)`; `arrived()` resolves with the next arrival. */
function shelf(answer) {
  const asked = [];
  let arrive;
  const arrival = new Promise((resolve) => (arrive = resolve));
  const get = async (url) => {
    asked.push(url.pathname.split('/').at(-1));
    return answer(asked.at(-1));
  };
  return { asked, arrival, shelf: new GuideShelf(arrive, get) };
}
const file = (name) => new Response(raw[name]);

test('a guide is fetched once its program is known, and once only', async () => {
  const { shelf: one, asked, arrival } = shelf(file);
  for (const program of [undefined, 'dont-know', 'another-program']) assert.equal(one.find(program, 'sv'), undefined);
  assert.deepEqual(asked, []);
  assert.equal(one.find('outlook', 'sv'), undefined);
  assert.equal(one.find('outlook', 'sv'), undefined);
  await arrival;
  assert.deepEqual(one.find('outlook', 'sv'), guideOf('outlook', 'sv'));
  assert.deepEqual(asked, ['outlook.sv.json']);
});

test('where a guide cannot be had, there is none, and nobody is told', async () => {
  const failures = { 'not found': () => new Response('', { status: 404 }), 'no network': () => Promise.reject(new TypeError('network')), 'no JSON': () => new Response('<html>') };
  for (const [name, answer] of Object.entries(failures)) {
    const { shelf: one, asked } = shelf(answer);
    one.find('outlook', 'sv');
    await new Promise(setImmediate);
    assert.equal(one.find('outlook', 'sv'), undefined, name);
    assert.equal(asked.length, 1, name);
  }
});

test('a guide that could not be had is asked for again once the net is back; one that is there is not', async () => {
  let isThere = false;
  const { shelf: one, asked } = shelf((name) => (isThere || name.startsWith('thunderbird') ? file(name) : Promise.reject(new TypeError('network'))));
  const find = async () => (one.find('outlook', 'sv'), one.find('thunderbird', 'sv'), await new Promise(setImmediate), one.find('outlook', 'sv'));
  assert.equal(await find(), undefined);
  isThere = true;
  assert.equal(await find(), undefined);
  one.lookAgain();
  assert.deepEqual(await find(), guideOf('outlook', 'sv'));
  assert.deepEqual(asked, ['outlook.sv.json', 'thunderbird.sv.json', 'outlook.sv.json']);
});

test('the page offers the programs that are answers, in their order', async () => {
  const { PROGRAMS } = await load('guide.ts', 'guides-programs');
  assert.deepEqual(PROGRAMS, contract.questions.find(({ id }) => id === 'program').answers);
});
