// "Set it up for me": what is downloaded is what the command line writes, and what is said beside it is true.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import jsQRModule from 'jsqr';
import { json, root } from '../../../tests/wasm/load.mjs';
import { binary } from '../servers.mjs';
import { action, atHeading, close, copySite, DESKTOP, examine, onward, openPage, PHONE, press, resumeAt, startBrowser, startLive, step, stopBrowser } from './browser.mjs';

const jsQR = jsQRModule.default ?? jsQRModule;
const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;
const ADDRESS = "o'neill&co@exempel.se";
const ENTRY = '/profiles/websupport.se.json 0';

let live;
before(async () => {
  await startBrowser();
  live = await startLive(copySite());
});
after(stopBrowser);

const command = (program) => execFileSync(binary, ['setup', '--profile', join(root, 'profiles/websupport.se.json'), '--for', program, ADDRESS], { encoding: 'utf8' });

/** At the step, with what the person knows so far. */
const atSetup = async ({ address = ADDRESS, program = 'apple-mail-ios', probes = [], ...options } = {}) => {
  const init = await resumeAt('setup', ENTRY, (facts) => {
    facts.settings.address = address;
    if (program) facts.answers.program = program;
    return { ...facts, probes };
  });
  const page = await openPage(live.url, { init, ...options });
  assert.equal((await step(page)).kind, 'setup');
  return page;
};

