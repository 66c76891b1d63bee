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

/** What is needed and nothing ahead of it: the person wants it so, or the net is slow; some browsers tell. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return Boolean(connection?.saveData || connection?.effectiveType?.endsWith('2g'));
}
