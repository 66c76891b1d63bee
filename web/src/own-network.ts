// The only test from the person's own side: does their network load the provider's pages? What loads is a fact; what does
// not may have many reasons, and proves nothing.
import type { LinkId, Profile } from './generated/contract.js';
import { linkOf } from './profile.js';

const LIMIT_MS = 5000;
const LINKS = ['webmail', 'control-panel'] as const satisfies readonly LinkId[];

export type PageId = (typeof LINKS)[number];
export type PageState = 'trying' | 'loaded' | 'unknown';
export type FetchPage = (url: string, init: RequestInit) => Promise<unknown>;

/** The pages that can be tried: those of the profile that are https. */
export const pagesOf = (profile: Profile): PageId[] => LINKS.filter((id) => linkOf(profile, id)?.startsWith('https:'));

/** Tries each page once; nothing of the person goes along, and nothing of the answer can be read. */
export async function tryPages(profile: Profile, signal: AbortSignal, onState: (id: PageId, state: PageState) => void, get: FetchPage = fetch, limitMs = LIMIT_MS): Promise<void> {
  const tryPage = async (id: PageId): Promise<void> => {
    const limit = new AbortController();
    const stop = (): void => limit.abort();
    const timer = setTimeout(stop, limitMs);
    signal.addEventListener('abort', stop);
    onState(id, 'trying');
    try {
      await get(linkOf(profile, id) ?? '', { mode: 'no-cors', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal: limit.signal });
      onState(id, 'loaded');
    } catch {
      onState(id, 'unknown');
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  };
  await Promise.all(pagesOf(profile).map(tryPage));
}
