// The script of the page, 2 kB at most: starts opening, code, WASM, language and profile in the same tick, when a <mail-doctor>
// nears the view or is touched. Until then, and whenever anything fails, the light DOM stands.
import type { Ahead } from './mail-doctor.js';

type Waiting = HTMLElement & { ahead?: Ahead };

const EVENTS = ['pointerdown', 'focusin', 'keydown'] as const;

const waiting = (): NodeListOf<Waiting> => document.querySelectorAll<Waiting>('mail-doctor:not(:defined)');
const quiet = (loading: Promise<unknown>): Promise<unknown> => loading.catch(() => undefined);
const fail = (): void =>
  waiting().forEach((element) => {
    element.dataset['state'] = 'failed';
    element.shadowRoot?.replaceChildren(document.createElement('slot'));
  });

const touched = (event: Event): void => {
  if (event.target instanceof Element && event.target.closest('mail-doctor')) start();
};

const near =
  typeof WebAssembly === 'object' && typeof IntersectionObserver === 'function'
    ? new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && start(), { rootMargin: '600px' })
    : undefined;

/** Also those that a page puts in later. */
const watch = (): void => waiting().forEach((element) => near?.observe(element));
const arrivals = new MutationObserver(watch);

/** An examination under way is on screen at once, wherever the page was scrolled to. */
function hasBegun(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('mail-doctor '));
  } catch {
    return false;
  }
}

const begun = hasBegun();

function start(): void {
  for (const event of EVENTS) removeEventListener(event, touched, true);
  arrivals.disconnect();
  near?.disconnect();
  const wasm = fetch(new URL('mail-doctor.wasm', import.meta.url));
  void quiet(wasm);
  for (const element of waiting()) {
    const address = element.getAttribute('profile');
    const isSwedish = element.closest('[lang]')?.getAttribute('lang')?.startsWith('sv');
    if (address) {
      const profile = fetch(address);
      void quiet(profile);
      element.ahead = { profile, wasm };
      if (!begun) {
        const words = profile.then((response) => response.clone().json());
        void quiet(Promise.all([import('./opening.js'), words]).then(([{ open }, known]) => open(element, known, isSwedish ? 'sv' : 'en')));
      }
    }
    void quiet(isSwedish ? import('./generated/messages/page.sv.js') : import('./generated/messages/page.en.js'));
  }
  import('./index.js').catch(fail);
}

if (near) {
  for (const event of EVENTS) addEventListener(event, touched, { capture: true, passive: true });
  watch();
  arrivals.observe(document, { childList: true, subtree: true });
  if (begun) start();
} else fail();
