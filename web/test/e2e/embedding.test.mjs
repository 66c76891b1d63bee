// What a web editor does with it: the packed package in an empty folder, two languages, shadow roots, Trusted Types, an iframe.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../../tests/wasm/load.mjs';
import { startPlain, temporary } from '../servers.mjs';
import { close, copySite, openPage, startBrowser, stopBrowser } from './browser.mjs';

const POLICY = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
const PACKAGE = 'node_modules/mail-doctor/build/package';
const PROFILE = `/${PACKAGE}/profiles/websupport.se.json`;

let folder;
let server;
before(async () => {
  await startBrowser();
  folder = temporary();
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'package.json'), '{ "name": "help-pages", "private": true, "type": "module" }');
  execFileSync('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', join(folder, packed)], { cwd: folder });
  server = await startPlain(folder, { headers: { 'Content-Security-Policy': POLICY } });
});
after(stopBrowser);

/** A page of the help pages, with one module of its own. */
function write(name, body, script) {
  writeFileSync(join(folder, `${name}.js`), script);
  writeFileSync(join(folder, `${name}.html`), `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Hjälp</title><link rel="icon" href="data:,"><script type="module" src="${name}.js"></script><body>${body}`);
  return `${server.url}${name}.html`;
}

const ask = (page, selector) => page.locator(`${selector} [data-id=symptom]`).waitFor();

test('the loader of the package starts it, under a strict policy with Trusted Types', async () => {
  const page = await openPage(write('loaded', `<mail-doctor profile="${PROFILE}"><p>Råd</p></mail-doctor>`, `import './${PACKAGE}/loader.js';`));
  await ask(page, 'mail-doctor');
  await page.locator('[data-answer=cannot-send]').tap();
  await page.locator('[data-chip=symptom]').waitFor();
  await page.locator('textarea').fill('535 5.7.8 authentication failed');
  await page.locator('[data-action=read]').tap(); // in the workroom
  await page.locator('[data-meaning=authentication-failed]').waitFor();
  await close(page);
});

test('without registration there is no element until it is defined, under any name', async () => {
  const page = await openPage(write('unregistered', '<my-doctor></my-doctor>', `import { define, MailDoctorElement } from './${PACKAGE}/element.js';
    window.before = [customElements.get('mail-doctor'), customElements.get('my-doctor')];
    Object.assign(document.querySelector('my-doctor'), { profile: '${PROFILE}', ownNetwork: true });
    define('my-doctor');
    window.derived = customElements.get('my-doctor').prototype instanceof MailDoctorElement;`));
  await ask(page, 'my-doctor');
  assert.deepEqual(await page.evaluate(() => [window.before, window.derived, customElements.get('mail-doctor')]), [[undefined, undefined], true, undefined]);
  assert.deepEqual(await page.evaluate(() => [...document.querySelector('my-doctor').attributes].map(({ name, value }) => [name, value]).filter(([name]) => !name.startsWith('data-'))), [['profile', PROFILE], ['own-network', '']]);
  await close(page);
});

test('two on a page, in two languages, one in a shadow root: each has its own case', async () => {
  const page = await openPage(write('several', `<mail-doctor id="one" profile="${PROFILE}" lang="sv"></mail-doctor><mail-doctor id="two" profile="${PROFILE}" lang="en"></mail-doctor><div id="host"></div>`, `import './${PACKAGE}/index.js';
    const inner = document.createElement('mail-doctor');
    inner.id = 'three';
    inner.profile = '${PROFILE}';
    document.getElementById('host').attachShadow({ mode: 'open' }).append(inner);`));
  for (const id of ['one', 'two', 'three']) await ask(page, `#${id}`);
  await page.locator('#one').getByText('Vad är det som krånglar?').waitFor();
  await page.locator('#two').getByText('What is not working?').waitFor();
  await page.locator('#three').getByText('Vad är det som krånglar?').waitFor();
  await page.locator('#three [data-answer=cannot-send]').tap();
  await page.locator('#three [data-chip=symptom]').waitFor();
  for (const id of ['one', 'two']) await ask(page, `#${id}`);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).map((key) => key.split(' ')[2])), ['three']);
  await close(page);
});

