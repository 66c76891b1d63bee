// What the page reads out of a profile: the right values, links, words and figures.
import type { Assessment, Direction, LinkId, LimitScope, Profile, Service, Words } from './generated/contract.js';
import type { FieldName } from './case.js';

export const DIRECTIONS = ['incoming', 'outgoing'] as const;

/** The rows to compare, in the order in which mail programs ask for them. */
export const FIELDS: Readonly<Record<Direction, readonly FieldName[]>> = {
  incoming: ['protocol', 'host', 'port', 'security', 'username'],
  outgoing: ['host', 'port', 'security', 'authentication', 'username'],
};

/** A profile as published may leave out what is empty. Frozen, so that the core need not look for changes. */
export async function readProfile(under: Promise<Response>): Promise<Profile> {
  const response = await under;
  if (!response.ok) throw new TypeError(`the profile could not be fetched: ${response.status}`);
  const profile = (await response.json()) as Partial<Profile>;
  const whole = { languages: [], services: [], limits: [], links: [], support: [], words: {}, otherHosts: [], certificateNames: [], absentCauses: [], ...profile };
  return JSON.parse(JSON.stringify(whole), (_, value: unknown) => Object.freeze(value)) as Profile;
}

const directionOf = (service: Service): Direction | undefined =>
  service.protocol === 'https' ? undefined : service.protocol === 'smtp' ? 'outgoing' : 'incoming';

const offered = (service: Service): boolean => service.standing !== 'insecure' && service.host !== '*';

/** The service to compare a direction with: that of these which its settings name or come near to, else the recommended one. */
export function rightService(profile: Profile, direction: Direction, services: Assessment['services'] = {}): Service | undefined {
  const all = profile.services.filter((service) => directionOf(service) === direction && offered(service));
  return all.find((service) => service.id === services[direction]) ?? all.find((service) => service.standing === 'recommended');
}

/** The right username for this address, or nothing when the profile's rule or the address does not tell. */
export function rightUsername(profile: Profile, address: string): string | undefined {
  const typed = address.trim();
  const at = typed.lastIndexOf('@');
  if (at < 1 || at === typed.length - 1) return undefined;
  if (profile.username.form === 'full-address') return typed;
  return profile.username.form === 'local-part' ? typed.slice(0, at) : undefined;
}

/** Upper ends of the ranges in which the size of a mailing is told, in limits of one address; the last stands for all that is more. */
export const RANGES = [1, 2, 4, 8, 16];

/** The size of a mailing, for its messages. */
export function mailingOf(profile: Profile, mailing: number): { readonly count: number; readonly more: 'yes' | 'no' } {
  const amount = profile.limits.find((one) => one.scope === 'address')?.amount ?? 0;
  const isMore = mailing === amount * (RANGES.at(-1) ?? 0);
  return { count: isMore ? amount * (RANGES.at(-2) ?? 0) : mailing, more: isMore ? 'yes' : 'no' };
}

export const linkOf = (profile: Profile, id: LinkId | string): string | undefined =>
  safeLink(profile.links.find((link) => link.id === id)?.url);

/** Only the schemes that a profile may use; anything else is no link. */
export const safeLink = (url: string | undefined): string | undefined =>
  url && /^(https:|mailto:|tel:)/.test(url) ? url : undefined;

/** The words in this language, else in the profile's first. */
export function wordsOf(profile: Profile, language: string): Words {
  const words = profile.words[language] ?? profile.words[profile.languages[0] ?? ''] ?? Object.values(profile.words)[0];
  if (!words) throw new TypeError('a profile has words for at least one language');
  return words;
}

/** The arguments that every message may use: the profile's words and figures. */
export function standardArguments(profile: Profile, language: string): Record<string, string | number> {
  const limit = (scope: LimitScope): number => profile.limits.find((one) => one.scope === scope)?.amount ?? 0;
  const incoming = rightService(profile, 'incoming');
  const outgoing = rightService(profile, 'outgoing');
  return {
    ...wordsOf(profile, language),
    limitAddress: limit('address'),
    limitDomain: limit('domain'),
    limitMessage: limit('message'),
    limitMinutes: profile.limits.find((one) => one.scope === 'address')?.windowMinutes ?? 0,
    incomingHost: incoming?.host ?? '',
    incomingPort: String(incoming?.port ?? ''),
    outgoingHost: outgoing?.host ?? '',
    outgoingPort: String(outgoing?.port ?? ''),
  };
}
