// The first question is on screen while the examination is still on its way: it looks the same, and nothing that is done in it is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { action, atHeading, close, copySite, openPage, PHONE, press, resumeAt, startBrowser, startLive, step, stopBrowser, widget } from './browser.mjs';
import { stored, words } from './probing.mjs';

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

/** The article; `part` of it comes when `page.arrive` is called, or never, after `page.fail`. */
async function waitingFor(part, { path = '/', ...options } = {}) {
  let held;
  const hold = async (page) => {
    held = new Promise((resolve) => page.route(`**/${part}`, resolve));
  };
  const page = await openPage(live.url + path, { allowed: /ERR_FAILED|cannot run here|dynamically imported/, before: hold, ...options });
  const route = await held;
  return Object.assign(page, { arrive: () => route.continue(), fail: () => route.abort() });
}

/** What a panel is made of, without what only the examination puts into it. */
const shape = (page) =>
  page.locator('.panel').evaluate((panel) => {
    const own = /^(opening|data-step|data-id)$/;
    const list = (one) => [...one.attributes].filter(({ name, value }) => !own.test(name) && value !== '').map(({ name, value }) => `${name}=${value.replace(/\s*opening/, '')}`).sort();
    const isShown = (one) => one.nodeType === Node.ELEMENT_NODE && !one.matches('details > ul, .unseen, [role=status]');
    const look = (one) => [one.localName, list(one), one.childElementCount ? [...one.childNodes].filter(isShown).map(look) : one.textContent.trim()];
    return look(panel);
  });

for (const [language, path] of [['sv', '/embed.html'], ['en', '/embed.en.html']]) {
  for (const width of [320, 360, 412, 768, 1280]) {
    test(`${language}, ${width} px: the opening is what the examination shows then, and nothing moves`, async () => {
      const watch = `window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value))).observe({ type: 'layout-shift', buffered: true })`;
      const page = await waitingFor('mail-doctor.wasm', { path, init: watch, context: { viewport: { width, height: 1400 } } });
      await page.locator('.opening').waitFor();
      assert.equal(await page.locator('mail-doctor .fallback').isVisible(), false);
      const opening = await shape(page);
      page.arrive();
      assert.deepEqual(await step(page), { kind: 'question', id: 'symptom' });
      assert.equal(await page.locator('.opening').count(), 0);
      assert.deepEqual(await shape(page), opening);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await page.evaluate(() => window.shift), 0);
      await close(page);
    });
  }
}

test('where the examination fails before the first question could be shown, the article stands', async () => {
  const page = await openPage('about:blank', { allowed: /./ });
  await page.route('**/element.js', (route) => route.abort());
  const held = new Promise((resolve) => page.route('**/profiles/*.json', resolve));
  await page.goto(live.url);
  await page.locator('mail-doctor[data-state=failed]').waitFor();
  const arrived = page.waitForResponse('**/profiles/*.json');
  await (await held).continue();
  await (await arrived).finished();
  await page.evaluate(() => import('/opening.js').then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
  assert.ok(await page.locator('mail-doctor .fallback').isVisible());
  await page.context().close();
});

test('an answer that is pressed before the examination is there counts', async () => {
  const page = await waitingFor('mail-doctor.wasm');
  await press(page, '[data-answer=cannot-receive]');
  await press(page, '[data-answer=cannot-send]');
  await page.getByText(words('wait')).waitFor();
  assert.deepEqual(await page.locator('[aria-pressed=true]').evaluateAll((all) => all.map((one) => one.dataset.answer)), ['cannot-send']);
  page.arrive();
  await page.locator('.step[data-step]:not([data-id=symptom])').waitFor();
  assert.deepEqual((await stored(page)).answers, { symptom: 'cannot-send' });
  await atHeading(page);
  await close(page);
});

test('so does the wish to paste a message', async () => {
  const page = await waitingFor('mail-doctor.wasm');
  await action(page, 'paste');
  page.arrive();
  await page.locator('.step[data-step=paste]').waitFor();
  await close(page);
});

test('who has come to a choice by keyboard stays there', async () => {
  const page = await waitingFor('mail-doctor.wasm', { context: { ...PHONE, hasTouch: false, isMobile: false } });
  await page.locator('.opening [data-answer=cannot-send]').focus();
  page.arrive();
  await step(page);
  assert.equal(await widget(page).evaluate((one) => one.shadowRoot.activeElement?.dataset.answer), 'cannot-send');
  await page.keyboard.press('Enter');
  await page.locator('[data-chip=symptom]').waitFor();
  await close(page);
});

for (const part of ['mail-doctor.wasm', 'element.js']) {
  test(`the article is back when ${part} does not come`, async () => {
    const page = await waitingFor(part);
    await page.locator('.opening').waitFor();
    page.fail();
    await page.locator('mail-doctor .fallback').waitFor();
    assert.equal(await page.locator('.opening').count(), 0);
    await close(page);
  });
}

test('an examination under way has no opening', async () => {
  const page = await waitingFor('mail-doctor.wasm', { init: await resumeAt('settings', '/profiles/websupport.se.json 0') });
  await page.waitForFunction(() => customElements.get('mail-doctor'));
  assert.equal(await page.locator('.opening').count(), 0);
  page.arrive();
  assert.equal((await step(page)).kind, 'settings');
  await close(page);
});
