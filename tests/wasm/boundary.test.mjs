// Nothing throws across the boundary: whatever goes in, a value comes out.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { json, load, plain, wasmBytes, wasmFolder } from './load.mjs';

let doctor;
let reader;
let module;
const profile = json('profiles/university.json');

before(async () => {
  module = await load('core/doctor.ts', 'boundary-doctor');
  doctor = await module.loadDoctor(wasmBytes());
  const { loadReader } = await load('core/reader.ts', 'boundary-reader');
  reader = await loadReader(wasmBytes('reader'));
  doctor.reader = reader;
});

const refused = (outcome, path, expected) => {
  assert.equal(outcome.ok, false);
  if (path !== undefined) assert.equal(outcome.error.path, path);
  if (expected !== undefined) assert.match(outcome.error.expected, expected);
};

test('code generation from strings is disallowed here', () => {
  assert.throws(() => new Function('return 1'), EvalError);
});

test('an empty case has an assessment', () => {
  const outcome = doctor.assess(profile, {});
  assert.equal(outcome.ok, true);
  assert.ok(Array.isArray(outcome.value.findings));
  assert.equal(typeof outcome.value.step.kind, 'string');
});

test('undefined, null and missing arguments are refused with their path', () => {
  refused(doctor.assess(), 'profile');
  refused(doctor.assess(undefined, {}), 'profile');
  refused(doctor.assess(null, {}), 'profile', /an object/);
  refused(doctor.assess(profile), 'case');
  refused(doctor.assess(profile, undefined), 'case');
  refused(doctor.assess(profile, null), 'case', /an object/);
  refused(reader.redact(), 'text');
  refused(reader.redact(null), 'text');
});

test('wrong types are refused with their path', () => {
  for (const wrong of [1, 'text', true, [], () => 1, Symbol('x'), 1n, new Date(), new Map()]) refused(doctor.assess(profile, wrong), 'case');
  refused(doctor.assess(profile, { settings: { incoming: { port: 993 } } }), 'case.settings.incoming.port', /a text/);
  refused(doctor.assess(profile, { settings: { incoming: { security: 'ssl' } } }), 'case.settings.incoming.security', /tls\|starttls\|none/);
  refused(doctor.assess(profile, { answers: { symptom: 1 } }), 'case.answers.symptom', /a text/);
  refused(doctor.assess(profile, { probes: [{ service: 'imaps' }, 7] }), 'case.probes[1]', /an object/);
  refused(doctor.assess(profile, { tried: [{ cause: 'x', helped: 'yes' }] }), 'case.tried[0].helped', /true or false/);
});

test('unknown members are refused with their path', () => {
  refused(doctor.assess(profile, { settingss: {} }), 'case.settingss');
  refused(doctor.assess({ ...profile, colour: 'red' }, {}), 'profile.colour');
});

test('numbers that an integer or a double cannot hold are refused', () => {
  for (const wrong of [1e20, -1e20, NaN, Infinity, -Infinity, 2 ** 53])
    refused(doctor.assess(profile, { probes: [{ service: 'imaps', ageMs: wrong }] }), 'case.probes[0].ageMs', /a number/);
});

test('a profile with NaN is not taken for the one before it', () => {
  const changed = structuredClone(profile);
  changed.services[0].port = NaN;
  assert.equal(doctor.assess(profile, {}).ok, true);
  refused(doctor.assess(changed, {}), 'profile.services[0].port');
  assert.equal(doctor.assess(profile, {}).ok, true);
});

test('a profile that was changed in place is read again', () => {
  const mine = structuredClone(profile);
  assert.equal(doctor.assess(mine, {}).ok, true);
  mine.services[0].security = 'ssl';
  refused(doctor.assess(mine, {}), 'profile.services[0].security');
});

