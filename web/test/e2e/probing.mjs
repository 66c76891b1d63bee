// What the tests of the live test share.
import { json } from '../../../tests/wasm/load.mjs';
import { action, resumeAt } from './browser.mjs';

const sv = json('locales/sv/ui.json');
export const words = (key) => sv[`ui.${key}`].text;
export const WANTS_PROBE = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens' };
export const VANTAGE = ['--vantage', 'övningen'];
export const PAUSE_MS = 6000;

export const stored = (page) => page.evaluate(() => JSON.parse(Object.values(sessionStorage)[0]).facts);

/** A person who was about to test the servers when the page was loaded. */
export const aboutToTest = async (patient, host = '') => ({
  init: await resumeAt('probe', `/practice/practice-${patient}.json patient`, (facts) => {
    Object.assign(facts.settings, { address: host && 'anna@exempel.se', incoming: { ...facts.settings.incoming, host } });
    return facts;
  }),
});

/** The same in the article. */
export const inArticle = async () => ({ init: await resumeAt('probe', '/profiles/websupport.se.json 0') });

/** Each stage of a service as it stands in the details: `connect ok`. */
export const stagesOf = (page, service) =>
  page.locator(`.server[data-service="${service}"] .address .stage`).evaluateAll((all) => all.map((one) => `${one.dataset.stage} ${one.dataset.outcome}`));

export async function testServers(page) {
  await action(page, 'start');
  await page.locator('[data-summary]').waitFor();
}

/** The same without the pause before a second look. */
export async function testServersAtOnce(page) {
  await page.clock.install();
  await action(page, 'start');
  const summary = page.locator('[data-summary]');
  const again = page.locator('[data-look="ui.probe.onceMore"]');
  await again.or(summary).first().waitFor();
  if (await again.count()) await page.clock.fastForward(PAUSE_MS);
  await summary.waitFor();
}
