// Every state of the page, at 320 and 360 pixels, light and dark: nothing to scroll sideways, nothing too small to press,
// nothing that axe finds; and all of it by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { action, atHeading, close, compare, DESKTOP, examine, openPage, PHONE, press, respond, resumeAt, startBrowser, startSites, step, stopBrowser } from './browser.mjs';
import { look, misfits, settings, walk } from './looking.mjs';

let live;
let practice;
before(async () => {
  await startBrowser();
  ({ live, practice } = await startSites());
});
after(stopBrowser);

const wholeWay = [
  ['360 pixels', PHONE],
  ['320 pixels', { ...PHONE, viewport: { width: 320, height: 640 } }],
  ['1280 pixels', DESKTOP],
];
for (const [name, context] of wholeWay) {
  test(`${name}: nothing sticks out or is too small, and axe finds nothing, light or dark`, async () => {
    const address = `${practice.url}/practice.html?patient=imaps-wrong-name`;
    const options = { context: { ...context, reducedMotion: 'reduce' } };
    const page = await openPage(address, options);
    const seen = await walk(page, (state) => look(page, state));
    assert.ok(seen.includes('compared') && seen.includes('verdict'), String(seen));
    await close(page);

    const tested = await openPage(address, { ...options, init: await resumeAt('probe', '/practice/practice-imaps-wrong-name.json patient') });
    await step(tested);
    await look(tested, 'probe');
    await action(tested, 'start');
    await tested.locator('[data-summary]').waitFor();
    for (const summary of await tested.locator('.server summary').all()) await press(tested, summary);
    await look(tested, 'tested');
    await close(tested);
  });

  test(`${name}: nor in the calculator, nor beside a guide or two ways`, async () => {
    const options = { context: { ...context, reducedMotion: 'reduce' } };
    const sending = await openPage(live.url, options);
    await examine(sending, { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' });
    await press(sending, '[data-action=just-now]');
    await press(sending, sending.locator('.ranges input').last());
    await sending.locator('[data-parts]').waitFor();
    await look(sending, 'calculator');
    await close(sending);

    const setUp = (facts) => ({ ...facts, settings: { ...facts.settings, address: 'anna@ett-mycket-langt-domannamn-som-inte-far-plats.example' }, answers: { program: 'apple-mail-ios' } });
    const setting = await openPage(live.url, { ...options, init: await resumeAt('setup', '/profiles/websupport.se.json 0', setUp) });
    await setting.locator('[data-guide=set-up]').waitFor();
    for (const summary of await setting.locator('[data-setup] > summary').all()) await press(setting, summary);
    await look(setting, 'set up');
    await close(setting);

    const DOMAIN = 'ett-mycket-langt-domannamn-som-inte-far-plats.example';
    const record = (kind, answer, values = []) => ({ kind, name: kind === 'imaps' ? `_imaps._tcp.${DOMAIN}` : DOMAIN, answer, values });
    const records = [record('mx', 'found', [`10 mail.${DOMAIN}`]), record('spf', 'found', [`v=spf1 include:${DOMAIN} ~all`]), record('dkim', 'timed-out'), record('dmarc', 'no-data'), record('imaps', 'no-data')];
    for (const [state, domain] of [['asked', undefined], ['found', { domain: DOMAIN, records, vantage: 'x', at: '2026-11-25T20:00:00Z' }], ['gone', { domain: DOMAIN, records: [record('mx', 'name-not-found')], vantage: 'x', at: '2026-11-25T20:00:00Z' }]]) {
      const looked = await openPage(live.url, { ...options, init: await resumeAt('domain', '/profiles/websupport.se.json 0', (facts) => ({ ...facts, ...(domain && { domain }) })) });
      await looked.locator(domain ? '[data-action=again]' : '#domain').waitFor();
      if (!domain) await action(looked, 'start');
      for (const one of await looked.locator('[data-domain=records] > summary').all()) await press(looked, one);
      await look(looked, `domain ${state}`);
      await close(looked);
    }

    const guided = await openPage(live.url, { ...options, init: await resumeAt('settings', '/profiles/websupport.se.json 0') });
    await step(guided);
    await guided.locator('#program').selectOption('outlook');
    await guided.locator('[data-guide=open]').waitFor();
    for (const summary of ['[data-guide=open] > summary', '.paste-all > summary']) await press(guided, summary);
    await guided.locator('#block').fill('Inkommande server: pop3.websupport.se\nPort: 993\nLösenord: hemligt');
    await action(guided, 'fill');
    await guided.locator('[data-filled]').waitFor();
    for (const summary of ['[data-action=show]', '[data-way=otherwise] > summary']) for (const one of await guided.locator(summary).all()) await press(guided, one);
    await look(guided, 'guide');
    await action(guided, 'done');
    await guided.locator('[data-step=settings]').waitFor({ state: 'detached' });
    await examine(guided, { symptom: 'cannot-receive', 'mail-access': 'program' });
    for (const one of await guided.locator('[data-guide=advice] > details > summary').all()) await press(guided, one);
    await look(guided, 'guide in the verdict');
    await close(guided);
  });
}

test('the settings, compared and found different, at 320 and 360 pixels and in the article', async () => {
  for (const width of [320, 360]) {
    const page = await openPage(live.url, { context: { ...PHONE, viewport: { width, height: 640 }, reducedMotion: 'reduce' } });
    const lookHere = (state) => look(page, `${state}, ${width}`);
    await step(page);
    await lookHere('article');
    const facts = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device' };
    assert.equal((await examine(page, facts, ['settings', 'verdict'])).kind, 'settings');
    await settings(page, lookHere);
    await press(page, page.locator('[data-action=tick]').first());
    await page.locator('[data-changed]').waitFor();
    await action(page, 'done');
    await page.locator('[data-step=settings]').waitFor({ state: 'detached' });
    await examine(page, facts);
    await lookHere('verdict');
    await close(page);
  }
});

test('texts may be twice as large; then the bar scrolls with the rest, which it would cover', async () => {
  const page = await openPage(live.url, { context: { ...PHONE, reducedMotion: 'reduce' } });
  await step(page);
  const fits = async () => assert.deepEqual((await misfits(page)).filter((one) => /wide|reaches/.test(one)), []);
  const position = () => page.locator('.bar').evaluate((bar) => getComputedStyle(bar).position);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await fits();
  await press(page, '[data-answer=cannot-send]');
  await page.locator('.bar').waitFor();
  await fits();
  assert.equal(await position(), 'static');
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  assert.equal(await position(), 'sticky');
  await close(page);
});

test('by keyboard alone, from the top of the page to the verdict', async () => {
  const page = await openPage(live.url, { context: DESKTOP });
  const focused = (selector) => page.evaluate((wanted) => document.querySelector('mail-doctor').shadowRoot.activeElement?.matches(wanted) ?? false, selector);
  const tabTo = async (selector) => {
    for (let i = 0; i < 80; i += 1) {
      if (await focused(selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never reached ${selector}`);
  };
  const answers = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', program: 'thunderbird', network: 'usual-network' };
  let settled = false;
  for (let now = await step(page), i = 0; now.kind !== 'verdict'; i += 1) {
    assert.ok(i < 20);
    if (now.kind === 'question') {
      const answer = `[data-answer="${answers[now.id] ?? 'dont-know'}"]`;
      await tabTo(answer);
      await page.keyboard.press(i % 2 ? 'Enter' : 'Space');
    } else if (now.kind === 'settings') {
      settled = true;
      await tabTo('input[name="incoming.protocol"]');
      await page.keyboard.press('Space');
      await page.locator('[data-field="incoming.protocol"][data-state=same]').waitFor();
      await tabTo('input[name="incoming.host"]');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-field="incoming.host"][data-state=different]').waitFor();
      await tabTo('#found-incoming-host');
      await page.keyboard.type('imap.websuport.se');
      await page.locator('[data-rule=host-misspelt]').waitFor();
      await tabTo('[data-action=show]');
      await page.keyboard.press('Enter');
      await tabTo('.finding [part=copy]');
      await page.keyboard.press('Enter');
      await page.getByText('Kopierat').first().waitFor();
      assert.ok(await focused('.finding [part=copy]'));
      await tabTo('[data-action=tick]');
      await page.keyboard.press('Space');
      await page.locator('[data-changed]').waitFor();
      assert.ok(await focused('[data-action=tick]'));
      await tabTo('[data-action=done]');
      await page.keyboard.press('Enter');
    } else {
      await tabTo(now.kind === 'paste' ? '[data-action=none]' : '[data-action=skip]');
      await page.keyboard.press('Enter');
    }
    await page.waitForFunction(({ kind, id }) => {
      const box = document.querySelector('mail-doctor').shadowRoot.querySelector('.step');
      return box.dataset.step !== kind || (box.dataset.id ?? '') !== (id ?? '');
    }, now);
    await atHeading(page);
    now = await step(page);
  }
  assert.ok(settled);
  await tabTo('.report > summary');
  await page.keyboard.press('Enter');
  await page.locator('[data-action=copy-report]').waitFor();
  await tabTo('[data-action=copy-report]');
  await page.keyboard.press('Space');
  await page.getByText('Kopierat').first().waitFor();
  await tabTo('[data-action=back]');
  await page.keyboard.press('Enter');
  await close(page);
});
