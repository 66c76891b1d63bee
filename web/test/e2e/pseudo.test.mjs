// Texts a third longer, and from right to left: nothing is cut off or sticks out in any state.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, openPage, PHONE, startBrowser, stopBrowser } from './browser.mjs';
import { misfits, walk } from './looking.mjs';
import { PSEUDO, startPseudo } from './pseudo.mjs';

before(startBrowser);
after(stopBrowser);

for (const [locale, direction, mark] of PSEUDO) {
  test(`${locale}, ${direction}: every state fits at 320 pixels`, async () => {
    const practice = await startPseudo(locale, direction);
    const page = await openPage(`${practice.url}/practice.en.html?patient=imaps-wrong-name`, { context: { ...PHONE, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } });
    const seen = await walk(page, async (state) => {
      assert.ok((await page.locator('.step').innerText()).includes(mark), state);
      assert.deepEqual(await misfits(page), [], state);
    });
    assert.ok(seen.includes('compared') && seen.includes('verdict'), String(seen));
    await close(page);
  });
}
