// Chromium with the page in it, and a person who answers from a sheet of facts.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { json, load, root } from '../../../tests/wasm/load.mjs';
import { startBridge, startWard, stopAll, temporary } from '../servers.mjs';

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };

let browser;

export async function startBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.MAILDOCTOR_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return browser;
}

export async function stopBrowser() {
  await browser?.close();
  await stopAll();
}

/** A copy of the built site, into which a test may put profiles; those of patients into `practice`. */
export function copySite() {
  const built = join(root, 'build/site');
  assert.ok(existsSync(join(built, 'index.html')), `${built} is missing; script/build makes it`);
  const folder = temporary();
  cpSync(built, folder, { recursive: true });
  mkdirSync(join(folder, 'practice'), { recursive: true });
  return folder;
}

/** The live article on an origin of its own. Its bridge must not be used: there is no network. */
export const startLive = (site) => startBridge({ profile: join(root, 'profiles/websupport.se.json'), more: ['--root', site] });

/** Silent servers are waited for as long as a test looks. */
export const ENDLESS = { deadlines: { tls: 600_000, total: 600_000 } };

/** The live article, and the practice page with its ward, whose bridge has this `config`. */
export async function startSites(config) {
  const site = copySite();
  const live = await startLive(site);
  const practice = await startBridge({ ward: await startWard(join(site, 'practice')), config, more: ['--root', site] });
  return { live, practice };
}

/**
 * A tab. What a page must never do is collected in `offences`: a violated policy, an error, a request to another origin,
 * but for what is `allowed`. `sockets` are the addresses of WebSockets, the moment they were opened.
 */
export async function openPage(url, { context: options = PHONE, init, script = true, allowed, before } = {}) {
  const context = await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm', javaScriptEnabled: script, ...options });
  const page = await context.newPage();
  const offences = [];
  const sockets = [];
  const { origin } = new URL(url);
  const offend = (text) => allowed?.test(text) || offences.push(text);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && offend(message.text()));
  page.on('pageerror', (error) => offend(String(error)));
  page.on('request', (request) => new URL(request.url()).origin !== origin && offend(`request to ${request.url()}`));
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    window.steps = [];
    document.addEventListener('mail-doctor-step', (event) => window.steps.push(event.detail.step));
  });
  if (init) await page.addInitScript(init);
  await before?.(page);
  await page.goto(url);
  return Object.assign(page, { offences, sockets });
}

/**
 * A script for `init`: the person was at the step `held` when the page was loaded, with these facts. `entry` names the
 * element's entry: the profile's path, and its id or place.
 */
export async function resumeAt(held, entry, change = (facts) => facts) {
  const { emptyCase } = await load('case.ts', 'resumed-case');
  const saved = JSON.stringify({ version: json('web/src/generated/contract.json').hash, savedAt: Date.now(), facts: change(emptyCase()), held, marks: {}, previous: [] });
  return `if (!sessionStorage.length) sessionStorage.setItem(${JSON.stringify(`mail-doctor ${entry}`)}, ${JSON.stringify(saved)})`;
}

/** Nothing happened that must not happen; closes the tab with all that it knew. */
export async function close(page) {
  assert.deepEqual(await page.evaluate(() => window.violations ?? []), []);
  assert.deepEqual(page.offences, []);
  await page.context().close();
}

/** Once everything has come that a page at rest fetches ahead, and the element has taken it in: nothing on screen changes by itself after that. */
export async function atRest(page) {
  await page.waitForFunction(() => performance.getEntriesByType('resource').filter(({ name, responseEnd }) => /\/(reader\.wasm|workroom\b.*\.js)$/.test(name) && responseEnd > 0).length === 3);
  await page.waitForFunction(() => document.querySelector('mail-doctor').shadowRoot.adoptedStyleSheets.length === 2);
  await page.evaluate(() => document.querySelector('mail-doctor').updateComplete);
}

/** Once the focus is at the heading of the step, which it follows after the step is on screen. */
export const atHeading = (page) => page.waitForFunction(() => document.querySelector('mail-doctor').shadowRoot.activeElement?.matches('.step .heading'));

export const widget = (page) => page.locator('mail-doctor');

/** The step on screen: `{kind, id}`. */
export async function step(page) {
  const box = page.locator('.step[data-step]');
  await box.waitFor();
  return { kind: await box.getAttribute('data-step'), id: await box.getAttribute('data-id') };
}

/** Presses, as a finger does where there is one, and waits for what the element makes of it; `page.presses` counts. */
export const press = async (page, selector) => {
  page.presses = (page.presses ?? 0) + 1;
  const target = typeof selector === 'string' ? page.locator(selector) : selector;
  await (page.viewportSize().width < 500 ? target.tap() : target.click());
  await page.evaluate(() => document.querySelector('mail-doctor')?.updateComplete);
};

export const action = (page, name) => press(page, `[data-action=${name}]`);

/** Presses something that leads to another step, and waits for it. */
export async function onward(page, selector) {
  const before = await step(page);
  await press(page, selector);
  await page.waitForFunction(({ kind, id }) => {
    const box = document.querySelector('mail-doctor').shadowRoot.querySelector('.step');
    return box.dataset.step !== kind || (box.dataset.id ?? '') !== (id ?? '');
  }, before);
  return step(page);
}

/** One step of a person who knows `facts`: answers by question id, `settings(page)`, `paste` (empty: skipped), `probe(page)`, `domain(page)`. */
export async function respond(page, { kind, id }, facts) {
  switch (kind) {
    case 'question': {
      const known = page.locator(`[data-answer="${facts[id] ?? 'dont-know'}"]`);
      return onward(page, (await known.count()) > 0 ? known : page.locator('[data-answer=dont-know]'));
    }
    case 'settings':
      await facts.settings?.(page);
      return onward(page, '[data-action=done], [data-action=continue]'); // where it cannot be fetched
    case 'paste':
      if (!facts.paste) return onward(page, facts.paste === '' ? '[data-action=skip]' : '[data-action=none]');
      await page.locator('textarea').fill(facts.paste);
      return onward(page, '[data-action=read]');
    case 'probe':
      if (facts.probe) await facts.probe(page);
      return onward(page, facts.probe ? '[data-action=continue]' : '[data-action=skip], [data-action=continue]');
    case 'domain':
      if (facts.domain) await facts.domain(page);
      return onward(page, facts.domain ? '[data-action=continue]' : '[data-action=skip]');
    default:
      throw new Error(`no response to ${kind}`);
  }
}

/** Goes on until the step is one of `until`; the steps that were taken. */
export async function examine(page, facts, until = ['verdict', 'solved']) {
  const taken = [];
  let now = await step(page);
  while (!until.includes(now.kind) && !until.includes(now.id)) {
    taken.push(now.id || now.kind);
    assert.ok(taken.length < 20, `no end: ${taken}`);
    now = await respond(page, now, facts);
  }
  return { ...now, taken };
}

/** Compares every row: as in `different`, path -> what stands in the program, else the same. */
export async function compare(page, different = {}) {
  await page.locator('fieldset.row').first().waitFor(); // the workroom may be on its way
  for (const row of await page.locator('fieldset.row').all()) {
    const path = await row.getAttribute('data-field');
    const found = different[path];
    await press(page, row.locator(`.options input[value=${found === undefined ? 'same' : 'different'}]`).first());
    if (found === undefined) continue;
    const box = row.locator('.found input[type=text]');
    if (await box.count()) {
      await box.fill(found);
      await box.blur();
    } else await press(page, row.locator(`.found input[value=${found}]`));
  }
}
