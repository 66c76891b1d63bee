// Pictures of the page. script/build first.
//   node web/test/screenshots.mjs                docs/screenshot-360.png and docs/screenshot-1280.png, in Swedish
//   node web/test/screenshots.mjs --all FOLDER   every state at each width, light and dark, in both languages, to look at;
//                                                and at 360 pixels in the pseudo-locales; all of them beside each other in docs/screens
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { json, root } from '../../tests/wasm/load.mjs';
import { action, compare, copySite, examine, onward, openPage, press, respond, resumeAt, startBrowser, startLive, step, stopBrowser } from './e2e/browser.mjs';
import { walk } from './e2e/looking.mjs';
import { PSEUDO, startPseudo } from './e2e/pseudo.mjs';
import { startBridge, startWard } from './servers.mjs';

const MISSPELT = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', program: 'thunderbird', network: 'usual-network' };
const device = (width, colorScheme = 'light', deviceScaleFactor = 1) =>
  ({ context: { viewport: { width, height: width < 500 ? 740 : 900 }, hasTouch: width < 500, isMobile: width < 500, deviceScaleFactor, colorScheme, reducedMotion: 'reduce' } });

/** Compares the settings with one letter missing in the server's name. */
async function misspell(page) {
  await page.locator('#address').fill('anna@exempel.se');
  await compare(page, { 'incoming.host': 'imap.websuport.se' });
  await press(page, page.locator('[data-rule=host-misspelt] [data-action=show]'));
}

async function forTheReadme(live) {
  for (const width of [360, 1280]) {
    const page = await openPage(live.url, device(width, 'light', width === 360 ? 2 : 1));
    await examine(page, MISSPELT, ['settings']);
    await misspell(page);
    await onward(page, '[data-action=done]');
    await examine(page, MISSPELT);
    if (width === 360) await page.locator('mail-doctor').evaluate((one) => one.scrollIntoView({ block: 'start' }));
    else await page.setViewportSize({ width, height: 1200 }).then(() => page.evaluate(() => scrollTo(0, 0)));
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(root, `docs/screenshot-${width}.png`) });
    await page.context().close();
  }
}

const PAGES = { sv: { article: './', practice: 'practice.html' }, en: { article: 'en.html', practice: 'practice.en.html' } };
const SCHEMES = ['light', 'dark'];
const WIDTHS = [320, 360, 768, 1280];

