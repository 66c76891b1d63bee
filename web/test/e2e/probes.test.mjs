// The live test on screen: a real Dovecot and Postfix, then every fault of the practice ward, then bridges that are not there.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { deadPort, startBridge, startDns, startRealServers, startWard, write } from '../servers.mjs';
import { action, close, copySite, examine, onward, openPage, press, resumeAt, startBrowser, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;
const WANTS_PROBE = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens' };
const VANTAGE = ['--vantage', 'övningen'];
const PAUSE_MS = 6000;

const stored = (page) => page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).facts);

let site;
before(async () => {
  await startBrowser();
  site = copySite();
  mkdirSync(join(site, 'practice'));
});
after(stopBrowser);

/** A person who was about to test the servers when the page was loaded. */
const aboutToTest = async (patient, host = '') => ({
  init: await resumeAt('probe', `/practice/practice-${patient}.json patient`, (facts) => {
    Object.assign(facts.settings, { address: host && 'anna@exempel.se', incoming: { ...facts.settings.incoming, host } });
    return facts;
  }),
});

/** The same in the article. */
const inArticle = async () => ({ init: await resumeAt('probe', '/profiles/websupport.se.json 0') });

/** Each stage of a service as it stands on screen: `connect ok`. */
const stagesOf = (page, service) =>
  page.locator(`.server[data-service="${service}"] .stage`).evaluateAll((all) => all.map((one) => `${one.dataset.stage} ${one.dataset.outcome}`));

async function testServers(page) {
  await action(page, 'start');
  await page.locator('[data-summary]').waitFor();
}

/** The same without the pause before a second look. */
async function testServersAtOnce(page) {
  await page.clock.install();
  await action(page, 'start');
  const summary = page.locator('[data-summary]');
  const again = page.locator('[data-look="ui.probe.onceMore"]');
  await again.or(summary).first().waitFor();
  if (await again.count()) await page.clock.fastForward(PAUSE_MS);
  await summary.waitFor();
}

test('real servers: every stage is well, with implicit TLS and with STARTTLS', async () => {
  const real = startRealServers();
  const dns = await startDns([real.servers.host]);
  const bridge = await startBridge({ profile: write(real.folder, 'profile.json', real.profile), dns: dns.address, ca: real.servers.ca, more: ['--root', site, ...VANTAGE] });
  const patient = (name, ids) =>
    write(join(site, 'practice'), `practice-${name}.json`, { ...real.profile, services: ids.map((id) => ({ ...real.profile.services.find((one) => one.id === id), standing: 'recommended' })) });
  write(join(site, 'practice'), 'faults.json', []);
  patient('real', ['imaps', 'submissions']);
  patient('real-starttls', ['imap', 'submission']);
  patient('real-pop3', ['pop3s', 'submissions']);
  const implicit = ['connect ok', 'tls-handshake ok', 'certificate ok', 'greeting ok', 'capabilities ok'];
  const upgraded = ['connect ok', 'greeting ok', 'starttls ok', 'tls-handshake ok', 'certificate ok', 'capabilities ok'];
  for (const [name, services, wanted] of [['real', ['imaps', 'submissions'], implicit], ['real-starttls', ['imap', 'submission'], upgraded], ['real-pop3', ['pop3s'], implicit]]) {
    const page = await openPage(`${bridge.url}/practice.html?patient=${name}`, await aboutToTest(name));
    assert.equal((await step(page)).kind, 'probe');
    assert.deepEqual(page.sockets, []);
    await testServers(page);
    assert.equal(page.sockets.length, 1);
    for (const service of services) assert.deepEqual((await stagesOf(page, service)).filter((one) => !one.startsWith('resolve')), wanted, service);
    await page.getByText(words('probe.allGood')).waitFor();
    await page.getByText('Testat från övningen').waitFor();
    const outcomes = await page.locator('.stage strong').allInnerTexts();
    assert.ok(outcomes.every((one) => one === words('outcome.ok')), String(outcomes));
    await onward(page, '[data-action=continue]');
    await close(page);
  }
  for (const each of [bridge, dns, real]) await each.stop();
});

