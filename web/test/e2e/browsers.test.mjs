// The whole examination in Firefox and in WebKit: settings with a mistake, a live test, the verdict, a reload.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { binary, startBridge, startWard, stopAll } from '../servers.mjs';
import { copySite, resumeAt } from './browser.mjs';
import { engines } from './engines.mjs';

/** A browser that does not answer is no reason to wait for ever. */
const HANGS = { timeout: 240_000 };
const ADDRESS = 'kalle@exempel.se';
let bridge, ward;
before(async () => {
  const site = copySite();
  ward = await startWard(join(site, 'practice'));
  bridge = await startBridge({ ward, more: ['--root', site] });
});
after(stopAll);

/** In the page: answers until one of `ends` is on screen; what is not in `answers` is not known. */
async function examine(answers, ends, hands) {
  const { all, onward, step } = hands;
  const taken = [];
  for (let now = await step(); !ends.includes(now) && !all('[part=cause]').length; now = await step()) {
    taken.push(now);
    if (taken.length > 20) throw new Error(`no end: ${taken}`);
    if (now === 'settings') await onward('[data-action=done]');
    else if (now === 'paste') await onward('[data-action=none]');
    else if (now === 'probe' || now === 'domain') await onward('[data-action=skip]');
    else await onward(`[data-answer="${all(`[data-answer="${answers[now]}"]`).length ? answers[now] : 'dont-know'}"]`);
  }
}

for (const [name, start] of Object.entries(engines)) {
  test(`${name}: from the complaint over a misspelt host and a live test to the verdict`, HANGS, async (t) => {
    const engine = await start();
    t.after(() => engine.stop());
    const facts = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', network: 'usual-network', 'webmail-opens': 'opens' };
    await engine.goto(`${bridge.url}/practice.html`);
    await engine.run(examine, facts, ['settings']);

    const found = await engine.run(async ({ press, type, see, all }) => {
      await press('fieldset[data-field="incoming.host"] input[value=different]');
      await type('fieldset[data-field="incoming.host"] .found input[type=text]', 'imap.pratice.test');
      await see('[data-rule=host-misspelt]');
      await press('[data-rule=host-misspelt] [data-action=show]');
      await see('[data-rule=host-misspelt] .new');
      const texts = ['.old', '.new', 'mark'].map((one) => all(`[data-rule=host-misspelt] ${one}`)[0].textContent);
      await press('[data-rule=host-misspelt] [data-action=tick]');
      await see('fieldset[data-field="incoming.host"] [data-changed]');
      return texts;
    });
    assert.deepEqual(found, ['imap.pratice.test', 'imap.practice.test', 'c']);
    await engine.run(async ({ onward }) => onward('[data-action=done]'));
    await engine.run(examine, facts, []);

    const verdict = await engine.run(async ({ see, all }) => {
      await see('[part=cause]');
      return { cause: all('[part=cause]')[0].dataset.cause, mended: all('.mend [data-rule=host-misspelt][data-changed]').length, advice: all('[part=cause] ol li').length };
    });
    assert.equal(verdict.cause, 'wrong-settings');
    assert.equal(verdict.mended, 1);
    assert.ok(verdict.advice > 0);

    await engine.goto(`${bridge.url}/practice.html`);
    await engine.run(async ({ see }) => void (await see('[part=cause][data-cause=wrong-settings]')));
    await engine.run(async ({ onward }) => onward('[data-action=forget]'));
    assert.equal(await engine.run(({ step }) => step()), 'symptom');

    // The live test, for somebody who was about to make it.
    await engine.run(`() => { ${await resumeAt('probe', '/practice/practice.json patient')} }`);
    await engine.goto(`${bridge.url}/practice.html`);
    const stages = await engine.run(async ({ press, see, all }) => {
      await press('[data-action=start]');
      await see('[data-summary=all-good]');
      return all('.stage').map((one) => `${one.dataset.stage} ${one.dataset.outcome}`);
    });
    assert.ok(stages.filter((one) => one === 'capabilities ok').length >= 2, String(stages));
    assert.deepEqual(engine.offences(), []);
  });

  test(`${name}: each set-up file is downloaded as the command line writes it`, HANGS, async (t) => {
    const engine = await start();
    t.after(() => engine.stop());
    const init = await resumeAt('setup', '/practice/practice.json patient', (facts) => {
      facts.settings.address = ADDRESS;
      return { ...facts, answers: { program: 'apple-mail-macos' } };
    });
    // Not yet where the element is: it might begin at once to fetch what the next page needs.
    await engine.goto(`${bridge.url}/article.css`);
    await engine.run(`() => { ${init} }`);
    await engine.goto(`${bridge.url}/practice.html`);
    for (const [program, file] of [['apple', 'exempel.se.mobileconfig'], ['outlook', 'autodiscover.xml'], ['thunderbird', 'config-v1.1.xml'], ['dns', 'exempel.se.zone']]) {
      await engine.run(async (one, { see }) => void (await see(`[data-download=${one}]`)), program);
      await engine.press(`[data-download=${program}]`);
      const written = execFileSync(binary, ['setup', '--profile', join(ward.folder, 'practice.json'), '--for', program, ADDRESS], { encoding: 'utf8' });
      assert.equal(await engine.downloaded(file, written.slice(-20)), written, program);
    }
  });
}
