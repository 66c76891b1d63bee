// Bundles the page into one folder, compresses every file, and prints what a first visit costs.
//   node web/build/bundle.mjs [--out build/site] [--dev] [--bare]
// --dev: source maps, no minification. --bare: works without a WASM build (the widget then keeps the article).
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeArticle } from './article.mjs';
import { bundleCode, root } from './code.mjs';

const flag = (name) => process.argv.includes(name);
const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const out = resolve(root, option('--out', 'build/site'));
const dev = flag('--dev');
const wasm = join(root, option('--wasm', 'build/wasm/dist'));
const LONGEST_LOADER = 2048;
const COMPRESSIBLE = new Set(['.js', '.wasm', '.json', '.html', '.css', '.svg', '.txt', '.map']);

function copy(from, to = '') {
  if (existsSync(from)) cpSync(from, join(out, to), { recursive: true });
}

/** Where a fact was read is for who keeps the profile, not for every page. */
const withoutSources = (profile) => JSON.stringify(JSON.parse(profile, (name, value) => (name === 'source' && 'url' in value ? undefined : value)));

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));

/** Ways in which brotli may write distances, `[NPOSTFIX, NDIRECT]`: it chooses one by the quality, not by the file. */
const DISTANCES = [[0, 0], [0, 4], [1, 4], [1, 16], [2, 8], [3, 120]];

const brotliIn = (bytes, [postfix, direct]) => brotliCompressSync(bytes, { params: {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
  [constants.BROTLI_PARAM_NDIRECT]: direct,
} });

function compress(file) {
  const bytes = readFileSync(file);
  const [brotli] = DISTANCES.map((distances) => brotliIn(bytes, distances)).sort((one, other) => one.length - other.length);
  const gzip = gzipSync(bytes, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  return { name: relative(out, file), plain: bytes.length, gzip: gzip.length, brotli: brotli.length };
}

function print(rows) {
  const line = (name, ...figures) => console.log(name.padEnd(34) + figures.map((each) => String(each).padStart(10)).join(''));
  line('file', 'bytes', 'gzip', 'brotli');
  for (const row of rows) line(row.name, row.plain, row.gzip, row.brotli);
}

/** What one visitor loads for one language: code, core and texts, without article and profile. */
function firstLoad(rows, outputs, language) {
  const fileOf = (entryPoint) => Object.keys(outputs).find((file) => outputs[file].entryPoint === entryPoint);
  const wanted = new Set(['web/src/loader.ts', 'web/src/opening.ts', 'web/src/index.ts', `web/src/generated/messages/page.${language}.ts`].map(fileOf));
  for (const file of wanted) for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') wanted.add(path);
  const names = [...wanted].map((file) => relative(out, join(root, file)));
  return rows.filter((row) => names.includes(row.name) || row.name === 'mail-doctor.wasm').reduce((sum, row) => sum + row.brotli, 0);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const outputs = await bundleCode({
  entryPoints: { 'mail-doctor': 'web/src/loader.ts', opening: 'web/src/opening.ts', element: 'web/src/index.ts' },
  glue: flag('--bare') ? undefined : wasm,
  out,
  dev,
});
for (const name of ['mail-doctor.wasm', 'reader.wasm', 'set-up.wasm']) copy(join(wasm, name), name);
copy(join(root, 'profiles'), 'profiles');
for (const file of files(join(out, 'profiles'))) writeFileSync(file, withoutSources(readFileSync(file, 'utf8')));
copy(join(root, 'guides'), 'guides');
writeArticle(out);
const rows = files(out).filter((file) => COMPRESSIBLE.has(extname(file)) && statSync(file).size > 0).map(compress);
print(rows);
for (const language of ['en', 'sv']) console.log(`first load, ${language}, brotli`.padEnd(54) + String(firstLoad(rows, outputs, language)).padStart(10));
const loader = rows.find((row) => row.name === 'mail-doctor.js');
if (!dev && loader.plain > LONGEST_LOADER) {
  console.error(`The loader is ${loader.plain} bytes long; ${LONGEST_LOADER} are allowed.`);
  process.exitCode = 1;
}