async function everyState(folder, { language, scheme, width }, live, practice) {
  const article = new URL(PAGES[language].article, live.url).href;
  let count = 0;
  const shoot = async (page, name) => {
    await page.mouse.move(0, 0);
    const path = join(folder, `${language}-${scheme}-${String((count += 1)).padStart(2, '0')}-${name}-${width}.png`);
    const panel = page.locator('mail-doctor section.panel');
    const size = page.viewportSize();
    await page.setViewportSize({ width, height: Math.ceil((await panel.boundingBox()).height) + size.height }); // all of it in sight: its bar is at its top
    await panel.screenshot({ path });
    await page.setViewportSize(size);
  };
  const page = await openPage(article, device(width, scheme));
  await step(page);
  await page.screenshot({ path: join(folder, `${language}-${scheme}-00-article-${width}.png`), fullPage: true });
  for (let now = await step(page); now.kind !== 'verdict'; now = await respond(page, now, MISSPELT)) {
    if (now.kind === 'settings') await misspell(page);
    await shoot(page, now.id || now.kind);
  }
  await shoot(page, 'verdict');
  await press(page, page.locator('[data-action=tick]').first());
  for (const one of ['.others > summary', '.report > summary']) await press(page, one);
  await page.locator('[data-report=text]').waitFor();
  await shoot(page, 'verdict-open');
  await action(page, 'works');
  await page.locator('[data-step=solved]').waitFor();
  await shoot(page, 'solved');
  await page.context().close();

  const guided = await openPage(article, { ...device(width, scheme), init: await resumeAt('settings', '/profiles/websupport.se.json 0') });
  await step(guided);
  await guided.locator('#program').selectOption('outlook');
  await guided.locator('[data-guide=open]').waitFor();
  await shoot(guided, 'settings-program');
  for (const summary of ['[data-guide=open] > summary', '.paste-all > summary']) await press(guided, summary);
  await guided.locator('#block').fill('Inkommande server: pop3.websupport.se\nPort: 993\nLösenord: hemligt');
  await action(guided, 'fill');
  await guided.locator('[data-filled]').waitFor();
  for (const summary of ['[data-action=show]', '[data-way=otherwise] > summary']) for (const one of await guided.locator(summary).all()) await press(guided, one);
  await shoot(guided, 'settings-filled');
  await onward(guided, '[data-action=done]');
  await examine(guided, { symptom: 'cannot-receive', 'mail-access': 'program' });
  for (const one of await guided.locator('[data-guide=advice] > details > summary').all()) await press(guided, one);
  await shoot(guided, 'verdict-guide');
  await guided.context().close();

  const sending = await openPage(article, device(width, scheme));
  await examine(sending, { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' });
  await shoot(sending, 'calculator-empty');
  await press(sending, '[data-action=just-now]');
  await press(sending, sending.locator('.ranges input').nth(2));
  await sending.locator('[data-parts]').waitFor();
  await shoot(sending, 'calculator');
  await sending.context().close();

  const refused = await openPage(`${practice.url}/${PAGES[language].practice}?patient=imaps-refused`, { ...device(width, scheme), init: await resumeAt('probe', '/practice/practice-imaps-refused.json patient') });
  await step(refused);
  await action(refused, 'start');
  await refused.locator('[data-look]').waitFor();
  await shoot(refused, 'probe-again');
  await refused.locator('[data-summary]').waitFor();
  await shoot(refused, 'probe-twice');
  await refused.context().close();

  const tested = await openPage(`${practice.url}/${PAGES[language].practice}?patient=imaps-expired`, { ...device(width, scheme), init: await resumeAt('probe', '/practice/practice-imaps-expired.json patient') });
  await step(tested);
  await shoot(tested, 'probe');
  await action(tested, 'start');
  await tested.locator('[data-summary]').waitFor();
  await press(tested, tested.locator('.server summary').first());
  await shoot(tested, 'probe-done');
  await onward(tested, '[data-action=continue]');
  await action(tested, 'paste');
  await shoot(tested, 'paste');
  await tested.locator('textarea').fill('Lösenord: hemligt\n0x800CCC0E');
  await press(tested, '[data-action=read]');
  await tested.locator('[data-note]').waitFor();
  await shoot(tested, 'pasted');
  await examine(tested, { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens' });
  await shoot(tested, 'verdict-probed');
  await tested.context().close();

  const entry = '/profiles/websupport.se.json 0';
  const at = async (held, name, ready, change, options = {}) => {
    const other = await openPage(article, { ...device(width, scheme), init: await resumeAt(held, entry, change), ...options });
    await other.locator(ready).waitFor();
    await shoot(other, name);
    await other.context().close();
  };
  await at('setup', 'set-up', '[data-guide=set-up]', (facts) => ({ ...facts, settings: { ...facts.settings, address: 'anna@exempel.se' }, answers: { program: 'apple-mail-ios' } }));
  await at('domain', 'domain-asked', '#domain');
  const records = [{ kind: 'mx', name: 'exempel.se', answer: 'found', values: ['10 mail.exempel.se'] }, { kind: 'spf', name: 'exempel.se', answer: 'no-data', values: [] }];
  await at('domain', 'domain', '[data-action=again]', (facts) => ({ ...facts, domain: { domain: 'exempel.se', records, vantage: 'Stockholm', at: '2026-11-25T20:00:00Z' } }));
  await at('settings', 'missing', '[data-action=retry]', undefined, { allowed: /ERR_/, before: (tab) => tab.route('**/reader.wasm', (route) => route.abort()) });

  const noticed = { ...json('profiles/websupport.se.json'), notice: { text: { sv: 'Just nu är e-posten långsam.', en: 'Mail is slow just now.' }, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', url: 'https://status.example/' } };
  const unsolved = await openPage(article, { ...device(width, scheme), before: (tab) => tab.route('**/profiles/*.json', (route) => route.fulfill({ json: noticed })) });
  await step(unsolved);
  await shoot(unsolved, 'notice');
  await examine(unsolved, { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens-but-refuses-login', 'who-else': 'others-too', invoice: 'unpaid' });
  await onward(unsolved, '[data-action=no-help]');
  await shoot(unsolved, 'look-on');
  await examine(unsolved, {});
  await shoot(unsolved, 'tried');
  await unsolved.context().close();

  const unknown = await openPage(article, device(width, scheme));
  await examine(unknown, {});
  await shoot(unknown, 'undetermined');
  await unknown.context().close();
}

/** What the texts do that are longer than ours, or run the other way. */
async function pseudo(folder) {
  for (const [locale, direction] of PSEUDO) {
    const practice = await startPseudo(locale, direction);
    const page = await openPage(`${practice.url}/practice.en.html?patient=imaps-wrong-name`, device(360));
    let count = 0;
    await walk(page, (state) => page.locator('mail-doctor section.panel').screenshot({ path: join(folder, `pseudo-${locale}-${String((count += 1)).padStart(2, '0')}-${state}-360.png`) }));
    await page.context().close();
    await practice.stop();
  }
}

const SCALE = 0.3;

/** All states whose files begin with `name`, whole, with their widths side by side, in three columns. */
async function overview(folder, name, isDark = false) {
  const files = readdirSync(folder).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png'));
  const states = [...new Set(files.map((one) => one.replace(/-\d+\.png$/, '')))].sort();
  const widthsOf = (state) => files.filter((one) => one.replace(/-\d+\.png$/, '') === state).map((one) => Number(/(\d+)\.png$/.exec(one)[1])).sort((a, b) => a - b);
  const pictures = (state) => widthsOf(state).map((width) => `<img width="${width * SCALE}" src="${pathToFileURL(join(folder, `${state}-${width}.png`))}">`).join('');
  const html = `<!doctype html><style>body { margin: 12px; font: 14px sans-serif; columns: 3; background: ${isDark ? '#333; color: #fff' : '#ddd'} } figure { margin: 0 0 16px; break-inside: avoid }
    div { display: flex; gap: 8px; align-items: start }</style>${states.map((state) => `<figure><figcaption>${state.slice(name.length + 1)}: ${widthsOf(state).join(', ')}</figcaption><div>${pictures(state)}</div></figure>`).join('')}`;
  const sheet = join(folder, `${name}.html`);
  writeFileSync(sheet, html);
  const page = await openPage(pathToFileURL(sheet).href, { context: { viewport: { width: 2640, height: 800 } } });
  mkdirSync(join(root, 'docs/screens'), { recursive: true });
  await page.screenshot({ path: join(root, `docs/screens/${name}.jpg`), fullPage: true, type: 'jpeg', quality: 30 });
  await page.context().close();
}

const all = process.argv.indexOf('--all');
await startBrowser();
const site = copySite();
const live = await startLive(site);
if (all < 0) await forTheReadme(live);
else {
  const folder = resolve(process.argv[all + 1]);
  mkdirSync(folder, { recursive: true });
  const practice = await startBridge({ ward: await startWard(join(site, 'practice')), more: ['--root', site, '--vantage', 'Stockholm'] });
  for (const language of Object.keys(PAGES))
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) await everyState(folder, { language, scheme, width }, live, practice);
      await overview(folder, `${language}-${scheme}`, scheme === 'dark');
    }
  await pseudo(folder);
  await overview(folder, 'pseudo');
}
await stopBrowser();
