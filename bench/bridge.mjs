// The bridge beside its peers, each server on one core and whoever asks it on the other: probes, repetition, latency, DNS,
// memory, upgrades, events, black holes, faults, and the exposure of the service. Loopback only.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import WebSocket from 'ws';
import { median, root, table } from './lib.mjs';

const SERVER = '0';
const CLIENT = '1';
const AT_ONCE = 64;
const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const scale = Number(process.env.RUNS ?? 100) / 100;
const some = (count) => Math.max(AT_ONCE, Math.round(count * scale));
const loadBefore = loadavg()[0];
const folder = mkdtempSync(join(tmpdir(), 'maildoctor-bench-'));
const children = new Set();
const load = join(root, 'build/release/bench/bench_load');

/** `program` on one core. */
function start(core, program, args) {
  const child = spawn('taskset', ['-c', core, program, ...args], { stdio: ['pipe', 'pipe', process.env.VERBOSE ? 'inherit' : 'ignore'] });
  children.add(child);
  child.lines = createInterface(child.stdout);
  return child;
}
/** What it says next; a program that ends without a word is an error, and not waited for. */
const line = (child) =>
  new Promise((resolve, reject) => {
    child.lines.once('line', resolve);
    child.lines.once('close', () => reject(new Error(`${child.spawnargs.slice(3).join(' ')} ended without a word`)));
  });
async function stop(child) {
  children.delete(child);
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

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

/** A DNS server that says 127.0.0.1 to every name, after `delay` milliseconds; at a port of its own unless one is named. */
async function nameServer({ delay = 0, address = '127.0.0.1', port = 0 } = {}) {
  const child = start(CLIENT, load, ['dns', delay, address, port].map(String));
  return { address: `${address}:${await line(child)}`, stop: () => stop(child) };
}

const base = JSON.parse(readFileSync(join(root, 'profiles/websupport.se.json'), 'utf8'));
const [mailService] = base.services.filter(({ id }) => id === 'imaps');

/** The bridge with these services beside those that every profile has. */
async function startBridge(services, { dns, ca, config = {}, profile } = {}) {
  const file = join(folder, 'profile.json');
  if (!profile) writeFileSync(file, JSON.stringify({ ...base, services: [...base.services, ...services.map((one) => ({ ...mailService, standing: 'accepted', ...one }))] }));
  const port = await freePort();
  const plenty = { burst: 8e7, perMinute: 8e7 };
  const limits = {
    probeRatePerClient: plenty, probeRateInTotal: plenty, messageRatePerConnection: plenty, connectionsInTotal: 20_000, connectionsPerClient: 20_000,
    probesInTotal: 2000, probesPerConnection: 2000, firstMessageMs: 600_000, idleMs: 600_000,
  };
  const settings = join(folder, 'bridge.json');
  writeFileSync(settings, JSON.stringify({ cacheMs: 0, limits, ...config }));
  const child = start(SERVER, join(root, 'build/release/bin/maildoctor'), ['serve', '--config', settings, '--listen', `127.0.0.1:${port}`, '--profile', profile ?? file,
    ...(ca ? ['--ca', ca] : []), ...(dns ? ['--dns', dns] : []), '--allow-special-addresses']);
  await eventually(async () => void (await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()));
  return { child, port, origin: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

/** A page: `ask(service)` resolves to the addresses' results. */
async function page({ port, origin }) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, 'mail-doctor.v1', { origin });
  await once(socket, 'open');
  const waiting = new Map();
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'probe.finished' || message.type === 'error') waiting.get(message.id)?.(message);
  });
  let count = 0;
  const ask = async (service) => {
    const id = String(++count);
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ type: 'probe.start', id, service }));
    const message = await answer;
    waiting.delete(id);
    if (!message.result) throw new Error(`no result: ${JSON.stringify(message)}`);
    return message.result.addresses;
  };
  return { ask, close: () => socket.close() };
}

