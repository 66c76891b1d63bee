// The store: history, Back, and the copy that outlives a reload for two hours.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { json, load } from '../../tests/wasm/load.mjs';

const HOUR = 60 * 60 * 1000;
const START = Date.parse('2026-11-25T08:00:00Z');

let CaseStore;
let cases;
before(async () => {
  ({ CaseStore } = await load('store.ts', 'store'));
  cases = await load('case.ts', 'store-case');
});

/** A storage as browsers have it. */
function storageOf(entries = {}) {
  const map = new Map(Object.entries(entries));
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key) };
}

function make(options = {}) {
  const time = { now: START };
  const storage = options.storage ?? storageOf();
  const open = () => new CaseStore({ key: 'mail-doctor /', storage, clock: () => time.now, ...options });
  return { time, storage, open, store: open() };
}

test('an empty store has nothing to go back to', () => {
  const { store } = make();
  assert.equal(store.steps, 0);
  store.back();
  assert.deepEqual(store.facts.answers, {});
});

test('time and circumstances are those of the moment of asking', () => {
  let onLine = true;
  const { store, time } = make({ circumstances: () => ({ timeZone: 'Asia/Tokyo', languages: ['sv'], onLine }) });
  store.edit(cases.learn({ clockOffsetMs: 5, pagesLoaded: ['webmail'] }), 'probe'); // no circumstance: it stays
  assert.equal(store.facts.now, '2026-11-25T08:00:00.000Z');
  time.now += HOUR;
  onLine = false;
  assert.equal(store.facts.now, '2026-11-25T09:00:00.000Z');
  assert.deepEqual(store.facts.context, { timeZone: 'Asia/Tokyo', languages: ['sv'], onLine: false, clockOffsetMs: 5, pagesLoaded: ['webmail'] });
});

test('Back returns through every step, and leaves filling in as a whole', () => {
  const { store } = make();
  store.advance(cases.answer('symptom', 'cannot-send'));
  store.edit(cases.setAddress('k'), 'settings');
  store.edit(cases.setAddress('kalle@exempel.se'), 'settings');
  assert.equal(store.held, 'settings');
  store.advance(cases.leave('settings'));
  assert.equal(store.held, '');
  store.back();
  assert.equal(store.held, 'settings');
  assert.equal(store.facts.settings.address, 'kalle@exempel.se');
  store.back();
  assert.equal(store.held, '');
  assert.deepEqual(store.facts.answers, {});
  assert.equal(store.facts.settings.address, '');
  assert.equal(store.steps, 0);
});

test('the history is bounded', () => {
  const { store } = make();
  for (let i = 0; i < 80; i += 1) store.advance(cases.answer('symptom', String(i)));
  let steps = 0;
  for (; store.steps > 0; steps += 1) store.back();
  assert.equal(steps, 50);
});

test('each change is told once; who has left is not told', () => {
  const { store } = make();
  let told = 0;
  const end = store.subscribe(() => (told += 1));
  store.advance(cases.answer('vpn', 'on'));
  store.edit(cases.setAddress('x'), '');
  store.back();
  store.forget();
  assert.equal(told, 4);
  end();
  store.advance(cases.answer('vpn', 'on'));
  assert.equal(told, 4);
});

test('a reload within two hours finds the case, its step and its history', () => {
  const { store, time, open } = make();
  store.advance(cases.answer('symptom', 'cannot-send'));
  store.advance(cases.setAddress('kalle@exempel.se'), 'settings');
  time.now += 2 * HOUR - 1;
  const again = open();
  assert.equal(again.held, 'settings');
  assert.equal(again.facts.settings.address, 'kalle@exempel.se');
  again.back();
  assert.deepEqual(again.facts.answers, { symptom: 'cannot-send' });
  again.back();
  assert.equal(again.steps, 0);
});

test('after two hours, and from the future, nothing is found and nothing remains', () => {
  for (const later of [2 * HOUR, 48 * HOUR, -1]) {
    const { store, time, storage, open } = make();
    store.advance(cases.answer('symptom', 'cannot-send'));
    assert.equal(storage.map.size, 1);
    time.now += later;
    assert.deepEqual(open().facts.answers, {});
    assert.equal(storage.map.size, 0);
  }
});

