// What appears while somebody types moves nothing that they may be about to press.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, copySite, examine, openPage, PHONE, press, startBrowser, startLive, stopBrowser } from './browser.mjs';

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

/** Begins to note what moves without a press just before it, as the browser counts it. */
const watch = (page) =>
  page.evaluate(() => {
    const shifts = [];
    const note = (entries) => shifts.push(...entries.filter((one) => !one.hadRecentInput).map((one) => `${one.value}: ${one.sources.map(({ previousRect: from, currentRect: to }) => `${from.height} high from ${from.y} to ${to.y}`)}`));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift' });
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.shiftsSoFar = () => drawn().then(() => (note(observer.takeRecords()), shifts));
  });

/** A value for each box; the longest words that may appear under it among them. */
const WRONG = {
  'incoming.host': 'imap.websuport.se',
  'incoming.port': '995',
  'incoming.username': 'anna',
  'outgoing.host': 'mailout.telia.com',
  'outgoing.port': '25',
};

for (const [path, width] of [['', 360], ['en.html', 320]]) {
  test(`findings that appear after a pause shift nothing, at ${width} pixels`, async () => {
    const page = await openPage(`${live.url}/${path}`, { context: { ...PHONE, viewport: { width, height: 740 } } });
    await examine(page, { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network' }, ['settings']);
    await watch(page);
    const appears = (row) => row.locator('.finding').waitFor();
    await page.locator('#address').fill('anna@exempel');
    await appears(page.locator('[data-field=address]'));
    await page.locator('#address').fill('anna@exempel.se');
    await page.locator('[data-field=address] .finding').waitFor({ state: 'detached' });
    await press(page, page.locator('[data-direction=outgoing] > summary'));
    for (const [field, value] of Object.entries(WRONG)) {
      const row = page.locator(`fieldset[data-field="${field}"]`);
      await press(page, row.locator('.options input[value=different]'));
      await row.locator('input[type=text]').fill(value);
      await appears(row);
    }
    assert.deepEqual(await page.evaluate(() => window.shiftsSoFar()), []);
    await close(page);
  });
}