test('a profile that was prepared crosses once, and what is wrong with one is told by assess', async () => {
  const { default: create } = await import(pathToFileURL(join(wasmFolder, 'mail-doctor.mjs')).href);
  let crossed = 0;
  const watched = async (options) => {
    const real = await create(options);
    return { contractHash: real.contractHash, diagnose: real.diagnose, takeProfile: (text) => (++crossed, real.takeProfile(text)) };
  };
  const prepared = await module.loadDoctor(wasmBytes(), watched);
  for (const wrong of [null, { services: 1 }]) prepared.prepare(wrong);
  refused(prepared.assess({ services: 1 }, {}), 'profile.services');
  crossed = 0;
  prepared.prepare(profile);
  assert.equal(prepared.assess(profile, {}).ok, true);
  assert.equal(crossed, 1);
});

test('a profile that is refused leaves the last one', () => {
  const before = plain(doctor.assess(profile, {}));
  refused(doctor.assess({ ...profile, services: [{ port: 'x' }] }, {}), 'profile.services[0].port', /a number/);
  assert.deepEqual(plain(doctor.assess(profile, {})), before);
});

test('getters are refused, and not run', () => {
  let ran = false;
  const trap = {
    get now() {
      ran = true;
      throw new Error('secret');
    },
  };
  refused(doctor.assess(profile, trap), 'case.now', /getters/);
  assert.equal(ran, false);
});

test('a proxy that throws is refused without its words', () => {
  const trap = new Proxy({}, { ownKeys() { throw new Error('secret'); }, getPrototypeOf() { throw new Error('secret'); } });
  const outcome = doctor.assess(profile, trap);
  refused(outcome, 'case');
  assert.doesNotMatch(JSON.stringify(outcome), /secret/);
});

test('a proxy over plain data is copied like plain data', () => {
  assert.equal(doctor.assess(profile, new Proxy({ now: '2026-11-23T20:00:00Z' }, {})).ok, true);
});

test('cycles are refused', () => {
  const facts = { answers: {} };
  facts.answers = facts;
  refused(doctor.assess(profile, facts), undefined, /cycles/);
});

test('ten megabytes of text, and a million values, are refused', () => {
  refused(doctor.assess(profile, { pastedError: 'x'.repeat(10_000_000) }), 'case.pastedError', /characters/);
  refused(doctor.assess(profile, { skipped: new Array(1_000_000).fill('x') }), 'case.skipped', /values/);
  refused(doctor.assess(profile, { skipped: new Array(4_000_000_000) }), 'case.skipped', /values/);
  refused(reader.redact('x'.repeat(10_000_000)), 'text');
});

test('a million characters are read', () => {
  assert.equal(doctor.assess(profile, { pastedError: 'x '.repeat(500_000) }).ok, true);
});

test('who asks again and again takes no more memory, and who asks for much gets it', async () => {
  const { default: create } = await import(pathToFileURL(join(wasmFolder, 'reader.mjs')).href);
  const core = await create({ wasm: wasmBytes('reader') });
  const ask = (length) => core.redact('x '.repeat(length));
  const askOften = () => {
    for (let length = 1; length < 10_000; length += 71) ask(length);
    return ask(1).buffer.byteLength;
  };
  const byteLength = askOften();
  for (let i = 0; i < 5; ++i) assert.equal(askOften(), byteLength);
  const much = ask(500_000);
  assert.ok(much.buffer.byteLength > byteLength && much.byteLength > 1_000_000);
});

test('a set-up file is a value like any other, and what is wrong is refused with its path', async () => {
  const { loadSetUp } = await load('core/set-up.ts', 'boundary-set-up');
  const setUp = await loadSetUp(wasmBytes('set-up'));
  const facts = { settings: { address: 'anna@exempel.se' } };
  const { value } = setUp(profile, facts, 'apple');
  assert.equal(value.name, 'exempel.se.mobileconfig');
  assert.equal(value.check, 'untested');
  assert.match(value.text, /<string>mail\.fjordstad-university\.example<\/string>/);
  refused(setUp(profile, {}, 'apple'), 'case.settings.address', /an e-mail address/);
  refused(setUp(profile, { settings: { address: 1 } }, 'apple'), 'case.settings.address', /a text/);
  refused(setUp(null, facts, 'apple'), 'profile');
  refused(setUp({}, facts, 'apple'), 'case.profile.services');
  for (const wrong of ['eudora', '', undefined, null, 1, {}]) refused(setUp(profile, facts, wrong), 'program');
});

