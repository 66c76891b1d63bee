// The live test on screen: with a real Dovecot and Postfix, then with the practice ward.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBridge, startDns, startRealServers, startWard, write } from '../servers.mjs';
import { action, atHeading, close, copySite, examine, onward, openPage, press, startBrowser, step, stopBrowser } from './browser.mjs';
import { PAUSE_MS, VANTAGE, WANTS_PROBE, aboutToTest, stagesOf, stored, testServers, words } from './probing.mjs';

let site;
before(async () => {
  await startBrowser();
  site = copySite();
});
after(stopBrowser);

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
    const outcomes = await page.locator('[data-outcomes] strong').allInnerTexts();
    assert.deepEqual(outcomes, services.concat(name === 'real-pop3' ? ['submissions'] : []).map(() => words('outcome.ok')));
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

  await t.test('progress is on screen, and the test can be stopped and made again', async () => {
    const slow = await startBridge({ ward, more: ['--root', site, ...VANTAGE] });
    const page = await openPage(`${slow.url}/practice.html?patient=imaps-silent`, await aboutToTest('imaps-silent'));
    await action(page, 'start');
    await page.getByRole('heading', { name: words('probe.running') }).waitFor();
    await page.getByText(/Det tar oftast några sekunder, och högst \d+ sekunder\./).waitFor();
    await page.locator('.server[data-service=submissions] .stage[data-stage=capabilities][data-outcome=ok]').waitFor(); // one is left that runs
    await page.locator('.stage[data-stage=tls-handshake][data-outcome=running]').waitFor();
    await action(page, 'cancel');
    await page.getByRole('heading', { name: words('probe.cancelled') }).waitFor();
    await atHeading(page);
    await page.getByText(words('probe.cancelledMeaning')).waitFor();
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
      if (ticked) await page.locator('[data-outcomes] [data-outcome=name-mismatch]').waitFor();
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
    await page.locator('[data-outcomes] [data-outcome=expired]').waitFor();
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
