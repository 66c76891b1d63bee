// What the page keeps, forgets, asks for and never does.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { json } from '../../../tests/wasm/load.mjs';
import { startBridge, startWard } from '../servers.mjs';
import { action, atHeading, atRest, close, compare, copySite, DESKTOP, examine, onward, openPage, press, respond, resumeAt, startBrowser, startLive, step, stopBrowser, widget } from './browser.mjs';

const sv = json('locales/sv/ui.json');
const words = (key) => sv[`ui.${key}`].text;
const profile = json('profiles/websupport.se.json');

let site;
let live;
before(async () => {
  await startBrowser();
  site = copySite();
  live = await startLive(site);
});
after(stopBrowser);

const storage = (page) => page.evaluate(() => ({ session: { ...sessionStorage }, local: { ...localStorage }, cookie: document.cookie, state: history.state, url: location.href }));

/** Everything that the tab holds, as text. */
const everything = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('mail-doctor');
    const values = [...shadowRoot.querySelectorAll('input, textarea')].map((one) => one.value);
    return JSON.stringify([document.documentElement.outerHTML, shadowRoot.innerHTML, values, { ...sessionStorage }, { ...localStorage }, document.cookie, history.state, location.href]);
  });

/** A page whose reader comes, or fails, when the test says so; `asked` counts. */
async function withReader(answer, options) {
  const page = await openPage('about:blank', options);
  const reader = { asked: 0 };
  await page.route('**/reader.wasm', (route) => ((reader.asked += 1), answer(route)));
  await page.goto(live.url);
  return [page, reader];
}

const frames = (page, count) => page.evaluate(async (all) => {
  for (let i = 0; i < all; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}, count);

test('what cannot be fetched ahead is tried once for each step, not for ever', { timeout: 120_000 }, async () => {
  const [page, reader] = await withReader((route) => route.abort());
  const { taken } = await examine(page, { symptom: 'cannot-send-or-receive', 'webmail-opens': 'opens-but-refuses-login', 'who-else': 'others-too', invoice: 'unpaid' });
  while (reader.asked === 0) await frames(page, 1);
  await frames(page, 30);
  assert.ok(reader.asked <= taken.length + 1, `${reader.asked} times`);
  const before = reader.asked;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  while (reader.asked === before) await frames(page, 1); // the net is there again
  await frames(page, 30);
  assert.equal(reader.asked, before + 1);
  await page.context().close();
});

test('a message that was to be read is forgotten with the rest, if it is forgotten meanwhile', async () => {
  let arrive;
  const [page] = await withReader((route) => new Promise((resolve) => (arrive = resolve)).then(() => route.continue()));
  await examine(page, { symptom: 'cannot-send' }, ['paste']);
  await page.locator('textarea').fill('535 5.7.8 authentication failed');
  await action(page, 'read');
  await page.getByText(words('wait')).waitFor();
  await onward(page, '[data-action=forget]');
  arrive();
  await atRest(page);
  await frames(page, 30);
  assert.deepEqual(await step(page), { kind: 'question', id: 'symptom' });
  assert.doesNotMatch(await everything(page), /5\.7\.8/);
  await page.context().close();
});

test('nothing is said of a case that cannot be read yet, and a press tries again', async () => {
  const init = await resumeAt('', '/profiles/websupport.se.json 0', (facts) => ({ ...facts, answers: { symptom: 'cannot-receive' }, skipped: ['settings'], settings: { ...facts.settings, incoming: { ...facts.settings.incoming, host: 'imap.websuport.se' } } }));
  let isBack = false;
  const [page] = await withReader((route) => (isBack ? route.continue() : route.abort()), { init });
  await page.getByRole('heading', { name: words('missing') }).waitFor();
  assert.equal(await page.locator('[part=cause], [data-answer], [data-action=continue]').count(), 0);
  isBack = true;
  await action(page, 'retry');
  await page.getByRole('heading', { name: words('missing') }).waitFor({ state: 'detached' });
  await atHeading(page);
  const end = await examine(page, { symptom: 'cannot-receive' });
  assert.equal(end.id, 'wrong-settings');
  await page.locator('.mend [data-rule=host-misspelt]').waitFor();
  await page.context().close();
});

test('a whole examination with a probe obeys the policy, and asks the bridge only when told to', async () => {
  const own = copySite();
  const ward = await startWard(join(own, 'practice'));
  const bridge = await startBridge({ ward, more: ['--root', own] });
  const page = await openPage(`${bridge.url}/practice.html`, { context: DESKTOP, init: await resumeAt('probe', '/practice/practice.json patient') });
  await step(page);
  await atRest(page);
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const facts = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens', settings: compare, paste: 'Lösenord: hemligt 535', probe: async (tab) => {
    assert.deepEqual(tab.sockets, []);
    await action(tab, 'start');
    await tab.locator('[data-summary=all-good]').waitFor();
  } };
  const end = await examine(page, facts);
  assert.ok(end.taken.includes('probe'), String(end.taken));
  assert.deepEqual(page.sockets, [`${bridge.url.replace('http', 'ws')}/bridge`]);
  assert.deepEqual(requests, []); // all was there at rest, before the first answer
  await close(page);
  await bridge.stop();
  await ward.stop();
});

