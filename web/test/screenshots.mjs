// Pictures of the page, in Swedish. script/build first.
//   node web/test/screenshots.mjs                docs/screenshot-360.png and docs/screenshot-1280.png
//   node web/test/screenshots.mjs --all FOLDER   every state at 360, 768 and 1280 pixels, light and dark, to look at
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tests/wasm/load.mjs';
import { action, compare, copySite, examine, onward, openPage, press, respond, resumeAt, startBrowser, startLive, step, stopBrowser } from './e2e/browser.mjs';
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

async function everyState(folder, live, practice) {
  mkdirSync(folder, { recursive: true });
  for (const width of [360, 768, 1280]) {
    for (const scheme of ['light', 'dark']) {
      let count = 0;
      const shoot = async (page, name) => {
        await page.mouse.move(0, 0);
        const path = join(folder, `${width}-${scheme}-${String((count += 1)).padStart(2, '0')}-${name}.png`);
        await page.locator('mail-doctor section.panel').screenshot({ path });
      };
      const page = await openPage(live.url, device(width, scheme));
      await step(page);
      await page.screenshot({ path: join(folder, `${width}-${scheme}-00-article.png`), fullPage: true });
      await shoot(page, 'first');
      for (let now = await step(page); now.kind !== 'verdict'; now = await respond(page, now, MISSPELT)) {
        if (now.kind === 'settings') await misspell(page);
        await shoot(page, now.id || now.kind);
      }
      await shoot(page, 'verdict');
      await press(page, page.locator('[data-action=tick]').first());
      for (const one of ['.others > summary', '.report > summary']) await press(page, one);
      await shoot(page, 'verdict-open');
      await action(page, 'works');
      await page.locator('[data-step=solved]').waitFor();
      await shoot(page, 'solved');
      await page.context().close();

      const guided = await openPage(live.url, { ...device(width, scheme), init: await resumeAt('settings', '/profiles/websupport.se.json 0') });
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
      for (const one of await guided.locator('[data-guide=advice] > summary').all()) await press(guided, one);
      await shoot(guided, 'verdict-guide');
      await guided.context().close();

      const sending = await openPage(live.url, device(width, scheme));
      await examine(sending, { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' });
      await shoot(sending, 'calculator-empty');
      await press(sending, '[data-action=just-now]');
      await press(sending, sending.locator('.ranges input').nth(2));
      await sending.locator('[data-parts]').waitFor();
      await shoot(sending, 'calculator');
      await sending.context().close();

      const refused = await openPage(`${practice.url}/practice.html?patient=imaps-refused`, { ...device(width, scheme), init: await resumeAt('probe', '/practice/practice-imaps-refused.json patient') });
      await step(refused);
      await action(refused, 'start');
      await refused.locator('[data-look]').waitFor();
      await shoot(refused, 'probe-again');
      await refused.locator('[data-summary]').waitFor();
      await shoot(refused, 'probe-twice');
      await refused.context().close();

      const tested = await openPage(`${practice.url}/practice.html?patient=imaps-expired`, { ...device(width, scheme), init: await resumeAt('probe', '/practice/practice-imaps-expired.json patient') });
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
    }
  }
}

const all = process.argv.indexOf('--all');
await startBrowser();
const site = copySite();
const live = await startLive(site);
if (all < 0) await forTheReadme(live);
else await everyState(process.argv[all + 1], live, await startBridge({ ward: await startWard(join(site, 'practice')), more: ['--root', site, '--vantage', 'Stockholm'] }));
await stopBrowser();
