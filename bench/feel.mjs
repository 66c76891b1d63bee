// How it feels with a CPU four times slower: the longest task, and the time from a press to the next paint, of one examination
// and of the peers' only press. The browser tells of tasks over 50 ms only, and rounds a press to 8 ms.
import { browser, median, serve, table } from './lib.mjs';
import { mounts, page as bare, pages, widgets } from './widgets.mjs';

const runs = Number(process.env.RUNS ?? 5);
const server = await serve({ ...pages, '/bare.html': bare('', '') }, mounts);
const chromium = await browser();

const OBSERVE = `
  window.seen = { press: 0, task: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('longtask', ({ duration }) => (seen.task = Math.max(seen.task, duration)));
  for (const type of ['click', 'keydown']) addEventListener(type, ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (seen.press = Math.max(seen.press, performance.now() - timeStamp));
    port2.postMessage(0); // after the frame
  }), { capture: true });
  watch('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (seen.shift += value));`;

/** What was seen since the last time, once nothing more happens. */
async function take(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(() => requestIdleCallback(resolve)))));
  await page.waitForTimeout(300); // the observers are told afterwards
  return page.evaluate(() => Object.assign({}, window.seen, void (window.seen = { press: 0, task: 0, shift: 0 })));
}

const inside = (selector) => `mail-doctor ${selector}`;
const press = (selector) => (page) => page.click(inside(selector));

/** Whoever knows no more comes to the verdict. */
async function onward(page) {
  const next = page.locator(inside('.step :is([data-answer=dont-know], [data-action=skip])')).first();
  while (!(await page.locator(inside('[part=cause]')).count())) await next.click();
}

/** One examination, press by press; each leads to something else on screen. */
const EXAMINATION = [
  ['the page at rest, with its workroom', (page) => page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('reader.wasm') && responseEnd > 0))],
  ['the first answer', press('.step[data-step] [data-answer=cannot-send]')],
  ['"shows no message"', press('[data-action=none]')],
  ['an answer', press('[data-answer=over-address-limit]')],
  ['"different", in the settings', press('[data-field="outgoing.host"] .options input[value=different]')],
  ['a host, typed', async (page) => {
    await page.click(inside('[id="found-outgoing-host"]'));
    await page.keyboard.type('smtp.websuport.se', { delay: 60 });
    await page.locator(inside('[data-rule]')).first().waitFor();
  }],
  ['what is wrong, opened', press('details.finding > summary')],
  ['the way to the verdict', press('[data-action=done]'), onward],
  ['the report, opened', press('details.report > summary')],
];

const rows = [];
const figures = (all) => ['task', 'press', 'shift'].map((name) => median(all.map((one) => one[name])));
const shown = ([task, time, shift]) => [task ? task.toFixed(0) : '< 50', time ? time.toFixed(0) : '', shift.toFixed(3)];

async function open(name, isReady = () => true) {
  const context = await chromium.newContext({ viewport: { width: 412, height: 823 }, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.addInitScript(OBSERVE);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(`${server.origin}/${name}.html`);
  await page.waitForFunction(isReady);
  return page;
}

const ours = new Map();
const note = (name, seen) => ours.set(name, [...(ours.get(name) ?? []), seen]);
for (let run = 0; run < runs; ++run) {
  const page = await open(0, widgets[0].ready);
  await page.locator(inside('.step[data-step]')).waitFor();
  note('mail-doctor: loading', await take(page));
  for (const [name, ...acts] of EXAMINATION) {
    for (const act of acts) await act(page);
    note(`mail-doctor: ${name}`, await take(page));
  }
  await page.context().close();
}
for (const [name, all] of ours) rows.push([name, ...shown(figures(all))]);

for (const [index, { name, target, ready }] of [...widgets.slice(1).entries(), ['bare', { name: 'the page alone' }]]) {
  const loading = [], pressed = [];
  for (let run = 0; run < runs; ++run) {
    const page = await open(target ? index + 1 : index, ready);
    loading.push(await take(page));
    if (target) {
      await page.locator(target).click({ force: true });
      pressed.push(await take(page));
    }
    await page.context().close();
  }
  rows.push([`${name}: loading`, ...shown(figures(loading))]);
  if (target) rows.push([`${name}: its press`, ...shown(figures(pressed))]);
}
table(`At 4x CPU, median of ${runs}; longest task and press to next paint in ms, layout shift`, ['what', 'task', 'press', 'shift'], rows);
await chromium.close();
server.close();
