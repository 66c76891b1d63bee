// The settings step beside the person's program: which program, its guide, its own words, a whole block pasted, two ways out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { action, close, copySite, DESKTOP, examine, onward, openPage, press, resumeAt, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;
const guide = json('guides/samsung-mail.sv.json');
const FACTS = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network' };

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

async function atSettings(options) {
  const page = await openPage(live.url, options);
  const fetched = [];
  page.on('request', (request) => request.url().includes('/guides/') && fetched.push(new URL(request.url()).pathname));
  assert.equal((await examine(page, FACTS, ['settings', 'verdict'])).kind, 'settings');
  return Object.assign(page, { fetched });
}

test('whoever has no mail program says so at the settings, and meets them no more', async () => {
  const page = await atSettings();
  await press(page, '[data-ways] > summary');
  await onward(page, '[data-action=webmail]');
  const end = await examine(page, {});
  assert.equal(end.kind, 'verdict');
  assert.ok(!end.taken.some((one) => ['settings', 'program', 'probe', 'mail-access'].includes(one)), String(end.taken));
  await close(page);
});

test('whoever cannot compare finds the way on before anything to compare', async () => {
  const page = await atSettings();
  const summary = page.locator('[data-ways] > summary');
  assert.ok(await summary.evaluate((one) => one.getBoundingClientRect().bottom < innerHeight));
  await press(page, summary);
  assert.notEqual((await onward(page, '[data-action=skip]')).kind, 'settings');
  await close(page);
});

test('the second server is opened once the first is compared, or by hand', async () => {
  const page = await openPage(live.url);
  await examine(page, { ...FACTS, symptom: 'cannot-send-or-receive' }, ['settings']);
  const second = page.locator('[data-direction=outgoing]');
  const rows = page.locator('[data-direction=incoming] fieldset.row input[value=same]');
  assert.equal(await second.evaluate((one) => one.open), false);
  for (const same of await rows.all()) await press(page, same);
  await page.locator('[data-direction=outgoing][open]').waitFor();
  await close(page);

  const other = await openPage(live.url);
  await examine(other, { ...FACTS, symptom: 'cannot-send-or-receive' }, ['settings']);
  await press(other, '[data-direction=outgoing] > summary');
  await press(other, '[data-field="outgoing.host"] input[value=same]');
  await other.locator('[data-field="outgoing.host"][data-state=same]').waitFor();
  assert.equal(await other.locator('[data-direction=outgoing]').evaluate((one) => one.open), true);
  await close(other);
});

test('the program is asked where its settings are compared; its guide is fetched then, and speaks its words', async () => {
  const page = await atSettings();
  assert.deepEqual(page.fetched, []);
  assert.equal(await page.locator('[data-guide]').count(), 0);
  await page.locator('#program').selectOption('samsung-mail');
  const where = page.locator('[data-guide=open]');
  await where.getByText('Var finns inställningarna i Samsung Email?').waitFor();
  assert.deepEqual(page.fetched, ['/guides/samsung-mail.sv.json']);
  assert.equal((await step(page)).kind, 'settings');
  assert.equal(await where.evaluate((one) => one.open), false);
  await press(page, where.locator('summary'));
  assert.deepEqual(await where.locator('li').allInnerTexts(), guide.open);
  const row = page.locator('fieldset[data-field="incoming.security"]');
  await row.getByText(`I Samsung Email: ${guide.fields['incoming.security']}`).waitFor();
  assert.equal(await row.locator('[part=value]').innerText(), guide.values.tls);
  await press(page, row.locator('input[value=different]'));
  assert.deepEqual(await row.locator('.found .option').allInnerTexts(), [guide.values.starttls, guide.values.none]);
  await page.reload();
  await where.waitFor();
  assert.equal(await page.locator('#program').inputValue(), 'samsung-mail');

  // Its chip leads to where it is asked, and takes it back.
  await onward(page, '[data-action=done]');
  assert.equal((await onward(page, '[data-chip=program]')).kind, 'settings');
  assert.equal(await page.locator('#program').inputValue(), '');
  assert.equal(await page.locator('[data-guide]').count(), 0);
  await close(page);
});

test('a guide that cannot be had leaves everything as it is', async () => {
  const page = await atSettings({ allowed: /404|guides/ });
  await page.route('**/guides/**', (route) => route.fulfill({ status: 404, body: '' }));
  const answered = page.waitForEvent('response', (response) => response.url().includes('/guides/'));
  await page.locator('#program').selectOption('outlook');
  await answered;
  await press(page, '[data-field="incoming.host"] input[value=same]');
  await page.locator('[data-field="incoming.host"][data-state=same]').waitFor();
  assert.equal(await page.locator('[data-guide], [data-called]').count(), 0);
  await close(page);
});

