// What the browser tells of itself, and lends.
import type { Case } from './generated/contract.js';

/** Asked for once: it takes 4 ms on a slow telephone. */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

export function circumstances(): Partial<Case['context']> {
  return { timeZone, languages: [...navigator.languages], onLine: navigator.onLine };
}

/** Where it is refused, nothing. */
export function sessionStorageOrNone(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
