// The report for support: complete, in the reader's language, and without the person's address or password.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { json, load, wasmBytes } from '../../tests/wasm/load.mjs';

process.env.TZ = 'Europe/Stockholm';

const profile = json('profiles/websupport.se.json');

let r;
let c;
let i18n;
let doctor;
let reader;
before(async () => {
  r = await load('report.ts', 'report');
  c = await load('case.ts', 'report-case');
  i18n = await load('i18n.ts', 'report-i18n');
  doctor = await (await load('core/doctor.ts', 'report-doctor')).loadDoctor(wasmBytes());
  reader = await (await load('core/reader.ts', 'report-reader')).loadReader(wasmBytes('reader'));
  doctor.reader = reader;
});

const BOUNCE = `Delivery to <kalle.svensson@exempel.se> failed: 550 5.1.1 "Kalle Svensson"@exempel.se,
(kalle.svensson+butik@exempel.se) reply-to=<anna@annat.example>; User kalle.svensson. Log in for Kalle.Svensson refused
http://exempel.se/?to=kalle.svensson%40exempel.se [åsa@räksmörgås.example]`;

function caseOf(...changes) {
  return changes.reduce((facts, change) => change(facts), { ...c.emptyCase(), now: '2026-11-25T08:00:00Z' });
}

async function reportOf(facts, { language = 'sv', asked } = {}) {
  const { ok, value } = doctor.assess(profile, facts);
  assert.equal(ok, true);
  const texts = i18n.makeTexts([await i18n.loadCatalog(language), await i18n.loadCatalog(language, 'workroom')], profile, language);
  const report = r.makeReport(profile, facts, value, texts, asked);
  return { report, json: JSON.stringify(report), text: r.reportText(report, texts) };
}

test('an address is masked down to its first letter, wherever it stands', () => {
  const masks = {
    'kalle@exempel.se': 'k***@exempel.se',
    '<kalle@exempel.se>,anna@exempel.se': '<k***@exempel.se>,a***@exempel.se',
    'mailto:kalle@exempel.se': 'mailto:k***@exempel.se',
    '"kalle svensson"@exempel.se': 'k***@exempel.se',
    'x?to=kalle%40exempel.se': 'x***%40exempel.se',
    'åsa@räksmörgås.example': 'å***@räksmörgås.example',
    '😀@exempel.se': '😀***@exempel.se',
    'a@b@c.example': 'a***@b***@c.example',
    'no address @ all': 'no address @ all',
    '': '',
  };
  for (const [text, masked] of Object.entries(masks)) assert.equal(r.maskAddresses(text), masked);
});

test('the address is nowhere in the report, whatever was typed and pasted', async () => {
  const facts = caseOf(
    c.setAddress(' Kalle.Svensson@exempel.se'), c.setField('incoming', 'username', 'kalle.svensson'), c.setField('outgoing', 'username', 'kalle.svensson@annat.example'),
    c.setField('incoming', 'host', 'kalle.svensson@exempel.se'), c.paste(reader.redact(BOUNCE).value.text),
  );
  const { json: data, text } = await reportOf(facts);
  for (const out of [data, text]) {
    assert.doesNotMatch(out, /svensson/i);
    assert.doesNotMatch(out, /anna@|åsa@/);
    assert.match(out, /k\*\*\*@exempel\.se/i);
    assert.match(out, /550 5\.1\.1/);
  }
});

test('the address of the account is in it once it is asked for, and there only', async () => {
  const { json: data, text } = await reportOf(caseOf(c.setAddress('kalle.svensson@exempel.se'), c.setField('incoming', 'username', 'kalle.svensson'), c.paste(BOUNCE)), { asked: true });
  for (const out of [data, text]) assert.equal(out.match(/svensson/gi).length, 1);
  assert.match(text, /^- E-postadress: kalle\.svensson@exempel\.se$/m);
});

