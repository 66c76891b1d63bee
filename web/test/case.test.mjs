// What a person's press does to a case.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { json, load, wasmBytes } from '../../tests/wasm/load.mjs';

const profile = json('profiles/websupport.se.json');

let c;
let difference;
let drawHidden;
let doctor;
before(async () => {
  c = await load('case.ts', 'case');
  ({ difference, drawHidden } = await load('difference.ts', 'difference'));
  doctor = await (await load('core/doctor.ts', 'case-doctor')).loadDoctor(wasmBytes());
  doctor.reader = await (await load('core/reader.ts', 'case-reader')).loadReader(wasmBytes('reader'));
});

/** All members are there, and the core takes each. */
function isCase(facts) {
  assert.ok(c.isCase(facts));
  assert.equal(doctor.assess(profile, facts).ok, true);
}

/** Does the changes one after the other; none may touch the case that it was given. */
function after(...changes) {
  let facts = c.emptyCase();
  for (const change of changes) {
    const before = structuredClone(facts);
    const next = change(facts);
    assert.deepEqual(facts, before);
    isCase(next);
    facts = next;
  }
  return facts;
}

test('an empty case is a case, and has not begun', () => {
  const facts = after();
  isCase(facts);
  assert.equal(c.hasBegun(facts), false);
});

test('an answer is given, changed and taken back', () => {
  const facts = after(c.leave('vpn'), c.answer('vpn', 'on'), c.answer('network', 'abroad'), c.answer('vpn', 'off'));
  assert.deepEqual(facts.answers, { vpn: 'off', network: 'abroad' });
  assert.deepEqual(facts.skipped, []);
  assert.equal(c.hasBegun(facts), true);
  assert.deepEqual(c.takeBack('vpn')(facts).answers, { network: 'abroad' });
});

test('a step is left once and reopened', () => {
  const facts = after(c.leave('paste'), c.leave('settings'), c.leave('paste'));
  assert.deepEqual(facts.skipped, ['settings', 'paste']);
  assert.deepEqual(c.reopen('paste')(facts).skipped, ['settings']);
});

test('a field is set, emptied to unknown, and known to be empty', () => {
  const set = after(c.setField('incoming', 'host', 'imap.exempel.se'), c.setField('incoming', 'security', 'starttls'));
  assert.equal(c.valueOf(set.settings, 'incoming.host'), 'imap.exempel.se');
  assert.equal(c.valueOf(set.settings, 'incoming.security'), 'starttls');
  assert.equal(c.isCompared(set.settings), true);
  const unknown = after(c.setField('incoming', 'security', 'tls'), c.setField('incoming', 'security', ''), c.setField('incoming', 'host', ''));
  assert.equal('security' in unknown.settings.incoming, false);
  assert.equal(c.isCompared(unknown.settings), false);
  const empty = after(c.setField('outgoing', 'username', 'kalle'), c.setEmpty('outgoing', 'username'), c.setEmpty('outgoing', 'username'));
  assert.deepEqual(empty.settings.emptyInProgram, ['outgoing.username']);
  assert.equal(empty.settings.outgoing.username, '');
  assert.equal(c.isCompared(empty.settings), true);
  assert.deepEqual(c.setField('outgoing', 'username', 'kalle@exempel.se')(empty).settings.emptyInProgram, []);
});

test('a tick leaves what was found as it was', () => {
  const facts = after(c.setField('incoming', 'host', 'imap.exmpel.se'), c.tick(['incoming.host', 'incoming.port'], true), c.tick(['incoming.host'], true));
  assert.deepEqual(facts.changed, ['incoming.port', 'incoming.host']);
  assert.equal(facts.settings.incoming.host, 'imap.exmpel.se');
  assert.deepEqual(c.tick(['incoming.host'], false)(facts).changed, ['incoming.port']);
});

const probe = (service, ownHost, ageMs) => ({ service, ownHost, addresses: [], vantage: '', at: '', ageMs });

test('the last two probes of one service and name stay, in their order', () => {
  const facts = after(c.addProbes([probe('imaps', '', 1), probe('imaps', 'mail.exempel.se', 2)]), c.addProbes([probe('imaps', '', 3), probe('imaps', '', 4)]), c.addProbes([probe('submissions', '', 5)]));
  assert.deepEqual(facts.probes.map((one) => one.ageMs), [2, 3, 4, 5]);
  assert.deepEqual(c.lastProbes(facts.probes).map((one) => one.ageMs), [2, 4, 5]);
  const missing = { ...probe('imaps', '', 6), unavailable: 'bridge-busy' };
  assert.deepEqual(c.lastProbes([missing, ...facts.probes, missing]).map((one) => one.ageMs), [4, 2, 5]);
});

