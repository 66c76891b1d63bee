// What a screen reader is told: roles, names and states of what is on screen, and what the live regions say, and when.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { action, atRest, close, ENDLESS, examine, onward, openPage, press, startBrowser, startSites, step, stopBrowser } from './browser.mjs';
import { aboutToTest } from './probing.mjs';

const sv = Object.assign({}, ...['ui', 'questions', 'causes', 'rules'].map((name) => json(`locales/sv/${name}.json`)));
const say = (key, values = {}) => sv[key].text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

let live;
let practice;
before(async () => {
  await startBrowser();
  ({ live, practice } = await startSites(ENDLESS));
});
after(stopBrowser);

/** The accessibility tree of the panel, a line for each node, without YAML's quotes. */
async function tree(page) {
  const lines = (await page.locator('.panel').ariaSnapshot()).split('\n');
  return lines.map((line) => line.trim().replace(/^- /, '').replace(/^'(.*?)'(:.*)?$/, '$1$2').replace(/:$/, ''));
}

/** These lines, or lines that fit, in this order; others may stand between them. */
async function isHeard(page, wanted) {
  const lines = await tree(page);
  let from = 0;
  for (const one of wanted) {
    const at = lines.findIndex((line, i) => i >= from && (one instanceof RegExp ? one.test(line) : line === one));
    assert.ok(at >= 0, `${one} is not heard in its place:\n${lines.join('\n')}`);
    from = at + 1;
  }
}

/** Listens to the live regions from now on: `said(page)` is what each came to say, in order. */
const listen = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('mail-doctor');
    const now = () => [...shadowRoot.querySelectorAll('[role=status], [role=alert], [aria-live]')].map((one) => one.textContent.trim().replace(/\s+/g, ' ')).filter(Boolean);
    let before = now();
    window.said = [];
    new MutationObserver(() => {
      window.said.push(...now().filter((text) => !before.includes(text)));
      before = now();
    }).observe(shadowRoot, { subtree: true, childList: true, characterData: true });
  });
const said = (page) => page.evaluate(() => window.said);

test('a question is a group of buttons under its name, and nothing is said before a press', async () => {
  const page = await openPage(live.url);
  await step(page);
  await listen(page);
  const title = say('question.symptom.title');
  const answers = Object.keys(sv).filter((key) => key.startsWith('question.symptom.answer.')).map((key) => `button "${say(key, { webmail: 'webbmejlen' })}"`);
  await isHeard(page, [
    `region "${say('ui.title')}"`, `heading "${say('ui.title')}" [level=2]`, `group "${title}"`, `heading "${title}" [level=3]`,
    ...answers, `button "${say('ui.dontKnow')}"`, `button "${say('ui.paste.have')}"`, `button "${say('ui.forget')}"`, 'status',
  ]);
  await atRest(page);
  assert.deepEqual(await said(page), []);
  await onward(page, '[data-answer=cannot-send]');
  await isHeard(page, [`navigation "${say('ui.known.title')}"`, /^button "Ändra svaret: .+"/, `button "${say('ui.back')}"`]);
  assert.deepEqual(await said(page), []); // the focus tells of the next step
  await action(page, 'forget');
  await page.locator('[data-id=symptom]').waitFor();
  assert.deepEqual(await said(page), [say('ui.forgotten')]);
  await close(page);
});

test('a row of the settings is a group with its right value, three radio buttons and what is wrong; that and how much is wrong is said', async () => {
  const page = await openPage(live.url);
  await examine(page, { symptom: 'cannot-receive' }, ['settings']);
  const row = page.locator('[data-field="incoming.host"]');
  await press(page, row.locator('input[value=different]'));
  await listen(page);
  await row.locator('.found input[type=text]').fill('imap.websuport.se');
  await row.locator('[data-rule=host-misspelt]').waitFor();
  await press(page, row.locator('[data-action=show]'));
  const host = say('ui.field.host');
  const [, one] = /one \{(.*?)\}/.exec(sv['ui.settings.summary'].text);
  await isHeard(page, [
    `heading "${say('ui.settings.title')}" [level=3]`, `heading "${say('ui.settings.incoming')}" [level=4]`,
    `group "${host} ${say('ui.settings.rightValue')} imap.websupport.se"`, `radiogroup "${say('ui.settings.compare', { field: host })}"`,
    `radio "${say('ui.settings.same')}"`, `radio "${say('ui.settings.different')}" [checked]`, `radio "${say('ui.settings.cannotFind')}"`,
    `textbox "${say('ui.settings.found')}": imap.websuport.se`, `strong: ${say('rule.host-misspelt.title')}`,
    'button "Kopiera imap.websupport.se"', `checkbox "${say('ui.finding.ticked')}"`,
    `status: ${one}`, `button "${say('ui.settings.done')}"`,
  ]);
  const [finding, count, ...more] = await said(page);
  assert.ok(finding.startsWith(`${say('rule.host-misspelt.title')} ${say('ui.finding.error')}`), finding);
  assert.deepEqual([count, more], [one, []]);
  await press(page, row.locator('[part=copy]'));
  await page.locator('[aria-live]', { hasText: say('ui.copied') }).waitFor();
  assert.equal((await said(page)).at(-1), say('ui.copied'));
  await close(page);
});

