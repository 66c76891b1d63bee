// Firefox and WebKit, each behind the same words: `goto(url)`; `run(function, ...arguments)` in the page, whose last argument
// is `hands`; `press(selector)` for what begins a download, and `downloaded(name, end)`. The hands press and type as far as a
// page may do that itself; Chromium's tests have real fingers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';
import { deadPort, listening, temporary } from '../servers.mjs';

/** Runs in the page, again after each navigation. */
function makeHands() {
  const shadow = () => document.querySelector('mail-doctor')?.shadowRoot;
  const all = (selector) => [...(shadow()?.querySelectorAll(selector) ?? [])];
  /** The first thing that `find` finds, as soon as there is one; the test's own time limit ends a wait for nothing. */
  const until = (find) =>
    new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found) resolve(found);
        else setTimeout(look, 50);
      };
      look();
    });
  const hands = {
    all,
    until,
    see: (selector) => until(() => all(selector)[0]),
    press: async (selector) => (await hands.see(selector)).click(),
    type: async (selector, text) => {
      const box = await hands.see(selector);
      box.focus();
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },
    step: async () => {
      const { step, id } = (await hands.see('.step[data-step]')).dataset;
      return id || step;
    },
    /** Presses what leads to another step, and waits for it. */
    onward: async (selector) => {
      const before = await hands.step();
      await hands.press(selector);
      await until(() => all('.step').some((one) => (one.dataset.id || one.dataset.step) !== before));
      return hands.step();
    },
  };
  return hands;
}

const inPage = (work, values) => `(async () => (${work})(...${JSON.stringify(values)}, (${makeHands})()))()`;

/** A folder for downloads: `downloaded(name)` is the file's text once all of it is there, which is when it ends in `end`. */
function makeDownloads() {
  const folder = temporary();
  const downloaded = (name, end) =>
    new Promise((resolve) => {
      const look = () => {
        const file = join(folder, name);
        const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
        if (!text.endsWith(end)) return;
        watcher.close();
        resolve(text);
      };
      const watcher = watch(folder, look);
      look();
    });
  return { folder, downloaded };
}

async function startFirefox() {
  const { folder, downloaded } = makeDownloads();
  const extraPrefsFirefox = { 'browser.download.folderList': 2, 'browser.download.dir': folder, 'browser.download.always_ask_before_handling_new_types': false };
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.MAILDOCTOR_FIREFOX ?? '/usr/bin/firefox-esr', headless: true, extraPrefsFirefox });
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  const offences = [];
  page.on('console', (message) => message.type() === 'error' && offences.push(message.text()));
  page.on('pageerror', (error) => offences.push(String(error)));
  return {
    goto: (url) => page.goto(url),
    run: (work, ...values) => page.evaluate(inPage(work, values)),
    press: (selector) => page.evaluate(inPage((one, { press }) => press(one), [selector])),
    downloaded,
    offences: () => offences,
    stop: () => browser.close(),
  };
}

/** WebKitGTK by its own WebDriver: a session is a folder of addresses. */
async function startWebKit() {
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '800x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [number] = await once(createInterface(display.stdout), 'line');
  const port = await deadPort();
  const { folder, downloaded } = makeDownloads();
  writeFileSync(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${folder}"\n`);
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: `:${number}`, XDG_CONFIG_HOME: folder, WEBKIT_DISABLE_COMPOSITING_MODE: '1' } });
  const stop = () => {
    driver.kill();
    display.kill();
  };
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const binary = process.env.MAILDOCTOR_WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } };
  try {
    await listening(port, driver);
    const { sessionId } = await ask('POST', '', { capabilities });
    await ask('POST', `/${sessionId}/timeouts`, { script: 120_000 });
    return {
      goto: (url) => ask('POST', `/${sessionId}/url`, { url }),
      run: async (work, ...values) => {
        const script = `const done = arguments[0]; ${inPage(work, values)}.then((value) => done({ value }), (error) => done({ error: String(error) }))`;
        const { value, error } = await ask('POST', `/${sessionId}/execute/async`, { script, args: [] });
        if (error) throw new Error(error);
        return value;
      },
      // The driver loses the answer of a script that begins a download: this one has ended by then.
      press: (selector) => ask('POST', `/${sessionId}/execute/sync`, { script: 'const [one] = arguments; setTimeout(() => document.querySelector("mail-doctor").shadowRoot.querySelector(one).click(), 100)', args: [selector] }),
      downloaded,
      offences: () => [],
      stop: async () => {
        await ask('DELETE', `/${sessionId}`);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

export const engines = { Firefox: startFirefox, WebKit: startWebKit };
