// Renders the help article and the practice page: hosts, ports, limits, links, words and support out of a profile.
//   node web/build/article.mjs [--profile profiles/NAME.json] [--out build/site]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { html } from '../article/html.mjs';
import * as en from '../article/en.mjs';
import * as sv from '../article/sv.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const TEXTS = { sv, en };
const PAGES = { sv: 'index.html', en: 'en.html' };
const EMBED = { sv: 'embed.html', en: 'embed.en.html' };
const PRACTICE = { sv: 'practice.html', en: 'practice.en.html' };
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'; object-src 'none'";

const recommended = (profile, protocols) => profile.services.find((one) => one.standing === 'recommended' && protocols.includes(one.protocol));

/** What an article says about a provider, in one language. */
function readProfile(profile, language) {
  const { words, values } = TEXTS[language];
  const a = {
    words: profile.words[language] ?? Object.values(profile.words)[0],
    links: Object.fromEntries((profile.links ?? []).map((one) => [one.id, one.url])),
    limits: Object.fromEntries((profile.limits ?? []).map((one) => [one.scope, one])),
    support: profile.support ?? [],
    hasInvoices: !profile.absentCauses?.includes('service-suspended'),
  };
  const right = values(a);
  const rows = (service) => [
    [words.settingsOf.server, service.host],
    [words.settingsOf.port, service.port],
    [words.settingsOf.security, words.security[service.security]],
    [words.settingsOf.username, right.username],
    [words.settingsOf.password, right.password],
  ];
  return {
    ...a,
    incoming: rows(recommended(profile, ['imap', 'pop3'])),
    outgoing: rows(recommended(profile, ['smtp'])),
    durationOf: (scope) => right.duration(a.limits[scope].windowMinutes),
    windowOf: (scope) => right.window(a.limits[scope].windowMinutes),
  };
}

/** In the profile's order, but for e-mail: it is what does not work. */
const supportList = (a, language) => html`<ul class="links support">${[...a.support].sort((x, y) => (x.kind === 'email') - (y.kind === 'email')).map((one) => html`
<li><a href="${one.url}">${TEXTS[language].words.support[one.kind]}: ${one.label}</a>${one.hours?.[language] && ` ${one.hours[language]}`}</li>`)}
</ul>`;

const table = (caption, rows) => html`<table>
<caption>${caption}</caption>
<tbody>${rows.map(([name, value], index) => html`
<tr><th scope="row">${name}</th><td>${index < 2 ? html`<code>${value}</code>` : value}</td></tr>`)}
</tbody>
</table>`;

/** With a `profileUrl` the widget is on the first screen, and what it needs is fetched with the page: docs/embedding.md. */
const page = ({ language, title, description, other, otherHref, scripts, body, profileUrl }) => html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="article.css">
${scripts.map((one) => html`<script type="module" src="${one}"></script>
`)}${profileUrl && html`<link rel="modulepreload" href="opening.js">
<link rel="preload" as="fetch" crossorigin href="${profileUrl}">
<link rel="modulepreload" href="element.js">
`}</head>
<body>
<nav class="top"><a href="${otherHref}" hreflang="${language === 'sv' ? 'en' : 'sv'}" lang="${language === 'sv' ? 'en' : 'sv'}">${other}</a></nav>
<main>
${body}
</main>
</body>
</html>
`;

/**
 * The article as one HTML page. `profileUrl` and `bridge` are what the widget is to use; without `bridge` it tests nothing.
 */
export function renderArticle(profile, { language, profileUrl, bridge }) {
  const { words, article } = TEXTS[language];
  const a = readProfile(profile, language);
  const support = supportList(a, language);
  const widget = html`<mail-doctor profile="${profileUrl}"${bridge ? html` bridge="${bridge}"` : ''}>
<div class="fallback"><p>${words.fallback}</p></div>
</mail-doctor>`;
  const body = article(a, { widget, table, support });
  const other = language === 'sv' ? 'en' : 'sv';
  return String(page({ language, title: words.title, description: words.description, other: words.other, otherHref: PAGES[other], scripts: ['mail-doctor.js', 'article.js'], body, profileUrl }));
}

/** The widget alone, for an `iframe` in a page that may hold no script; beneath it the right values, as in the article. */
export function renderEmbed(profile, { language, profileUrl, bridge }) {
  const { words } = TEXTS[language];
  const a = readProfile(profile, language);
  const other = language === 'sv' ? 'en' : 'sv';
  const body = html`<mail-doctor profile="${profileUrl}" bridge="${bridge}"><div class="fallback"><p>${words.fallback}</p></div></mail-doctor>
${table(words.incoming, a.incoming)}${table(words.outgoing, a.outgoing)}${supportList(a, language)}`;
  return String(page({ language, title: words.title, description: words.description, other: words.other, otherHref: EMBED[other], scripts: ['mail-doctor.js'], body, profileUrl }));
}

/** The practice page; its list of patients is that of the practice ward, read when the page is opened. */
export function renderPractice({ language, bridge }) {
  const { words } = TEXTS[language];
  const { practice } = words;
  const other = language === 'sv' ? 'en' : 'sv';
  const body = html`
<h1>${practice.title}</h1>
<p class="lead">${practice.intro}</p>
<mail-doctor id="patient" bridge="${bridge}"><div class="fallback"><p>${words.fallback}</p></div></mail-doctor>
<section><h2>${practice.list}</h2><p id="none" hidden>${practice.none}</p><ul id="patients" class="links patients" data-all="${practice.all}"></ul></section>`;
  return String(page({ language, title: practice.title, description: practice.intro, other: words.other, otherHref: PRACTICE[other], scripts: ['practice.js'], body }));
}

/** Writes every page with its style and scripts into `out`. */
export function writeArticle(out, { profileFile = join(root, 'profiles/websupport.se.json'), bridge = 'bridge' } = {}) {
  const profile = JSON.parse(readFileSync(profileFile, 'utf8'));
  mkdirSync(out, { recursive: true });
  for (const language of Object.keys(TEXTS)) {
    const profileUrl = `profiles/${profile.id}.json`;
    writeFileSync(join(out, PAGES[language]), renderArticle(profile, { language, profileUrl, bridge }));
    writeFileSync(join(out, EMBED[language]), renderEmbed(profile, { language, profileUrl, bridge }));
    writeFileSync(join(out, PRACTICE[language]), renderPractice({ language, bridge }));
  }
  for (const file of ['article.css', 'article.js', 'practice.js', 'icon.svg']) copyFileSync(join(root, 'web/article', file), join(out, file));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
  writeArticle(resolve(root, option('--out') ?? 'build/site'), { profileFile: option('--profile') });
}
