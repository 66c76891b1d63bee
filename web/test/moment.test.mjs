// Clock times of the device's zone. The tests run in one zone with summer time.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { load } from '../../tests/wasm/load.mjs';

process.env.TZ = 'Europe/Stockholm';

let m;
before(async () => (m = await load('moment.ts', 'moment')));

const NOW = Date.parse('2026-11-25T14:00:00Z'); // 15:00

test('a clock time is the latest moment that had it, never one to come', () => {
  assert.equal(m.lastMomentAt('14:42', NOW), '2026-11-25T13:42:00.000Z');
  assert.equal(m.lastMomentAt('15:00', NOW), '2026-11-25T14:00:00.000Z');
  assert.equal(m.lastMomentAt('15:01', NOW), '2026-11-24T14:01:00.000Z');
  for (const none of ['', '1', 'ett', '1:2']) assert.equal(m.lastMomentAt(none, NOW), '');
});

test('a moment reads as the clock time that was typed, also over the change of the clock', () => {
  for (const clock of ['00:00', '14:42', '23:59']) assert.equal(m.clockOf(m.lastMomentAt(clock, NOW)), clock);
  const morning = Date.parse('2026-10-25T07:00:00Z'); // 08:00, after the night with 25 hours
  assert.equal(m.lastMomentAt('07:30', morning), '2026-10-25T06:30:00.000Z');
  assert.equal(m.lastMomentAt('08:30', morning), '2026-10-24T06:30:00.000Z');
  assert.equal(m.clockOf(''), '');
});

test('a moment of today is a clock time; of another day, with the day', () => {
  assert.equal(m.showMoment('2026-11-25T14:42:00Z', NOW, 'sv'), '15:42');
  assert.equal(m.showMoment('2026-11-25T14:42:00Z', NOW, 'en'), '15:42');
  assert.equal(m.showMoment('2026-11-25T23:12:00Z', NOW, 'sv'), 'torsdag 26 november 00:12');
});

test('what remains is in minutes begun, with hours when there are many, and nothing once it is over', () => {
  const left = (minutes) => m.remaining(new Date(NOW + minutes * 60_000).toISOString(), NOW);
  assert.deepEqual(left(42), { hours: 0, minutes: 42 });
  assert.deepEqual(left(41.1), { hours: 0, minutes: 42 });
  assert.deepEqual(left(90), { hours: 0, minutes: 90 });
  assert.deepEqual(left(91), { hours: 1, minutes: 31 });
  assert.deepEqual(left(1440), { hours: 24, minutes: 0 });
  for (const over of [0, -1]) assert.equal(left(over), undefined);
  assert.equal(m.remaining('', NOW), undefined);
});

test('minutes are told in the largest unit that divides them', () => {
  assert.deepEqual(m.inUnits(180), { unit: 'hours', count: 3 });
  assert.deepEqual(m.inUnits(2880), { unit: 'days', count: 2 });
  assert.deepEqual(m.inUnits(45), { unit: 'minutes', count: 45 });
});
