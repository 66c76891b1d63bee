// Bundles the page into one folder, compresses every file, and prints what a first visit costs.
//   node web/build/bundle.mjs [--out build/site] [--dev] [--bare]
// --dev: source maps, no minification, pseudo-locales. --bare: works without a WASM build (the widget then keeps the article).
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { writeArticle } from './article.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const flag = (name) => process.argv.includes(name);
const option = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const out = resolve(root, option('--out', 'build/site'));
const dev = flag('--dev');
const wasm = join(root, option('--wasm', 'build/wasm/dist'));
const LONGEST_LOADER = 2048;
const COMPRESSIBLE = new Set(['.js', '.wasm', '.json', '.html', '.css', '.svg', '.txt', '.map']);

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: ['safari16.4', 'chrome111', 'firefox115'],
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
  alias: { '#glue': flag('--bare') ? join(root, 'web/build/no-glue.mjs') : join(wasm, 'mail-doctor.mjs') },
};

/** The loader and the element with its chunks: one build, so that they agree on the chunks' names. */
async function bundleCode() {
  const result = await build({
    ...common,
    entryPoints: { 'mail-doctor': 'web/src/loader.ts', element: 'web/src/index.ts' },
    outdir: out,
    splitting: true,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    loader: { '.css': 'text' },
  });
  if (!dev) for (const name of Object.keys(result.metafile.outputs)) joinTemplates(join(root, name));
  return result.metafile.outputs;
}

/** Minified code has line breaks in templates only; with the indentation behind them they are one space of HTML or CSS. */
function joinTemplates(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n[ \t]+/g, ' '));
}

function copy(from, to = '') {
  if (existsSync(from)) cpSync(from, join(out, to), { recursive: true });
}

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));

function compress(file) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
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
  const isCatalog = (output) => output.entryPoint?.startsWith('web/src/generated/messages/') || output.entryPoint?.startsWith('build/pseudo/');
  const isLater = (output) => Object.keys(output.inputs).every((input) => input.startsWith('node_modules/uqr/')); // fetched when it is asked for
  const wanted = Object.entries(outputs).filter(([, output]) => !isLater(output)).filter(([, output]) => !isCatalog(output) || output.entryPoint.endsWith(`/${language}.ts`));
  const names = wanted.map(([file]) => relative(out, join(root, file))).filter((name) => !name.endsWith('.map'));
  return rows.filter((row) => names.includes(row.name) || row.name === 'mail-doctor.wasm').reduce((sum, row) => sum + row.brotli, 0);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const outputs = await bundleCode();
copy(join(wasm, 'mail-doctor.wasm'), 'mail-doctor.wasm');
copy(join(root, 'profiles'), 'profiles');
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
