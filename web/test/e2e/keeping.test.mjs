// What stays through a reload, what stays in sight on a long step, and what a person may change: the language, each thing that is known.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { startPlain } from '../servers.mjs';
import { action, atHeading, atRest, close, copySite, examine, onward, openPage, PHONE, press, resumeAt, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;
const SENDS = { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens-but-refuses-login', 'who-else': 'others-too', invoice: 'unpaid' };
const ENTRY = '/profiles/websupport.se.json 0';

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

const stored = (page) => page.evaluate(() => Object.values(sessionStorage).join());

/** As a telephone does that needs the memory: the page is told that it is out of sight, and loaded anew. */
async function reload(page) {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.reload();
  await step(page);
}

test('rows that are marked and texts that are not read yet outlive a reload, but for passwords', async () => {
  const page = await openPage(live.url, { init: await resumeAt('settings', ENTRY) });
  await step(page);
  for (const [field, value] of [['host', 'unknown'], ['port', 'different'], ['username', 'same']]) await press(page, `[data-field="incoming.${field}"] input[value=${value}]`);
  await press(page, '.paste-all > summary');
  await page.locator('#block').fill('Server: imap.websupport.se\nLösenord: hemligt123');
  await reload(page);
  for (const [field, value] of [['host', 'unknown'], ['port', 'different'], ['username', 'same']]) assert.equal(await page.locator(`fieldset[data-field="incoming.${field}"]`).getAttribute('data-state'), value);
  assert.match(await page.locator('#block').inputValue(), /^Server: imap\.websupport\.se\nLösenord: (?!hemligt)/);
  assert.doesNotMatch(await stored(page), /hemligt123/);
  await close(page);
});

test('so does an error message that is being typed, and the report that is open', async () => {
  const page = await openPage(live.url);
  await step(page);
  await action(page, 'paste');
  await atRest(page);
  await page.locator('#pasted').fill('0x800CCC0E, lösenord: hemligt123');
  await reload(page);
  assert.match(await page.locator('#pasted').inputValue(), /^0x800CCC0E/);
  assert.doesNotMatch(await stored(page), /hemligt123/);
  await onward(page, '[data-action=skip]');
  await examine(page, SENDS);
  await press(page, '.report > summary');
  await page.locator('[data-report=text]').waitFor();
  await reload(page);
  await page.locator('[data-report=text]').waitFor();
  await close(page);
});

test('settings that Back took away stand there again once one comes back to them', async () => {
  const page = await openPage(live.url);
  const facts = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network' };
  await examine(page, facts, ['settings']);
  await press(page, '[data-field="incoming.host"] input[value=different]');
  await page.locator('#found-incoming-host').fill('imap.websuport.se');
  await page.locator('[data-field="incoming.host"] .finding').waitFor();
  await onward(page, '[data-action=back]');
  await examine(page, facts, ['settings']);
  await page.locator('[data-field="incoming.host"] .finding').waitFor();
  assert.equal(await page.locator('#found-incoming-host').inputValue(), 'imap.websuport.se');
  await close(page);
});

test('what was typed in one box stays a fact when somebody turns to the next at once', async () => {
  const page = await openPage(live.url, { init: await resumeAt('settings', ENTRY) });
  await step(page);
  await press(page, '[data-field="incoming.host"] input[value=different]');
  await page.locator('#address').fill('anna@exempel.se');
  await page.locator('#found-incoming-host').fill('imap.websuport.se');
  await page.locator('[data-field="incoming.host"] .finding').waitFor();
  assert.equal(JSON.parse(await stored(page)).facts.settings.address, 'anna@exempel.se');
  await close(page);
});

test('where data is to be saved, too, a verdict has its guide', async () => {
  const page = await openPage(live.url, { init: "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })" });
  await step(page);
  const { id } = await examine(page, { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens', 'worked-before': 'password-changed', 'refused-logins': 'many', 'mail-access': 'program', network: 'usual-network' });
  assert.equal(id, 'wrong-password');
  await page.locator('[data-guide=advice]').waitFor();
  await close(page);
});

test('of the server that was meant all rows are: POP3 is not compared with a port of IMAP', async () => {
  const change = (facts) => ({ ...facts, settings: { ...facts.settings, incoming: { ...facts.settings.incoming, host: 'pop.websupport.se' } } });
  const page = await openPage(live.url, { init: await resumeAt('settings', ENTRY, change) });
  const right = (field) => page.locator(`[data-field="incoming.${field}"] [part=value]`).innerText();
  await page.locator('[data-field="incoming.host"] .finding').waitFor();
  assert.deepEqual(await Promise.all(['protocol', 'host', 'port', 'security'].map(right)), ['POP3', 'pop3.websupport.se', '995', 'SSL/TLS']);
  await close(page);
});

test('where one is, how much is known and the way to start over stay in sight on a long step', async () => {
  const page = await openPage(live.url);
  await step(page);
  await onward(page, '[data-answer=webmail-fails]');
  assert.equal(await page.locator('.bar h2').innerText(), `${words('title')}:\n${words('where.paste')}`);
  await examine(page, { 'webmail-opens': 'opens-but-refuses-login' });
  assert.equal(await page.locator('.bar h2').innerText(), `${words('title')}:\n${words('where.verdict')}`);
  await atHeading(page);
  await page.evaluate(() => scrollTo(0, document.querySelector('mail-doctor').getBoundingClientRect().bottom + scrollY - innerHeight));
  for (const part of ['h2', '[data-action=known]', '[data-action=forget]']) {
    const { y, height } = await page.locator(`.bar ${part}`).boundingBox();
    assert.ok(y >= 0 && y + height <= 60, `${part} at ${y}`);
  }
  await action(page, 'known');
  assert.ok(await page.locator('#known').evaluate((one) => one.matches(':focus') && one.getBoundingClientRect().top > one.getRootNode().querySelector('.bar').getBoundingClientRect().bottom));
  await press(page, '.bar [data-action=forget]');
  assert.deepEqual(await step(page), { kind: 'question', id: 'symptom' });
  await page.locator('.note', { hasText: words('forgotten') }).waitFor();
  assert.equal(await stored(page), '');
  await close(page);
});

test('another language is spoken at a press, with the same case, and after a reload', async () => {
  const page = await openPage(live.url);
  await step(page);
  await onward(page, '[data-answer=cannot-send]');
  const before = await step(page);
  await action(page, 'language');
  await page.locator('.panel[lang=en]').waitFor();
  assert.deepEqual(await step(page), before);
  await reload(page);
  await page.locator('.panel[lang=en]').waitFor();
  await action(page, 'language');
  await page.locator('.panel[lang=sv]').waitFor();
  await action(page, 'language');
  await page.locator('.panel[lang=en]').waitFor();
  await page.evaluate(() => (document.querySelector('mail-doctor').lang = 'sv')); // the page has its say again
  await page.locator('.panel[lang=sv]').waitFor();
  await close(page);
});

test('a language whose words cannot be had is not spoken, and that is said', async () => {
  const page = await openPage(live.url, { allowed: /ERR_FAILED|page\.en/ });
  await step(page);
  await page.route('**/page.en-*.js', (route) => route.abort());
  await action(page, 'language');
  await page.locator('footer').getByText(words('missing')).waitFor();
  await onward(page, '[data-answer=cannot-send]');
  assert.equal(await page.locator('.panel').getAttribute('lang'), 'sv');
  await close(page);
});

test('a question stays on screen until it is answered, whatever becomes of the net', async () => {
  const page = await openPage(live.url, { context: { ...PHONE, timezoneId: 'Asia/Shanghai' }, allowed: /ERR_/, before: (tab) => tab.route('**/reader.wasm', (route) => route.abort()) });
  await step(page);
  await onward(page, '[data-answer=cannot-send-or-receive]');
  const asked = await onward(page, '[data-action=skip]');
  assert.equal(asked.id, 'network');
  await page.context().setOffline(true);
  await action(page, 'language');
  await page.locator('footer').getByText(words('missing')).waitFor();
  assert.deepEqual(await step(page), asked);
  await close(page);
});

test('all that is known, tried or left out can be taken back: one press', async () => {
  const page = await openPage(live.url);
  await step(page);
  await examine(page, { ...SENDS, paste: '' });
  const chip = (id) => page.locator(`[data-chip="${id}"]`);
  await press(page, page.locator('.known details > summary'));
  await chip('paste').waitFor();
  await onward(page, '[data-action=no-help]');
  assert.equal(await chip('tried-service-suspended').count(), 1);
  await press(page, chip('tried-service-suspended'));
  assert.equal(await chip('tried-service-suspended').count(), 0);
  assert.equal(await page.locator('[part=cause]').getAttribute('data-cause'), 'service-suspended');
  assert.deepEqual(await onward(page, '[data-step=verdict] [data-action=paste]'), { kind: 'paste', id: '' });
  await close(page);
});

test('whether it was of help is told to the page, and nothing else', async () => {
  const page = await openPage(live.url);
  await page.evaluate(() => document.addEventListener('mail-doctor-helpful', ({ target, detail }) => (window.told = [target.localName, detail])));
  await step(page);
  await examine(page, SENDS);
  await press(page, '[data-helpful=no]');
  assert.deepEqual(await page.evaluate(() => window.told), ['mail-doctor', { helpful: false }]);
  await page.getByText(words('helpful.thanks')).waitFor();
  await close(page);
});

test('a character that nobody sees is drawn', async () => {
  const change = (facts) => ({ ...facts, settings: { ...facts.settings, incoming: { ...facts.settings.incoming, host: 'imap.web\u200bsupport.se' } } });
  const page = await openPage(live.url, { init: await resumeAt('settings', ENTRY, change) });
  await press(page, '[data-field="incoming.host"] [data-action=show]');
  assert.equal(await page.locator('[data-field="incoming.host"] .old').innerText(), 'imap.web▯support.se');
  await close(page);
});

test('the box is light on a page that is light, whatever the person likes, and dark where the page is', async () => {
  const site = copySite();
  const server = await startPlain(site);
  const colours = {};
  for (const scheme of ['', 'light dark', 'only light']) {
    const page = await openPage('about:blank', { context: { ...PHONE, colorScheme: 'dark' } });
    writeFileSync(join(site, 'host.html'), `<!doctype html><html lang="sv"><style>html { color-scheme: ${scheme || 'normal'} }</style><link rel="icon" href="data:,"><script type="module" src="mail-doctor.js"></script><mail-doctor profile="profiles/websupport.se.json"></mail-doctor>`);
    await page.goto(`${server.url}host.html`);
    await step(page);
    colours[scheme] = await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    await page.context().close();
  }
  assert.deepEqual([colours[''], colours['only light']], ['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  assert.notEqual(colours['light dark'], colours['']);
});

test('in shadow roots, too, each element has its own case, and the language of what is around it', async () => {
  const page = await openPage(live.url);
  await step(page);
  await page.evaluate(async () => {
    for (const lang of ['sv', 'en']) {
      const host = document.body.appendChild(Object.assign(document.createElement('div'), { lang, className: 'host' }));
      const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('mail-doctor'));
      inner.setAttribute('profile', 'profiles/websupport.se.json');
    }
  });
  const [first, second] = [page.locator('.host mail-doctor').nth(0), page.locator('.host mail-doctor').nth(1)];
  for (const [one, lang] of [[first, 'sv'], [second, 'en']]) assert.equal(await one.locator('.panel').getAttribute('lang'), lang);
  await first.locator('[data-answer=cannot-send]').click();
  await first.locator('[data-chip=symptom]').waitFor();
  await second.locator('[data-answer=cannot-receive]').click();
  await second.locator('[data-chip=symptom]').waitFor();
  const cases = await page.evaluate(() => Object.values(sessionStorage).map((text) => JSON.parse(text).facts.answers.symptom).sort());
  assert.deepEqual(cases, ['cannot-receive', 'cannot-send']);
  await close(page);
});
