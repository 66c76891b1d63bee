// The live test where something is not there: the bridge, its answer, or the provider's own pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deadPort, startPlain } from '../servers.mjs';
import { action, close, copySite, examine, onward, openPage, startBrowser, step, stopBrowser } from './browser.mjs';
import { WANTS_PROBE, inArticle, stored, testServers, words } from './probing.mjs';

let site;
before(async () => {
  await startBrowser();
  site = copySite();
});
after(stopBrowser);

/** The site from an ordinary web server; `change` edits the article. Upgrades are left hanging where `hang` is true. */
const plainServer = (change, hang) => startPlain(site, { change: (text, path) => (path === '/' ? (change?.(text) ?? text) : text), hang });

const absences = {
  'no bridge is named': { change: (text) => text.replace(' bridge="bridge"', '') },
  'the web server knows no bridge': {},
  'nothing listens where the bridge should be': { dead: true },
  'the browser has no WebSocket': { without: 'delete globalThis.WebSocket;' },
};

for (const [name, { change, dead, without = '' }] of Object.entries(absences)) {
  test(`${name}: everything but the test works, and says so`, async () => {
    const port = dead && (await deadPort());
    const toDeadPort = (text) => text.replace('bridge="bridge"', `bridge="ws://127.0.0.1:${port}/bridge"`).replace('base-uri', `connect-src &#39;self&#39; ws://127.0.0.1:${port}; base-uri`);
    const server = await plainServer(dead ? toDeadPort : change);
    const { init } = await inArticle();
    const page = await openPage(server.url, { allowed: /WebSocket connection/, init: without + init });
    assert.equal((await step(page)).kind, 'probe');
    assert.equal(await page.evaluate(() => 'WebSocket' in globalThis), !without);
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
