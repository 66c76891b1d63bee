// What works without a network, from when on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { action, atRest, close, compare, copySite, examine, openPage, press, resumeAt, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

test('the network may go away before the page is at rest: the examination goes on to a verdict, which says what to do once the network is back', async () => {
  const init = await resumeAt('probe', '/profiles/websupport.se.json 0');
  const page = await openPage(live.url, { allowed: /WebSocket connection|ERR_INTERNET_DISCONNECTED/, init });
  await step(page);
  await page.context().setOffline(true);
  const facts = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens', settings: (tab) => tab.getByText(words('missing')).waitFor(), probe: async (tab) => {
    await action(tab, 'start');
    await tab.getByText(words('probe.notTested')).waitFor();
  } };
  const end = await examine(page, facts);
  assert.equal(end.kind, 'verdict');
  assert.ok(end.taken.includes('probe'));
  await page.locator('[part=cause]').getByText(words('missing')).waitFor();
  assert.ok((await page.locator('.reasons li').count()) > 0 && (await page.locator('[part=support] a').count()) > 0);
  await page.context().setOffline(false);
  await page.locator('.advice li').first().waitFor();
  assert.ok((await page.locator('[part=cause] h4').innerText()).length > 0);
  assert.equal(await page.getByText(words('missing')).count(), 0);
  await close(page);
});

test('once it is at rest, the network may go away before anything was typed: settings are compared and a message is read', async () => {
  const page = await openPage(live.url, { allowed: /ERR_INTERNET_DISCONNECTED/ });
  await step(page);
  await atRest(page);
  await page.context().setOffline(true);
  const end = await examine(page, { symptom: 'cannot-receive', settings: (tab) => compare(tab, { 'incoming.host': 'imap.websuport.se' }), paste: '0x800CCC0E' });
  assert.equal(end.kind, 'verdict');
  assert.ok(end.taken.includes('settings') && end.taken.includes('paste'), String(end.taken));
  await page.locator('.mend [data-rule=host-misspelt]').waitFor();
  await close(page);
});

test('a moment later all but the tests works: guides, set-up files, the other language', async () => {
  const page = await openPage(live.url, { allowed: /ERR_INTERNET_DISCONNECTED/, init: await resumeAt('settings', '/profiles/websupport.se.json 0') });
  await step(page);
  const wanted = ['set-up.wasm', 'thunderbird.sv.json', 'thunderbird.en.json', 'workroom.en'];
  await page.waitForFunction((all) => {
    const there = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd > 0).map(({ name }) => name);
    return all.every((one) => there.some((name) => name.includes(one)));
  }, wanted);
  await page.context().setOffline(true);
  await page.locator('#program').selectOption('thunderbird');
  await page.locator('[data-guide=open] li').first().waitFor({ state: 'attached' });
  await press(page, 'details:has([data-action=set-up]) > summary');
  await action(page, 'set-up');
  await page.locator('#address').fill('anna@exempel.se');
  await page.locator('[data-download=thunderbird].primary').waitFor();
  await action(page, 'language');
  await page.locator('.panel[lang=en] [data-guide] li').first().waitFor({ state: 'attached' });
  await close(page);
});
