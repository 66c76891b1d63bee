// The page's end of the wire against the real bridge, without a page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { load } from '../../../tests/wasm/load.mjs';
import { deadPort, startBridge, startWard, stopAll } from '../servers.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let client;
let ward;
let bridge;
let services;
before(async () => {
  client = await load('bridge-client.ts', 'real-bridge-client');
  ward = await startWard();
  services = JSON.parse(readFileSync(join(ward.folder, 'practice.json'), 'utf8')).services;
  bridge = await startBridge({ ward, more: ['--vantage', 'here'] });
  // A browser says where the page is from; so does this one.
  globalThis.WebSocket = class extends WebSocket {
    constructor(url, protocol) {
      super(url, protocol, { origin: bridge.origin });
    }
  };
});
after(stopAll);

const url = () => client.bridgeUrl('bridge', `${bridge.url}/`);
const request = (id, more = {}) => {
  const { host, port } = services.find((one) => one.id === id);
  return { service: id, host, port, ...more };
};
const ends = (results) => results.map((one) => one.unavailable ?? one.addresses.map(({ stage, outcome }) => `${stage} ${outcome}`).join());

test('each request has its one result, more of them than run at once', async () => {
  const ids = ['imaps', 'imap', 'pop3s', 'pop3', 'submissions', 'submission', 'imaps-expired', 'imaps-refused', 'imaps-speaks-pop3'];
  const progress = [];
  const finished = [];
  let greeting;
  const results = await client.probe(url(), ids.map((id) => request(id)), {
    onHello: (hello, boundMs) => (greeting = { ...hello, boundMs }),
    onProgress: ({ service }, { stage, outcome }) => progress.push(`${service} ${stage} ${outcome ?? ''}`),
    onFinished: ({ service }) => finished.push(service),
  });
  assert.deepEqual(results.map((one) => one.service), ids);
  assert.deepEqual(ends(results), [...Array(6).fill('capabilities ok'), 'certificate expired', 'connect refused', 'greeting another-protocol']);
  assert.deepEqual(finished.sort(), [...ids].sort());
  assert.equal(greeting.vantage, 'here');
  assert.ok(greeting.boundMs >= greeting.probeLimitMs);
  assert.ok(progress.includes('imaps tls-handshake ok'));
});

test('a service that the page knows otherwise, or the bridge not at all, is not tested', async () => {
  const results = await client.probe(url(), [request('imaps', { port: 1 }), request('imap', { host: 'imap.elsewhere.test' }), { service: 'nothing', host: 'x.test', port: 1 }, request('pop3s')], {});
  assert.deepEqual(ends(results), ['refused-by-bridge', 'refused-by-bridge', 'refused-by-bridge', 'capabilities ok']);
});

test('a name that is not this provider’s is refused', async () => {
  const results = await client.probe(url(), [request('imaps', { ownHost: 'mail.elsewhere.example' }), request('imaps', { ownHost: 'not a name' })], {});
  assert.deepEqual(ends(results), ['refused-by-bridge', 'refused-by-bridge']);
});

test('who cancels in the middle keeps what was finished', async () => {
  const controller = new AbortController();
  const results = await client.probe(url(), [request('submissions'), request('imap-silent')], { onFinished: () => controller.abort() }, controller.signal);
  assert.deepEqual(ends(results), ['capabilities ok']);
});

test('a page of another origin has no bridge', async () => {
  const own = globalThis.WebSocket;
  globalThis.WebSocket = class extends WebSocket {
    constructor(address, protocol) {
      super(address, protocol, { origin: 'https://elsewhere.example' });
    }
  };
  assert.deepEqual(ends(await client.probe(url(), [request('imaps')], {})), ['bridge-absent']);
  globalThis.WebSocket = own;
});

test('a bridge that ends in the middle leaves no failure of the mail; one that is gone is absent', async () => {
  const other = await startBridge({ ward, config: { graceMs: 1 }, more: ['--allow-origin', bridge.origin] });
  const address = client.bridgeUrl('bridge', `${other.url}/`);
  let stopped;
  const results = await client.probe(address, [request('imaps'), request('imap-silent')], { onFinished: () => (stopped ??= other.stop()) }, undefined, { reconnectMs: 1 });
  await stopped;
  assert.equal(ends(results)[0], 'capabilities ok');
  assert.ok(['vantage-unavailable', 'bridge-busy', 'greeting cancelled'].includes(ends(results)[1]), ends(results)[1]);
  assert.deepEqual(ends(await client.probe(address, [request('imaps')], {})), ['bridge-absent']);
  assert.deepEqual(ends(await client.probe(`ws://127.0.0.1:${await deadPort()}/bridge`, [request('imaps')], {})), ['bridge-absent']);
});
