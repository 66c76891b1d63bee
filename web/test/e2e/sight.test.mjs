// What must be seen whatever the colours: focus, what is chosen, what is a button; and nothing moves for who does not want it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { action, close, DESKTOP, ENDLESS, examine, openPage, press, startBrowser, startSites, stopBrowser } from './browser.mjs';
import { walk } from './looking.mjs';
import { aboutToTest } from './probing.mjs';

const THINNEST = 2;

let live;
let practice;
before(async () => {
  await startBrowser();
  ({ live, practice } = await startSites(ENDLESS));
});
after(stopBrowser);

/** What shows no outline when the keyboard comes to it, and the kinds of all that there is to come to. */
async function focusable(page) {
  await page.keyboard.press('Tab'); // from here on the browser shows where the focus is
  return page.evaluate((thinnest) => {
    const { shadowRoot } = document.querySelector('mail-doctor');
    const unseen = [];
    const kinds = new Set();
    for (const one of shadowRoot.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], .heading')) {
      one.focus({ preventScroll: true });
      if (shadowRoot.activeElement !== one) continue;
      kinds.add([one.localName, one.matches('input') ? one.type : ''].join(' ').trim());
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one.matches('[type=radio]') ? one.closest('label') : one);
      const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= thinnest && !/^rgba.*, 0\)$/.test(outlineColor);
      if (!isSeen) unseen.push(`${one.localName}.${one.className} “${(one.innerText || one.name || one.id).slice(0, 30)}”: ${outlineStyle} ${outlineWidth} ${outlineColor}`);
      one.blur();
    }
    return { unseen, kinds: [...kinds] };
  }, THINNEST);
}

/** Buttons, choices and chips without a border or an underline that is seen on the page's ground. */
const faint = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('mail-doctor');
    const ground = getComputedStyle(shadowRoot.querySelector('.panel')).backgroundColor;
    const isDrawn = (one) => {
      const { borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine, color } = getComputedStyle(one);
      const hasBorder = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1 && borderTopColor !== ground;
      return hasBorder || (textDecorationLine === 'underline' && color !== ground);
    };
    return [...shadowRoot.querySelectorAll('button, .option')].filter((one) => one.checkVisibility() && !isDrawn(one)).map((one) => `${one.className} “${one.innerText}”`);
  });

test('wherever the keyboard comes to, it is seen, also in forced colours; there every button has its edge', async () => {
  const page = await openPage(`${practice.url}/practice.html?patient=imaps-wrong-name`, { context: DESKTOP });
  const all = new Set();
  await walk(page, async (state) => {
    for (const forcedColors of ['none', 'active']) {
      await page.emulateMedia({ forcedColors });
      const { unseen, kinds } = await focusable(page);
      assert.deepEqual(unseen, [], `${state}, forced colours: ${forcedColors}`);
      if (forcedColors === 'active') assert.deepEqual(await faint(page), [], state);
      for (const kind of kinds) all.add(kind);
    }
    await page.emulateMedia({ forcedColors: 'none' });
  });
  assert.deepEqual([...all].sort(), ['a', 'button', 'h3', 'input checkbox', 'input email', 'input radio', 'input text', 'pre', 'select', 'summary', 'textarea']);
  await close(page);
});

/** Whether an outline is drawn around the first that fits. */
const isOutlined = (page, selector) => page.locator(selector).first().evaluate((one, thinnest) => {
  const { outlineStyle, outlineWidth, outlineColor, backgroundColor } = getComputedStyle(one);
  return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= thinnest && outlineColor !== backgroundColor;
}, THINNEST);

test('in forced colours what is chosen is told apart, in the opening and at a row', async () => {
  let arrive;
  const page = await openPage(live.url, { context: DESKTOP, before: async (tab) => {
    await tab.emulateMedia({ forcedColors: 'active' });
    await tab.route('**/mail-doctor.wasm', (route) => (arrive = () => route.continue()));
  } });
  await press(page, '.opening [data-answer=cannot-receive]');
  assert.deepEqual([await isOutlined(page, '[aria-pressed=true]'), await isOutlined(page, '[aria-pressed=false]')], [true, false]);
  arrive();
  await page.locator('[data-chip=symptom]').waitFor();
  await examine(page, {}, ['settings']);
  const row = '[data-field="incoming.host"]';
  await press(page, `${row} input[value=same]`);
  await page.locator(`${row}[data-state=same]`).waitFor();
  await page.locator('.step .heading').focus();
  assert.deepEqual([await isOutlined(page, `${row} .option.chosen`), await isOutlined(page, `${row} .option:not(.chosen)`)], [true, false]);
  await close(page);
});

/** What is animated, or would be by a change. */
const moving = (page) =>
  page.evaluate(() => [...document.querySelector('mail-doctor').shadowRoot.querySelectorAll('*')].flatMap((one) => ['', '::before', '::after'].map((part) => getComputedStyle(one, part)).filter(({ animationName, transitionDuration }) => animationName !== 'none' || /[1-9]/.test(transitionDuration)).map(() => `${one.localName}.${one.className}`)));

test('who wants no motion has none, at a question and in a running test', async () => {
  for (const reducedMotion of ['no-preference', 'reduce']) {
    const page = await openPage(`${practice.url}/practice.html?patient=imaps-silent`, { context: { ...DESKTOP, reducedMotion }, ...(await aboutToTest('imaps-silent')) });
    await action(page, 'start');
    await page.locator('.shape.wait').first().waitFor();
    const found = { test: await moving(page) };
    await action(page, 'forget');
    await page.locator('[data-id=symptom]').waitFor();
    found.question = await moving(page);
    await close(page);
    for (const [state, all] of Object.entries(found)) assert.equal(all.length > 0, reducedMotion === 'no-preference', `${state}: ${all}`);
  }
});
