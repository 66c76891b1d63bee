// The latency of one full probe (TLS verified, greeting and capabilities read) of a real Dovecot on loopback, beside
// prometheus-blackbox-exporter. Both run as a service, and are asked one after the other.
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { median, root, table } from './lib.mjs';

const runs = Number(process.env.RUNS ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'maildoctor-bench-'));
const servers = join(folder, 'servers');
const children = [];
const start = (program, args) => {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', process.env.VERBOSE ? 'inherit' : 'ignore'] });
  children.push(child);
};

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Calls until it does not throw; a program that was just started takes a moment to listen. */
async function eventually(call) {
  const last = Date.now() + 10_000;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > last) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** A DNS server that knows one name: A 127.0.0.1, and no AAAA. */
async function nameServer() {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const isA = query.readUInt16BE(end - 4) === 1;
    const header = Buffer.from([query[0], query[1], 0x85, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0]);
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...(isA ? [answer] : [])]), from.port, from.address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

async function measure(ask) {
  for (let i = 0; i < 5; ++i) await ask();
  const times = [];
  for (let i = 0; i < runs; ++i) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return times;
}

async function exporter(host, ports, ca) {
  const imap = { prober: 'tcp', timeout: '5s', tcp: { tls: true, tls_config: { ca_file: ca, server_name: host },
    query_response: [{ expect: '^\\* OK' }, { send: 'a CAPABILITY' }, { expect: '^a OK' }, { send: 'b LOGOUT' }] } };
  const config = join(folder, 'blackbox.yml');
  writeFileSync(config, JSON.stringify({ modules: { imap } }));
  const port = await freePort();
  start('prometheus-blackbox-exporter', [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`]);
  const url = `http://127.0.0.1:${port}/probe?module=imap&target=127.0.0.1:${ports.imaps}`;
  const ask = async () => {
    const text = await (await fetch(url)).text();
    if (!text.includes('probe_success 1')) throw new Error(`the exporter's probe failed:\n${text}`);
  };
  await eventually(ask);
  return measure(ask);
}

async function bridge(host, ports, ca, dns) {
  const profile = JSON.parse(readFileSync(join(root, 'profiles/websupport.se.json'), 'utf8'));
  for (const service of profile.services) if (service.id === 'imaps') Object.assign(service, { host, port: ports.imaps });
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify(profile));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  // One client asks for more than its share, and nothing comes from the cache.
  const plenty = { burst: 1e6, perMinute: 1e6 };
  const config = join(folder, 'bridge.json');
  writeFileSync(config, JSON.stringify({ cacheMs: 0, limits: { probeRatePerClient: plenty, probeRateInTotal: plenty, messageRatePerConnection: plenty } }));
  start(join(root, 'build/release/bin/maildoctor'), ['serve', '--config', config, '--listen', `127.0.0.1:${port}`, '--profile', file,
    '--ca', ca, '--dns', `127.0.0.1:${dns}`, '--allow-special-addresses']);
  const socket = await eventually(() => new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, 'mail-doctor.v1', { origin });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  }));
  const waiting = new Map();
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'probe.finished' || message.type === 'error') waiting.get(message.id)?.(message);
  });
  let count = 0;
  const ask = async () => {
    const id = String(++count);
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ type: 'probe.start', id, service: 'imaps' }));
    const message = await answer;
    if (message.result?.addresses?.[0]?.outcome !== 'ok') throw new Error(`our probe failed: ${JSON.stringify(message)}`);
  };
  const times = await measure(ask);
  socket.close();
  return times;
}

let dns;
try {
  execFileSync(join(root, 'tests/support/real-servers.sh'), ['start', servers], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { host, ports, ca } = JSON.parse(readFileSync(join(servers, 'servers.json'), 'utf8'));
  dns = await nameServer();
  const rows = [];
  for (const [name, times] of [
    ['mail-doctor, over its WebSocket', await bridge(host, ports, ca, dns.address().port)],
    ['prometheus-blackbox-exporter, over HTTP', await exporter(host, ports, ca)],
  ]) {
    const sorted = [...times].sort((a, b) => a - b);
    rows.push([name, median(times).toFixed(2), sorted[0].toFixed(2), sorted[Math.floor(sorted.length * 0.95)].toFixed(2)]);
  }
  table(`One IMAPS probe of a real Dovecot on loopback, ${runs} in a row, ms`, ['prober', 'median', 'least', '95 of 100'], rows);
} finally {
  for (const child of children) child.kill();
  dns?.close();
  execFileSync(join(root, 'tests/support/real-servers.sh'), ['stop', servers]);
  rmSync(folder, { recursive: true, force: true });
}