async function downloaded(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

for (const context of [PHONE, DESKTOP])
  test(`every file is downloaded as the command line writes it, ${context.viewport.width} pixels`, async () => {
    const page = await atSetup({ context });
    assert.deepEqual(await downloaded(page, '[data-download=apple]'), { name: 'exempel.se.mobileconfig', text: command('apple') });
    await press(page, '[data-setup=domain] > summary');
    assert.deepEqual(await downloaded(page, '[data-download=outlook]'), { name: 'autodiscover.xml', text: command('outlook') });
    assert.deepEqual(await downloaded(page, '[data-download=thunderbird]'), { name: 'config-v1.1.xml', text: command('thunderbird') });
    assert.deepEqual(await downloaded(page, '[data-download=dns]'), { name: 'exempel.se.zone', text: command('dns') });
    assert.equal(await page.locator('[data-zone]').textContent(), command('dns'));
    await page.locator('#program').selectOption('thunderbird');
    const own = page.locator('[data-offer] [data-download=thunderbird]');
    assert.deepEqual(await downloaded(page, own), { name: 'exempel.se.xml', text: command('thunderbird') });
    await close(page);
  });

test('it is offered beside the settings and the verdict, and leads back', async () => {
  const page = await openPage(live.url);
  await examine(page, { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network' }, ['settings']);
  await press(page, '[data-ways] > summary');
  assert.equal((await onward(page, '[data-action=set-up]')).kind, 'setup');
  await page.getByText(words('setup.noProgram')).waitFor();
  await page.locator('#program').selectOption('apple-mail-macos');
  await page.getByText(words('setup.address')).waitFor();
  assert.equal(await page.locator('[data-download]').count(), 0);
  await page.locator('#address').fill(ADDRESS);
  await page.locator('[data-download=apple]').waitFor();
  assert.equal((await step(page)).kind, 'setup');
  assert.equal((await onward(page, '[data-action=back]')).kind, 'settings');
  await press(page, '[data-ways] > summary');
  await onward(page, '[data-action=set-up]');
  await onward(page, '[data-action=leave]');
  await examine(page, {}, ['verdict']);
  assert.equal((await onward(page, '[data-action=set-up]')).kind, 'setup');
  assert.equal((await onward(page, '[data-action=works]')).kind, 'solved');
  await close(page);
});

test('what happens is said before the download, and where to approve it after', async () => {
  const page = await atSetup();
  await page.locator('[data-download=apple]').waitFor();
  const offer = await page.locator('[data-offer]').innerText();
  for (const key of ['adds', 'keep', 'unsigned', 'remove']) assert.ok(offer.indexOf(words(`setup.${key}`)) < offer.indexOf('Ladda ner') && offer.includes(words(`setup.${key}`)), key);
  await page.locator('[data-guide=set-up] li').first().waitFor();
  assert.deepEqual(await page.locator('[data-guide=set-up] li').allInnerTexts(), json('guides/apple-mail-ios.sv.json').tasks['set-up']);
  await close(page);
});

test('on an iPhone the bridge makes the same file, and no URL has the address in it', async () => {
  const page = await atSetup();
  const asked = [];
  page.on('request', (request) => asked.push(request));
  const file = await downloaded(page, '[data-action=server]');
  assert.deepEqual(file, { name: 'mail.mobileconfig', text: command('apple') });
  const [request] = asked.filter((one) => one.method() === 'POST');
  assert.equal(new URL(request.url()).pathname, '/bridge/apple.mobileconfig');
  assert.ok(asked.every((one) => !decodeURIComponent(one.url()).includes('exempel.se')));
  assert.equal((await step(page)).kind, 'setup');
  await close(page);
  const mac = await atSetup({ program: 'apple-mail-macos' });
  await mac.locator('[data-download=apple]').waitFor();
  assert.equal(await mac.locator('[data-action=server]').count(), 0);
  await close(mac);
});

test('a program that reads no file is led to the settings', async () => {
  const page = await atSetup({ program: 'samsung-mail' });
  await page.getByText(words('setup.noFile')).waitFor();
  assert.equal((await onward(page, '[data-action=compare]')).kind, 'settings');
  await close(page);
});

const probe = (service, stage, outcome) => ({ service, ownHost: '', addresses: [{ address: '192.0.2.1', stage, outcome, stages: [], tlsVersion: '', capabilities: [], reply: '', cipher: '', tlsVersions: [] }], vantage: 'x', at: new Date().toISOString(), ageMs: 0 });
const good = (service) => probe(service, 'capabilities', 'ok');

test('it is marked after a good test of exactly those servers, and withheld after a bad one', async () => {
  const offer = async (probes) => {
    const page = await atSetup({ probes });
    await page.locator('[data-offer]:not([data-offer=address])').waitFor();
    const found = { offer: await page.locator('[data-offer]').getAttribute('data-offer'), text: await page.locator('[data-offer]').innerText(), buttons: await page.locator('[data-download=apple]').count() };
    await close(page);
    return found;
  };
  assert.deepEqual((({ offer: of, buttons }) => [of, buttons])(await offer([good('imaps'), good('pop3s')])), ['untested', 1]);
  const works = await offer([good('imaps'), good('submissions')]);
  assert.deepEqual([works.offer, works.buttons], ['works', 1]);
  assert.match(works.text, /Nyss kontrollerat: imap\.websupport\.se, smtp\.websupport\.se/);
  const failed = await offer([good('imaps'), probe('submissions', 'certificate', 'expired')]);
  assert.deepEqual([failed.offer, failed.buttons], ['failed', 0]);
});

/** What browsers on an iPhone add to the agent they share; only the first is Safari. */
const AGENTS = {
  Safari: 'Version/17.5 Mobile/15E148 Safari/604.1',
  Facebook: 'Version/17.5 Mobile/15E148 Safari/604.1 [FBAN/FBIOS]',
  Instagram: 'Mobile/15E148 Instagram 289.0.0.25.49',
  'an app without a name': 'Mobile/15E148',
  'Google’s app': 'GSA/296.0.1 Mobile/15E148 Safari/604.1',
  Chrome: 'CriOS/126.0.6478.35 Mobile/15E148 Safari/604.1',
  Firefox: 'FxiOS/127.0 Mobile/15E148 Safari/605.1.15',
  Edge: 'Version/17.0 EdgiOS/125.2535.60 Mobile/15E148 Safari/604.1',
  DuckDuckGo: 'Version/17.5 Mobile/15E148 Safari/604.1 Ddg/17.5',
};

for (const [name, agent] of Object.entries(AGENTS))
  test(`on an iPhone, ${name} is ${name === 'Safari' ? 'not ' : ''}told to open Safari`, async () => {
    const page = await atSetup({ context: { ...PHONE, userAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${agent}` } });
    await page.locator('[data-download=apple]').waitFor();
    assert.equal(await page.locator('[data-note=safari]').count(), name === 'Safari' ? 0 : 1);
    await close(page);
  });

test('an Android phone is not told of Safari', async () => {
  const page = await atSetup();
  await page.locator('[data-download=apple]').waitFor();
  assert.equal(await page.locator('[data-note=safari]').count(), 0);
  await close(page);
});

test('a computer shows a code for the phone, fetched when it is asked for, without the address', async () => {
  const page = await atSetup({ context: DESKTOP });
  await page.locator('[data-download=apple]').first().waitFor(); // all else has been fetched
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await press(page, '[data-setup=phone] > summary');
  const code = page.locator('svg.code');
  await code.waitFor();
  assert.equal(fetched.length, 1);
  assert.equal(await code.getAttribute('aria-label'), 'https://kunskap.websupport.se/kb/felsoka-e-post/');
  const pixels = await code.evaluate((svg) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 384, height: 384 });
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, 384, 384);
    brush.scale(384 / svg.viewBox.baseVal.width, 384 / svg.viewBox.baseVal.height);
    brush.fillStyle = '#000';
    brush.fill(new Path2D(svg.querySelector('path').getAttribute('d')));
    return [...brush.getImageData(0, 0, 384, 384).data];
  });
  assert.equal(jsQR(new Uint8ClampedArray(pixels), 384, 384)?.data, 'https://kunskap.websupport.se/kb/felsoka-e-post/');
  await close(page);
  const phone = await atSetup();
  assert.equal(await phone.locator('[data-setup=phone]').count(), 0);
  await close(phone);
});

test('without the code’s file nothing else fails', async () => {
  const page = await atSetup({ context: DESKTOP, allowed: /dist-|Failed to load/ });
  await page.route('**/dist-*.js', (route) => route.abort());
  await press(page, '[data-setup=phone] > summary');
  await page.getByText(words('setup.phoneHelp')).waitFor();
  await action(page, 'leave');
  await close(page);
});

for (const [kind, file, shown] of [['setup', '**/workroom-*.js', '[data-offer]'], ['domain', '**/workroom.sv-*.js', '#domain'], ['settings', '**/reader.wasm', '#address']]) {
  /** At the step, while its view cannot be fetched: as when the page is loaded again meanwhile, which cancels it. */
  const missing = async () => {
    const page = await openPage('about:blank');
    await page.route(file, (route) => route.abort());
    await page.addInitScript(await resumeAt(kind, ENTRY));
    await page.goto(live.url);
    await page.getByRole('heading', { name: words('missing') }).waitFor();
    await page.unroute(file);
    assert.equal((await step(page)).kind, kind);
    return page;
  };

  test(`a reload while ${kind} cannot be fetched leads back there`, async () => {
    const page = await missing();
    await page.reload();
    await page.locator(shown).waitFor();
    await page.context().close();
  });

  test(`a press tries again to fetch ${kind}`, async () => {
    const page = await missing();
    await action(page, 'retry');
    await page.locator(shown).waitFor();
    await atHeading(page);
    await page.context().close();
  });

  test(`without ${kind} the examination goes on, and another visit tries again`, async () => {
    const page = await missing();
    assert.equal((await onward(page, '[data-action=continue]')).kind, 'question');
    await onward(page, '[data-action=back]');
    await page.locator(shown).waitFor();
    await page.context().close();
  });
}
