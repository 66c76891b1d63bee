// What the browser tells of itself, and lends.
import type { Case } from './generated/contract.js';

let timeZone: string | undefined;

/** The first call takes 50 ms on a slow telephone, which reads its calendars for it. */
export function circumstances(): Partial<Case['context']> {
  timeZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
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

/** The person wants what is needed, and nothing ahead of it; some browsers tell. */
export const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
