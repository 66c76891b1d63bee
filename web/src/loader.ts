// The script of the page, 2 kB at most: starts code, WASM, language and profile in the same tick, when a <mail-doctor>
// nears the view or is touched. Until then, and whenever anything fails, the light DOM stands.
import type { Ahead } from './mail-doctor.js';

type Waiting = HTMLElement & { ahead?: Ahead };

const SELECTOR = 'mail-doctor:not(:defined)';
const EVENTS = ['pointerdown', 'focusin', 'keydown'] as const;

const touched = (event: Event): void => {
  if (event.target instanceof Element && event.target.closest('mail-doctor')) start();
};

const watcher =
  typeof WebAssembly === 'object' && typeof IntersectionObserver === 'function'
    ? new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && start(), { rootMargin: '600px' })
    : undefined;

function start(): void {
  for (const event of EVENTS) removeEventListener(event, touched, true);
  watcher?.disconnect();
  const wasm = fetch(new URL('mail-doctor.wasm', import.meta.url));
  const quiet = (loading: Promise<unknown>): unknown => loading.catch(() => undefined);
  quiet(wasm);
  for (const element of document.querySelectorAll<Waiting>(SELECTOR)) {
    const profile = fetch(element.getAttribute('profile') ?? '');
    quiet(profile);
    element.ahead = { profile, wasm };
    const language = element.closest('[lang]')?.getAttribute('lang') ?? '';
    quiet(language.startsWith('sv') ? import('./generated/messages/sv.js') : import('./generated/messages/en.js'));
  }
  quiet(import('./index.js'));
}

if (watcher) {
  for (const event of EVENTS) addEventListener(event, touched, { capture: true, passive: true });
  for (const element of document.querySelectorAll(SELECTOR)) watcher.observe(element);
}
