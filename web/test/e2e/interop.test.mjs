// Other people's WebSockets, in JavaScript and in Python, get a whole probe through the bridge, and are told when it ends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { root } from '../../../tests/wasm/load.mjs';
import { startBridge, startWard, stopAll } from '../servers.mjs';

const GOING_AWAY = 1001;

let ward;
before(async () => (ward = await startWard()));
after(stopAll);

/** Each speaks to the bridge at `url`, hands its messages to `onMessage`, and resolves to the close code. */
const clients = {
  async ws(url, origin, onMessage) {
    const socket = new WebSocket(url, 'mail-doctor.v1', { origin });
    socket.on('message', (data) => onMessage(JSON.parse(data)));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'probe.start', id: 'p', service: 'imaps' })));
    const [code] = await once(socket, 'close');
    return code;
  },
  async websockets(url, origin, onMessage) {
    // Debian's Python, which has Debian's packages.
    const { stdout } = spawn('/usr/bin/python3', [join(root, 'tests/support/websocket.py'), url, origin], { stdio: ['ignore', 'pipe', 'inherit'] });
    let last;
    for await (const line of createInterface(stdout)) {
      last = JSON.parse(line);
      if (typeof last === 'object') onMessage(last);
    }
    return last;
  },
};

for (const [name, speak] of Object.entries(clients)) {
  test(`${name} gets a whole probe and sees the bridge go away`, async () => {
    const bridge = await startBridge({ ward });
    const messages = [];
    const code = await speak(`${bridge.url.replace('http', 'ws')}/bridge`, bridge.origin, (message) => {
      messages.push(message);
      if (message.type === 'probe.finished') void bridge.stop();
    });
    const [hello, ...rest] = messages;
    const finished = rest.pop();
    assert.equal(hello.type, 'hello');
    assert.ok(rest.length > 0);
    for (const progress of rest) assert.deepEqual([progress.type, progress.id], ['probe.progress', 'p']);
    assert.deepEqual([finished.type, finished.id], ['probe.finished', 'p']);
    assert.deepEqual(finished.result.addresses.map(({ stage, outcome }) => `${stage} ${outcome}`), ['capabilities ok']);
    assert.equal(code, GOING_AWAY);
  });
}
