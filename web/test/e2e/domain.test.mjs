// "Where does your mail go?": the domain of the address, looked up by a real bridge in the ward's DNS.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { startBridge, startWard } from '../servers.mjs';
import { action, close, copySite, examine, onward, openPage, press, resumeAt, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.domain.${key}`].text;
const ENTRY = '/practice/practice-imaps.json patient';

let site, ward, bridge;
before(async () => {
  await startBrowser();
  site = copySite();
  ward = await startWard(join(site, 'practice'));
  bridge = await startBridge({ ward, more: ['--root', site] });
});
after(async () => {
  await bridge.stop();
  await ward.stop();
  await stopBrowser();
});

/** At the step, with an address. */
const atDomain = async (address, options = {}) => {
  const init = await resumeAt('domain', ENTRY, (facts) => {
    facts.settings.address = address;
    return { ...facts, answers: { symptom: 'cannot-receive' } };
  });
  const page = await openPage(`${bridge.url}/practice.html?patient=imaps`, { init, ...options });
  assert.equal((await step(page)).kind, 'domain');
  return page;
};

const states = (page) => page.locator('[data-record]').evaluateAll((rows) => Object.fromEntries(rows.map(({ dataset }) => [dataset.record, dataset.state])));

test('a domain in order is told so, in words, and nothing but the domain is sent', async () => {
  const page = await atDomain('Kalle@Practice.TEST');
  const sent = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(payload)));
  assert.equal(await page.locator('#domain').inputValue(), 'practice.test');
  await action(page, 'start');
  await page.locator('[data-record=mx]').waitFor();
  assert.deepEqual(await states(page), { mx: 'good', spf: 'good', dkim: 'good', dmarc: 'seen', imaps: 'differs' });
  assert.match(await page.locator('[data-record=mx]').innerText(), /E-post till practice\.test går till .+, som den ska\./);
  assert.deepEqual(sent.map((one) => JSON.parse(one)), [{ type: 'domain.start', id: 'domain', domain: 'practice.test' }]);
  await press(page, '[data-domain=records] > summary');
  assert.match(await page.locator('[data-zone=present]').innerText(), /^practice\.test\. MX 10 mx\.practice\.test$/m);
  await page.locator('[data-zone=missing]').waitFor();
  assert.match(await page.locator('[data-zone=missing]').innerText(), /^_imaps\._tcp\.practice\.test\. 3600 IN SRV 0 1 \d+ imap\.practice\.test\.$/m);
  assert.doesNotMatch(await page.locator('[data-zone=missing]').innerText(), / MX | TXT /);
  await onward(page, '[data-action=continue]');
  await close(page);
});

test('mail that goes elsewhere becomes the verdict, and its chip takes it back', async () => {
  const page = await atDomain('info@moved.practice.test');
  await action(page, 'start');
  await page.getByText(words('mx.differs').replace('{value}', 'moved.practice.test')).waitFor();
  await onward(page, '[data-action=continue]');
  const { id } = await examine(page, { paste: '', 'webmail-opens': 'opens', 'mail-in-webmail': 'not-seen', 'worked-before': 'nothing-changed', 'who-else': 'others-too' });
  assert.equal(id, 'dns-of-own-domain');
  await press(page, '[data-chip=domain]');
  assert.equal((await step(page)).kind, 'domain');
  await page.locator('#domain').waitFor();
  await close(page);
});

test('a domain that does not exist is said to be so', async () => {
  const page = await atDomain('');
  await page.locator('#domain').fill('  https://Ran-Out.test/om-oss ');
  await page.keyboard.press('Enter');
  await page.locator('[data-domain=not-registered]').waitFor();
  assert.match(await page.locator('[data-domain=not-registered]').innerText(), /Domänen ran-out\.test finns inte just nu\./);
  await onward(page, '[data-action=continue]');
  await close(page);
});

test('what is no domain is said at the field, and nothing is sent', async () => {
  const page = await atDomain('');
  for (const typed of ['', 'exempel', 'kalle@', 'två ord', '192.0.2.1', 'http://']) {
    await page.locator('#domain').fill(typed);
    await action(page, 'start');
    await page.getByText(words('malformed')).waitFor();
  }
  assert.deepEqual(page.sockets, []);
  await onward(page, '[data-action=skip]');
  await close(page);
});

test('what cannot be looked up says nothing about the domain', async () => {
  const page = await atDomain('anna@servers.practice.test.nu');
  await page.locator('[data-action=start]').waitFor(); // the room is there: the same server has it
  await bridge.stop();
  await action(page, 'start');
  await page.locator('[data-domain=unavailable]').waitFor();
  page.offences.length = 0; // a connection that is refused is written to the console by the browser itself
  await onward(page, '[data-action=continue]');
  await close(page);
  bridge = await startBridge({ ward, more: ['--root', site] });
});

test('without a bridge nobody is sent there', async () => {
  const live = await startLive(site);
  const page = await openPage(`${live.url}/`, { init: "document.addEventListener('DOMContentLoaded', () => document.querySelector('mail-doctor').removeAttribute('bridge'))" });
  const { taken } = await examine(page, { symptom: 'cannot-receive', 'webmail-opens': 'opens', 'mail-in-webmail': 'not-seen', 'who-else': 'others-too' });
  assert.ok(!taken.includes('domain'), String(taken));
  await close(page);
});
