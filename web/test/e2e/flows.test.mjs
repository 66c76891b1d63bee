// From the complaint to the verdict, in Swedish, on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { close, compare, copySite, examine, onward, openPage, press, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

const misspelt = (page) => compare(page, { 'incoming.host': 'imap.websuport.se' });

/** Topics of the article: what the person knows, and the cause that must come out of it. */
const topics = {
  'abroad, in a hotel': [{ symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'worked-before': 'network-changed', network: 'abroad-hotel', vpn: 'off', 'webmail-opens': 'opens' }, 'network-blocks-mail'],
  'a VPN that is on': [{ symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens', network: 'usual-network', vpn: 'on', 'worked-before': 'nothing-changed', settings: compare }, 'vpn-address-blocked'],
  'an unpaid invoice': [{ symptom: 'cannot-send-or-receive', 'mail-access': 'both', 'webmail-opens': 'opens-but-refuses-login', 'worked-before': 'nothing-changed', network: 'usual-network', vpn: 'off', invoice: 'unpaid' }, 'service-suspended'],
  'a misspelt host': [{ symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network', vpn: 'off', settings: misspelt }, 'wrong-settings'],
  'too much sent': [{ symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' }, 'sending-limit-address'],
  'webmail that does not open': [{ symptom: 'webmail-fails', 'mail-access': 'webmail', 'webmail-opens': 'does-not-open', network: 'hotel-or-public' }, 'webmail-unreachable'],
  'a pasted 535': [{ symptom: 'cannot-send-or-receive', 'mail-access': 'program', paste: '535 5.7.8 authentication failed' }, 'wrong-password'],
};

for (const [topic, [facts, cause]] of Object.entries(topics)) {
  test(`${topic} leads to ${cause}`, async () => {
    const page = await openPage(live.url);
    const end = await examine(page, facts);
    assert.equal(end.kind, 'verdict');
    assert.equal(await page.locator('[part=cause]').getAttribute('data-cause'), cause, `after ${end.taken}`);
    const asked = end.taken.filter((one) => !['settings', 'paste', 'probe'].includes(one));
    assert.ok(asked.length <= 7, String(asked));
    assert.ok((await page.locator('[part=cause] .advice li').count()) > 0);
    assert.deepEqual(page.sockets, []);
    await close(page);
  });
}

test('the misspelt host is shown at its field, mended, copied and ticked off, and stays in the verdict', async () => {
  const page = await openPage(live.url);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const facts = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network' };
  assert.equal((await examine(page, facts, ['settings', 'verdict'])).kind, 'settings');

  const row = page.locator('fieldset[data-field="incoming.host"]');
  await press(page, row.locator('input[value=different]'));
  await row.locator('.found input[type=text]').pressSequentially('imap.websuport.se');
  const finding = row.locator('[data-rule=host-misspelt]');
  await finding.waitFor(); // while typing, without leaving the box
  await press(page, finding.locator('[data-action=show]'));
  assert.equal(await finding.locator('.old').innerText(), 'imap.websuport.se');
  assert.equal(await finding.locator('.new').innerText(), 'imap.websupport.se');
  assert.equal(await finding.locator('mark').innerText(), 'p');
  await press(page, finding.locator('[part=copy]'));
  await finding.getByText('Kopierat').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'imap.websupport.se');
  await press(page, finding.locator('[data-action=tick]'));
  await finding.locator('..').locator('[data-changed]').waitFor();
  assert.equal(await row.locator('.found input[type=text]').inputValue(), 'imap.websuport.se');

  await onward(page, '[data-action=done]');
  const end = await examine(page, facts);
  assert.equal(end.kind, 'verdict');
  assert.equal(await page.locator('[part=cause]').getAttribute('data-cause'), 'wrong-settings');
  const mend = page.locator('.mend [data-rule=host-misspelt]');
  assert.ok(await mend.evaluate((one) => one.hasAttribute('data-changed')));
  assert.equal(await mend.locator('[data-action=tick]').isChecked(), true);
  await press(page, mend.locator('[data-action=tick]'));
  await page.locator('.mend [data-rule=host-misspelt]:not([data-changed])').waitFor();
  assert.equal((await step(page)).kind, 'verdict');
  await close(page);
});

test('advice that did not help is not given again; what helped ends it', async () => {
  const page = await openPage(live.url);
  await examine(page, topics['too much sent'][0]);
  await press(page, '[data-action=no-help]');
  await page.locator('[data-cause=sending-limit-address] [data-action=no-help]').waitFor({ state: 'detached' });
  await examine(page, topics['too much sent'][0]);
  assert.equal(await page.locator('[data-cause=sending-limit-address] [data-action=no-help]').count(), 0);
  for (let now = await step(page); now.kind !== 'verdict' || (await page.locator('[data-cause=sending-limit-address] [data-action=works]').count()) === 0; now = await step(page)) await press(page, '[data-action=back]');
  assert.equal((await onward(page, '[data-action=works]')).kind, 'solved');
  await close(page);
});

test('in English it is English', async () => {
  const page = await openPage(`${live.url}/en.html`);
  await examine(page, topics['a pasted 535'][0]);
  await page.getByRole('heading', { name: json('src/core/causes/wrong_password.en.json').title }).waitFor();
  assert.equal(await page.locator('section.panel').getAttribute('lang'), 'en');
  await close(page);
});

test('reasons are what speaks for a cause: not what moves hardly anything, nor a message that nobody knows', async () => {
  const page = await openPage(live.url);
  const { id } = await examine(page, { symptom: 'cannot-send', 'recipients-last-hour': 'few', 'failing-recipients': 'large-messages', paste: 'Felmeddelande som ingen känner' });
  assert.equal(id, 'message-too-large');
  assert.deepEqual(await page.locator('[part=cause] .reasons > li').evaluateAll((all) => all.map((one) => one.dataset.fact)), ['failing-recipients-large-messages', 'symptom-cannot-send']);
  await close(page);
});
