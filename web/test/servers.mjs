// What the tests run against: the practice ward, the bridge, and a real Dovecot and Postfix. Each start resolves once the
// program says that it is ready; `stop` resolves once it is gone.
import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { json, root } from '../../tests/wasm/load.mjs';

export const binary = process.env.MAILDOCTOR_BINARY ?? join(root, 'build/release/bin/maildoctor');

const running = new Set();
const folders = [];

/** Ends everything that was started here, and removes every folder that was made here. */
export async function stopAll() {
  await Promise.all([...running].map((one) => one.stop()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A new folder, for as long as the tests run. */
export function temporary() {
  folders.push(mkdtempSync(join(tmpdir(), 'mail-doctor-')));
  return folders.at(-1);
}

/** Runs `maildoctor` until a line on standard output fits `ready`; the lines so far come along. */
function start(args, ready) {
  if (!existsSync(binary)) throw new Error(`${binary} is missing; script/build makes it`);
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise((resolve) => child.on('close', resolve));
  let complaint = '';
  child.stderr.on('data', (data) => (complaint += data));
  const lines = [];
  const end = (signal) => {
    running.delete(server);
    child.kill(signal);
    return gone;
  };
  const stop = () => {
    child.kill('SIGTERM');
    return end('SIGTERM'); // running probes are not waited for
  };
  const server = { lines, stop, end, log: () => complaint };
  running.add(server);
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (ready.test(line)) resolve(server);
    });
    void gone.then(() => reject(new Error(`maildoctor ${args[0]} ended: ${complaint}`)));
  });
}

/** The practice ward: `{folder, dns, ca, faults, stop}`; its profiles stand in `folder`. */
export async function startWard(folder = temporary()) {
  const server = await start(['practice', '--out', folder], /^ready$/);
  const said = Object.fromEntries(server.lines.map((line) => line.split(' ')));
  return { ...server, folder, dns: said.dns, ca: said.ca, faults: JSON.parse(readFileSync(join(folder, 'faults.json'), 'utf8')) };
}

/** All tests are one client to a bridge, which would refuse so much of one. */
const PLENTY = { burst: 1e6, perMinute: 1e6 };
const LIMITS = { connectionsPerClient: 1e6, probeRatePerClient: PLENTY, probeRateInTotal: PLENTY, ownHostRateInTotal: PLENTY, domainRateInTotal: PLENTY, messageRatePerConnection: PLENTY };

/** The bridge on a port of its own: `{url, port, stop, end}`; `end` sends a signal. `ward` tells what it may reach; `config` is added to the configuration, `more` to the options. */
export async function startBridge({ profile, ward, dns = ward?.dns, ca = ward?.ca, config = {}, more = [] } = {}) {
  const options = [dns && ['--dns', dns, '--allow-special-addresses'], ca && ['--ca', ca], ['--profile', profile ?? join(ward.folder, 'practice.json')], more];
  const file = write(temporary(), 'bridge.json', { limits: LIMITS, ...config });
  const server = await start(['serve', '--config', file, '--listen', '127.0.0.1:0', ...options.filter(Boolean).flat()], /^listening on /);
  const url = server.lines.at(-1).replace('listening on ', '');
  return { ...server, url, port: Number(new URL(url).port), origin: url };
}

const script = join(root, 'tests/support/real-servers.sh');

/** A real Dovecot and Postfix; `profile` is one that names them. Ports apart from those of the native tests. */
export function startRealServers() {
  const folder = join(temporary(), 'real');
  const run = (command) => execFileSync(script, [command, folder], { env: { ...process.env, REAL_SERVERS_FIRST_PORT: '21993' }, stdio: ['ignore', 'inherit', 'inherit'] });
  run('start');
  const servers = JSON.parse(readFileSync(join(folder, 'servers.json'), 'utf8'));
  const profile = json('profiles/practice.json');
  for (const service of profile.services) Object.assign(service, { host: servers.host, port: servers.ports[service.id] });
  const server = { folder, servers, profile, stop: async () => void (running.delete(server), run('stop')) };
  running.add(server);
  return server;
}