test('it begins with five lines to read out: the trouble, since when, what was looked at, the cause, what was tried', async () => {
  const probes = [json('tests/wire/examples/probe.finished.json').result];
  const told = await reportOf(caseOf(
    c.answer('symptom', 'cannot-receive'), c.answer('worked-before', 'new-program-or-device'), c.answer('program', 'apple-mail-ios'), c.setField('incoming', 'host', 'imap.websuport.se'),
    c.addProbes(probes), c.tryAdvice('wrong-password', false), c.paste('0x800CCC0E'),
  ));
  assert.deepEqual(told.report.inShort, [
    'Problemet: Jag får inga mejl, eller mejl saknas.',
    'Sedan det fungerade sist: Jag har ny dator, telefon eller surfplatta, eller nytt program. Så läser jag e-post: Mail på Iphone eller Ipad.',
    'Inställningar i programmet: Servernamnet är felstavat. En server svarade inte som den ska. Felmeddelande: Programmet nådde inte e-postservern.',
    'Mest troligt: En inställning i programmet kan vara fel.',
    'Råden mot detta hjälpte inte: Lösenordet kan vara fel.',
  ]);
  assert.ok(told.text.split('\n').slice(3, 8).every((line, index) => line === `${index + 1}. ${told.report.inShort[index]}`), told.text);
  const mailing = await reportOf(caseOf(c.answer('symptom', 'cannot-send'), c.answer('vpn', c.DONT_KNOW), c.answer('recipients-last-hour', 'over-address-limit')));
  assert.equal(mailing.report.inShort[1], 'Svar: Du har skickat till fler än 300 mottagare på en timme.');
  const nothing = await reportOf(caseOf(c.answer('symptom', 'cannot-send')));
  assert.deepEqual(nothing.report.inShort.slice(1), [
    'Inställningarna är inte jämförda. Servrarna är inte testade.', 'Härifrån kan vi inte se vad det är.', 'Inget råd är provat än.',
  ]);
});

test('a name whose address stands in the message only is masked too', async () => {
  const { json: data, text } = await reportOf(caseOf(c.paste('account <kalle.svensson@exempel.se>, user kalle.svensson: 0x800CCC0E')));
  for (const out of [data, text]) assert.doesNotMatch(out, /svensson/i);
});

test('a word of the message that is also a name of two letters is left alone', async () => {
  const { text } = await reportOf(caseOf(c.setAddress('to@exempel.se'), c.paste('550 sent to to@exempel.se')));
  assert.match(text, /550 sent to t\*\*\*@exempel\.se/);
});

test('a pasted password is not in the report', async () => {
  const { value } = reader.redact('Logga in: LOGIN kalle@exempel.se hemligt123\nLösenord: annathemligt\nimap://kalle:tredje-hemlig@imap.exempel.se');
  assert.equal(value.removed, true);
  const { json: data, text } = await reportOf(caseOf(c.paste(value.text)));
  for (const out of [data, text]) assert.doesNotMatch(out, /hemligt123|annathemligt|tredje-hemlig/);
});

test('the text has every fact, in the reader’s language', async () => {
  const probes = [json('tests/wire/examples/probe.finished.json').result, { ...json('tests/wire/examples/probe.finished.unavailable.json').result, service: 'submissions' }];
  const facts = caseOf(
    c.answer('symptom', 'cannot-receive'), c.answer('vpn', c.DONT_KNOW), c.setField('incoming', 'host', 'imap.websuport.se'), c.setField('incoming', 'security', 'starttls'),
    c.tick(['incoming.host'], true), c.addProbes(probes), c.tryAdvice('wrong-password', false), c.paste('0x800CCC0E'),
  );
  const sv = (await reportOf(facts)).text;
  for (const each of ['Undersökning av e-post, Websupport', '25 november 2026 kl. 09:00:00 CET', 'imap.websuport.se', 'STARTTLS', '(ändrat)', 'Vet inte', '2001:db8::1: Ansluter, inget svar i tid', 'testtjänsten saknar nät', 'hjälpte inte', '0x800CCC0E'])
    assert.ok(sv.includes(each), `${each} in\n${sv}`);
  const en = (await reportOf(facts, { language: 'en' })).text;
  for (const each of ['E-mail examination, Websupport', '(changed)', 'I don’t know', 'no answer in time', 'did not help']) assert.ok(en.includes(each), `${each} in\n${en}`);
});

