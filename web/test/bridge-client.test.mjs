// The page's end of the wire against bridges that do not do what they should: it ends, in time, and claims nothing.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { json, load } from '../../tests/wasm/load.mjs';
import { deadPort } from './servers.mjs';

/** Limits that are waited for are short; all others are out of reach, so that no test depends on the machine's speed. */
const PATIENT = { helloLimitMs: 60_000, graceMs: 60_000 };
const HELLO = { ...json('tests/wire/examples/hello.json'), probeLimitMs: 60 };
const PROGRESS = json('tests/wire/examples/probe.progress.began.json');
const IMAPS = { service: 'imaps', host: 'imap.example.net', port: 993 };
const SUBMISSIONS = { service: 'submissions', host: 'smtp.example.net', port: 465 };
HELLO.services.push({ id: 'submissions', host: 'smtp.example.net', port: 465 });

let client;
const servers = [];
before(async () => {
  globalThis.WebSocket ??= WebSocket;
  client = await load('bridge-client.ts', 'bridge-client');
});
after(() => {
  for (const server of servers) for (const socket of [...(server.clients ?? [])]) socket.terminate();
  for (const server of servers) server.close();
});

/** A bridge that does what `talk(socket, message)` says: at first without a message, then with each. */
async function bridge(talk, options = { handleProtocols: () => 'mail-doctor.v1' }) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, ...options });
  servers.push(server);
  const heard = [];
  server.on('connection', (socket) => {
    const say = (message) => socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    talk({ socket, say });
    socket.on('message', (data) => {
      heard.push(JSON.parse(data));
      talk({ socket, say, message: heard.at(-1) });
    });
  });
  await once(server, 'listening');
  return { url: `ws://127.0.0.1:${server.address().port}/bridge`, heard, server };
}

const finished = (id, service, extra = {}) => ({ type: 'probe.finished', id, result: { ...json('tests/wire/examples/probe.finished.json').result, service, ...extra } });

/** A bridge that greets, and then answers each start with what `answer(start)` gives, message by message. */
const polite = (answer, hello = HELLO) =>
  bridge(({ say, message }) => {
    if (!message) say(hello);
    else if (message.type === 'probe.start') for (const each of answer(message)) say(each);
  });

const reasons = (results) => results.map((one) => one.unavailable);

test('a relative address becomes a WebSocket of this origin; what is no address becomes none', () => {
  assert.equal(client.bridgeUrl('bridge', 'https://help.example/kb/'), 'wss://help.example/kb/bridge');
  assert.equal(client.bridgeUrl('/bridge', 'http://127.0.0.1:8025/x'), 'ws://127.0.0.1:8025/bridge');
  assert.equal(client.bridgeUrl('wss://b.example/bridge', 'https://help.example/'), 'wss://b.example/bridge');
  assert.equal(client.bridgeUrl('wss://[', 'https://help.example/'), undefined);
});

/** How a bridge ends with a start unanswered. */
const ENDS = {
  'goes away': ({ socket, say, message }) => {
    say({ type: 'error', id: message.id, reason: 'shutting-down', path: '', expected: '' });
    socket.close(1001);
  },
  'cuts its probes short': ({ socket, say, message }) => {
    const { addresses } = json('tests/wire/examples/probe.finished.json').result;
    say(finished(message.id, message.service, { addresses: addresses.map((one) => ({ ...one, outcome: 'cancelled' })) }));
    socket.close(1001);
  },
  'is killed': ({ socket }) => socket.terminate(),
};
for (const [how, end] of Object.entries(ENDS)) test(`what a bridge that ${how} has not answered is asked of the next one, and what it has answered stays`, async () => {
  let connections = 0;
  const { url, heard } = await bridge(({ socket, say, message }) => {
    if (!message) {
      connections += 1;
      say(HELLO);
    } else if (connections > 1 || message.service === 'imaps') say(finished(message.id, message.service));
    else if (connections === 1) end({ socket, say, message });
  });
  const hellos = [];
  const results = await client.probe(url, [IMAPS, SUBMISSIONS], { onHello: (hello) => hellos.push(hello) }, undefined, { ...PATIENT, reconnectMs: 1 });
  assert.deepEqual(results.map((one) => [one.service, one.unavailable]), [['imaps', undefined], ['submissions', undefined]]);
  assert.deepEqual(heard.map((one) => one.id), ['0', '1', '1']);
  assert.equal(hellos.length, 1);
});