test('the policy of the server is the strict one', async () => {
  const response = await fetch(live.url);
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|\*/);
});

const bare = {
  'without JavaScript': { script: false },
  'without WebAssembly': { init: 'delete globalThis.WebAssembly' },
};
for (const [name, options] of Object.entries(bare)) {
  test(`${name} the article has the right values, links and support`, async () => {
    const page = await openPage(live.url, options);
    for (const service of profile.services.filter((one) => one.standing === 'recommended')) {
      assert.ok(await page.locator('td code', { hasText: service.host }).isVisible());
      assert.ok(await page.locator('td code', { hasText: String(service.port) }).isVisible());
    }
    for (const { url } of profile.support) assert.ok(await page.locator(`.support a[href="${url}"]`).first().isVisible());
    assert.ok(await page.locator(`a[href="${profile.links[0].url}"]`).first().isVisible());
    assert.ok(await page.locator('.fallback').isVisible());
    assert.ok((await widget(page).boundingBox()).height < 250);
    if (options.script === false) await page.context().close();
    else await close(page);
  });
}

for (const missing of ['mail-doctor.wasm', 'profiles/websupport.se.json', 'element.js']) {
  test(`where ${missing} cannot be loaded, the article stands`, async () => {
    const page = await openPage('about:blank', { allowed: /./ });
    await page.route(`**/${missing}`, (route) => route.abort());
    await page.goto(live.url);
    await page.locator('mail-doctor[data-state=failed] .fallback').waitFor();
    await page.context().close();
  });
}

for (const [name, broken] of Object.entries({ 'services without types': { services: 7 }, 'links that are none, which only a later step shows': { links: 7 }, 'no words': { words: {} } })) {
  test(`where the profile has ${name}, the article stands`, async () => {
    const page = await openPage('about:blank');
    await page.route('**/profiles/*.json', (route) => route.fulfill({ json: { ...profile, ...broken } }));
    await page.goto(live.url);
    const end = page.locator('mail-doctor[data-state=failed] .fallback');
    const choice = page.locator('mail-doctor:not([data-state]) .step[data-step] :is([data-answer=dont-know], [data-action=none])');
    while ((await Promise.race([end, choice].map((one) => one.first().waitFor().then(() => one)))) === choice) await press(page, choice.first());
    assert.equal(await page.locator('.panel').count(), 0);
    await page.context().close();
  });
}

