// The way past every state of the page, and what may be wrong with how one looks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tests/wasm/load.mjs';
import { action, compare, press, respond, step } from './browser.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What is wider than the screen, cut off, smaller to press than 44 pixels, or asks for a password. A link within a sentence may be as high as its line. */
export const misfits = (page) =>
  page.evaluate(() => {
    const out = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) out.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const { shadowRoot } = document.querySelector('mail-doctor');
    for (const one of [...document.querySelectorAll('body *'), ...shadowRoot.querySelectorAll('*')]) {
      if (one.matches('[type=password], [autocomplete~=current-password]')) out.push(`${one.localName} #${one.id} asks for a password`);
      const box = one.getBoundingClientRect();
      if (box.width === 0 || one.closest('.unseen')) continue;
      const name = `${one.localName}.${one.className} “${(one.innerText ?? '').slice(0, 30)}”`;
      if (!one.matches('input, textarea') && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1) out.push(`${name} is cut off`);
      if (box.right > width + 0.5 || box.left < -0.5) out.push(`${name} reaches from ${box.left} to ${box.right}`);
      if (!one.matches('button, a, summary, select, textarea, input, label') || one.matches('input') && one.closest('label')) continue;
      const inSentence = one.matches('a') && getComputedStyle(one).display === 'inline' && one.parentElement.innerText.trim() !== one.innerText.trim();
      const onlyALabel = one.matches('label') && !one.querySelector('input');
      if (!inSentence && !onlyALabel && (box.height < 43.5 || box.width < 43.5)) out.push(`${name} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
    return out;
  });

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }); // WCAG 2.2, off by itself;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join('; ')}`);
  });
}

/** Nothing sticks out or is too small, and axe finds nothing, light or dark. */
export async function look(page, state) {
  const size = page.viewportSize();
  await page.setViewportSize({ ...size, height: await page.evaluate(() => document.documentElement.scrollHeight) }); // nothing is under the bar
  assert.deepEqual(await misfits(page), [], state);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `${state}, ${colorScheme}`);
  }
  await page.setViewportSize(size);
}

/** Looks at every state on the way: `look(name)` is called in each. */
export async function walk(page, look) {
  const facts = { symptom: 'cannot-send-or-receive', 'mail-access': 'program', 'webmail-opens': 'opens', program: 'thunderbird' };
  const seen = [];
  const state = async (name) => {
    if (seen.includes(name)) return;
    seen.push(name);
    await look(name);
  };
  await step(page);
  await state('first');
  await action(page, 'paste');
  await state('paste');
  await page.locator('textarea').fill('Lösenord: hemligt 0x800CCC0E');
  await press(page, '[data-action=read]');
  await page.locator('[data-note=password-removed]').waitFor();
  await state('pasted');
  for (let now = await step(page); now.kind !== 'verdict'; ) {
    await state(now.id || now.kind);
    if (now.kind === 'settings') await settings(page, state);
    now = now.kind === 'probe' ? await respond(page, now, { probe: () => {} }) : await respond(page, now, facts);
  }
  await page.locator('.others, .others details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
  for (const summary of ['.report > summary', '.report details > summary', '.words > summary']) await press(page, summary);
  await state('verdict');
  await press(page, '[data-action=works]');
  await page.locator('[data-step=solved]').waitFor();
  await state('solved');
  return seen;
}

export async function settings(page, state) {
  await page.locator('#address').fill('anna.andersson@ett-mycket-langt-domannamn-som-inte-far-plats.example');
  await compare(page, { 'incoming.host': 'imap.websuport.se', 'incoming.port': '995', 'incoming.security': 'starttls', 'outgoing.username': 'x'.repeat(80) });
  await page.locator('.finding').first().waitFor();
  for (const show of await page.locator('[data-action=show]').all()) await press(page, show);
  await state('compared');
}
