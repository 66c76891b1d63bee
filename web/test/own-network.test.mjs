// The test from the person's own network: what loads is a fact, what does not is none, and nothing of the person goes along.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { json, load } from '../../tests/wasm/load.mjs';

let own;
before(async () => (own = await load('own-network.ts', 'own-network')));

const profile = json('profiles/websupport.se.json');
const open = () => new AbortController().signal;

/** Tries the pages with `get`; each page's states in their order. */
async function states(get, { signal = open(), limitMs = 60_000, of = profile } = {}) {
  const seen = [];
  await own.tryPages(of, signal, (id, state) => seen.push(`${id} ${state}`), get, limitMs);
  return seen.sort();
}

test('each page is fetched once, as an ordinary visit of nobody', async () => {
  const asked = [];
  const seen = await states(async (url, { signal, ...init }) => void asked.push([url, init, signal.aborted]));
  const init = { mode: 'no-cors', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };
  assert.deepEqual(asked, [['https://webmail.websupport.se', init, false], ['https://admin.websupport.se', init, false]]);
  assert.deepEqual(seen, ['control-panel loaded', 'control-panel trying', 'webmail loaded', 'webmail trying']);
});

test('what fails, or takes too long, could not be found out', async () => {
  const never = (_, { signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  const oneFails = (url) => (url.includes('webmail') ? Promise.reject(new TypeError('network')) : Promise.resolve());
  assert.deepEqual(await states(oneFails), ['control-panel loaded', 'control-panel trying', 'webmail trying', 'webmail unknown']);
  const unknown = ['control-panel trying', 'control-panel unknown', 'webmail trying', 'webmail unknown'];
  assert.deepEqual(await states(never, { limitMs: 1 }), unknown);
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  assert.deepEqual(await states(never, { signal: controller.signal }), unknown);
});

test('only https pages of the profile are tried', async () => {
  const links = (urls) => ({ ...profile, links: urls.map(([id, url]) => ({ id, url })) });
  assert.deepEqual(own.pagesOf(profile), ['webmail', 'control-panel']);
  assert.deepEqual(own.pagesOf(links([['webmail', 'http://webmail.example'], ['control-panel', 'javascript:alert(1)'], ['status', 'https://status.example']])), []);
  assert.deepEqual(await states(() => assert.fail('nothing is to be fetched'), { of: links([['webmail', 'mailto:a@b.example']]) }), []);
});