test('an iframe does it where scripts are forbidden', async () => {
  const site = copySite();
  const host = temporary();
  cpSync(site, join(host, 'mail-doctor'), { recursive: true });
  writeFileSync(join(host, 'index.html'), `<!doctype html><html lang="sv"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; frame-src 'self'"><title>Hjälp</title><link rel="icon" href="data:,">
    <iframe src="mail-doctor/embed.html" title="Felsök din e-post" width="360" height="900"></iframe>`);
  const plain = await startPlain(host);
  const page = await openPage(plain.url);
  const frame = page.frameLocator('iframe');
  await frame.locator('[data-answer=cannot-receive]').tap();
  await frame.locator('[data-chip=symptom]').waitFor();
  await frame.getByRole('row', { name: /imap\.websupport\.se/ }).waitFor();
  await close(page);
});

test('its types serve a page that is written in TypeScript, and the manifest names what the element has', () => {
  writeFileSync(join(folder, 'page.ts'), `import { define, MailDoctorElement } from 'mail-doctor/element.js';
import 'mail-doctor';
define('my-doctor');
const element: MailDoctorElement = document.createElement('mail-doctor');
element.bridge = 'wss://help.example.net/bridge';
element.addEventListener('mail-doctor-step', (event) => {
  const step: 'question' | 'settings' | 'setup' | 'paste' | 'probe' | 'domain' | 'verdict' | 'solved' = event.detail.step;
  document.title = step;
  // @ts-expect-error: a step holds its kind only
  event.detail.answers;
});
// @ts-expect-error: an address is a text
element.profile = 1;
`);
  execFileSync('node', [join(root, 'node_modules/typescript/bin/tsc'), '--strict', '--noEmit', '--module', 'ES2022', '--target', 'ES2022', '--moduleResolution', 'Bundler', '--lib', 'ES2022,DOM', 'page.ts'], { cwd: folder, stdio: 'pipe' });
  const manifest = JSON.parse(readFileSync(join(folder, PACKAGE, 'custom-elements.json'), 'utf8'));
  const [element] = manifest.modules[0].declarations;
  assert.equal(element.tagName, 'mail-doctor');
  assert.deepEqual(element.attributes.map((one) => one.name).sort(), ['bridge', 'lang', 'own-network', 'profile']);
  assert.deepEqual(element.members.map((one) => one.name).sort(), ['bridge', 'lang', 'ownNetwork', 'profile']);
  assert.deepEqual(element.events.map((one) => one.name).sort(), ['mail-doctor-helpful', 'mail-doctor-step']);
});

test('every part, slot and custom property of the package is in its manifest, and every one of the manifest in the package', () => {
  const inPackage = (name) => readFileSync(join(folder, PACKAGE, name), 'utf8');
  const code = readdirSync(join(folder, PACKAGE)).filter((name) => name.endsWith('.js')).map(inPackage).join('\n');
  const used = (pattern) => [...new Set([...code.matchAll(pattern)].flatMap(([, names = '']) => names.split(' ')))].sort();
  const [element] = JSON.parse(inPackage('custom-elements.json')).modules[0].declarations;
  const documented = (list) => list.map((one) => one.name).sort();
  assert.deepEqual(used(/\bpart="([^"]*)"/g), documented(element.cssParts));
  assert.doesNotMatch(code, /\bpart=(?!")|exportparts/); // no others than these
  assert.deepEqual(used(/<slot(?: name="([^"]*)")?>/g), documented(element.slots));
  assert.deepEqual(used(/var\((--mail-doctor-[\w-]+)/g), documented(element.cssProperties));
  for (const { name, description } of [...element.cssParts, ...element.slots, ...element.cssProperties]) assert.ok(description, name);
});
