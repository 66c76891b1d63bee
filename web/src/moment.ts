// Moments as a person reads and types them: a clock time in the device's zone. Without a DOM.

const DAY_MS = 24 * 60 * 60 * 1000;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `14:42`, as a time input holds it; empty for what is no moment. */
export function clockOf(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? '' : `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The latest moment until `now` at which a clock of this zone showed `clock`; empty for what is no clock time. */
export function lastMomentAt(clock: string, now: number): string {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return '';
  const moment = new Date(now);
  moment.setHours(Number(hours), Number(minutes), 0, 0);
  if (moment.getTime() > now) moment.setDate(moment.getDate() - 1);
  return moment.toISOString();
}

/** "15:42", with the day where it is not that of `now`: "torsdag 26 november 00:12". */
export function showMoment(moment: string, now: number, language: string): string {
  const date = new Date(moment);
  const clock = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (date.toDateString() === new Date(now).toDateString()) return clock;
  return `${date.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' })} ${clock}`;
}

/** From `now` to the moment, in whole minutes begun; up to an hour and a half without hours. Nothing once it is over. */
export function remaining(moment: string, now: number): { readonly hours: number; readonly minutes: number } | undefined {
  const minutes = Math.ceil((Date.parse(moment) - now) / 60_000);
  if (!(minutes > 0)) return undefined;
  const hours = minutes > 90 ? Math.floor(minutes / 60) : 0;
  return { hours, minutes: minutes - hours * 60 };
}

/** Minutes in the largest unit that divides them. */
export function inUnits(minutes: number): { readonly unit: 'days' | 'hours' | 'minutes'; readonly count: number } {
  if (minutes % (DAY_MS / 60_000) === 0) return { unit: 'days', count: minutes / (DAY_MS / 60_000) };
  return minutes % 60 === 0 ? { unit: 'hours', count: minutes / 60 } : { unit: 'minutes', count: minutes };
}