test('whatever a guide says is text', async () => {
  const page = await atSettings();
  const evil = structuredClone(json('guides/outlook.sv.json'));
  evil.open = ['<img src=x onerror="window.pwned=1">'];
  evil.fields['incoming.host'] = '<script>window.pwned=1</script>';
  await page.route('**/guides/**', (route) => route.fulfill({ json: evil }));
  await page.locator('#program').selectOption('outlook');
  await page.getByText('<script>window.pwned=1</script>').waitFor();
  assert.equal(await page.locator('mail-doctor img, mail-doctor script').count(), 0);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  await close(page);
});

test('the verdict shows how it is done in the program; the paste step, where the error stands', async () => {
  const page = await atSettings({ context: DESKTOP });
  await page.locator('#program').selectOption('samsung-mail');
  await onward(page, '[data-action=done]');
  await onward(page, '[data-chip=paste]');
  await press(page, '[data-guide=find-error] > summary');
  assert.deepEqual(await page.locator('[data-guide=find-error] li').allInnerTexts(), guide.tasks['find-error']);
  await page.locator('textarea').fill('535 5.7.8 authentication failed');
  await onward(page, '[data-action=read]');
  await examine(page, FACTS);
  assert.equal(await page.locator('[part=cause]').getAttribute('data-cause'), 'wrong-password');
  assert.deepEqual(await page.locator('[data-guide=advice] > section li').allInnerTexts(), guide.tasks['type-password']);
  await page.locator('#program').selectOption('outlook');
  await page.locator('[data-guide=type-password]', { hasText: 'Outlook' }).waitFor();
  await page.locator('#program').selectOption('samsung-mail');
  await page.locator('[data-guide=type-password]', { hasText: 'Samsung' }).waitFor();
  await page.locator('[data-guide=type-password] li').first().waitFor();
  assert.deepEqual(await page.locator('[data-guide=type-password] li').allInnerTexts(), guide.tasks['type-password']);
  assert.equal((await step(page)).kind, 'verdict');
  await close(page);
});

test('no error message is a fact with a chip; taking it back asks again', async () => {
  const page = await openPage(live.url);
  const stored = () => page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).facts.noErrorShown);
  await onward(page, '[data-action=paste]');
  await onward(page, '[data-action=none]');
  const chip = page.locator('[data-chip=paste]');
  await chip.getByText(words('known.noError')).waitFor();
  assert.equal(await stored(), true);
  assert.equal(await page.locator('.step[data-step=question] [data-action=paste]').count(), 0);
  await press(page, chip);
  await chip.waitFor({ state: 'detached' });
  assert.equal(await stored(), false);
  await close(page);
});

test('a whole block fills the fields; its password is nowhere, and the person is told', async () => {
  const page = await atSettings();
  await press(page, '.paste-all > summary');
  await action(page, 'fill'); // an empty box stays as it is
  assert.equal(await page.locator('[data-filled]').count(), 0);
  await page.locator('#block').fill('E-post: anna@exempel.se\nInkommande server: imap.websuport.se\nPort: 993\nLösenord: Hemligt-123!\nUtgående server: smtp.websupport.se');
  await action(page, 'fill');
  await page.locator('[data-filled]').waitFor();
  assert.match(await page.locator('[data-filled]').innerText(), /^\d fält är ifyllda\./);
  await page.locator('.paste-all').getByText(words('paste.passwordRemoved')).waitFor();
  assert.equal(await page.locator('#block').inputValue(), '');
  assert.equal(await page.locator('#address').inputValue(), 'anna@exempel.se');
  await page.locator('fieldset[data-field="incoming.port"][data-state=same]').waitFor();
  await page.locator('fieldset[data-field="incoming.host"][data-state=different] [data-rule=host-misspelt]').waitFor();
  const all = await page.evaluate(() => JSON.stringify([document.querySelector('mail-doctor').shadowRoot.innerHTML, { ...sessionStorage }]));
  assert.doesNotMatch(all, /Hemligt/);
  await page.locator('#block').fill('God morgon');
  await action(page, 'fill');
  await page.getByText('Vi hittade inga inställningar i den texten.').waitFor();
  assert.equal(await page.locator('#address').inputValue(), 'anna@exempel.se');
  await close(page);
});

