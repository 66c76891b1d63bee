// The WASM says the very same as the native core.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { json, load, plain, root, wasmBytes } from './load.mjs';

const rules = existsSync(join(root, 'tests/rules')) ? readdirSync(join(root, 'tests/rules')).filter((name) => name.endsWith('.json')).sort() : [];
const scenarios = readdirSync(join(root, 'tests/scenarios')).filter((name) => name.endsWith('.json')).sort();
const native = process.env.MAILDOCTOR_BINARY ?? ['release', 'dev'].map((preset) => join(root, 'build', preset, 'bin/maildoctor')).find((file) => existsSync(file));

let doctor;
let unread;
let cases;
before(async () => {
  const { loadDoctor } = await load('core/doctor.ts', 'parity-doctor');
  const { loadReader } = await load('core/reader.ts', 'parity-reader');
  cases = await load('case.ts', 'parity-case');
  doctor = await loadDoctor(wasmBytes());
  doctor.reader = await loadReader(wasmBytes('reader'));
  unread = await loadDoctor(wasmBytes());
});

const CONTRACT = json('web/src/generated/contract.json');

const byName = (value) => (Array.isArray(value) ? value.map(byName) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort().map(([name, item]) => [name, byName(item)])) : value);

for (const file of rules) {
  const { rule, profile, cases } = json(`tests/rules/${file}`);
  for (const each of cases) {
    test(`${rule}: ${each.name}`, () => {
      const outcome = doctor.assess(json(`profiles/${each.profile ?? profile}.json`), each.case);
      assert.equal(outcome.ok, true, JSON.stringify(outcome));
      const wanted = each.findings.map((finding) => ({ changed: false, ...finding }));
      assert.deepEqual(byName(plain(outcome.value.findings)), byName(wanted));
    });
  }
}

test('whole cases are assessed as the native command line does', { skip: native ? false : 'no native maildoctor is built' }, () => {
  for (const profile of ['websupport.se', 'university']) {
    const cases = [
      ...rules.map((file) => json(`tests/rules/${file}`)).flatMap((each) => each.cases.map(({ case: facts }) => facts)),
      ...scenarios.map((file) => json(`tests/scenarios/${file}`)).flatMap((each) => each.patients.map(caseOf)),
    ];
    const args = ['assess', '--jsonl', '--profile', join(root, `profiles/${profile}.json`)];
    const lines = execFileSync(native, args, { input: cases.map((facts) => JSON.stringify(facts)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n');
    assert.equal(lines.length, cases.length);
    cases.forEach((facts, i) => {
      const { ok, value } = doctor.assess(json(`profiles/${profile}.json`), facts);
      assert.equal(ok, true);
      assert.deepEqual(closeTo(plain(value)), closeTo(JSON.parse(lines[i])), JSON.stringify(facts));
    });
  }
});

test('where there is nothing to read, nothing is missing without the reader', () => {
  const { emptyCase } = cases;
  const told = scenarios.flatMap((file) => json(`tests/scenarios/${file}`).patients.map(caseOf)).flatMap(({ answers, context, now }) => [{}, { noErrorShown: true }].map((more) => ({ ...emptyCase(), now, answers, context: { ...emptyCase().context, ...context }, ...more })));
  assert.ok(told.length > 100);
  for (const profile of [json('profiles/websupport.se.json'), json('profiles/university.json')]) {
    for (const facts of told) {
      assert.equal(cases.isReadable(facts), false);
      assert.deepEqual(plain(unread.assess(profile, facts)), plain(doctor.assess(profile, facts)), JSON.stringify(facts));
    }
  }
});

/** What a patient would tell, without what the page does not ask. */
function caseOf({ answers = {}, settings = {}, pastedError = '', context = {} }) {
  const asked = new Map(CONTRACT.questions.map((one) => [one.id, one.answers]));
  const known = Object.entries(answers).filter(([id, answer]) => asked.get(id)?.includes(answer));
  return { now: '2026-11-25T08:00:00Z', answers: Object.fromEntries(known), settings, pastedError, context };
}

/** Two libraries of mathematics may differ in the last digit of a logarithm, and so in the order of what weighs the same. */
function closeTo(value) {
  const close = (number) => Number(number.toPrecision(9));
  const orders = {
    evidence: (one, other) => (one.fact < other.fact ? -1 : 1),
    causes: (one, other) => close(other.probability) - close(one.probability) || (one.cause < other.cause ? -1 : 1),
  };
  return JSON.parse(JSON.stringify(value, (name, item) => (typeof item === 'number' ? close(item) : Object.hasOwn(orders, name) ? [...item].sort(orders[name]) : item)));
}