test('a bridge that goes away again and again, or does not come back, is looked for three times', async () => {
  let connections = 0;
  const { url } = await bridge(({ socket, say, message }) => {
    if (message) return socket.close(1001);
    connections += 1;
    say(HELLO);
  });
  assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, { ...PATIENT, reconnectMs: 1 })), ['vantage-unavailable']);
  assert.equal(connections, 4);
  const gone = await bridge(({ socket, say, message }) => {
    if (!message) return say(HELLO);
    gone.server.close();
    socket.close(1001);
  });
  assert.deepEqual(reasons(await client.probe(gone.url, [IMAPS], {}, undefined, { ...PATIENT, reconnectMs: 1 })), ['vantage-unavailable']);
});

test('where a bridge lets a page in and is gone before it greets, the next one is asked', async () => {
  let connections = 0;
  const { url } = await bridge(({ socket, say, message }) => {
    if (message) return say(finished(message.id, message.service));
    connections += 1;
    if (connections === 1) socket.terminate();
    else say(HELLO);
  });
  assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, { ...PATIENT, reconnectMs: 1 })), [undefined]);
  assert.equal(connections, 2);
});

test('nothing asked is nothing found, without a connection', async () => {
  assert.deepEqual(await client.probe('ws://127.0.0.1:1/', [], {}), []);
});

test('without an address, with a wrong one, and where nothing listens, the bridge is absent', async () => {
  for (const url of [undefined, 'javascript:alert(1)', 'ws://[', `ws://127.0.0.1:${await deadPort()}/bridge`]) {
    assert.deepEqual(reasons(await client.probe(url, [IMAPS, SUBMISSIONS], {}, undefined, PATIENT)), ['bridge-absent', 'bridge-absent'], url);
  }
});

test('a server that is no bridge is no bridge', async () => {
  const plain = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  servers.push(plain);
  await once(plain, 'listening');
  assert.deepEqual(reasons(await client.probe(`ws://127.0.0.1:${plain.address().port}/`, [IMAPS], {}, undefined, PATIENT)), ['bridge-absent']);
});

test('a bridge that speaks another version is absent', async () => {
  for (const handleProtocols of [() => false, () => 'mail-doctor.v9']) {
    const { url } = await bridge(({ say }) => say(HELLO), { handleProtocols });
    assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, PATIENT)), ['bridge-absent']);
  }
});

test('a bridge that never greets is given up at the bound', async () => {
  const { url, heard } = await bridge(() => {});
  assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, { ...PATIENT, helloLimitMs: 20 })), ['bridge-absent']);
  assert.deepEqual(heard, []);
});

test('a bridge that greets and then is silent is given up at its own bound', async () => {
  const { url, heard } = await polite(() => []);
  const bounds = [];
  const results = await client.probe(url, [IMAPS], { onHello: (_, boundMs) => bounds.push(boundMs) }, undefined, { ...PATIENT, graceMs: 20 });
  assert.deepEqual(reasons(results), ['vantage-unavailable']);
  assert.deepEqual(bounds, [60]);
  assert.equal(heard[0].type, 'probe.start');
});

test('the bound counts the rounds, and no bridge can make it endless', async () => {
  const bound = async (hello, requests) => {
    const { url } = await polite(({ id, service }) => [finished(id, service)], hello);
    return new Promise((resolve) => void client.probe(url, requests, { onHello: (_, boundMs) => resolve(boundMs) }, undefined, PATIENT));
  };
  assert.equal(await bound({ ...HELLO, concurrentLimit: 1 }, [IMAPS, SUBMISSIONS]), 120);
  assert.equal(await bound({ ...HELLO, concurrentLimit: 0 }, [IMAPS]), 60);
  assert.equal(await bound({ ...HELLO, probeLimitMs: 1e15 }, [IMAPS]), 180_000);
  assert.equal(await bound({ ...HELLO, probeLimitMs: -5 }, [IMAPS]), 0);
});

test('garbage instead of a greeting ends it', async () => {
  for (const garbage of ['{', 'null', '{"type":"hello"}', '{"type":"later"}', Buffer.from([1, 2, 3])]) {
    const { url } = await bridge(({ say }) => say(garbage));
    assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, PATIENT)), ['bridge-absent'], String(garbage));
  }
});

test('garbage in the middle keeps what was finished and claims nothing about the rest', async () => {
  const { url } = await polite(({ id, service }) => (id === '0' ? [finished(id, service)] : ['{"type":"probe.finished","id":"1"}']), { ...HELLO, probeLimitMs: 60_000 });
  const results = await client.probe(url, [IMAPS, SUBMISSIONS], {}, undefined, PATIENT);
  assert.deepEqual(results.map((one) => [one.service, one.unavailable]), [['imaps', undefined], ['submissions', 'vantage-unavailable']]);
});