test('lone surrogates become the replacement character', () => {
  assert.deepEqual(plain(reader.redact('a\ud800b\udc00c')), { ok: true, value: { text: 'a\ufffdb\ufffdc', removed: false } });
  assert.equal(doctor.assess(profile, { answers: { '\ud800': '\udfff' }, pastedError: '\ud83d' }).ok, true);
});

test('text survives both ways: å, emoji and zero bytes', () => {
  assert.equal(reader.redact('åäö 😀 \u0000 x').value.text, 'åäö 😀 \u0000 x');
});

test('text survives both ways: whatever JSON escapes', () => {
  const text = '" \\ / \b \f \n \r \t \u001f \u007f \u2028 \\u0041 \\n';
  assert.equal(reader.redact(text).value.text, text);
});

test('brackets, commas and quotes in the texts of a list are no others', () => {
  const languages = ['sv,en]', '["', '}\\', '\\",', ''];
  assert.equal(doctor.assess(profile, { context: { languages } }).ok, true);
  refused(doctor.assess(profile, { context: { languages: [...languages, 7] } }), 'case.context.languages[5]', /a text/);
});

test('a member named __proto__ changes nothing but itself', () => {
  const facts = JSON.parse('{"answers":{"__proto__":"x","constructor":"y"}}');
  assert.equal(doctor.assess(profile, facts).ok, true);
  refused(doctor.assess(profile, JSON.parse('{"__proto__":{}}')), 'case.__proto__');
});

test('a password is taken out of a text', () => {
  const { value } = reader.redact('Lösenord: hemligt123');
  assert.equal(value.removed, true);
  assert.doesNotMatch(value.text, /hemligt123/);
});

test('a pasted block of settings is split into the fields, without its password', () => {
  const { value } = reader.settingsIn('Server: imap.exempel.se, Port: 993 (SSL/TLS), Användarnamn: kalle@exempel.se, Lösenord: hemligt123');
  assert.equal(value.removed, true);
  assert.equal(value.count, 4);
  assert.deepEqual(plain(value.settings.incoming), { host: 'imap.exempel.se', port: '993', security: 'tls', username: 'kalle@exempel.se' });
  assert.doesNotMatch(JSON.stringify(value), /hemligt123/);
  refused(reader.settingsIn(), 'text');
  refused(reader.settingsIn('x'.repeat(10_000_000)), 'text');
  assert.equal(reader.settingsIn('\ud800').value.count, 0);
});

test('a thousand refusals and assessments leave the doctor well', () => {
  for (let i = 0; i < 1000; i += 1) {
    refused(doctor.assess(profile, { now: i }), 'case.now');
    assert.equal(doctor.assess(profile, { now: '2026-11-23T20:00:00Z' }).ok, true);
  }
});

test('loading refuses what is no core', async () => {
  const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const A_TYPE = [1, 4, 1, 0x60, 0, 0];
  const AN_IMPORT = [2, 9, 1, 3, ...Buffer.from('env'), 1, ...Buffer.from('x'), 0, 0];
  for (const bytes of [[1, 2, 3], HEADER, [...HEADER, ...A_TYPE, ...AN_IMPORT]]) {
    await assert.rejects(module.loadDoctor(new Uint8Array(bytes)), { name: 'DoctorError', path: 'wasm' });
  }
  await assert.rejects(module.loadDoctor(Promise.reject(new TypeError('offline'))), { name: 'DoctorError', path: 'wasm' });
  const other = () => Promise.resolve({ contractHash: () => new TextEncoder().encode('other') });
  await assert.rejects(module.loadDoctor(new Uint8Array(), other), { name: 'DoctorError', path: 'contract.hash' });
});