/** The exporter, which asks the system's DNS: in a view of the files of its own that is ours. */
async function startExporter(host, ca) {
  const address = '127.0.0.153';
  const names = await nameServer({ address, port: 53 });
  const resolver = join(folder, 'resolv.conf');
  writeFileSync(resolver, `nameserver ${address}\n`);
  const imap = { prober: 'tcp', timeout: '5s', tcp: { tls: true, tls_config: { ca_file: ca, server_name: host },
    query_response: [{ expect: '^\\* OK' }, { send: 'a CAPABILITY' }, { expect: '^a OK' }, { send: 'b LOGOUT' }] } };
  const config = join(folder, 'blackbox.yml');
  writeFileSync(config, JSON.stringify({ modules: { imap } }));
  const port = await freePort();
  const child = start(SERVER, 'unshare', ['--mount', 'sh', '-c', `mount --bind ${resolver} /etc/resolv.conf && exec "$@"`, '-',
    'prometheus-blackbox-exporter', `--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error']);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const ask = (target) =>
    new Promise((resolve, reject) => {
      get(`http://127.0.0.1:${port}/probe?module=imap&target=${target}`, { agent }, (response) => {
        let text = '';
        response.on('data', (data) => (text += data));
        response.on('end', () => (text.includes('probe_success 1') ? resolve() : reject(new Error(`the exporter's probe failed:\n${text}`))));
      }).on('error', reject);
    });
  return { child, ask, stop: async () => (agent.destroy(), await stop(child), await names.stop()) };
}

/** Milliseconds of each of `count` calls, one after the other. */
async function times(ask, count) {
  for (let i = 0; i < 5; ++i) await ask();
  const out = [];
  for (let i = 0; i < count; ++i) {
    const began = performance.now();
    await ask();
    out.push(performance.now() - began);
  }
  return out;
}

/** `count` calls, AT_ONCE at a time. */
async function ask(call, count) {
  let left = count;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await call();
  }));
}

/** Seconds of a core that a program has used. Who asks it, and whom it asks, share the other core and may be slower. */
const used = ({ pid }) => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return (user + system) / TICKS;
};
/** What `child` does of `count` in a second of a core. */
async function perCore(child, count, run) {
  const before = used(child);
  await run();
  return count / (used(child) - before);
}

const runLoad = async (...args) => {
  const { stdout } = await promisify(execFile)('taskset', ['-c', CLIENT, load, ...args.map(String)]);
  return stdout.trim().split(' ').map(Number);
};
const memoryOf = ({ pid }) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
const startWs = async () => {
  const child = start(SERVER, process.execPath, [join(root, 'bench/ws.mjs')]);
  return { child, port: Number(await line(child)), origin: 'http://page.example', stop: () => stop(child) };
};
const k = (value) => (value >= 10_000 ? `${(value / 1000).toFixed(1)}k` : value >= 100 ? value.toFixed(0) : value.toFixed(2));

const rows = [];
/** `aim` of the ratio, which is so that more is better. */
function row(measure, ours, peer, ratio, aim) {
  rows.push([measure, ours, peer ?? '', ratio === undefined ? '' : `${ratio.toFixed(1)}x`, aim, '']);
  return (isReached) => (rows.at(-1)[5] = isReached ? 'yes' : 'no');
}

async function probes({ host, ports, ca }, dns) {
  const services = Array.from({ length: AT_ONCE }, (_, i) => ({ id: `t${i}`, host, port: ports.imaps }));
  const exporter = await startExporter(host, ca);
  const target = `${host}:${ports.imaps}`;
  await eventually(() => exporter.ask(target));
  const theirs = await perCore(exporter.child, some(3000), () => ask(() => exporter.ask(target), some(3000)));
  const theirTimes = median(await times(() => exporter.ask(target), some(100)));
  const front = await mailProxy(host, ports);
  await eventually(() => exporter.ask(`${host}:${front.port}`));
  const theirProxyTimes = median(await times(() => exporter.ask(`${host}:${front.port}`), 64));
  await exporter.stop();

  const bridge = await startBridge([...services, { id: 'front', host, port: front.port }], { dns, ca });
  const ours = await perCore(bridge.child, some(3000), () => runLoad('ask', bridge.port, bridge.origin, AT_ONCE, services.map(({ id }) => id).join(), some(3000)));
  row('full IMAPS probes a second and core, Dovecot, 64 at once', k(ours), `blackbox_exporter ${k(theirs)}`, ours / theirs, '1.3x')(ours >= 1.3 * theirs);
  const alone = async (service) => (await runLoad('ask', bridge.port, bridge.origin, 1, service, some(100)))[3];
  const ourTimes = await alone('t0');
  row('one probe, median, ms', k(ourTimes), `blackbox_exporter ${k(theirTimes)}`, theirTimes / ourTimes, 'quicker')(ourTimes < theirTimes);
  const ourProxyTimes = await alone('front');
  row('one probe behind nginx’s mail proxy, median, ms', k(ourProxyTimes), `blackbox_exporter ${k(theirProxyTimes)}`, theirProxyTimes / ourProxyTimes, '20x')(theirProxyTimes >= 20 * ourProxyTimes);
  await front.stop();
  await bridge.stop();

  const remembering = await startBridge(services, { dns, ca, config: { cacheMs: 60_000 } });
  const repeated = await perCore(remembering.child, some(20_000), () => runLoad('ask', remembering.port, remembering.origin, AT_ONCE, 't0', some(20_000)));
  row('the same question again, a second and core', k(repeated), `blackbox_exporter ${k(theirs)}`, repeated / theirs, '20x')(repeated >= 20 * theirs);
  await remembering.stop();
}

