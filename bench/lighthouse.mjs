// Lighthouse's scores of the article on a phone, beside the article without the element; and how long the longest task lasts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { median, root, serve, table } from './lib.mjs';

const runs = Number(process.env.RUNS ?? 5);
const site = join(root, 'build/site');
const without = (page) => page.replaceAll(/<script type="module"[^>]*><\/script>|<link rel="(module)?preload"[^>]*>/g, '');
const ARTICLES = { 'the article': 'index.html', 'in English': 'en.html', 'the iframe': 'embed.html' };
const pages = Object.fromEntries(Object.values(ARTICLES).flatMap((file) => {
  const page = readFileSync(join(site, file), 'utf8');
  if (without(page) === page) throw new Error(`${file} no longer loads the element as this expects`);
  return [[`/${file}`, page], [`/without/${file}`, without(page)]];
}));
const server = await serve(pages, { '/without/': site, '/': site });
const chrome = await launch({ chromePath: '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const AUDITS = ['total-blocking-time', 'max-potential-fid', 'largest-contentful-paint', 'cumulative-layout-shift'];
const rows = [];
for (const [name, file] of Object.entries(ARTICLES)) {
  for (const [title, path] of [[name, `/${file}`], [`${name}, without the element`, `/without/${file}`]]) {
    const found = [];
    for (let i = 0; i < runs; ++i) {
      const { lhr } = await lighthouse(server.origin + path, { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES });
      found.push([...CATEGORIES.map((one) => lhr.categories[one].score * 100), ...AUDITS.map((one) => lhr.audits[one].numericValue)]);
    }
    rows.push([title, ...found[0].map((_, i) => median(found.map((one) => one[i]))).map((value, i) => value.toFixed(i === 7 ? 3 : 0))]);
  }
}
table(`Lighthouse, mobile, median of ${runs}; times in ms`, ['page', 'performance', 'accessibility', 'practices', 'SEO', 'blocking', 'longest task', 'LCP', 'shift'], rows);
await chrome.kill();
server.close();