test('a connection that breaks in the middle is no failure of the mail', async () => {
  const { url } = await bridge(({ socket, say, message }) => (message ? socket.terminate() : say({ ...HELLO, probeLimitMs: 60_000 })));
  assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, PATIENT)), ['vantage-unavailable']);
});

test('each reason of an error has its own words', async () => {
  const wanted = { 'too-many-probes': 'bridge-busy', internal: 'vantage-unavailable', 'not-this-provider': 'refused-by-bridge', 'name-not-found': 'refused-by-bridge', 'service-not-offered': 'refused-by-bridge', 'message-malformed': 'refused-by-bridge', 'message-too-large': 'refused-by-bridge', 'too-many-messages': 'refused-by-bridge' };
  for (const [reason, unavailable] of Object.entries(wanted)) {
    for (const id of ['0', '']) {
      const { url } = await polite(() => [{ type: 'error', id, reason, path: '', expected: '' }]);
      assert.deepEqual(reasons(await client.probe(url, [IMAPS], {}, undefined, PATIENT)), [unavailable], `${reason} ${id}`);
    }
  }
});

test('no more is asked at once than the bridge allows, and each has its one result', async () => {
  let open = 0;
  let most = 0;
  const { url } = await bridge(({ say, message }) => {
    if (!message) return say({ ...HELLO, concurrentLimit: 2, probeLimitMs: 60_000 });
    most = Math.max(most, (open += 1));
    setImmediate(() => {
      open -= 1;
      say(finished(message.id, message.service, { ownHost: message.ownHost }));
      say(finished(message.id, message.service, { ownHost: 'twice.example' }));
    });
  });
  const requests = [IMAPS, SUBMISSIONS, { ...IMAPS, ownHost: 'a.example' }, { ...IMAPS, ownHost: 'b.example' }, { ...SUBMISSIONS, ownHost: 'c.example' }];
  const told = [];
  const results = await client.probe(url, requests, { onFinished: (request) => told.push(request) }, undefined, PATIENT);
  assert.equal(most, 2);
  assert.deepEqual(results.map((one) => one.ownHost), ['', '', 'a.example', 'b.example', 'c.example']);
  assert.equal(told.length, 5);
});

test('a service that the bridge knows otherwise is not asked for', async () => {
  const { url, heard } = await polite(({ id, service }) => [finished(id, service)]);
  const requests = [{ ...IMAPS, host: 'imap.other.example' }, { ...IMAPS, port: 143 }, { ...IMAPS, service: 'pop3s' }, SUBMISSIONS];
  assert.deepEqual(reasons(await client.probe(url, requests, {}, undefined, PATIENT)), ['refused-by-bridge', 'refused-by-bridge', 'refused-by-bridge', undefined]);
  assert.deepEqual(heard.map((one) => one.service), ['submissions']);
});

test('progress reaches the listener while it runs, for what was asked only', async () => {
  const { url } = await polite(({ id, service }) => [{ ...PROGRESS, id }, { ...PROGRESS, id: '7' }, HELLO, finished(id, service), { ...PROGRESS, id }]);
  const seen = [];
  await client.probe(url, [IMAPS], { onProgress: (request, { stage }) => seen.push([request.service, stage]) }, undefined, PATIENT);
  assert.deepEqual(seen, [['imaps', 'resolve']]);
});

test('who cancels keeps what was finished; the bridge is told', async () => {
  const controller = new AbortController();
  let closed;
  const { url, heard } = await bridge(({ socket, say, message }) => {
    if (!message) {
      closed = once(socket, 'close');
      say({ ...HELLO, probeLimitMs: 60_000 });
    } else if (message.id === '0') say(finished('0', message.service));
  });
  const results = await client.probe(url, [IMAPS, SUBMISSIONS], { onFinished: () => controller.abort() }, controller.signal, PATIENT);
  assert.deepEqual(results.map((one) => one.service), ['imaps']);
  await closed;
  assert.deepEqual(heard.at(-1), { type: 'probe.cancel', id: '1' });
});

test('who cancelled before it began, or while connecting, asks nothing', async () => {
  const { url, heard } = await bridge(() => {});
  assert.deepEqual(await client.probe(url, [IMAPS], {}, AbortSignal.abort(), PATIENT), []);
  const controller = new AbortController();
  const asked = client.probe(url, [IMAPS], {}, controller.signal, { helloLimitMs: 60_000 });
  controller.abort();
  assert.deepEqual(await asked, []);
  assert.deepEqual(heard, []);
});

