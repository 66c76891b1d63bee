// Bundles the page's code: ECMAScript modules with their chunks, minified, for the browsers of docs/embedding.md.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Builds all `entryPoints` at once, so that they agree on the chunks' names. `glue` is Emscripten's; `plugins` are esbuild's, and
 * so is the list of outputs.
 */
export async function bundleCode({ entryPoints, out, glue, dev = false, plugins = [] }) {
  const result = await build({
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
    alias: { '#glue': glue, '#set-up-glue': glue.replace(/mail-doctor\.mjs$/, 'set-up.mjs') },
    plugins,
    entryPoints,
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