test('a live test says how long it may take, and that it is done or was stopped; each stage is a line in its server’s list', async () => {
  const running = await openPage(`${practice.url}/practice.html?patient=imaps-silent`, await aboutToTest('imaps-silent'));
  await atRest(running);
  await listen(running);
  await action(running, 'start');
  await running.locator('.server[data-service=submissions] .stage[data-stage=capabilities][data-outcome=ok]').waitFor(); // one is left that runs
  await running.locator('.stage[data-stage=tls-handshake][data-outcome=running]').waitFor();
  const bound = say('ui.probe.bound').split('{')[0];
  await isHeard(running, [
    `heading "${say('ui.probe.running')}" [level=3]`, new RegExp(`^status: ${bound}`), /^heading "imaps-silent\.practice\.test \(IMAP, \d+\)" \[level=4\]/,
    'list', 'listitem', `text: "${say('ui.stage.connect')}:"`, `strong: ${say('ui.outcome.ok')}`, `text: "${say('ui.stage.tls-handshake')}:"`, `strong: ${say('ui.outcome.running')}`,
    /^heading "smtp\.practice\.test/, `button "${say('ui.probe.cancel')}"`,
  ]);
  const before = await said(running);
  assert.ok(before.at(-1).startsWith(bound) && !before.includes(say('ui.probe.ready')), String(before));
  await action(running, 'cancel');
  await running.locator('[aria-live]', { hasText: say('ui.probe.cancelled') }).waitFor();
  assert.ok(!(await said(running)).includes(say('ui.probe.ready')));
  await close(running);

  const done = await openPage(`${practice.url}/practice.html?patient=imaps-expired`, await aboutToTest('imaps-expired'));
  await atRest(done);
  await listen(done);
  await action(done, 'start');
  await done.locator('[data-summary]').waitFor();
  await isHeard(done, [
    `heading "${say('ui.probe.ready')}" [level=3]`, `strong: ${say('ui.probe.someBad')}`, /^heading "imaps-expired\.practice\.test/,
    `text: "${say('ui.stage.certificate')}:"`, `strong: ${say('ui.outcome.expired')}`, `button "${say('ui.continue')}"`, `button "${say('ui.probe.again')}"`, `status: ${say('ui.probe.ready')}`,
  ]);
  assert.equal((await said(done)).at(-1), say('ui.probe.ready'));
  await close(done);
});

test('the verdict and the report are regions, headings and lists', async () => {
  const page = await openPage(live.url);
  await examine(page, { symptom: 'cannot-send', 'recipients-last-hour': 'over-address-limit', network: 'usual-network', vpn: 'off' });
  const title = say('cause.sending-limit-address.title');
  await press(page, '.report > summary');
  await page.locator('[data-report=text]').waitFor();
  await isHeard(page, [
    `heading "${say('ui.verdict.title')}" [level=3]`, `region "${title}"`, `heading "${title}" [level=4]`,
    `heading "${say('ui.verdict.whyTitle')}" [level=5]`, 'list', /^listitem/, `heading "${say('ui.verdict.adviceTitle')}" [level=5]`, 'list', /^listitem/,
    `button "${say('ui.verdict.itWorks')}"`, `button "${say('ui.verdict.didNotHelp')}"`,
    `region "${say('ui.verdict.supportTitle')}"`, new RegExp(`^link "${say('ui.support.form')}: `),
    `text: ${say('ui.report.title')}`, `heading "${say('ui.report.inShort')}" [level=5]`, 'list', ...Array(5).fill(/^listitem: /), `button "${say('ui.report.copyText')}"`,
  ]);
  await listen(page);
  await action(page, 'copy-report');
  await page.locator('[aria-live]', { hasText: say('ui.copied') }).waitFor();
  assert.deepEqual([...new Set(await said(page))], [say('ui.copied')]);
  await close(page);
});
