// Texts a third longer, and from right to left: nothing is cut off or sticks out in any state.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../../tests/wasm/load.mjs';
import { bundleCode } from '../../build/code.mjs';
import { startBridge, startWard } from '../servers.mjs';
import { close, copySite, openPage, PHONE, startBrowser, stopBrowser } from './browser.mjs';
import { misfits, walk } from './looking.mjs';

before(async () => {
  execFileSync('node', ['web/build/messages.mjs', '--pseudo'], { cwd: root });
  await startBrowser();
});
after(stopBrowser);

/** A site whose English is the pseudo-locale. */
async function siteIn(locale, direction) {
  const site = copySite();
  const catalog = { name: locale, setup: (build) => build.onResolve({ filter: /generated\/messages\/.*\.en\.js$/ }, ({ path }) => ({ path: join(root, 'build/pseudo', basename(path).replace('.en.js', `.${locale}.ts`)) })) };
  await bundleCode({ entryPoints: { 'mail-doctor': 'web/src/loader.ts', element: 'web/src/index.ts' }, glue: join(root, 'build/wasm/dist'), out: site, plugins: [catalog] });
  for (const file of readdirSync(site)) if (/\.(br|gz)$/.test(file)) rmSync(join(site, file)); // of the ordinary site
  const page = join(site, 'practice.en.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<html lang="en">', `<html lang="en" dir="${direction}">`));
  return startBridge({ ward: await startWard(join(site, 'practice')), more: ['--root', site] });
}

for (const [locale, direction, mark] of [['en-XA', 'ltr', '~~'], ['ar-XB', 'rtl', '\u202e']]) {
  test(`${locale}, ${direction}: every state fits at 320 pixels`, async () => {
    const practice = await siteIn(locale, direction);
    const page = await openPage(`${practice.url}/practice.en.html?patient=imaps-wrong-name`, { context: { ...PHONE, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } });
    const seen = await walk(page, async (state) => {
      assert.ok((await page.locator('.step').innerText()).includes(mark), state);
      assert.deepEqual(await misfits(page), [], state);
    });
    assert.ok(seen.includes('compared') && seen.includes('verdict'), String(seen));
    await close(page);
  });
}
