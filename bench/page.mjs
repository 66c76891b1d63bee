// The first load of the widget beside peers: bytes, and the time until it can be used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotli, browser, median, root, serve, slow, table } from './lib.mjs';
import { mounts, pages, widgets } from './widgets.mjs';

const runs = Number(process.env.RUNS ?? 9);
const server = await serve(pages, mounts);
const chromium = await browser();

/** Loads a widget's page cold; gives the time to ready, and the size of everything but the page itself. */
async function load(index, throttled, isReady = widgets[index].ready) {
  const context = await chromium.newContext({ viewport: { width: 412, height: 823 }, locale: 'sv-SE' });
  const page = await context.newPage();
  const sizes = new Map();
  const pending = [];
  page.on('response', (response) => {
    const { origin, pathname: path } = new URL(response.url());
    if (origin !== server.origin || path.endsWith('.html') || !response.ok()) return;
    pending.push(response.body().then((body) => sizes.set(path, brotli(body).length), () => {}));
  });
  await page.addInitScript(`(() => {
    const ready = ${isReady};
    const look = () => (ready() ? (window.readyAt = performance.now()) : requestAnimationFrame(look));
    look();
  })()`);
  if (throttled) await slow(page);
  await page.goto(`${server.origin}/${index}.html`, { waitUntil: 'commit' });
  const ready = await page.waitForFunction(() => window.readyAt, undefined, { timeout: 30_000, polling: 50 }).then((value) => value.jsonValue(), () => NaN);
  if (!throttled) await page.waitForLoadState('networkidle');
  await Promise.all(pending);
  await context.close();
  return { ready, sizes };
}

const kb = (bytes) => (bytes / 1000).toFixed(1);
const sizes = [];
const times = [];
for (const [index, widget] of widgets.entries()) {
  const parts = [...(await load(index, false)).sizes];
  const sum = (extensions) => parts.filter(([path]) => extensions.some((extension) => path.endsWith(extension))).reduce((total, [, size]) => total + size, 0);
  const all = parts.reduce((total, [, size]) => total + size, 0);
  sizes.push([widget.name, kb(sum(['.js', '.mjs'])), kb(sum(['.wasm'])), kb(all - sum(['.js', '.mjs', '.wasm'])), kb(all), parts.length]);
  for (const [name, isReady] of [[widget.name, widget.ready], ...(widget.alsoReady ? [widget.alsoReady] : [])]) {
    const ready = [];
    for (let i = 0; i < runs; ++i) ready.push((await load(index, true, isReady)).ready);
    times.push([name, median(ready).toFixed(0), Math.min(...ready).toFixed(0), Math.max(...ready).toFixed(0)]);
  }
}
for (const [name, file] of [['validator', 'validator/validator.min.js'], ['mailcheck', 'mailcheck/src/mailcheck.min.js']]) {
  const size = kb(brotli(readFileSync(join(root, 'bench/node_modules', file))).length);
  sizes.push([name, size, '0.0', '0.0', size, 1]);
}
table('First load of everything for one language, kB in brotli 11', ['widget', 'script', 'wasm', 'other', 'all', 'requests'], sizes);
table(`Ready to use, slow 4G and 4x CPU, cold, ${runs} loads, ms`, ['widget', 'median', 'least', 'most'], times);
await chromium.close();
server.close();