/** A DNS server that knows these names at 127.0.0.1, and says of all others that they do not exist. */
export async function startDns(names) {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const labels = [];
    let at = 12;
    for (; query[at] > 0; at += query[at] + 1) labels.push(query.toString('ascii', at + 1, at + 1 + query[at]));
    const question = query.subarray(12, at + 5);
    const known = names.includes(labels.join('.').toLowerCase());
    const isA = query.readUInt16BE(at + 1) === 1;
    const count = known && isA ? 1 : 0;
    const header = Buffer.from([query[0], query[1], 0x81, known ? 0x80 : 0x83, 0, 1, 0, count, 0, 0, 0, 0]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1]);
    socket.send(Buffer.concat([header, question, ...(count ? [record] : [])]), from.port, from.address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => (running.delete(server), socket.close(resolve)));
  const server = { address: `127.0.0.1:${socket.address().port}`, stop };
  running.add(server);
  return server;
}

/** A port on which nothing listens. */
export async function deadPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves once something listens at `port`, for a program that does not say when it does. */
export async function listening(port, child) {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const heard = await new Promise((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)));
    socket.destroy();
    if (heard) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${child.spawnfile} ended`);
}

/** What a run of `change` must find; an example that changed its words is not tried in silence. */
const replaced = (text, changes) =>
  changes.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`the example no longer says ${from}`);
    return now.replaceAll(from, to);
  }, text);

const example = (name) => readFileSync(join(root, 'deploy', name), 'utf8');

/** How each proxy's example of deploy/ is run here: its configuration, and the command. */
const PROXIES = {
  nginx: (folder, port, servers) => {
    const site = replaced(example('nginx.conf'), [
      ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
      ['    listen [::]:443 ssl http2;\n', ''],
      ['/etc/ssl/www.example.net.pem', join(folder, 'certificate.pem')],
      ['/etc/ssl/www.example.net.key', join(folder, 'key.pem')],
      ['/var/log/nginx', folder],
      ['    server 127.0.0.1:8025;', servers.map((one) => `    server 127.0.0.1:${one};`).join('\n')],
    ]);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ');
    const file = write(folder, 'nginx.conf', `daemon off; pid ${folder}/pid; events {} http { ${paths}\n${site}\n}`);
    return ['/usr/sbin/nginx', '-c', file, '-e', join(folder, 'maildoctor-error.log')];
  },
  haproxy: (folder, port, servers) => {
    const changes = [
      ['bind :443 ssl', `bind 127.0.0.1:${port} ssl`],
      ['    bind :::443 v6only ssl crt /etc/ssl/www.example.net.pem alpn h2,http/1.1\n', ''],
      ['/etc/ssl/www.example.net.pem', join(folder, 'both.pem')],
      ['    server one 127.0.0.1:8025 check', servers.map((one, i) => `    server s${i} 127.0.0.1:${one} check`).join('\n')],
    ];
    return ['/usr/sbin/haproxy', '-db', '-f', write(folder, 'haproxy.cfg', replaced(example('haproxy.cfg'), changes))];
  },
};

/** A proxy as its example says, before bridges at these ports: `{port, logs, stop}`; `logs` resolves to all it wrote. */
export async function startProxy(name, servers) {
  const folder = temporary();
  const port = await deadPort();
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')], { stdio: 'ignore' });
  write(folder, 'both.pem', ['certificate.pem', 'key.pem'].map((one) => readFileSync(join(folder, one), 'utf8')).join(''));
  const [command, ...args] = PROXIES[name](folder, port, servers);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const gone = once(child, 'close');
  const logs = () => said + readdirSync(folder).filter((one) => one.endsWith('.log')).map((one) => readFileSync(join(folder, one), 'utf8')).join('');
  const stop = async () => {
    running.delete(proxy);
    child.kill('SIGTERM');
    await gone;
  };
  const proxy = { port, logs, stop };
  running.add(proxy);
  await listening(port, child);
  return proxy;
}

export const write = (folder, name, value) => {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/**
 * A folder from an ordinary web server. `change(text, path)` edits pages, `headers` come with everything, and upgrades are
 * left hanging where `hang` is true.
 */
export async function startPlain(folder, { change = (text) => text, headers = {}, hang = false } = {}) {
  const server = createHttpServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      const bytes = readFileSync(file);
      response.end(file.endsWith('.html') ? change(bytes.toString(), pathname) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const hanging = new Set();
  if (hang) server.on('upgrade', (_, socket) => hanging.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const plain = {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => {
      running.delete(plain);
      for (const socket of hanging) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
  running.add(plain);
  return plain;
}