test('a reload keeps the case, the step and the way back', async () => {
  const page = await openPage(live.url);
  await examine(page, { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device' }, ['settings', 'verdict']);
  await page.locator('#address').fill('anna@exempel.se');
  await compare(page, { 'incoming.host': 'imap.websuport.se', 'incoming.port': '995' });
  await page.locator('[data-rule=host-misspelt]').waitFor();
  const before = await page.locator('.step').innerText();
  await page.reload();
  assert.equal((await step(page)).kind, 'settings');
  assert.equal(await page.locator('#address').inputValue(), 'anna@exempel.se');
  assert.equal(await page.locator('[id="found-incoming-host"]').inputValue(), 'imap.websuport.se');
  assert.equal(await page.locator('.step').innerText(), before);
  await onward(page, '[data-action=back]');
  assert.equal((await step(page)).kind, 'question');
  await close(page);
});

test('changing the language keeps the case, by the link and by the attribute', async () => {
  const page = await openPage(live.url);
  await onward(page, '[data-answer=cannot-send]');
  const { id } = await step(page);
  await page.getByRole('link', { name: 'In English' }).tap();
  await page.waitForURL('**/en.html');
  assert.equal((await step(page)).id, id);
  await page.getByRole('button', { name: 'Change the answer: Your mail does not leave' }).waitFor();
  await widget(page).evaluate((one) => one.setAttribute('lang', 'sv'));
  await page.getByRole('button', { name: 'Ändra svaret: Dina mejl går inte iväg' }).waitFor();
  assert.equal((await step(page)).id, id);
  await widget(page).evaluate((one) => one.removeAttribute('lang'));
  await page.getByRole('button', { name: 'Change the answer: Your mail does not leave' }).waitFor();
  await close(page);
});

test('Back goes step by step; a chip takes its answer back', async () => {
  const page = await openPage(live.url);
  assert.equal(await page.locator('[data-action=back]').count(), 0);
  const path = [await step(page)];
  for (let i = 0; i < 4; i += 1) path.push(await respond(page, path.at(-1), { symptom: 'cannot-send' }));
  for (const wanted of path.slice(0, -1).reverse()) assert.deepEqual(await onward(page, '[data-action=back]'), wanted);
  assert.equal(await page.locator('[data-chip]').count(), 0);
  await onward(page, '[data-answer=cannot-send]');
  assert.deepEqual(await onward(page, '[data-chip=symptom]'), path[0]);
  assert.equal(await page.locator('[data-chip]').count(), 0);
  await onward(page, '[data-action=back]');
  await page.locator('[data-chip=symptom]').waitFor();
  await close(page);
});

test('the browser’s Back goes one step back once there is an answer, and leaves the article as usual before', async () => {
  const page = await openPage('about:blank');
  await page.goto(live.url);
  const back = async (wanted) => {
    await page.goBack();
    await page.locator(`.step[data-step="${wanted.kind}"][data-id="${wanted.id}"]`).waitFor();
  };
  const path = [await step(page)];
  for (let i = 0; i < 3; i += 1) path.push(await respond(page, path.at(-1), { symptom: 'cannot-send' }));
  await back(path[2]);
  await page.reload();
  await back(path[1]);
  assert.deepEqual(await onward(page, '[data-action=back]'), path[0]);
  await page.waitForFunction(() => history.state === null);
  await onward(page, '[data-answer=cannot-send]');
  await back(path[0]);
  await page.goForward(); // what was taken back is gone: this leads nowhere
  await page.waitForFunction(() => history.state === null);
  assert.deepEqual(await step(page), path[0]);
  await page.goBack();
  assert.equal(page.url(), 'about:blank');
  await page.context().close();
});

test('focus follows the steps, and is never lost', async () => {
  const page = await openPage(live.url);
  const focused = () => page.evaluate(() => document.querySelector('mail-doctor').shadowRoot.activeElement?.className);
  await step(page);
  assert.equal(await focused(), undefined); // the page is not moved by itself
  await onward(page, '[data-answer=cannot-send]');
  await atHeading(page);
  await onward(page, '[data-action=back]');
  await atHeading(page);
  await close(page);
});

test('“start over and forget” leaves nothing', async () => {
  const page = await openPage(live.url);
  await examine(page, { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device' }, ['settings', 'verdict']);
  await page.locator('#address').fill('anna.andersson@exempel.se');
  assert.notDeepEqual((await storage(page)).session, {});
  await action(page, 'forget');
  await page.locator('[data-id=symptom]').waitFor();
  await page.waitForFunction(() => history.state === null);
  assert.deepEqual(await storage(page), { session: {}, local: {}, cookie: '', state: null, url: `${live.url}/` });
  assert.doesNotMatch(await everything(page), /andersson/);
  assert.equal(await page.locator('[aria-live]').innerText(), words('forgotten'));
  assert.equal(await page.locator('[data-action=back]').count(), 0);
  await page.reload();
  assert.equal((await step(page)).id, 'symptom');
  await close(page);
});

test('the address and the answers stay in the session’s storage, and the address is masked in the report', async () => {
  const page = await openPage(live.url);
  const facts = { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', paste: 'account <anna.andersson@exempel.se>, user anna.andersson: 0x800CCC0E', settings: async (tab) => {
    await tab.locator('#address').fill('anna.andersson@exempel.se');
    await compare(tab, { 'incoming.host': 'imap.websuport.se' });
  } };
  await examine(page, facts);
  await page.locator('.report > summary').tap();
  await page.locator('[data-report=text]').waitFor();
  const reports = await page.locator('pre[data-report]').allTextContents();
  assert.equal(reports.length, 2);
  for (const report of reports) {
    assert.doesNotMatch(report, /andersson/);
    assert.match(report, /a\*\*\*@exempel\.se/);
    assert.match(report, /imap\.websuport\.se/);
  }
  assert.equal(JSON.parse(reports[1]).profile, 'websupport.se');
  const { session, ...others } = await storage(page);
  assert.match(JSON.stringify(session), /andersson/);
  assert.doesNotMatch(JSON.stringify(others), /andersson|cannot-receive/);
  await close(page);
});

test('the report begins with five lines, is shared and printed as it stands, and has the address once it is asked for', async () => {
  const page = await openPage(live.url, { init: `
    window.print = () => (window.top.printed = document.body.innerText);
    navigator.share = ({ text }) => (window.shared = text, Promise.reject(new DOMException('closed', 'AbortError')));` });
  await examine(page, { symptom: 'cannot-receive', 'mail-access': 'program', 'worked-before': 'new-program-or-device', settings: (tab) => tab.locator('#address').fill('anna.andersson@exempel.se') });
  await press(page, '.report > summary');
  await page.locator('[data-report=short]').waitFor();
  const lines = await page.locator('[data-report=short] li').allInnerTexts();
  assert.equal(lines.length, 5);
  assert.equal(lines[0], 'Problemet: Jag får inga mejl, eller mejl saknas.');
  const timeless = (report) => report.replace(/^Gjord: .*$/m, '');
  const prose = async () => timeless(await page.locator('[data-report=text]').innerText());
  const masked = await prose();
  assert.ok(masked.includes(lines.map((line, index) => `${index + 1}. ${line}`).join('\n')));
  assert.doesNotMatch(masked, /andersson/);
  await action(page, 'share');
  await action(page, 'print');
  assert.deepEqual((await page.evaluate(() => [window.shared, window.printed])).map(timeless), [masked, masked]);
  await action(page, 'with-address');
  await page.locator('[data-report=text]', { hasText: 'anna.andersson@exempel.se' }).waitFor();
  await action(page, 'with-address');
  await page.locator('[data-report=text]', { hasText: 'a***@exempel.se' }).waitFor();
  assert.equal(await prose(), masked);
  await close(page);
});

test('a pasted password is taken out, the person is told, and it is nowhere', async () => {
  const page = await openPage(live.url);
  const facts = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens' };
  await onward(page, '[data-action=paste]');
  await page.locator('textarea').fill('Användarnamn: anna@exempel.se\nLösenord: Hemligt-123!\n535 5.7.8 authentication failed');
  await onward(page, '[data-action=read]');
  await page.getByText(words('paste.passwordRemoved')).first().waitFor();
  await page.locator('[data-meaning=authentication-failed]').waitFor();
  assert.doesNotMatch(await everything(page), /Hemligt/i);
  const end = await examine(page, facts);
  assert.equal(end.kind, 'verdict');
  await page.locator('.report > summary').tap();
  await page.locator('[data-report=text]').waitFor();
  assert.doesNotMatch(await everything(page), /Hemligt/i);
  assert.match(await page.locator('[data-report=text]').innerText(), /535 5\.7\.8/);
  await page.reload();
  await step(page);
  assert.doesNotMatch(await everything(page), /Hemligt/i);
  await close(page);
});

test('a message that nobody knows is said to be unknown', async () => {
  const page = await openPage(live.url);
  await onward(page, '[data-action=paste]');
  await action(page, 'read'); // an empty box stays where it is
  assert.equal((await step(page)).kind, 'paste');
  await page.locator('textarea').fill('blipp blopp');
  await onward(page, '[data-action=read]');
  await page.getByText(words('paste.unknown')).waitFor();
  await close(page);
});

test('two elements on one page are two examinations; a storage that is refused costs only the copy', async () => {
  const two = readFileSync(join(site, 'index.html'), 'utf8').replace('</main>', '<mail-doctor profile="profiles/university.json" lang="en"></mail-doctor></main>');
  writeFileSync(join(site, 'two.html'), two);
  const page = await openPage(`${live.url}/two.html`, { context: DESKTOP, init: "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('refused', 'SecurityError'); } })" });
  const [first, second] = [page.locator('mail-doctor').first(), page.locator('mail-doctor').last()];
  await first.locator('[data-answer=cannot-send]').click();
  await first.locator('[data-chip=symptom]').waitFor();
  await second.scrollIntoViewIfNeeded();
  await second.getByRole('heading', { name: json('src/core/questions/symptom.en.json').title }).waitFor();
  await second.getByText('I cannot get into Inbox').waitFor();
  assert.equal(await second.locator('[data-chip]').count(), 0);
  await close(page);
});

test('an element that is put into the page later works, and takes another profile', async () => {
  writeFileSync(join(site, 'late.html'), '<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title><link rel="icon" href="icon.svg"><script type="module" src="mail-doctor.js"></script><body></body></html>');
  const page = await openPage(`${live.url}/late.html`);
  await page.evaluate(() => document.body.append(document.createElement('mail-doctor')));
  await page.waitForFunction(() => customElements.get('mail-doctor'));
  await widget(page).evaluate((one) => one.setAttribute('profile', 'profiles/websupport.se.json'));
  await page.getByText('Jag kommer inte in i webbmejlen').waitFor();
  await widget(page).evaluate((one) => one.setAttribute('profile', 'profiles/university.json'));
  await page.getByText('Jag kommer inte in i Inkorgen').waitFor();
  await close(page);
});

test('whatever a profile says is text, and only safe links are links', async () => {
  const evil = structuredClone(profile);
  evil.words.sv.webmail = '<img src=x onerror="window.pwned=1">';
  evil.support = [{ ...evil.support[0], kind: 'form', label: '<b>x</b>' }];
  evil.notice = { text: { sv: '<script>window.pwned=1</script>Driftstörning', en: 'Disturbance' }, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', url: '' };
  writeFileSync(join(site, 'profiles/evil.json'), JSON.stringify(evil));
  writeFileSync(join(site, 'evil.html'), readFileSync(join(site, 'index.html'), 'utf8').replaceAll('profiles/websupport.se.json', 'profiles/evil.json'));
  const page = await openPage(`${live.url}/evil.html`);
  await page.locator('[part=notice]', { hasText: '<script>window.pwned=1</script>Driftstörning' }).waitFor();
  await page.getByText('<img src=x').first().waitFor();
  await examine(page, { symptom: 'webmail-fails', 'webmail-opens': 'does-not-open' });
  await page.getByText('<b>x</b>').first().waitFor();
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator('mail-doctor img, mail-doctor script, mail-doctor b').count(), 0);
  await close(page);
});

test('each way to support says what it is; e-mail comes last, from another address', async () => {
  const other = { ...structuredClone(profile), support: [{ ...profile.support[0], kind: 'email', url: 'mailto:help@example.net', label: 'help@example.net' }, ...profile.support.map((one) => ({ ...one, hours: { sv: 'vardagar 9–15, svensk tid' } }))] };
  writeFileSync(join(site, 'profiles/channels.json'), JSON.stringify(other));
  writeFileSync(join(site, 'channels.html'), readFileSync(join(site, 'index.html'), 'utf8').replaceAll('profiles/websupport.se.json', 'profiles/channels.json'));
  const page = await openPage(`${live.url}/channels.html`);
  await examine(page, { symptom: 'webmail-fails', 'webmail-opens': 'does-not-open' });
  assert.deepEqual(await page.locator('[part=support] a').allInnerTexts(), [
    'Skriv till supporten: websupport.se', 'Chatta med supporten: websupport.se', 'Ring supporten: 08-506 77 150', 'Mejla supporten från en annan adress: help@example.net',
  ]);
  assert.ok(await page.locator('[part=support] a[href^="tel:"] + .quiet', { hasText: 'svensk tid' }).isVisible());
  await close(page);
});

test('the operator’s notice stands first, everywhere, and in the verdict before any cause', async () => {
  const noticed = { ...structuredClone(profile), notice: { text: { sv: 'Vi har en driftstörning.', en: 'There is a disturbance.' }, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', url: 'https://status.example/' } };
  writeFileSync(join(site, 'profiles/noticed.json'), JSON.stringify(noticed));
  writeFileSync(join(site, 'noticed.html'), readFileSync(join(site, 'index.html'), 'utf8').replaceAll('profiles/websupport.se.json', 'profiles/noticed.json'));
  const page = await openPage(`${live.url}/noticed.html`);
  await page.locator('[part=notice]', { hasText: 'Vi har en driftstörning.' }).waitFor();
  const isBefore = (other) => page.locator('[part=notice]').evaluate((one, selector) => Boolean(one.compareDocumentPosition(one.getRootNode().querySelector(selector)) & Node.DOCUMENT_POSITION_FOLLOWING), other);
  assert.ok(await isBefore('.step'));
  await examine(page, { symptom: 'webmail-fails', 'webmail-opens': 'does-not-open' });
  assert.ok(await isBefore('.heading'));
  await page.locator('[data-first=notice]').waitFor();
  assert.equal(await page.locator('[part=cause] > .badge').innerText(), words('verdict.noticeElse'));
  await close(page);
});
