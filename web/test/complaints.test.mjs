// The five people of the complaints in the browser, asked by the core alone: whichever two things they do not know.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { json, load, wasmBytes } from '../../tests/wasm/load.mjs';
import { people } from './e2e/complaining.mjs';

const profile = json('profiles/websupport.se.json');
let doctor;
let cases;
before(async () => {
  const { loadDoctor } = await load('core/doctor.ts', 'complaints-doctor');
  const { loadReader } = await load('core/reader.ts', 'complaints-reader');
  cases = await load('case.ts', 'complaints-case');
  doctor = await loadDoctor(wasmBytes());
  doctor.reader = await loadReader(wasmBytes('reader'));
});

/** What the person does at a step, as the page makes it a fact; `without`: what is not known. */
function respond({ kind, id, answers }, person, without) {
  const isKnown = !without.includes(id || kind);
  switch (kind) {
    case 'question':
      return cases.answer(id, isKnown && answers.includes(person.answers[id]) ? person.answers[id] : cases.DONT_KNOW);
    case 'paste':
      if (isKnown && person.paste === undefined) return cases.noError;
      return (facts) => cases.leave('paste')(isKnown ? cases.paste(person.paste)(facts) : facts);
    case 'settings': {
      const rows = Object.entries(isKnown ? (person.rows ?? {}) : {});
      return (facts) => cases.leave('settings')(rows.reduce((now, [field, value]) => cases.setField(...field.split('.'), value)(now), facts));
    }
    default:
      return cases.leave(kind);
  }
}

/** The causes as the verdict shows them, and the steps to it. */
function examine(person, without) {
  const taken = [];
  const empty = cases.emptyCase();
  let facts = { ...empty, now: '2026-11-25T13:00:00Z', context: { ...empty.context, timeZone: person.timezoneId ?? 'Europe/Stockholm', onLine: true } };
  while (taken.length < 25) {
    const { ok, value, error } = doctor.assess(profile, facts);
    assert.ok(ok, JSON.stringify(error));
    const { causes, step } = value;
    if (step.kind === 'verdict') return { taken, named: [step.id, ...causes.map((one) => one.cause).filter((one) => one !== step.id && one !== 'undetermined')] };
    taken.push(step.id || step.kind);
    facts = respond(step, person, without)(facts);
  }
  return assert.fail(`no end: ${taken}`);
}

for (const [name, person] of Object.entries(people)) {
  test(`${name}: whichever two things are not known, the right cause is among the first two, or support is named`, () => {
    const things = [...Object.keys(person.answers), 'settings', 'paste'];
    const isNear = ({ named }) => person.causes.some((one) => named.slice(0, 2).includes(one)) || named[0] === 'undetermined';
    const wrong = [];
    for (const [i, one] of things.entries()) {
      for (const other of things.slice(i + 1)) {
        const end = examine(person, [one, other]);
        if (!isNear(end)) wrong.push(`${one} and ${other}: ${end.named.slice(0, 2)} after ${end.taken}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(person.causes.includes(examine(person, []).named[0]));
  });
}