test('the practice ward', async (t) => {
  const ward = await startWard(join(site, 'practice'));
  const quick = ['--resolve-ms', '1500', '--connect-ms', '1000', '--tls-ms', '1000', '--greeting-ms', '1000'];
  const bridge = await startBridge({ ward, more: ['--root', site, ...VANTAGE, ...quick] });
  const open = async (patient) => openPage(`${bridge.url}/practice.html?patient=${patient}`, await aboutToTest(patient));

  for (const { id, stage, outcome } of ward.faults) {
    await t.test(`${id}: ${stage} ${outcome}`, async () => {
      const page = await open(id);
      await page.locator('[data-action=start]').waitFor();
      await testServersAtOnce(page);
      const line = page.locator(`.server[data-service="${id}"] .stage[data-stage="${stage}"][data-outcome="${outcome}"]`).first();
      assert.equal(await line.locator('strong').innerText(), words(`outcome.${outcome}`));
      assert.ok((await line.innerText()).startsWith(words(`stage.${stage}`)));
      const all = (await page.locator('.stage').evaluateAll((lines) => lines.map((one) => one.dataset.outcome))).every((one) => one === 'ok');
      const untested = (await page.locator('.unavailable').count()) > 0;
      await page.getByText(words(untested ? 'probe.partlyGood' : all ? 'probe.allGood' : 'probe.someBad')).waitFor();
      await close(page);
    });
  }

  await t.test('progress is on screen, and the test can be stopped and made again', async () => {
    const slow = await startBridge({ ward, more: ['--root', site, ...VANTAGE] });
    const page = await openPage(`${slow.url}/practice.html?patient=imaps-silent`, await aboutToTest('imaps-silent'));
    await action(page, 'start');
    await page.getByRole('heading', { name: words('probe.running') }).waitFor();
    await page.getByText(/Det tar oftast några sekunder, och högst \d+ sekunder\./).waitFor();
    await page.locator('.stage[data-stage=tls-handshake][data-outcome=running]').waitFor();
    await page.locator('.server[data-service=submissions] .stage[data-stage=capabilities][data-outcome=ok]').waitFor();
    await action(page, 'cancel');
    await page.getByRole('heading', { name: words('probe.cancelled') }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector('mail-doctor').shadowRoot.activeElement.className), 'heading');
    await page.getByText(words('probe.partlyGood')).waitFor();
    assert.equal(await page.locator('.stage[data-outcome=running]').count(), 0);
    await action(page, 'again');
    await page.getByRole('heading', { name: words('probe.running') }).waitFor();
    await action(page, 'forget');
    await page.locator('[data-id=symptom]').waitFor();
    assert.equal(await page.locator('[aria-live]').innerText(), words('forgotten'));
    await close(page);
    await slow.stop();
  });

  await t.test('an element that is moved to another place gives the running test up, and works on', async () => {
    const page = await open('imaps-silent');
    await action(page, 'start');
    await page.getByRole('heading', { name: words('probe.running') }).waitFor();
    await page.evaluate(() => document.querySelector('main').append(document.querySelector('mail-doctor')));
    await page.locator('[data-action=start]').waitFor();
    await testServers(page);
    await close(page);
  });

  await t.test('the customer’s own name is sent only when the box is ticked, and the address never', async () => {
    const own = 'mail.butiken.se';
    const dns = await startDns(['imap.practice.test', 'smtp.practice.test', own]);
    const other = await startBridge({ ward, dns: dns.address, more: ['--root', site] });
    for (const ticked of [false, true]) {
      const page = await openPage(`${other.url}/practice.html?patient=imaps`, await aboutToTest('imaps', own));
      const sent = [];
      page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
      await page.getByText(`Testa även servernamnet som jag skrev: ${own}`).waitFor();
      if (ticked) await press(page, '[data-own]');
      await testServers(page);
      assert.equal(sent.length, ticked ? 3 : 2);
      assert.equal(sent.filter((one) => one.includes(own)).length, ticked ? 1 : 0);
      assert.doesNotMatch(sent.join(), /anna|exempel/);
      assert.equal(await page.getByRole('heading', { name: own }).count(), ticked ? 1 : 0);
      if (ticked) await page.locator('.stage[data-outcome=name-mismatch]').waitFor();
      await close(page);
    }
    await other.stop();
    await dns.stop();
  });

  await t.test('a server out of reach is tried once more some seconds later; then it is down, and not before', async () => {
    const page = await open('imaps-refused');
    await action(page, 'start');
    await page.getByText(words('probe.onceMore')).waitFor();
    await page.locator('.server[data-service=imaps-refused] .stage[data-outcome=refused]').first().waitFor();
    await page.locator('[data-summary=some-bad]').waitFor();
    await page.getByText(words('probe.twice')).waitFor();
    assert.equal(await page.locator('.server[data-service=imaps-refused]').count(), 1);
    const { probes, context } = await stored(page);
    const looks = probes.filter((one) => one.service === 'imaps-refused');
    assert.deepEqual(looks.map((one) => one.ageMs), [0, 0]);
    assert.ok(Date.parse(looks[1].at) - Date.parse(looks[0].at) >= 3000, looks.map((one) => one.at).join());
    assert.equal(probes.length, 3);
    assert.ok(Math.abs(context.clockOffsetMs) < 60_000, String(context.clockOffsetMs)); // one machine, one clock
    await onward(page, '[data-action=continue]');
    await examine(page, WANTS_PROBE);
    await page.locator('[data-cause=server-down]').first().waitFor({ state: 'attached' });
    await close(page);
  });

  await t.test('who stops it between the two looks keeps the first, and no second comes', async () => {
    const page = await open('imaps-refused');
    await page.locator('[data-action=start]').waitFor();
    await page.clock.install();
    await action(page, 'start');
    await page.getByText(words('probe.onceMore')).waitFor();
    await page.locator('.server[data-service=submissions] .stage[data-stage=capabilities][data-outcome=ok]').waitFor();
    await action(page, 'cancel');
    await page.getByRole('heading', { name: words('probe.cancelled') }).waitFor();
    await page.clock.fastForward(PAUSE_MS);
    assert.equal((await stored(page)).probes.length, 2);
    assert.equal(await page.locator('[data-look]').count(), 0);
    await close(page);
  });

  await t.test('results outlive a reload; a chip takes them back', async () => {
    const page = await open('imaps-expired');
    await testServers(page);
    await page.reload();
    await page.locator('.stage[data-outcome=expired]').waitFor();
    await onward(page, '[data-action=continue]');
    await press(page, '[data-chip=probe]');
    await page.locator('[data-chip=probe]').waitFor({ state: 'detached' });
    const { probes, context } = await stored(page);
    assert.deepEqual([probes, context.clockOffsetMs], [[], undefined]);
    await close(page);
  });

  await bridge.stop();
  await ward.stop();
});

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** The site from an ordinary web server; `change` edits the article. Upgrades are left hanging where `hang` is true. */
async function plainServer(change = (text) => text, hang = false) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const name = path === '/' ? '/index.html' : path;
    response.setHeader('Content-Type', TYPES[extname(name)] ?? 'text/plain');
    try {
      const bytes = readFileSync(join(site, name));
      response.end(name === '/index.html' ? change(bytes.toString()) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const hanging = new Set();
  if (hang) server.on('upgrade', (_, socket) => hanging.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    for (const socket of hanging) socket.destroy();
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

const absences = {
  'no bridge is named': { change: (text) => text.replace(' bridge="bridge"', '') },
  'the web server knows no bridge': {},
  'nothing listens where the bridge should be': { dead: true },
};

for (const [name, { change, dead }] of Object.entries(absences)) {
  test(`${name}: everything but the test works, and says so`, async () => {
    const port = dead && (await deadPort());
    const toDeadPort = (text) => text.replace('bridge="bridge"', `bridge="ws://127.0.0.1:${port}/bridge"`).replace('base-uri', `connect-src &#39;self&#39; ws://127.0.0.1:${port}; base-uri`);
    const server = await plainServer(dead ? toDeadPort : change);
    const page = await openPage(server.url, { allowed: /WebSocket connection/, ...(await inArticle()) });
    assert.equal((await step(page)).kind, 'probe');
    if (await page.locator('[data-action=start]').count()) {
      await testServers(page);
      assert.equal(await page.locator('[data-summary]').getAttribute('data-summary'), 'not-tested');
      await page.getByText(words('unavailable.bridge-absent')).first().waitFor();
    }
    await page.getByText(words('probe.notTested')).waitFor();
    await onward(page, '[data-action=continue]');
    assert.equal((await examine(page, WANTS_PROBE)).kind, 'verdict');
    assert.equal(await page.locator('[data-fact^=servers-]').count(), 0);
    await close(page);
    server.stop();
  });
}

test('a bridge that never answers is given up at the bound', async () => {
  const server = await plainServer(undefined, true);
  const page = await openPage(server.url, { allowed: /WebSocket connection/, ...(await inArticle()) });
  await page.locator('[data-action=start]').waitFor();
  await page.clock.install();
  await action(page, 'start');
  await page.getByRole('heading', { name: words('probe.connecting') }).waitFor();
  await page.clock.fastForward(8000);
  await page.locator('[data-summary=not-tested]').waitFor();
  assert.equal(await page.locator('.shape.wait').count(), 0);
  assert.equal((await step(page)).kind, 'probe');
  await close(page);
  server.stop();
});

/** The article that lets its page try the provider's own pages; `pages` answers for them. */
async function ownNetwork(pages, change = (text) => text) {
  const allow = "connect-src &#39;self&#39; https://webmail.websupport.se https://admin.websupport.se; base-uri";
  const server = await plainServer((text) => change(text.replace('<mail-doctor ', '<mail-doctor own-network ').replace('base-uri', allow)));
  const page = await openPage(server.url, { allowed: /WebSocket connection|request to https:\/\/(webmail|admin)\.websupport\.se|ERR_/, ...(await inArticle()) });
  const asked = [];
  await page.route(/websupport\.se\/$/, (route) => {
    asked.push(route.request());
    return pages(route);
  });
  await page.locator('[data-action=start]').waitFor();
  return Object.assign(page, { asked, server });
}

test('the own network is tried with the same press, after a sentence that says so; only what loads is a fact', async () => {
  const page = await ownNetwork((route) => (route.request().url().includes('webmail') ? route.fulfill({ body: 'in' }) : route.abort('connectionrefused')));
  await page.getByText('Samtidigt provar din webbläsare att öppna webbmejlen och kontrollpanelen från ditt eget nät').waitFor();
  assert.deepEqual(page.asked, []);
  await testServers(page);
  assert.deepEqual(page.asked.map((one) => one.url()).sort(), ['https://admin.websupport.se/', 'https://webmail.websupport.se/']);
  for (const one of page.asked) assert.deepEqual([one.headers().referer, one.headers().cookie], [undefined, undefined]);
  await page.getByText('Från ditt nät går det att öppna webbmejlen.').waitFor();
  await page.getByText('Vi kunde inte ta reda på om kontrollpanelen går att öppna från ditt nät.').waitFor();
  assert.equal(await page.locator('[data-own-network] .bad').count(), 0);
  assert.deepEqual((await stored(page)).context.pagesLoaded, ['webmail']);
  await page.reload();
  await page.getByText('Från ditt nät går det att öppna webbmejlen.').waitFor();
  await close(page);
  page.server.stop();
});

test('a page that never loads is given up at its deadline', async () => {
  const page = await ownNetwork(() => new Promise(() => {}));
  await page.clock.install();
  await action(page, 'start');
  await page.locator('[data-page=webmail][data-state=trying]').waitFor();
  await page.clock.fastForward(5000);
  await page.locator('[data-page=webmail][data-state=unknown]').waitFor();
  await page.locator('[data-summary=not-tested]').waitFor();
  assert.deepEqual((await stored(page)).context.pagesLoaded, []);
  await close(page);
  page.server.stop();
});

test('the own network is tried without a bridge, too', async () => {
  const page = await ownNetwork((route) => route.fulfill({ body: 'in' }), (text) => text.replace(' bridge="bridge"', ''));
  await testServers(page);
  await page.getByText('Från ditt nät går det att öppna kontrollpanelen.').waitFor();
  assert.deepEqual(page.sockets, []);
  await onward(page, '[data-action=continue]');
  await close(page);
  page.server.stop();
});
