// What an examination costs on the wire: everything from opening the article to the first verdict, less the article's own. What a
// page at rest fetches ahead is left out, by a browser that says to save data: nobody waits for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, compare, copySite, examine, openPage, startBrowser, startLive, stopBrowser } from './browser.mjs';

/** Bytes in brotli 11, headers included. */
const BUDGET = 45_000;
/** The same, where settings were compared or a message read on the way. It grows for a reason only. */
const WITH_WORKROOM = 130_200;
const ARTICLE = /\/(index\.html|article\.(css|js)|icon\.svg)?$/;

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

/** Of one examination, in bytes; prints them. */
async function wire(t, facts) {
  const page = await openPage('about:blank', { init: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })` });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const urls = new Map();
  const bytes = new Map();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(urls.get(requestId), encodedDataLength));
  await page.goto(live.url);
  const { taken } = await examine(page, facts);
  await page.locator('[part=cause]').waitFor();

  const counted = [...bytes].filter(([url]) => url.startsWith('http') && !ARTICLE.test(new URL(url).pathname));
  for (const [url, size] of counted) t.diagnostic(`${String(size).padStart(7)}  ${new URL(url).pathname}`);
  const total = counted.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(counted.length >= 5 && total > 0);
  page.offences.length = 0;
  await close(page);
  return { total, taken };
}

function within(t, total, budget) {
  t.diagnostic(`${String(total).padStart(7)}  of ${budget}: ${total - budget}`);
  assert.ok(total <= budget, `${total} bytes; ${budget} are allowed`);
}

test('from the article to the first verdict, in Swedish, it stays within its bytes', async (t) => {
  const { total, taken } = await wire(t, { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens-but-refuses-login', 'who-else': 'others-too', invoice: 'unpaid' });
  assert.ok(!taken.includes('settings') && taken.includes('paste'), String(taken));
  within(t, total, BUDGET);
});

test('so does one with settings and a message', async (t) => {
  const { total, taken } = await wire(t, { symptom: 'cannot-receive', network: 'usual-network', vpn: 'off', settings: compare, paste: 'Felmeddelande som ingen känner' });
  assert.ok(taken.includes('settings') && taken.includes('paste'), String(taken));
  within(t, total, WITH_WORKROOM);
});
