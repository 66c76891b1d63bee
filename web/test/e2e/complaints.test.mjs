// Five people who know their complaint only: on a phone with a slow processor, in Swedish. The right cause and the right first
// thing to do, after few presses; nearly so when two things are not known.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPlain } from '../servers.mjs';
import { action, atRest, close, copySite, examine, openPage, PHONE, press, respond, startBrowser, startLive, step, stopBrowser } from './browser.mjs';
import { people } from './complaining.mjs';
import { stored, words } from './probing.mjs';

let live;
let silent;
before(async () => {
  await startBrowser();
  const site = copySite();
  live = await startLive(site);
  silent = await startPlain(site, { hang: true });
});
after(stopBrowser);

/** Types what stands in the program instead, row by row; the rest is not compared. */
const differ = (rows) => async (page) => {
  for (const [field, value] of Object.entries(rows)) {
    const row = page.locator(`fieldset[data-field="${field}"]`);
    await press(page, row.locator('.options input[value=different]').first());
    await row.locator('.found input[type=text]').fill(value);
  }
};
const typed = (rows) => Object.values(rows).join('').length;

/** Presses the test against a bridge whose network drops every packet: in the end the page says so, and what to do. */
async function testInVain(page) {
  const told = await stored(page);
  await page.clock.install();
  await action(page, 'start');
  await page.getByRole('heading', { name: words('probe.connecting') }).waitFor();
  await page.clock.fastForward(8000);
  await page.locator('[data-summary=not-tested]', { hasText: words('probe.notTested') }).waitFor();
  assert.deepEqual([...new Set(await page.locator('.server .unavailable').allInnerTexts())], [words('unavailable.bridge-absent')]);
  assert.deepEqual(await page.locator('.step .actions button').allInnerTexts(), [words('continue'), words('probe.again')]);
  const { probes, ...rest } = await stored(page);
  assert.ok(probes.every((one) => one.unavailable === 'bridge-absent'));
  assert.deepEqual({ ...rest, probes: [] }, told);
}

/** The person's page, and what the person knows of the steps on it; `without`: what is not known. */
async function open({ timezoneId = 'Europe/Stockholm', bridge, answers, paste, rows }, without = []) {
  const page = await openPage((bridge === 'silent' ? silent : live).url, { context: { ...PHONE, timezoneId }, allowed: /WebSocket connection|ERR_INTERNET_DISCONNECTED/ });
  const known = { ...answers, paste, ...(rows && { settings: differ(rows) }), ...(bridge && { probe: testInVain }), ...Object.fromEntries(without.map((id) => [id, 'dont-know'])) };
  return { page, known };
}

async function meet(person, without) {
  const { page, known } = await open(person, without);
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const end = await examine(page, known);
  assert.equal(end.kind, 'verdict');
  return { page, taken: end.taken };
}

/** The causes on screen, the first one first. */
const causes = (page) => page.locator('[part=cause], .others [data-cause]').evaluateAll((all) => all.map((one) => one.dataset.cause));

/** The first thing that the verdict tells to do: a piece of advice, or the rule and the field of something to mend. */
const firstThing = (page) => page.locator('.mend [data-rule], [part=cause] .advice > [data-advice]').first().evaluate(({ dataset: { advice, rule, field } }) => advice ?? `${rule} ${field}`);

for (const [name, person] of Object.entries(people)) {
  test(`${name}: the right cause and the right first step, after ${person.presses} presses at most`, async () => {
    const { page, taken } = await meet(person);
    const [first] = await causes(page);
    assert.ok(person.causes.includes(first), `${first} after ${taken}`);
    assert.equal(await firstThing(page), person.first);
    assert.ok(page.presses <= person.presses, `${page.presses} presses: ${taken}`);
    if (person.rows) assert.ok(typed(person.rows) <= 40);
    await close(page);
  });

  test(`${name}, and does not know two things`, async () => {
    const { page, taken } = await meet(person, person.unknown);
    const named = await causes(page);
    assert.ok(named.slice(0, 2).some((one) => person.causes.includes(one)) || named[0] === 'undetermined', `${named} after ${taken}`);
    if (person.bridge) assert.ok(taken.includes('probe') && person.causes.includes(named[0]), `${named[0]} after ${taken}`);
    await page.locator('[part=support] a').first().waitFor();
    await close(page);
  });

  test(`${name}, and the network goes away after two steps: the same end, and what was told stays`, async () => {
    const { page, known } = await open(person);
    for (let steps = 0; steps < 2; steps += 1) await respond(page, await step(page), known);
    await atRest(page);
    const { answers, pastedError } = await stored(page);
    await page.context().setOffline(true);
    const end = await examine(page, known);
    const [first] = await causes(page);
    assert.ok(end.kind === 'verdict' && person.causes.includes(first), `${first} after ${end.taken}`);
    assert.equal(await firstThing(page), person.first);
    const now = await stored(page);
    assert.deepEqual({ ...now.answers, ...answers }, now.answers);
    assert.equal(now.pastedError, pastedError);
    assert.ok(!end.taken.some((one) => one in answers || one === 'paste'), String(end.taken));
    await close(page);
  });
}
