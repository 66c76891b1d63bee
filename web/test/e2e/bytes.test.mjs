// What an examination costs on the wire: everything from opening the article to the first verdict, less the article's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, copySite, examine, openPage, startBrowser, startLive, stopBrowser } from './browser.mjs';

/** Bytes in brotli 11, headers included. It grows for a reason only; the aim is 45 000. */
const BUDGET = 123_650;
const ARTICLE = /\/(index\.html|article\.(css|js)|icon\.svg)?$/;

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

test('from the article to the first verdict, in Swedish, it stays within its bytes', async (t) => {
  const page = await openPage('about:blank');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const urls = new Map();
  const bytes = new Map();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(urls.get(requestId), encodedDataLength));
  await page.goto(live.url);
  await examine(page, { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' });
  await page.locator('[part=cause]').waitFor();

  const counted = [...bytes].filter(([url]) => url.startsWith('http') && !ARTICLE.test(new URL(url).pathname));
  for (const [url, size] of counted) t.diagnostic(`${String(size).padStart(7)}  ${new URL(url).pathname}`);
  const total = counted.reduce((sum, [, size]) => sum + size, 0);
  t.diagnostic(`${String(total).padStart(7)}  of ${BUDGET}: ${total - BUDGET}`);
  assert.ok(counted.length >= 5 && total > 0);
  assert.ok(total <= BUDGET, `${total} bytes; ${BUDGET} are allowed`);
  page.offences.length = 0;
  await close(page);
});
