// Chips of what was told in the workroom.
import { askForError, isCompared, knowDomain, reopen, setMailing, setRefused } from '../case.js';
import { showMoment } from '../moment.js';
import { mailingOf } from '../profile.js';
import type { Scene } from '../scene.js';
import type { Chip } from './known.js';

export function toldChips({ facts, profile, texts: { text, language } }: Scene): Chip[] {
  const { settings, pastedError, domain, lastRefused, mailing } = facts;
  const left = (step: string): boolean => facts.skipped.includes(step);
  const chips: (Chip | false | undefined)[] = [
    left('settings') && isCompared(settings) && { id: 'settings', label: text('ui.known.settings'), change: reopen('settings'), held: 'settings' },
    pastedError !== '' && { id: 'paste', label: text('ui.known.paste'), change: askForError },
    left('domain') && domain && { id: 'domain', label: text('ui.known.domain', { value: domain.domain }), change: knowDomain(undefined), held: 'domain' },
    lastRefused !== '' && { id: 'refused', label: text('ui.known.refused', { time: showMoment(lastRefused, Date.parse(facts.now), language) }), change: setRefused('') },
    mailing > 0 && { id: 'mailing', label: text('ui.known.mailing', { ...mailingOf(profile, mailing) }), change: setMailing(0) },
  ];
  return chips.filter((one) => typeof one === 'object');
}
