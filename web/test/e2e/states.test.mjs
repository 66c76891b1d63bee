// States that the usual way through the page does not come to, at 320 pixels, light and dark: nothing sticks out or is too small,
// and axe finds nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { action, close, ENDLESS, examine, onward, openPage, PHONE, press, resumeAt, startBrowser, startSites, stopBrowser } from './browser.mjs';
import { look } from './looking.mjs';
import { aboutToTest, words } from './probing.mjs';

const NARROW = { context: { ...PHONE, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } };

let live;
let practice;
before(async () => {
  await startBrowser();
  ({ live, practice } = await startSites(ENDLESS));
});
after(stopBrowser);

test('the opening', async () => {
  let arrive;
  const page = await openPage(live.url, { ...NARROW, before: (tab) => tab.route('**/mail-doctor.wasm', (route) => (arrive = () => route.continue())) });
  await page.locator('.opening [data-answer]').first().waitFor();
  await look(page, 'opening');
  await press(page, '[data-answer=cannot-send]');
  await page.getByText(words('wait')).waitFor();
  await look(page, 'opening, pressed');
  arrive();
  await close(page);
});

test('a running live test, and one that was stopped', async () => {
  const page = await openPage(`${practice.url}/practice.html?patient=imaps-silent`, { ...NARROW, ...(await aboutToTest('imaps-silent')) });
  await action(page, 'start');
  await page.locator('.server[data-service=submissions] .stage[data-stage=capabilities][data-outcome=ok]').waitFor(); // one is left that runs
  await page.locator('.stage[data-stage=tls-handshake][data-outcome=running]').waitFor();
  await look(page, 'running');
  await action(page, 'cancel');
  await page.getByRole('heading', { name: words('probe.cancelled') }).waitFor();
  await look(page, 'cancelled');
  await close(page);
});

test('a step that cannot be fetched', async () => {
  const page = await openPage(live.url, { ...NARROW, allowed: /ERR_FAILED/, init: await resumeAt('settings', '/profiles/websupport.se.json 0'), before: (tab) => tab.route('**/reader.wasm', (route) => route.abort()) });
  await page.getByRole('heading', { name: words('missing') }).waitFor();
  await look(page, 'missing');
  await close(page);
});

test('a verdict that cannot tell, and one that was tried in vain', async () => {
  const unknown = await openPage(live.url, NARROW);
  assert.equal((await examine(unknown, {})).id, 'undetermined');
  await unknown.locator('.others[open]').waitFor();
  await look(unknown, 'undetermined');
  await close(unknown);

  const tried = await openPage(live.url, NARROW);
  const facts = { symptom: 'cannot-send-or-receive', paste: '535 5.7.1 Access denied: geographic restriction', network: 'abroad', 'worked-before': 'network-changed', 'refused-logins': 'many', vpn: 'off' };
  const { id } = await examine(tried, facts);
  await onward(tried, '[data-action=no-help]');
  assert.equal((await examine(tried, facts)).id, id);
  await tried.locator('[data-note=tried]').waitFor();
  await look(tried, 'tried in vain');
  await close(tried);
});

const noticed = { ...json('profiles/websupport.se.json'), notice: { text: { sv: 'Vi har en driftstörning.', en: 'There is a disturbance.' }, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', url: 'https://status.example/' } };
test('the operator’s notice, at a question and in the verdict', async () => {
  const page = await openPage(live.url, { ...NARROW, before: (tab) => tab.route('**/profiles/*.json', (route) => route.fulfill({ json: noticed })) });
  await page.locator('[part=notice] a').waitFor();
  await look(page, 'notice');
  await examine(page, { symptom: 'webmail-fails', 'webmail-opens': 'does-not-open' });
  await page.locator('[data-first=notice]').waitFor();
  await look(page, 'notice in the verdict');
  await close(page);
});

