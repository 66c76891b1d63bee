// The page's typed wrapper around the WASM, as the page has it: bundled by esbuild, loaded from bytes.
import { randomUUID } from 'node:crypto';
import { build } from 'esbuild';
import { readFileSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glueIn } from '../../web/build/code.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const wasmFolder = process.env.MAILDOCTOR_WASM ?? join(root, 'build/wasm/dist');

/** A module of web/src as it is after bundling; `name` keeps the outputs of the tests apart. */
export async function load(source, name) {
  const outfile = join(root, 'build/test', `${name}.mjs`);
  const unfinished = `${outfile}.${randomUUID()}`; // others may be reading the same one
  await build({
    entryPoints: [join(root, 'web/src', source)],
    outfile: unfinished,
    bundle: true,
    format: 'esm',
    alias: glueIn(wasmFolder),
    logLevel: 'error',
  });
  renameSync(unfinished, outfile);
  return import(pathToFileURL(outfile).href);
}

export const wasmBytes = (name = 'mail-doctor') => new Uint8Array(readFileSync(join(wasmFolder, `${name}.wasm`)));
export const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Without prototypes, so that deepEqual compares values only. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