/** nginx’s mail proxy with the real servers' certificate. */
async function mailProxy(host, ports) {
  const run = readFileSync(join(folder, 'servers/run-dir'), 'utf8').trim();
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, `load_module /usr/lib/nginx/modules/ngx_mail_module.so; daemon off; pid ${folder}/nginx.pid; error_log /dev/null; events {}
    mail { auth_http 127.0.0.1:9/; imap_capabilities IMAP4rev1; server { listen 127.0.0.1:${port} ssl; protocol imap; proxy on;
    ssl_certificate ${run}/server.pem; ssl_certificate_key ${run}/server.key; } }`);
  const child = start(CLIENT, '/usr/sbin/nginx', ['-c', config]);
  return { port, stop: () => stop(child) };
}

async function slowDns({ host, ports, ca }) {
  const dns = await nameServer({ delay: 1000 });
  const services = Array.from({ length: 10 }, (_, i) => ({ id: `n${i}`, host: `n${i}.${host}`, port: ports.imaps }));
  const bridge = await startBridge(services, { dns: dns.address, ca });
  const one = await page(bridge);
  const began = performance.now();
  await Promise.all(services.map(({ id }) => one.ask(id)));
  const seconds = (performance.now() - began) / 1000;
  row('ten names at once, the DNS answers after 1 s; s', seconds.toFixed(2), 'tcp::resolver 10.0 (as MEASURES says)', 10 / seconds, '1.1 s')(seconds <= 1.1);
  one.close();
  await bridge.stop();
  await dns.stop();
}

async function memory() {
  const count = some(15_000);
  const each = async (server) => {
    await runLoad('upgrades', server.port, server.origin, 200); // what is needed once
    const before = memoryOf(server.child);
    const idle = start(CLIENT, load, ['idle', server.port, server.origin, count].map(String));
    if ((await line(idle)) !== 'ready') throw new Error('the connections were not opened');
    const bytes = (memoryOf(server.child) - before) / count;
    await stop(idle);
    return bytes;
  };
  const bridge = await startBridge([]);
  const ours = await each(bridge);
  await bridge.stop();
  const peer = await startWs();
  const theirs = await each(peer);
  await peer.stop();
  row(`memory of an idle connection, of ${k(count)}, bytes`, k(ours), `ws ${k(theirs)}`, theirs / ours, '2 kB')(ours <= 2000);
}

async function upgrades() {
  const count = some(20_000);
  const each = async (server) => {
    await runLoad('upgrades', server.port, server.origin, 1000);
    const rate = await perCore(server.child, count, () => runLoad('upgrades', server.port, server.origin, count));
    await server.stop();
    return rate;
  };
  const ours = await each(await startBridge([]));
  const theirs = await each(await startWs());
  row('upgrades a second and core', k(ours), `ws ${k(theirs)}`, ours / theirs, '1.8x')(ours >= 1.8 * theirs);
}

async function events({ host, ports, ca }, dns) {
  const count = some(20_000);
  const each = async (server) => {
    await runLoad('ask', server.port, server.origin, AT_ONCE, 't0', 100);
    const before = used(server.child);
    const [, messages, bytes] = await runLoad('ask', server.port, server.origin, AT_ONCE, 't0', count);
    return { rate: messages / (used(server.child) - before), size: bytes / messages };
  };
  const bridge = await startBridge([{ id: 't0', host, port: ports.imaps }], { dns, ca, config: { cacheMs: 600_000 } });
  const ours = await each(bridge);
  await bridge.stop();
  const peer = await startWs();
  const theirs = await each(peer);
  await peer.stop();
  row(`events a second and core, of ${ours.size.toFixed(0)} and ${theirs.size.toFixed(0)} bytes`, k(ours.rate), `ws ${k(theirs.rate)}`, ours.rate / theirs.rate, '1.5x')(ours.rate >= 1.5 * theirs.rate);
}

