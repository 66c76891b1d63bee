// Words that are files of their own: what there is to say of a few causes, fetched for a verdict, ahead of one, and where more is asked
// for; the glossary.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, load } from '../../../tests/wasm/load.mjs';
import { action, atHeading, close, copySite, examine, onward, openPage, press, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const causes = json('locales/sv/causes.json');
const title = (id) => causes[`cause.${id}.title`].text;
const UNPAID = { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens-but-refuses-login', 'who-else': 'others-too', invoice: 'unpaid' };
const SAVES_DATA = `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`;

let fileOf;
let live;
before(async () => {
  const { partOf } = await load('i18n.ts', 'words');
  fileOf = (cause, language = 'sv') => `${partOf(cause)}.${language}.js`;
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

/** The article; `page.fetched()` are the files of causes, and of the workroom. */
async function open({ before: prepare, ...options }) {
  const urls = [];
  const listen = async (tab) => {
    tab.on('request', (request) => urls.push(new URL(request.url()).pathname));
    await prepare?.(tab);
  };
  const page = await openPage(live.url, { ...options, before: listen });
  await step(page);
  return Object.assign(page, { fetched: () => urls.filter((one) => /\/texts\/|reader|workroom/.test(one)).map((one) => one.split('/').at(-1)) });
}

test('who saves data fetches the words of one cause, and those of others where they are opened', async () => {
  const page = await open({ init: SAVES_DATA });
  await examine(page, UNPAID);
  await page.locator('[part=cause] h4', { hasText: title('service-suspended') }).waitFor();
  assert.deepEqual(page.fetched(), [fileOf('service-suspended')]);
  await press(page, '.others > summary');
  const others = page.locator('.others details');
  await others.first().waitFor();
  const ids = await others.evaluateAll((all) => all.map((one) => one.dataset.cause));
  assert.deepEqual(await others.locator('summary').allInnerTexts(), ids.map(title));
  assert.deepEqual(page.fetched().sort(), [...new Set(['service-suspended', ...ids].map((one) => fileOf(one)))].sort());
  await close(page);
});

test('the other language has the words of the same causes', async () => {
  const page = await open({ init: SAVES_DATA });
  await examine(page, UNPAID);
  await action(page, 'language');
  await page.locator('.panel[lang=en] .advice li').first().waitFor();
  assert.deepEqual(page.fetched(), [fileOf('service-suspended'), fileOf('service-suspended', 'en')]);
  await close(page);
});

test('what was tried in vain has its name, also after a reload', async () => {
  const page = await open({ init: SAVES_DATA });
  await examine(page, UNPAID);
  await onward(page, '[data-action=no-help]');
  const chip = page.locator('[data-chip=tried-service-suspended]', { hasText: title('service-suspended') });
  await chip.waitFor();
  await page.reload();
  await step(page);
  await chip.waitFor();
  await close(page);
});

test('the words of a likely cause are fetched ahead, so that the verdict waits for nothing', async () => {
  const page = await open({ before: (tab) => tab.route('**/reader.wasm', () => {}) }); // the workroom never comes
  await examine(page, UNPAID, ['invoice']);
  await page.waitForFunction((file) => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith(file) && responseEnd > 0), fileOf('service-suspended'));
  await page.route('**/texts/*', () => {}); // from now on nothing comes
  const end = await onward(page, '[data-answer=unpaid]');
  assert.equal(end.kind, 'verdict');
  await page.locator('.advice li').first().waitFor();
  await close(page);
});

test('while the words of a verdict are awaited, its heading is where one looks', async () => {
  let arrive;
  const page = await open({ init: SAVES_DATA, before: (tab) => tab.route('**/texts/*', (route) => new Promise((resolve) => (arrive = resolve)).then(() => route.continue())) });
  await examine(page, UNPAID, ['invoice']);
  const top = () => page.locator('.step .heading').evaluate(async (one) => {
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve)); // the browser scrolls after what shrinks
    return one.getBoundingClientRect().top;
  });
  await atHeading(page);
  assert.ok((await top()) < 370);
  await onward(page, '[data-answer=unpaid]');
  await page.locator('.wait').waitFor();
  await atHeading(page);
  const waiting = await top();
  assert.ok(waiting >= 0 && waiting < 370, `at ${waiting}`); // half of the screen
  arrive();
  await page.locator('.advice li').first().waitFor();
  await atHeading(page);
  assert.ok((await top()) >= 0 && (await top()) < 370, `at ${await top()}`);
  await close(page);
});

test('a reload at the verdict leaves the page where it is, and the focus, although its words come later', async () => {
  const page = await open({ init: SAVES_DATA });
  await examine(page, UNPAID);
  await page.locator('.advice li').first().waitFor();
  await atHeading(page); // it scrolls there, too
  await page.evaluate(() => scrollTo(0, 0));
  await page.reload();
  await page.locator('.advice li').first().waitFor();
  await page.evaluate(() => document.querySelector('mail-doctor').updateComplete);
  assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement.localName]), [0, 'body']);
  await close(page);
});

test('what technical words mean is fetched where somebody asks', async () => {
  const page = await open({ init: SAVES_DATA });
  await press(page, '.words > summary');
  await page.locator('.words li', { hasText: sv['ui.words.port'].text }).waitFor();
  assert.deepEqual(page.fetched(), ['glossary.sv.js']);
  await close(page);
});

test('where a cause’s file cannot be had, the workroom’s words do', async () => {
  const page = await open({ init: SAVES_DATA, allowed: /ERR_FAILED/, before: (tab) => tab.route('**/texts/*', (route) => route.abort()) });
  await examine(page, UNPAID);
  await page.locator('[part=cause] h4', { hasText: title('service-suspended') }).waitFor();
  assert.ok((await page.locator('.advice li').count()) > 1);
  await close(page);
});

test('where neither can be had, that is said beside the reasons and the support, and a press tries again', async () => {
  let isDown = true;
  const fail = (route) => (isDown ? route.abort() : route.continue());
  const page = await open({ init: SAVES_DATA, allowed: /ERR_FAILED/, before: (tab) => tab.route(/texts\/|reader\.wasm/, fail) });
  await examine(page, UNPAID);
  await page.locator('[part=cause]', { hasText: sv['ui.missing'].text }).waitFor();
  assert.ok((await page.locator('.reasons li').count()) > 0 && (await page.locator('[part=support] a').count()) > 0);
  const verdict = await page.locator('.step').elementHandle();
  await press(page, '.report > summary');
  await page.locator('.report', { hasText: sv['ui.missing'].text }).waitFor();
  assert.ok(await verdict.evaluate((one) => one.isConnected && one.querySelector('[part=support]'))); // it stays, whatever is tried in it
  isDown = false;
  await press(page, '[part=cause] [data-action=retry]');
  await page.locator('[part=cause] h4', { hasText: title('service-suspended') }).waitFor();
  await close(page);
});
