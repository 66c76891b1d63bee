// Bundles the page's code: ECMAScript modules with their chunks, minified, for the browsers of docs/embedding.md.
import { build, transform } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const WORKROOM = 'web/src/views/workroom.ts';

/** Leaves a module to a file that stands beside the importing one in the end. */
const leave = (filter, path) => ({ name: path, setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })) });

const BROWSERS = ['safari16.4', 'chrome111', 'firefox115'];

/** As texts, made small. */
const styles = {
  name: 'styles',
  setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, async ({ path }) => {
    const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, charset: 'utf8', target: BROWSERS });
    return { contents: code.trim(), loader: 'text' };
  }),
};

/**
 * Builds the workroom, which takes what web/src/shared.ts lists out of element.js, and then all `entryPoints` at once, so that they
 * agree on the chunks' names. In one build the two would share a third file, and a first visit would wait for both. The workroom's
 * name tells its content, so that a page never gets that of another version. `glue` is the folder of Emscripten's, `texts` that of
 * messages.mjs; `plugins` are esbuild's, and so is the list of outputs.
 */
export async function bundleCode({ entryPoints, out, glue, texts = 'build/texts', dev = false, plugins = [] }) {
  const bundle = async (entries, entryNames, ...more) => (await build({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: BROWSERS,
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    metafile: true,
    alias: glueIn(glue),
    plugins: [...plugins, ...more, styles],
    entryPoints: entries,
    outdir: out,
    splitting: true,
    entryNames,
    chunkNames: '[name]-[hash]',
  })).metafile.outputs;
  const rooms = await bundle({ workroom: WORKROOM }, '[name]-[hash]', leave(/\/(shared|doctor|clean)\.js$/, './element.js'));
  const [workroom] = Object.entries(rooms).find(([, { entryPoint }]) => entryPoint === WORKROOM);
  const small = Object.fromEntries(readdirSync(join(root, texts)).map((name) => [`texts/${basename(name, '.js')}`, `${texts}/${name}`]));
  const outputs = { ...rooms, ...await bundle({ ...entryPoints, ...small }, '[dir]/[name]', leave(/\/workroom\.js$/, `./${basename(workroom)}`)) };
  if (!dev) for (const name of Object.keys(outputs)) joinTemplates(join(root, name));
  return outputs;
}

/** Where the sources' `#glue` is; without a folder there is none. */
export const glueIn = (folder) => ({ '#glue': folder ? join(folder, 'mail-doctor.mjs') : join(root, 'web/build/no-glue.mjs') });

/** Minified code has line breaks in templates only; with the indentation behind them they are one space of HTML. */
function joinTemplates(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n[ \t]+/g, ' '));
}
