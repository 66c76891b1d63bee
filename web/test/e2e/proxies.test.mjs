// The examples for proxies, each before a real bridge: who asks, and for which address, stands in no log of either.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { after, before, test } from 'node:test';
import { startBridge, startProxy, startWard, stopAll } from '../servers.mjs';

const ADDRESS = 'anna@planted.example';
/** The client's own, on loopback. */
const CLIENT = '127.77.88.99';

const AUTODISCOVER = `<Autodiscover><Request><EMailAddress>${ADDRESS}</EMailAddress></Request></Autodiscover>`;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What is sent, and the answer's status. */
const REQUESTS = [
  [200, 'GET', `/mail/config-v1.1.xml?emailaddress=${ADDRESS}`],
  [200, 'GET', `/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(ADDRESS)}`],
  [200, 'POST', '/Autodiscover/Autodiscover.xml', AUTODISCOVER],
  [200, 'POST', '/bridge/apple.mobileconfig', `address=${ADDRESS}`, FORM],
  [400, 'POST', '/bridge/apple.mobileconfig', 'address=planted', FORM],
  [405, 'PUT', '/bridge/apple.mobileconfig', ADDRESS, FORM],
  [413, 'POST', '/bridge/apple.mobileconfig', `address=${ADDRESS}${'x'.repeat(5000)}`, FORM],
  [426, 'GET', `/bridge?emailaddress=${ADDRESS}`],
  [404, 'GET', `/elsewhere?emailaddress=${ADDRESS}`],
];

const send = async (port, method, path, body, headers) => {
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, Referer: `https://planted.example/${ADDRESS}`, 'X-Forwarded-For': ADDRESS }, localAddress: CLIENT, rejectUnauthorized: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
};

/** A request line that is none. */
const sendGarbage = async (port) => {
  const socket = connect({ host: '127.0.0.1', port, localAddress: CLIENT, rejectUnauthorized: false });
  socket.end(`GET /planted${ADDRESS} planted\r\nplanted\r\n\r\n`).resume();
  await once(socket, 'close');
};

let ward;
before(async () => (ward = await startWard()));
after(stopAll);

for (const name of ['nginx', 'haproxy'])
  test(`${name} passes set-up requests on, and nobody keeps whose they are`, async () => {
    const bridge = await startBridge({ ward, profile: `${ward.folder}/practice.json`, config: { proxies: { trusted: ['127.0.0.1'] }, logLevel: 'debug' } });
    const proxy = await startProxy(name, [bridge.port]);
    for (const [status, ...each] of REQUESTS) assert.equal(await send(proxy.port, ...each), status, each.join(' '));
    await sendGarbage(proxy.port);
    await bridge.stop();
    assert.ok((await send(proxy.port, ...REQUESTS[0].slice(1))) >= 500);
    await proxy.stop();
    const logs = [proxy.logs(), bridge.log()];
    for (const log of logs) assert.notEqual(log, '');
    for (const mark of ['planted', 'anna', CLIENT]) for (const log of logs) assert.ok(!log.includes(mark), `${mark} in ${log}`);
  });
