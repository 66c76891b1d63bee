// Three bridges behind nginx as its example says, which hashes the client's address. One is killed and one is told to end
// while all are asked; every page has its answers, and only what was under way is asked again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { load } from '../../../tests/wasm/load.mjs';
import { startBridge, startProxy, startWard, stopAll } from '../servers.mjs';

const ORIGIN = 'https://help.example';
const QUICK = ['imaps', 'submissions', 'pop3s'];
/** Says nothing: its probe is under way for as long as the bridge's configuration allows. */
const SILENT = 'imaps-silent';
const ENDLESS = { tls: 600_000, total: 600_000 };

let client;
before(async () => {
  client = await load('bridge-client.ts', 'instances-bridge-client');
  // A page of its own address for each `?from=`.
  globalThis.WebSocket = class extends WebSocket {
    constructor(url, protocol) {
      super(url, protocol, { origin: ORIGIN, localAddress: new URL(url).searchParams.get('from'), rejectUnauthorized: false });
    }
  };
});
after(stopAll);

test('of three bridges one is killed, one is told to end, and no page loses an answer', { timeout: 120_000 }, async () => {
  const ward = await startWard();
  const services = JSON.parse(readFileSync(`${ward.folder}/practice.json`, 'utf8')).services;
  const requests = [...QUICK, SILENT].map((id) => services.find((one) => one.id === id)).map(({ id, host, port }) => ({ service: id, host, port }));
  const start = (config) => startBridge({ ward, config: { allowedOrigins: [ORIGIN], proxies: { trusted: ['127.0.0.1'] }, ...config } });
  const bridges = [await start({ deadlines: ENDLESS }), await start({ deadlines: ENDLESS, graceMs: 1 }), await start({ deadlines: { tls: 3000 } })];
  const [killed, ended] = bridges;
  const proxy = await startProxy('nginx', bridges.map((one) => one.port));

  const began = [];
  const finished = [];
  /** Resolves with the results of the page at this address; `underWay` once its last probe has begun, the others having ended. */
  const page = (from) => {
    let tell;
    const underWay = new Promise((resolve) => (tell = resolve));
    const left = new Set(QUICK);
    let waits = false;
    const look = () => waits && left.size === 0 && tell();
    const results = client.probe(`wss://127.0.0.1:${proxy.port}/bridge?from=${from}`, requests, {
      onProgress: ({ service }, { stage, outcome }) => {
        if (stage === 'resolve' && !outcome) began.push(`${from} ${service}`);
        waits ||= service === SILENT && stage === 'tls-handshake';
        look();
      },
      onFinished: ({ service }) => {
        finished.push(`${from} ${service}`);
        left.delete(service);
        look();
      },
    });
    return { from, results, underWay };
  };

  const early = Array.from({ length: 40 }, (_, i) => page(`127.0.1.${i + 1}`));
  await Promise.all(early.map((one) => one.underWay));
  // Each bridge has clients. Their answers may be here before the bridge's log is.
  while (!bridges.every((bridge) => /probe\.finished/.test(bridge.log()))) await new Promise((resolve) => setImmediate(resolve));
  await killed.end('SIGKILL');
  const late = Array.from({ length: 40 }, (_, i) => page(`127.0.2.${i + 1}`));
  await ended.end('SIGTERM');

  const pages = [...early, ...late];
  for (const { from, results } of pages)
    assert.deepEqual((await results).map((one) => one.unavailable ?? `${one.service} ${one.addresses[0].stage} ${one.addresses[0].outcome}`),
      [...QUICK.map((id) => `${id} capabilities ok`), `${SILENT} tls-handshake timed-out`], from);
  const expected = pages.flatMap(({ from }) => requests.map(({ service }) => `${from} ${service}`));
  assert.deepEqual(finished.sort(), expected.sort(), 'each answer came once');
  const again = began.filter((one, i) => began.indexOf(one) !== i);
  assert.ok(again.some((one) => one.startsWith('127.0.1.')), 'some were under way');
  for (const one of again.filter((each) => each.startsWith('127.0.1.'))) assert.ok(one.endsWith(SILENT), `${one} was asked again although it was answered`);
});