async function blackHoles({ host, ports, ca }, dns) {
  const hole = start(CLIENT, load, ['hole']);
  const port = Number(await line(hole));
  const count = some(1000);
  const deadline = 2000;
  const services = Array.from({ length: count }, (_, i) => ({ id: `h${i}`, host, port }));
  const bridge = await startBridge([...services, { id: 't0', host, port: ports.imaps }], { dns, ca, config: { deadlines: { resolve: 20_000, connect: deadline, total: 60_000 } } });
  const p99 = async () => (await runLoad('ask', bridge.port, bridge.origin, 1, 't0', some(1500)))[4]; // for as long as the others begin, wait and end
  const rounds = []; // one alone tells more of the machine's mood than of the bridge
  for (let i = 0; i < 3; i += 1) {
    const alone = await p99();
    const [[longest], beside] = await Promise.all([runLoad('patience', bridge.port, bridge.origin, count), p99()]);
    rounds.push({ alone, longest, beside });
  }
  const [alone, beside] = ['alone', 'beside'].map((name) => median(rounds.map((each) => each[name])));
  const late = Math.max(...rounds.map(({ longest }) => longest)) - deadline;
  row(`${k(count)} probes into black holes: the last after its deadline, ms`, late.toFixed(1), '', undefined, '50 ms')(late <= 50);
  row('meanwhile another’s probe, 99 of 100, ms', k(beside), `alone ${k(alone)}`, beside / alone, 'at most 1.2x')(beside <= 1.2 * alone);
  await bridge.stop();
  await stop(hole);
}

async function faults() {
  const ward = start(CLIENT, join(root, 'build/release/bin/maildoctor'), ['practice', '--out', join(folder, 'ward')]);
  const said = {};
  for await (const text of ward.lines) {
    if (text === 'ready') break;
    said[text.split(' ')[0]] = text.split(' ')[1];
  }
  const list = JSON.parse(readFileSync(join(folder, 'ward/faults.json'), 'utf8'));
  const bridge = await startBridge([], { dns: said.dns, ca: said.ca, profile: said.profile, config: { deadlines: { resolve: 1500, connect: 1000, tls: 1000, greeting: 1000, reply: 1000 } } });
  const one = await page(bridge);
  const wrong = [];
  let welcomed = 0;
  const faulty = list.filter(({ outcome }) => outcome !== 'ok');
  const rest = list.values();
  await Promise.all(Array.from({ length: 16 }, async () => { // what is measured is not how much a ward can do at once
    for (const { id, stage, outcome } of rest) {
      const results = await one.ask(id);
      if (!results.some((result) => result.stage === stage && result.outcome === outcome)) wrong.push(id);
      if (outcome !== 'ok' && results.every((result) => result.outcome === 'ok')) ++welcomed;
    }
  }));
  // A sound server called faulty counts against it, too.
  const share = 1 - wrong.length / faulty.length;
  row(`of ${faulty.length} faults (and ${list.length - faulty.length} sound servers) named rightly`, `${(share * 100).toFixed(0)} %${wrong.length ? ` not: ${wrong}` : ''}`, 'blackbox_exporter: yes or no', undefined, '95 % of 60')(share >= 0.95 && faulty.length >= 60);
  row('faulty ones called well', welcomed, '', undefined, '0')(welcomed === 0);
  one.close();
  await bridge.stop();
  await stop(ward);
}

function exposure() {
  const of = (unit) => {
    const text = execFileSync('systemd-analyze', ['security', '--offline=true', unit], { encoding: 'utf8' });
    return Number(/exposure level[^:]*: ([\d.]+)/i.exec(text)[1]);
  };
  const ours = of(join(root, 'deploy/maildoctor.service'));
  const theirs = of('/lib/systemd/system/prometheus-blackbox-exporter.service');
  row('systemd-analyze security', ours.toFixed(1), `blackbox_exporter ${theirs.toFixed(1)}`, undefined, '1.1')(ours <= 1.1);
}

execFileSync('taskset', ['-cp', CLIENT, String(process.pid)], { stdio: 'ignore' });
try {
  execFileSync('taskset', ['-c', CLIENT, join(root, 'tests/support/real-servers.sh'), 'start', join(folder, 'servers')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const servers = JSON.parse(readFileSync(join(folder, 'servers/servers.json'), 'utf8'));
  const { address } = await nameServer();
  for (const measure of [() => probes(servers, address), () => slowDns(servers), memory, upgrades, () => events(servers, address), () => blackHoles(servers, address), faults, exposure])
    await measure();
} finally {
  table(`The bridge beside its peers, each on one core; the machine’s load was ${loadBefore.toFixed(1)} before`, ['measure', 'ours', 'peer', 'ratio', 'aim', 'reached'], rows);
  for (const child of children) child.kill('SIGKILL');
  execFileSync(join(root, 'tests/support/real-servers.sh'), ['stop', join(folder, 'servers')]);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
