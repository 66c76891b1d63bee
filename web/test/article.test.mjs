// The article is rendered from a profile: every host, port, limit, link and word is that provider's, and nothing else.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderArticle, renderPractice, writeArticle } from '../build/article.mjs';
import { json } from '../../tests/wasm/load.mjs';

const first = json('profiles/websupport.se.json');
const other = json('profiles/university.json');
const render = (profile, language, more = {}) => renderArticle(profile, { language, profileUrl: `profiles/${profile.id}.json`, bridge: 'bridge', ...more });

/** The page's words, without its markup. */
const textOf = (page) => page.replace(/<[^>]+>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ');

for (const profile of [first, other]) {
  for (const language of ['sv', 'en']) {
    const page = render(profile, language);
    const text = textOf(page);

    test(`${profile.id}, ${language}: the tables show the recommended servers`, () => {
      for (const service of profile.services.filter((one) => one.standing === 'recommended')) {
        assert.ok(page.includes(`<code>${service.host}</code>`), service.host);
        assert.ok(page.includes(`<code>${service.port}</code>`), service.host);
      }
      assert.ok(text.toLowerCase().includes(profile.words[language].username.toLowerCase()));
      assert.ok(text.includes(profile.words[language].provider));
    });

    test(`${profile.id}, ${language}: every limit is the profile's, and no other figure is named`, () => {
      const amounts = profile.limits.map((one) => String(one.amount));
      for (const amount of amounts) assert.ok(text.includes(` ${amount} `), amount);
      const all = [...first.limits, ...other.limits].map((one) => String(one.amount));
      const figures = new Set(text.match(/\d+/g));
      for (const amount of all.filter((one) => !amounts.includes(one))) assert.ok(!figures.has(amount), amount);
    });

    test(`${profile.id}, ${language}: every support channel and link of the article is there, and leads where the profile says; e-mail is the last`, () => {
      const support = [...profile.support.filter((one) => one.kind !== 'email'), ...profile.support.filter((one) => one.kind === 'email')];
      const links = [...page.split('class="links support"')[1].split('</ul>')[0].matchAll(/<a href="([^"]*)">([^<]*)</g)];
      assert.deepEqual(links.map(([, url]) => url), support.map((one) => one.url));
      support.forEach((one, index) => assert.ok(links[index][2].endsWith(`: ${one.label}`), one.url));
      assert.equal(new Set(links.map(([, , name]) => name)).size, links.length, 'each says by itself where it leads');
      const known = new Set([...profile.support, ...profile.links].map((one) => one.url));
      const outside = [...page.matchAll(/<a href="((?:https?|mailto|tel):[^"]*)"/g)].map(([, url]) => url);
      assert.ok(outside.length >= profile.support.length);
      assert.deepEqual(outside.filter((url) => !known.has(url)), []);
    });

    test(`${profile.id}, ${language}: nothing in it is empty, undefined or another language's page`, () => {
      assert.doesNotMatch(text, /undefined|null|NaN|\[object|\{|\}/);
      assert.ok(page.startsWith(`<!doctype html>\n<html lang="${language}">`));
      assert.equal(page.match(/<h1>/g).length, 1);
      assert.match(page, /<mail-doctor profile="profiles\/[a-z.-]+\.json" bridge="bridge">\s*<div class="fallback"><p>\S/);
    });
  }
}

test('the university’s article has nothing of the other provider, and no invoices', () => {
  for (const language of ['sv', 'en']) {
    const page = render(other, language);
    assert.doesNotMatch(page, /websupport|loopia|kontrollpanel|control panel|faktura|invoice|betal|unpaid/i);
    assert.doesNotMatch(page, /Hela domänen|The whole domain/);
  }
  assert.match(textOf(render(other, 'sv')), /går inget mer iväg på ett dygn/);
});

test('the first provider’s article has the topics of the article that it replaces', () => {
  const text = textOf(render(first, 'sv'));
  for (const topic of ['utomlands', 'VPN', 'obetald', 'imap.websupport.se', '993', 'smtp.websupport.se', '465', '300', '2000', 'per timme', '60 minuter', 'supporten', 'Var artikeln till hjälp?', 'Relaterade artiklar'])
    assert.ok(text.includes(topic), topic);
});

test('a profile without limits, or without a link, leaves their sentences out', () => {
  const bare = textOf(render({ ...first, limits: [], links: first.links.filter((one) => one.id !== 'status') }, 'sv'));
  assert.doesNotMatch(bare, /skickat för många|driftstörningar/);
});

test('whatever a profile says is text, never markup', () => {
  const evil = structuredClone(first);
  evil.words.sv.provider = '<img src=x onerror=alert(1)>';
  evil.support[0].label = '"><script>alert(1)</script>';
  const page = render(evil, 'sv');
  assert.doesNotMatch(page, /<img|<script>/);
  assert.match(page, /&lt;img src=x/);
});

test('there is no code or style in the page itself, and its policy says so', () => {
  for (const page of [render(first, 'sv'), renderPractice({ language: 'sv', bridge: 'bridge' })]) {
    assert.match(page, /Content-Security-Policy" content="default-src &#39;self&#39;; script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;/);
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]* src=)|\son[a-z]+=|javascript:/);
    assert.doesNotMatch(page, /(src|stylesheet" href)="(https?:)?\/\//);
  }
});

test('without a bridge the widget is not told of one', () => {
  assert.doesNotMatch(render(first, 'sv', { bridge: undefined }), /bridge=/);
});

test('all pages are written, and lead to each other', () => {
  const out = mkdtempSync(join(tmpdir(), 'article-'));
  writeArticle(out);
  const read = (name) => readFileSync(join(out, name), 'utf8');
  const pairs = [['index.html', 'en.html'], ['practice.html', 'practice.en.html']];
  for (const [sv, en] of pairs) {
    assert.ok(read(sv).includes(`href="${en}"`));
    assert.ok(read(en).includes(`href="${sv}"`));
  }
  for (const name of ['article.css', 'article.js', 'practice.js', 'icon.svg']) assert.ok(read(name).length > 0, name);
  rmSync(out, { recursive: true });
});