test('half IMAP and half POP3: one finding with two ways, each with its one tick', async () => {
  const page = await atSettings();
  await press(page, '.paste-all > summary');
  await page.locator('#block').fill('Inkommande server: pop3.websupport.se\nPort: 993');
  await action(page, 'fill');
  const finding = page.locator('[data-rule]').filter({ has: page.locator('[data-way=otherwise]') }).first();
  await press(page, finding.locator('[data-action=show]'));
  const other = finding.locator('[data-way=otherwise]');
  assert.equal(await other.evaluate((one) => one.open), false);
  await press(page, other.locator('summary'));
  const values = (at) => at.locator('.new').allInnerTexts();
  const port = finding.locator('.changes').first().locator('li', { hasText: '993' });
  await port.getByText(words('finding.stays')).waitFor();
  assert.equal(await port.locator('.old').count(), 0);
  const all = await values(finding);
  const second = await values(other);
  assert.ok(second.length >= 1 && all.length > second.length, String(all));
  await press(page, other.locator('[data-action=tick]'));
  await page.locator('[data-rule][data-changed]').first().waitFor();
  assert.equal(await other.locator('[data-action=tick]').isChecked(), true);
  assert.equal(await finding.locator('[data-action=tick]').first().isChecked(), false);
  await close(page);
});

test('who sends through 587 is compared with that service, and finds nothing to change', async () => {
  const page = await openPage(live.url);
  await examine(page, { ...FACTS, symptom: 'cannot-send' }, ['settings', 'verdict']);
  await press(page, '.paste-all > summary');
  await page.locator('#block').fill('Utgående server: smtp.websupport.se\nPort: 587\nKryptering: STARTTLS');
  await action(page, 'fill');
  for (const name of ['host', 'port', 'security']) await page.locator(`fieldset[data-field="outgoing.${name}"][data-state=same]`).waitFor();
  assert.equal(await page.locator('.direction [data-rule]').count(), 0);

  await page.locator('#block').fill('Utgående server: smtp.websupport.se\nPort: 587\nKryptering: SSL/TLS'); // now the port is wrong, and row and finding say the same
  await action(page, 'fill');
  const port = page.locator('fieldset[data-field="outgoing.port"][data-state=different]');
  await port.locator('[data-rule]').waitFor();
  assert.equal(await port.locator('legend [part=value]').innerText(), '465');
  await page.locator('fieldset[data-field="outgoing.security"][data-state=same]').waitFor();
  await close(page);
});

/** What a keyboard is told of every box to type in: type, inputmode, autocapitalize, autocorrect, spellcheck, autocomplete. */
const PLAIN = 'none off false off';
const ADDRESS_BOX = 'email email none off false email';
const BOXES = {
  settings: {
    address: ADDRESS_BOX, block: `textarea - ${PLAIN}`,
    'found-incoming-host': `text url ${PLAIN}`, 'found-incoming-port': `text numeric ${PLAIN}`, 'found-incoming-username': `text email ${PLAIN}`,
    'found-outgoing-host': `text url ${PLAIN}`, 'found-outgoing-port': `text numeric ${PLAIN}`, 'found-outgoing-username': `text email ${PLAIN}`,
  },
  setup: { address: ADDRESS_BOX },
  paste: { pasted: `textarea - ${PLAIN}` },
  domain: { domain: `text url ${PLAIN}` },
};

for (const [held, boxes] of Object.entries(BOXES)) {
  test(`no keyboard changes what is typed at the step ${held}, and each box has the right one`, async () => {
    const page = await openPage(live.url, { init: await resumeAt(held, '/profiles/websupport.se.json 0') });
    await page.locator(`#${Object.keys(boxes)[0]}`).waitFor();
    for (const summary of await page.locator('[data-direction]:not([open]) > summary').all()) await press(page, summary);
    for (const row of await page.locator(':is([data-field$=".host"], [data-field$=".port"], [data-field$=".username"]) input[value=different]').all()) await press(page, row);
    const found = await page.locator(':is(input:not([type=radio], [type=checkbox], [type=hidden]), textarea)').evaluateAll((all) =>
      all.map((one) => [one.id, [one.type, ...['inputmode', 'autocapitalize', 'autocorrect', 'spellcheck', 'autocomplete'].map((name) => one.getAttribute(name) ?? '-')].join(' ')]));
    assert.deepEqual(Object.fromEntries(found), boxes);
    if (held === 'settings') await page.locator('.step').getByText(words('settings.noPassword').split('{')[0]).waitFor();
    await close(page);
  });
}

for (const [symptom, wanted] of [['cannot-send', ['outgoing']], ['cannot-receive', ['incoming']], ['cannot-send-or-receive', ['incoming', 'outgoing']]]) {
  test(`${symptom} compares ${wanted.join(' and ')}, and no other server`, async () => {
    const page = await openPage(live.url);
    await examine(page, { ...FACTS, symptom }, ['settings', 'verdict']);
    await page.locator('[data-direction]').first().waitFor();
    assert.deepEqual(await page.locator('[data-direction]').evaluateAll((all) => all.map((one) => one.dataset.direction)), wanted);
    const fields = await page.locator('fieldset.row').evaluateAll((all) => [...new Set(all.map((one) => one.dataset.field.split('.')[0]))]);
    assert.deepEqual(fields, wanted);
    await close(page);
  });
}
