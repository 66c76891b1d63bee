// The calculator for the sending limit: a clock time in the device's zone, a countdown, and parts.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close, copySite, examine, openPage, PHONE, press, startBrowser, startLive, stopBrowser } from './browser.mjs';

const FACTS = { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' };
const NOW = '2026-11-25T14:00:00Z';

let site;
let live;
before(async () => {
  await startBrowser();
  site = copySite();
  live = await startLive(site);
});
after(stopBrowser);

/** The verdict, at 15.00 in Stockholm or the same moment elsewhere. */
async function atVerdict(url = live.url, timezoneId = 'Europe/Stockholm') {
  const page = await openPage(url, { context: { ...PHONE, timezoneId }, before: (empty) => empty.clock.install({ time: new Date(NOW) }) });
  await examine(page, FACTS);
  await page.locator('[part=cause][data-cause=sending-limit-address]').waitFor();
  return page;
}

const plan = (page) => page.locator('.plan').innerText();
const refusedAt = async (page, clock) => {
  await page.locator('#refused').fill(clock);
  await page.locator('[data-until]').waitFor();
};
const stored = (page) => page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).facts);

test('an hour after the latest refusal, as a clock time, with a countdown that goes on by itself', async () => {
  const page = await atVerdict();
  assert.equal(await plan(page), '');
  await refusedAt(page, '14:42');
  assert.equal((await stored(page)).lastRefused, '2026-11-25T13:42:00.000Z');
  const again = page.locator('.again');
  assert.match(await again.innerText(), /Försök igen ungefär 15:42\s+om 42 minuter/);
  assert.match(await plan(page), /Det är inget löfte/);
  const { height } = await again.boundingBox();
  await page.clock.runFor(60_000);
  await page.getByText('om 41 minuter').waitFor();
  await page.clock.fastForward(42 * 60_000);
  await page.getByText('tiden har gått').waitFor();
  assert.equal((await again.boundingBox()).height, height);
  await press(page, '[data-action=just-now]');
  await page.getByText('om 60 minuter').waitFor();
  assert.equal(await page.locator('#refused').inputValue(), '15:43');
  await close(page);
});

test('the clock is the device’s, and another day is named', async () => {
  const page = await atVerdict(undefined, 'Asia/Tokyo'); // 23.00
  await refusedAt(page, '22:42');
  assert.match(await page.locator('.again').innerText(), /ungefär 23:42/);
  await press(page, '[data-action=just-now]');
  await page.getByText('ungefär torsdag 26 november 00:00').waitFor();
  await refusedAt(page, '23:30'); // still to come: that of yesterday
  await page.getByText('tiden har gått').waitFor();
  await close(page);
});

test('a mailing is told in ranges; parts and time follow from the upper end, and no other address is advised', async () => {
  const page = await atVerdict();
  const ranges = page.locator('.ranges .option');
  assert.deepEqual(await ranges.allInnerTexts(), ['Högst 300', '301–600', '601–1200', '1201–2400', 'Fler än 2400']);
  const choose = async (index) => {
    await press(page, ranges.nth(index).locator('input'));
    await ranges.nth(index).and(page.locator('.chosen')).waitFor();
    return plan(page);
  };
  assert.match(await choose(0), /Allt ryms på en gång: högst 300 mottagare/);
  assert.match(await choose(1), /Dela upp utskicket i 2 delar, med högst 300 mottagare i varje\. Skicka en del i taget, med en timme emellan\. Från den första delen till den sista tar det 1 timme\./);
  assert.match(await choose(3), /8 delar.*tar det 7 timmar\./);
  const text = await choose(4);
  assert.match(text, /minst 16 delar.*tar det minst 15 timmar\./);
  assert.match(text, /Skicka om bara till dem som inte fick mejlet, så att ingen får det två gånger\. Du får e-post som vanligt/);
  assert.doesNotMatch(await page.locator('[part=cause]').innerText(), /flera adresser|en annan adress/i);
  assert.equal((await stored(page)).mailing, 4800);
  await close(page);
});

test('another provider has other figures; one without a limit has no calculator', async () => {
  const article = readFileSync(join(site, 'index.html'), 'utf8');
  writeFileSync(join(site, 'university.html'), article.replaceAll('websupport.se.json', 'university.json'));
  const page = await atVerdict(`${live.url}/university.html`);
  assert.deepEqual(await page.locator('.ranges .option').allInnerTexts(), ['Högst 500', '501–1000', '1001–2000', '2001–4000', 'Fler än 4000']);
  await press(page, page.locator('.ranges input').nth(2));
  await page.locator('[data-parts="4"]').waitFor();
  assert.match(await plan(page), /med ett dygn emellan.*tar det 3 dygn\./);
  await refusedAt(page, '14:42');
  assert.match(await page.locator('.again').innerText(), /ungefär torsdag 26 november 14:42\s+om 23 timmar och 42 minuter/);
  await close(page);
});
