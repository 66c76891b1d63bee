// One typical assess in the WebAssembly, beside validator and mailcheck, which look at an address and a host name only; all
// in the same page. Times are at the machine's own speed and with a CPU four times slower.
import { build } from 'esbuild';
import { join } from 'node:path';
import { glueIn } from '../web/build/code.mjs';
import { browser, root, serve, table } from './lib.mjs';

const entry = `
  import { loadDoctor } from '${join(root, 'web/src/core/doctor.ts')}';
  import { loadReader } from '${join(root, 'web/src/core/reader.ts')}';
  import isEmail from 'validator/es/lib/isEmail';
  import isFQDN from 'validator/es/lib/isFQDN';
  import mailcheck from 'mailcheck';
  window.prepare = async () => {
    const doctor = await loadDoctor(fetch('/wasm/mail-doctor.wasm'));
    const unread = await loadDoctor(fetch('/wasm/mail-doctor.wasm'));
    doctor.reader = await loadReader(fetch('/wasm/reader.wasm'));
    // Frozen, as the page has it.
    const profile = JSON.parse(await (await fetch('/profiles/websupport.se.json')).text(), (_, value) => Object.freeze(value));
    const facts = {
      now: '2026-11-23T20:00:00Z', context: { timeZone: 'Europe/Stockholm', languages: ['sv-SE'], onLine: true },
      settings: { address: 'kalle@exempel.se',
        incoming: { protocol: 'imap', host: 'imap.websuport.se', port: '993', security: 'starttls', username: 'kalle' },
        outgoing: { protocol: 'smtp', host: 'smtp.websupport.se', port: '465', security: 'tls', username: 'kalle@exempel.se', authentication: 'password' } },
      answers: { symptom: 'cannot-receive', program: 'outlook' }, pastedError: '0x800CCC0E',
    };
    window.calls = {
      assess: () => doctor.assess(profile, facts).ok,
      answers: () => unread.assess(profile, { ...facts, settings: {}, pastedError: '' }).ok,
      others: () => {
        let ok = isEmail('kalle@exempel.se') && isFQDN('imap.websuport.se') && isFQDN('smtp.websupport.se');
        mailcheck.run({ email: 'kalle@exempel.se', suggested: () => { ok = ok && true; }, empty: () => {} });
        return ok;
      },
    };
    return window.calls.assess() && window.calls.others();
  };
  /** Microseconds per call: the least of seven rounds. */
  window.time = (name, times) => {
    const call = window.calls[name];
    let least = Infinity;
    for (let round = 0; round < 7; ++round) {
      const began = performance.now();
      for (let i = 0; i < times; ++i) call();
      least = Math.min(least, performance.now() - began);
    }
    return (least * 1000) / times;
  };`;

const bundle = await build({
  stdin: { contents: entry, resolveDir: join(root, 'bench'), loader: 'ts' }, bundle: true, write: false, format: 'esm', minify: true, logLevel: 'error',
  alias: glueIn(join(root, 'build/wasm/dist')),
});
const server = await serve(
  { '/index.html': '<!doctype html><meta charset="utf-8"><script type="module" src="/bench.js"></script>', '/bench.js': bundle.outputFiles[0].text },
  { '/wasm/': join(root, 'build/wasm/dist'), '/profiles/': join(root, 'profiles') },
);
const chromium = await browser();
const page = await chromium.newPage();
await page.goto(`${server.origin}/index.html`);
if (!(await page.evaluate(() => window.prepare()))) throw new Error('the calls that are to be timed fail');
const rows = [];
for (const [name, title] of [['assess', 'mail-doctor: assess, a whole case'], ['answers', 'mail-doctor: assess, answers only'], ['others', 'validator + mailcheck: one address, two hosts']]) {
  const row = [title];
  for (const rate of [1, 4]) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    row.push((await page.evaluate(([each, times]) => window.time(each, times), [name, 200])).toFixed(0));
    await cdp.detach();
  }
  rows.push(row);
}
table('One call in the page, microseconds', ['what', '1x CPU', '4x slower'], rows);
await chromium.close();
server.close();
