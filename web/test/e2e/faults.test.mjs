// Every kind of fault of the practice ward, as it stands on screen: a page sees stage and outcome, and the bridge's own tests see
// each fault. And the way to such a fault from the first question on.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startBridge, startWard } from '../servers.mjs';
import { close, copySite, examine, openPage, startBrowser, stopBrowser } from './browser.mjs';
import { VANTAGE, WANTS_PROBE, aboutToTest, stagesOf, testServers, testServersAtOnce, words } from './probing.mjs';

let ward;
let bridge;
before(async () => {
  await startBrowser();
  const site = copySite();
  ward = await startWard(join(site, 'practice'));
  const quick = ['--resolve-ms', '1500', '--connect-ms', '1000', '--tls-ms', '2000', '--greeting-ms', '2000'];
  bridge = await startBridge({ ward, more: ['--root', site, ...VANTAGE, ...quick] });
});
after(stopBrowser);

test('every kind of fault of the practice ward is named on screen', { concurrency: 2 }, async (t) => {
  const kinds = new Map(ward.faults.filter(({ profile }) => profile).map((fault) => [`${fault.stage} ${fault.outcome}`, fault]));
  const each = [...kinds.values()].map(({ id, stage, outcome }) =>
    t.test(`${id}: ${stage} ${outcome}`, async () => {
      const page = await openPage(`${bridge.url}/practice.html?patient=${id}`, await aboutToTest(id));
      await page.locator('[data-action=start]').waitFor();
      await testServersAtOnce(page);
      const line = page.locator(`.server[data-service="${id}"] .stage[data-stage="${stage}"][data-outcome="${outcome}"]`).first();
      assert.equal(await line.locator('strong').innerText(), words(`outcome.${outcome}`));
      assert.ok((await line.innerText()).startsWith(words(`stage.${stage}`)));
      const all = (await page.locator('.stage').evaluateAll((lines) => lines.map((one) => one.dataset.outcome))).every((one) => one === 'ok');
      const untested = (await page.locator('.unavailable').count()) > 0;
      await page.getByText(words(untested ? 'probe.partlyGood' : all ? 'probe.allGood' : 'probe.someBad')).waitFor();
      await close(page);
    }),
  );
  await Promise.all(each);
});

test('from the first question to the test, which is pressed, and on to the cause that it found', async () => {
  const page = await openPage(`${bridge.url}/practice.html?patient=imaps-expired`);
  const end = await examine(page, { ...WANTS_PROBE, probe: async (tab) => {
    assert.deepEqual(tab.sockets, []);
    await testServers(tab);
    assert.equal((await stagesOf(tab, 'imaps-expired')).at(-1), 'certificate expired');
  } });
  assert.ok(end.taken.includes('probe'), String(end.taken));
  assert.equal(end.id, 'certificate-problem', String(end.taken));
  await page.locator('[part=cause][data-cause=certificate-problem] [data-fact=servers-certificate-wrong]').waitFor();
  await page.locator('[aria-labelledby=tested] [data-field^="probe."]').first().waitFor();
  assert.equal(page.sockets.length, 1);
  await close(page);
});
