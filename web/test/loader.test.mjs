// The script tag: small, and once it starts, everything is under way in the same tick.
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../tests/wasm/load.mjs';

const out = mkdtempSync(join(tmpdir(), 'loader-'));
let loader;
let asked;
let observed;
let page;

before(async () => {
  // What the loader imports is replaced by modules that only tell that they were asked for.
  const tell = { name: 'tell', setup: (it) => {
    it.onResolve({ filter: /\.js$/ }, ({ path }) => ({ path, namespace: 'tell' }));
    it.onLoad({ filter: /.*/, namespace: 'tell' }, ({ path }) => ({ contents: `globalThis.asked.push(${JSON.stringify(path)})` }));
  } };
  loader = join(out, 'loader.mjs');
  await build({ entryPoints: [join(root, 'web/src/loader.ts')], outfile: loader, bundle: true, format: 'esm', plugins: [tell], logLevel: 'error' });
});
after(() => rmSync(out, { recursive: true }));

class Fake {
  constructor(attributes, lang) {
    Object.assign(this, { attributes, dataset: {}, lang });
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  closest(selector) {
    return selector === '[lang]' ? this.lang && { getAttribute: () => this.lang } : this;
  }
}

/** A page with these elements; `near` says that one of them nears the view. */
function setUp(elements, { wasm = true } = {}) {
  asked = [];
  observed = new Set();
  const listeners = new Map();
  page = { elements, listeners };
  Object.assign(globalThis, {
    asked,
    Element: Fake,
    document: { querySelectorAll: () => page.elements },
    fetch: (address) => (asked.push(String(address).replace(/^.*\//, '')), Promise.reject(new TypeError('offline'))),
    addEventListener: (name, listener) => listeners.set(name, listener),
    removeEventListener: (name) => listeners.delete(name),
    MutationObserver: class {
      constructor(tell) { page.arrive = tell; }
      observe() { page.watched = true; }
      disconnect() { page.watched = false; }
    },
    IntersectionObserver: wasm && class {
      constructor(tell) { page.near = () => tell([{ isIntersecting: false }, { isIntersecting: true }]); page.far = () => tell([{ isIntersecting: false }]); }
      observe(one) { observed.add(one); }
      disconnect() { observed.clear(); }
    },
  });
}

let count = 0;
const run = () => import(`${pathToFileURL(loader).href}?${(count += 1)}`);
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('the loader is 2048 bytes at most', async () => {
  const { metafile } = await build({ absWorkingDir: root, entryPoints: { loader: 'web/src/loader.ts' }, outdir: out, bundle: true, format: 'esm', splitting: true, minify: true, metafile: true, write: false,
    target: ['safari16.4'], legalComments: 'none', external: ['./index.js', './opening.js', './generated/*'], chunkNames: '[name]-[hash]' });
  const [[, { bytes }]] = Object.entries(metafile.outputs);
  // Names of chunks are longer than those of sources by their hash.
  assert.ok(bytes + 4 * 12 <= 2048, `${bytes} bytes`);
});

test('nothing is asked for until an element nears the view', async () => {
  setUp([new Fake({ profile: 'p.json' }, 'sv')]);
  await run();
  assert.equal(observed.size, 1);
  page.far();
  assert.deepEqual(asked, []);
});

test('opening, core, profile, language and code are started in the same tick', async () => {
  setUp([new Fake({ profile: 'p.json' }, 'sv-FI')]);
  await run();
  page.near();
  assert.deepEqual(asked, ['mail-doctor.wasm', 'p.json']);
  await settled();
  assert.deepEqual(asked, ['mail-doctor.wasm', 'p.json', './opening.js', './generated/messages/page.sv.js', './index.js']);
  assert.ok(page.elements[0].ahead.profile instanceof Promise && page.elements[0].ahead.wasm instanceof Promise);
  assert.equal(observed.size + page.listeners.size, 0);
  assert.equal(page.watched, false);
});

test('a touch starts it too, once; a touch elsewhere does not', async () => {
  setUp([new Fake({ profile: 'p.json' }, 'en')]);
  await run();
  const press = page.listeners.get('pointerdown');
  press({ target: Object.assign(new Fake({}), { closest: () => null }) });
  press({ target: null });
  assert.deepEqual(asked, []);
  press({ target: page.elements[0] });
  await settled();
  assert.deepEqual(asked, ['mail-doctor.wasm', 'p.json', './opening.js', './generated/messages/page.en.js', './index.js']);
});

test('an examination under way is started at once, and without the opening', async () => {
  setUp([new Fake({ profile: 'p.json' }, 'en')]);
  globalThis.sessionStorage = { 'mail-doctor /p.json 0': '{}' };
  await run();
  await settled();
  delete globalThis.sessionStorage;
  assert.deepEqual(asked, ['mail-doctor.wasm', 'p.json', './generated/messages/page.en.js', './index.js']);
});

test('an element that the page puts in later is watched as well', async () => {
  setUp([]);
  await run();
  page.elements = [new Fake({ profile: 'p.json' }, 'en')];
  page.arrive();
  assert.equal(observed.size, 1);
});

test('an element without a profile asks for none', async () => {
  setUp([new Fake({}, 'en')]);
  await run();
  page.near();
  assert.deepEqual(asked, ['mail-doctor.wasm']);
  await settled();
});

test('a browser that cannot run it keeps the page, and no room is held free', async () => {
  setUp([new Fake({ profile: 'p.json' }, 'sv')], { wasm: false });
  await run();
  await settled();
  assert.deepEqual(asked, []);
  assert.equal(page.elements[0].dataset.state, 'failed');
});