test('what is garbled, foreign or of another version is thrown away', () => {
  const { store, storage } = make();
  store.advance(cases.answer('symptom', 'cannot-send'));
  const good = JSON.parse(storage.map.get('mail-doctor /'));
  const broken = [
    '', '{', 'null', '7', '"text"', '[]', '{}',
    { ...good, version: 2 },
    { ...good, savedAt: 'yesterday' },
    { ...good, facts: { ...good.facts, answers: [] } },
    { ...good, facts: { ...good.facts, settings: { ...good.facts.settings, incoming: null } } },
    { ...good, facts: undefined },
    { ...good, held: 'elsewhere' },
    { ...good, previous: undefined },
    { ...good, previous: [null] },
    { ...good, previous: [{ facts: {}, held: '' }] },
  ];
  for (const each of broken) {
    const text = typeof each === 'string' ? each : JSON.stringify(each);
    const other = make({ storage: storageOf({ 'mail-doctor /': text }) });
    assert.deepEqual(other.store.facts.answers, {}, text);
    assert.equal(other.store.steps, 0, text);
    assert.equal(other.storage.map.size, 0, text);
  }
});

test('entries of others are left alone', () => {
  const storage = storageOf({ theirs: 'x', 'mail-doctor /other': 'y' });
  const { store } = make({ storage });
  store.advance(cases.answer('vpn', 'on'));
  store.forget();
  assert.deepEqual([...storage.map], [['theirs', 'x'], ['mail-doctor /other', 'y']]);
});

test('forgetting leaves nothing, here or in the storage', () => {
  const { store, storage } = make();
  store.advance(cases.setAddress('kalle@exempel.se'), 'settings');
  store.forget();
  assert.equal(storage.map.size, 0);
  assert.equal(store.steps, 0);
  assert.equal(store.held, '');
  assert.doesNotMatch(JSON.stringify(store.facts), /kalle/);
});

test('without a storage, or with one that refuses everything, the examination works', () => {
  const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
  const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, removeItem: refuse };
  for (const storage of [undefined, { getItem: refuse, setItem: refuse, removeItem: refuse }, full]) {
    const store = new CaseStore({ key: 'k', storage });
    store.advance(cases.answer('vpn', 'on'));
    assert.deepEqual(store.facts.answers, { vpn: 'on' });
    store.back();
    store.forget();
    assert.deepEqual(store.facts.answers, {});
  }
});

test('marks stay through a reload and Back, and are over with their step but for those that outlive it', () => {
  const { store, open } = make();
  store.edit((facts) => facts, 'settings');
  store.mark('incoming.port', 'different');
  store.mark('way host address', 'otherwise');
  assert.deepEqual(open().marks, { 'incoming.port': 'different', 'way host address': 'otherwise' });
  store.advance(cases.leave('settings'));
  assert.deepEqual(store.marks, { 'way host address': 'otherwise' });
  store.back();
  assert.equal(store.marks['incoming.port'], 'different');
  store.forget();
  assert.deepEqual(store.marks, {});
});

test('the language that was chosen stays, but not in the storage once all is forgotten', () => {
  const { store, open, storage } = make();
  assert.equal(store.language, '');
  store.speak('en');
  assert.equal(open().language, 'en');
  store.forget();
  assert.equal(store.language, 'en');
  assert.equal(storage.map.size, 0);
});

test('marks that are none are thrown away with all the rest', () => {
  for (const marks of [undefined, null, 1, { row: 1 }]) {
    const { storage, open } = make();
    storage.map.set('mail-doctor /', JSON.stringify({ version: json('web/src/generated/contract.json').hash, savedAt: START, facts: cases.answer('symptom', 'cannot-send')(cases.emptyCase()), held: '', marks, previous: [] }));
    assert.deepEqual(open().facts.answers, {});
  }
});
