// Pseudo-locales: texts a third longer (en-XA), and from right to left (ar-XB).
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../tests/wasm/load.mjs';
import { bundleCode } from '../../build/code.mjs';
import { startBridge, startWard } from '../servers.mjs';
import { copySite } from './browser.mjs';

export const PSEUDO = [['en-XA', 'ltr', '~~'], ['ar-XB', 'rtl', '\u202e']];

/** A bridge with the practice ward, whose pages speak the pseudo-locale instead of English. */
export async function startPseudo(locale, direction) {
  execFileSync('node', ['web/build/messages.mjs', '--pseudo'], { cwd: root });
  const site = copySite();
  const catalog = { name: locale, setup: (build) => build.onResolve({ filter: /generated\/messages\/.*\.en\.js$/ }, ({ path }) => ({ path: join(root, 'build/pseudo', basename(path).replace('.en.js', `.${locale}.ts`)) })) };
  await bundleCode({ entryPoints: { 'mail-doctor': 'web/src/loader.ts', element: 'web/src/index.ts' }, glue: join(root, 'build/wasm/dist'), texts: `build/pseudo/${locale}/texts`, out: site, plugins: [catalog] });
  for (const file of readdirSync(site)) if (/\.(br|gz)$/.test(file)) rmSync(join(site, file)); // of the ordinary site
  const page = join(site, 'practice.en.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<html lang="en">', `<html lang="en" dir="${direction}">`));
  return startBridge({ ward: await startWard(join(site, 'practice')), more: ['--root', site] });
}
