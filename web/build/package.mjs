// build/package, which `npm pack` takes: the element with and without registration, the loader, the WASM, types, the
// custom-elements manifest, guides and profiles.
//   node web/build/package.mjs
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCode, root } from './code.mjs';

const out = join(root, 'build/package');
const wasm = join(root, 'build/wasm/dist');
const ELEMENT = 'web/src/mail-doctor.ts';

/** What a web editor's tools read: attributes, events, parts and properties, out of the element's own comment. */
function manifest() {
  const source = ts.createSourceFile(ELEMENT, readFileSync(join(root, ELEMENT), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = create({ modules: [source] });
  for (const module of found.modules) {
    module.path = 'index.js';
    for (const each of module.exports ?? []) each.declaration.module = 'index.js';
    for (const each of module.declarations) each.members = (each.members ?? []).filter((one) => (one.privacy ?? 'public') === 'public' && one.kind === 'field' && !one.static);
  }
  return found;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundleCode({
  entryPoints: { index: 'web/src/index.ts', element: 'web/src/define.ts', opening: 'web/src/opening.ts', loader: 'web/src/loader.ts' },
  glue: wasm,
  out,
});
for (const name of ['mail-doctor.wasm', 'reader.wasm', 'set-up.wasm']) cpSync(join(wasm, name), join(out, name));
for (const folder of ['profiles', 'guides']) cpSync(join(root, folder), join(out, folder), { recursive: true });
for (const name of ['index', 'element']) cpSync(join(root, 'web/package/index.d.ts'), join(out, `${name}.d.ts`));
writeFileSync(join(out, 'custom-elements.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