test('a listener that cancels in the greeting sends no start', async () => {
  const controller = new AbortController();
  const { url, heard } = await polite(() => []);
  assert.deepEqual(await client.probe(url, [IMAPS], { onHello: () => controller.abort() }, controller.signal, PATIENT), []);
  assert.deepEqual(heard, []);
});

/** Twice as asked where the first result was doubtful. */
const doubtful = (again) => ({ isDoubtful: (request) => again.includes(request.service) });

test('a doubtful result is looked at once more, on the same connection, and both are kept', async () => {
  const { url, heard, server } = await polite(({ id, service }) => [finished(id, service, { at: id })], { ...HELLO, probeLimitMs: 60_000 });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const told = [];
  const results = await client.probe(url, [IMAPS, SUBMISSIONS], { ...doubtful(['imaps']), onFinished: (request, { at }) => told.push(at) }, undefined, { ...PATIENT, pauseMs: 1 });
  assert.deepEqual(results.map((one) => `${one.service} ${one.at}`), ['imaps 0', 'imaps 0+', 'submissions 1']);
  assert.deepEqual(heard.map((one) => one.id), ['0', '1', '0+']);
  assert.deepEqual(told, ['0', '1', '0+']);
  assert.equal(connections, 1);
});

test('a second look is not looked at again, and one that cannot be made leaves the first', async () => {
  const { url, heard } = await polite(({ id, service }) => [id === '0+' ? { type: 'error', id, reason: 'too-many-probes', path: '', expected: '' } : finished(id, service)], { ...HELLO, probeLimitMs: 60_000 });
  const results = await client.probe(url, [IMAPS, SUBMISSIONS], doubtful(['imaps', 'submissions']), undefined, { ...PATIENT, pauseMs: 1 });
  assert.deepEqual(results.map((one) => [one.service, one.unavailable]), [['imaps', undefined], ['submissions', undefined], ['submissions', undefined]]);
  assert.equal(heard.length, 4);
});

test('what could not be found out is not looked at again', async () => {
  const { url, heard } = await polite(({ id }) => [{ type: 'error', id, reason: 'too-many-probes', path: '', expected: '' }], { ...HELLO, probeLimitMs: 60_000 });
  assert.deepEqual(reasons(await client.probe(url, [IMAPS], doubtful(['imaps']), undefined, { ...PATIENT, pauseMs: 1 })), ['bridge-busy']);
  assert.equal(heard.length, 1);
});

test('the bound that is told holds the second look; a bridge that is silent then is given up, and the first result stays', async () => {
  const { url } = await polite(({ id, service }) => (id === '0' ? [finished(id, service)] : []));
  const bounds = [];
  const results = await client.probe(url, [IMAPS], { ...doubtful(['imaps']), onHello: (_, boundMs) => bounds.push(boundMs) }, undefined, { ...PATIENT, graceMs: 20, pauseMs: 1 });
  assert.deepEqual(reasons(results), [undefined]);
  assert.deepEqual(bounds, [121]);
});

test('who cancels between two looks keeps the first', async () => {
  const { url, heard } = await polite(({ id, service }) => [finished(id, service)], { ...HELLO, probeLimitMs: 60_000 });
  const controller = new AbortController();
  const results = await client.probe(url, [IMAPS], { ...doubtful(['imaps']), onFinished: () => setImmediate(() => controller.abort()) }, controller.signal, { ...PATIENT, pauseMs: 60_000 });
  assert.deepEqual(reasons(results), [undefined]);
  assert.equal(heard.length, 1);
});

test('the device’s clock is compared with the bridge’s; what is no time tells nothing', async () => {
  const offset = async (clock) => {
    const { url } = await polite(({ id, service }) => [finished(id, service)], { ...HELLO, clock, probeLimitMs: 60_000 });
    return new Promise((resolve) => void client.probe(url, [IMAPS], { onHello: (_, __, offsetMs) => resolve(offsetMs) }, undefined, PATIENT));
  };
  const YEAR = 365 * 24 * 60 * 60 * 1000;
  assert.equal(Math.round((await offset(new Date(Date.now() - YEAR).toISOString())) / YEAR), 1);
  assert.equal(Math.round((await offset(new Date(Date.now() + YEAR).toISOString())) / YEAR), -1);
  assert.equal(await offset('soon'), undefined);
});