test('what a test found out beside the probes is kept, and forgotten with it', () => {
  const facts = after(c.leave('probe'), c.addProbes([probe('imaps', '', 1)]), c.learn({ clockOffsetMs: -250, pagesLoaded: ['webmail'] }));
  assert.deepEqual([facts.context.clockOffsetMs, facts.context.pagesLoaded], [-250, ['webmail']]);
  const forgotten = c.forgetTest(facts);
  isCase(forgotten);
  assert.deepEqual(forgotten, after());
});

test('no error message is a fact; a pasted one, or taking it back, ends it', () => {
  const none = after(c.paste('0x800CCC0E'), c.noError);
  assert.deepEqual([none.noErrorShown, none.pastedError, none.skipped], [true, '', ['paste']]);
  assert.equal(c.paste('535')(none).noErrorShown, false);
  assert.deepEqual(c.askForError(none), after());
  assert.deepEqual(c.askForError(after(c.paste('535'), c.leave('paste'))), after());
});

test('a pasted block fills in what it told, and leaves the rest', () => {
  const told = { address: '', incoming: { protocol: 'imap', host: 'imap.exempel.se', port: '993', username: '' }, outgoing: { host: '', port: '', security: 'tls', username: 'kalle' }, emptyInProgram: [] };
  const facts = after(c.setAddress('kalle@exempel.se'), c.setField('incoming', 'port', '143'), c.setField('outgoing', 'host', 'smtp.exempel.se'), c.setEmpty('outgoing', 'username'), c.fillIn(told));
  assert.deepEqual(facts.settings, {
    address: 'kalle@exempel.se',
    incoming: { protocol: 'imap', host: 'imap.exempel.se', port: '993', username: '' },
    outgoing: { host: 'smtp.exempel.se', port: '', security: 'tls', username: 'kalle' },
    emptyInProgram: [],
  });
});

test('advice that was tried is kept once per cause', () => {
  const facts = after(c.tryAdvice('wrong-password', false), c.tryAdvice('server-down', false), c.tryAdvice('wrong-password', true));
  assert.deepEqual(facts.tried, [{ cause: 'server-down', helped: false }, { cause: 'wrong-password', helped: true }]);
});

test('a value is read by its path, and none is invented', () => {
  const { settings } = after(c.setAddress('kalle@exempel.se'));
  assert.equal(c.valueOf(settings, 'address'), 'kalle@exempel.se');
  for (const path of ['incoming.host', 'incoming.security', 'probe.imaps', '', 'incoming']) assert.equal(c.valueOf(settings, path), '');
});

test('a difference is letter by letter where two texts are much alike, else what stands between what both share', () => {
  const SIGNS = { both: '', found: '-', right: '+' };
  const drawn = (found, right) => difference(found, right).map(({ text, of }) => SIGNS[of] + text).join('|');
  const cases = [
    ['imap.exempl.se', 'imap.exempel.se', 'imap.exemp|+e|l.se'],
    ['imap.websuport.es', 'imap.websupport.se', 'imap.websup|+p|ort.|-e|s|+e'],
    ['imap.websupport.se.', 'imap.websupport.se', 'imap.websupport.se|-.'],
    ['imap.web\u200bsupport.se', 'imap.websupport.se', 'imap.web|-\u200b|support.se'],
    ['smtp.telia.com', 'smtp.websupport.se', 'smtp.|-telia.com|+websupport.se'],
    ['143', '993', '-14|+99|3'],
    ['', '993', '+993'],
    ['993', '993', '993'],
    ['a😀c', 'a😁c', 'a|-😀|+😁|c'],
    ['aa', 'aaa', 'aa|+a'],
    ['x'.repeat(400), 'y', `-${'x'.repeat(400)}|+y`],
  ];
  for (const [found, right, expected] of cases) assert.equal(drawn(found, right), expected);
  for (const [found, right] of cases) for (const of of ['found', 'right']) assert.equal(difference(found, right).filter((one) => one.of !== (of === 'found' ? 'right' : 'found')).map((one) => one.text).join(''), of === 'found' ? found : right);
});

test('what nobody sees is drawn', () => {
  assert.equal(drawHidden(' imap.\u200bexempel\u00a0.se\t'), '␣imap.▯exempel␣.se␣');
});
