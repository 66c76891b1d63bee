// Five people who know their complaint only: on a phone with a slow processor, in Swedish. The right cause and the right first
// thing to do, after few presses; nearly so when two things are not known.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPlain } from '../servers.mjs';
import { close, copySite, examine, openPage, PHONE, press, startBrowser, startLive, stopBrowser } from './browser.mjs';

let live;
let silent;
before(async () => {
  await startBrowser();
  const site = copySite();
  live = await startLive(site);
  silent = await startPlain(site, { hang: true });
});
after(stopBrowser);

/** Types what stands in the program instead, row by row; the rest is not compared. */
const differ = (rows) => async (page) => {
  for (const [field, value] of Object.entries(rows)) {
    const row = page.locator(`fieldset[data-field="${field}"]`);
    await press(page, row.locator('.options input[value=different]').first());
    await row.locator('.found input[type=text]').fill(value);
  }
};
const typed = (rows) => Object.values(rows).join('').length;

const people = {
  'in a hotel in Shanghai, and the bridge is out of reach, too': {
    timezoneId: 'Asia/Shanghai', bridge: 'silent', presses: 8,
    facts: { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'worked-before': 'network-changed', network: 'abroad-hotel', vpn: 'off', 'webmail-opens': 'opens', 'mail-in-webmail': 'seen', 'refused-logins': 'few-or-none', paste: '' },
    cause: 'network-blocks-mail', first: '[data-advice=use-webmail]', unknown: ['vpn', 'webmail-opens'],
  },
  'who has not paid, because somebody else does, and saw no reminder': {
    presses: 8,
    facts: { symptom: 'cannot-send-or-receive', 'mail-access': 'both', 'worked-before': 'nothing-changed', network: 'usual-network', vpn: 'off', 'webmail-opens': 'opens-but-refuses-login', invoice: 'cannot-see', 'who-else': 'others-too', 'refused-logins': 'many', 'other-network': 'fails-there' },
    cause: 'service-suspended', first: '[data-advice=ask-the-payer]', unknown: ['other-network', 'vpn'],
  },
  'with new broadband and the old company’s server for outgoing mail': {
    presses: 12, rows: { 'outgoing.host': 'mailout.telia.com' },
    facts: { symptom: 'cannot-send', 'mail-access': 'program', 'worked-before': 'network-changed', network: 'new-network', vpn: 'off', 'webmail-opens': 'opens', 'failing-recipients': 'everybody', 'recipients-last-hour': 'few', paste: '0x800CCC0E' },
    cause: ['wrong-settings', 'old-access-provider'], first: '.mend [data-rule=host-of-access-provider]', unknown: ['webmail-opens', 'network'],
  },
  'who wrote to 420 people in Bcc, and is refused since 14.42': {
    presses: 8,
    facts: { symptom: 'cannot-send', 'mail-access': 'program', 'worked-before': 'nothing-changed', network: 'usual-network', vpn: 'off', 'failing-recipients': 'everybody', 'recipients-last-hour': 'over-address-limit', 'webmail-opens': 'opens' },
    cause: 'sending-limit-address', first: '[data-advice=wait]', unknown: ['worked-before', 'network'],
  },
  'with a new telephone, pop.websupport.se and port 993': {
    presses: 12, rows: { 'incoming.host': 'pop.websupport.se', 'incoming.port': '993' },
    facts: { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network', vpn: 'off', 'webmail-opens': 'opens', 'mail-in-webmail': 'seen', program: 'dont-know' },
    cause: 'wrong-settings', first: '.mend [data-rule]', unknown: ['webmail-opens', 'mail-in-webmail'],
  },
};

async function meet({ timezoneId = 'Europe/Stockholm', bridge, facts, rows }, without = []) {
  const page = await openPage((bridge === 'silent' ? silent : live).url, { context: { ...PHONE, timezoneId }, allowed: /WebSocket connection/ });
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const known = { ...facts, ...(rows && { settings: differ(rows) }), ...Object.fromEntries(without.map((id) => [id, 'dont-know'])) };
  const end = await examine(page, known);
  assert.equal(end.kind, 'verdict');
  return { page, taken: end.taken };
}

/** The causes on screen, the first one first. */
const causes = (page) => page.locator('[part=cause], .others [data-cause]').evaluateAll((all) => all.map((one) => one.dataset.cause));

for (const [name, person] of Object.entries(people)) {
  const right = [person.cause].flat();
  test(`${name}: the right cause and the right first step, after ${person.presses} presses at most`, async () => {
    const { page, taken } = await meet(person);
    const [first] = await causes(page);
    assert.ok(right.includes(first), `${first} after ${taken}`);
    await page.locator(person.first).first().waitFor();
    assert.ok(page.presses <= person.presses, `${page.presses} presses: ${taken}`);
    if (person.rows) assert.ok(typed(person.rows) <= 40);
    await close(page);
  });

  test(`${name}, and does not know two things`, async () => {
    const { page, taken } = await meet(person, person.unknown);
    const named = await causes(page);
    assert.ok(named.slice(0, 2).some((one) => right.includes(one)) || named[0] === 'undetermined', `${named} after ${taken}`);
    await page.locator('[part=support] a').first().waitFor();
    await close(page);
  });
}