test('what was told about sending, the own network and no error message is in it; of two looks the last', async () => {
  const [first] = [json('tests/wire/examples/probe.finished.json').result];
  const second = { ...first, addresses: first.addresses.map((one) => ({ ...one, outcome: 'refused' })) };
  const facts = caseOf(c.noError, c.setRefused('2026-11-25T07:42:00Z'), c.setMailing(600), c.learn({ pagesLoaded: ['webmail'] }), c.addProbes([first, second]));
  const { text } = await reportOf(facts);
  for (const each of ['visar inget felmeddelande', 'stoppades: 25 november 2026 kl. 08:42:00 CET', 'mottagare: högst 600', 'eget nät: webmail', 'servern nekar']) assert.ok(text.includes(each), `${each} in\n${text}`);
  assert.doesNotMatch(text, /inget svar i tid/);
});

test('of an empty case there is nothing but what it may be', async () => {
  const { text } = await reportOf(caseOf());
  assert.deepEqual(text.split('\n').filter((line) => line.endsWith(':')), ['Möjliga orsaker:']);
});

test('of a bounced message, the subject, the people and what it says are masked; the servers’ words are not', async () => {
  const outlook = 'Meddelandet nådde inte fram.\n\n  Ämne: Uppsägning av din anställning\n  Skickat: 2026-11-24\n\nFöljande mottagare kan inte nås:\n  bo@exempel.se\n  550 5.1.1 user unknown';
  const raw = `${BOUNCE}\n\n----- Original message -----\nMessage-ID: <1@exempel.se>\nFrom: Anna Andersson <anna@exempel.se>\nTo: Bo Bengtsson <bo@exempel.se>,\n Cia Ceder <cia@exempel.se>\nSubject: Uppsägning\n av din anställning\nMIME-Version: 1.0\n\nHej Bo!\n\nDu är uppsagd.`;
  const forwarded = `550 5.1.1 bo@exempel.se okänd\n---------- Forwarded message ----------\nFrån: Anna Andersson <anna@exempel.se>\nÄmne: Uppsägning\n\nHej Bo, din anställning upphör. /Anna Andersson`;
  const original = `Kunde inte levereras till bo@exempel.se med ämnet "Uppsägning av anställning": 550 5.1.1\n-----Ursprungligt meddelande-----\nBo Bengtsson, din anställning upphör`;
  const typed = 'Från: Anna Andersson\nTill: bo@exempel.se\nÄmne: Uppsägning\n\nHej Bo, din anställning upphör. Ring mig. /Anna Andersson\n550 5.1.1 okänd';
  const quoted = '550 5.1.1 bo@exempel.se\n> Subject: Uppsägning\n>\n> Hej Bo, din anställning upphör';
  const english = 'The message to bo@exempel.se with the subject "Don’t tell her: it\'s your anställning" was rejected: 550 5.1.1';
  for (const pasted of [outlook, raw, forwarded, original, typed, quoted, english]) {
    const { json: data, text } = await reportOf(caseOf(c.paste(pasted)));
    for (const out of [data, text]) {
      assert.doesNotMatch(out, /uppsag|uppsäg|anställning|andersson|bengtsson|ceder|ring mig/i);
      assert.match(out, /550 5\.1\.1/);
      assert.match(out, /b\*\*\*@exempel\.se/);
    }
  }
  assert.equal(r.maskMessage('Ärende: 550 5.7.1\nServerns svar: 421'), 'Ärende: 550 5.7.1\nServerns svar: 421');
});

test('what the DNS said about the domain is in it', async () => {
  const records = [{ kind: 'mx', name: 'exempel.se', answer: 'found', values: ['10 mail.exempel.se'] }, { kind: 'dmarc', name: '_dmarc.exempel.se', answer: 'found', values: ['v=DMARC1; rua=mailto:kalle@exempel.se'] }, { kind: 'spf', name: 'exempel.se', answer: 'no-data', values: [] }];
  const { text } = await reportOf(caseOf(c.knowDomain({ domain: 'exempel.se', records, vantage: 'x', at: '2026-11-25T20:00:00Z' })));
  for (const line of ['- MX exempel.se: 10 mail.exempel.se', '- DMARC _dmarc.exempel.se: v=DMARC1; rua=mailto:k***@exempel.se', '- SPF exempel.se: no-data']) assert.ok(text.includes(line), text);
});
