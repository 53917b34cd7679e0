import { domainToASCII, domainToUnicode } from 'node:url';
import { getDomain, parse } from 'tldts';
import addresses from '../../../../assets/mail/addresses.json';
import data from '../../../../assets/mail/organisations.json';
import { isWithin, type Likeness, likenessTo } from '../check/domain-likeness.ts';
import { plainText } from './phrases.ts';

const FREE_MAIL = new Set(addresses.freeMail);
const SHORTENERS = new Set(addresses.shorteners);

/** ASCII, lower case, without the dot at its end; '' where it is none. */
export const asDomain = (text: string): string => domainToASCII(text.trim().replace(/\.$/, '')).toLowerCase();

/**
 * Who registered it, by the public suffix list: `a.tycg.gov.tw` → `tycg.gov.tw`. Those who rent out names below their
 * own (`github.io`) count as suffixes: the tenants are strangers to one another. '' for an address in figures.
 */
export const organisationOf = (domain: string): string =>
  getDomain(domain, { allowPrivateDomains: true, detectIp: true }) ?? (/[a-z]/.test(domain) ? domain : '');

/** Does it end as names on the Internet do: `forecast` is no ending, `pdf` neither? */
export const hasPublicSuffix = (domain: string): boolean => {
  const { isIcann, isPrivate, domain: registered } = parse(domain, { allowPrivateDomains: true });
  return registered !== null && (isIcann === true || isPrivate === true);
};

export const isSameOrganisation = (one: string, other: string): boolean =>
  organisationOf(one) !== '' && organisationOf(one) === organisationOf(other);

export const isOneOf = (domain: string, list: readonly string[]): boolean =>
  list.some((each) => isWithin(domain, each));

/** Given out by Taiwan's government to its own bodies alone, in Latin letters and in Chinese ones. */
export const isGovernment = (domain: string): boolean =>
  isWithin(domain, 'gov.tw') || isWithin(domain, 'xn--mxtq1m.tw');

/** A mailbox that anybody opens. */
export const isFreeMail = (domain: string): boolean => FREE_MAIL.has(domain);

export const isShortener = (host: string): boolean => SHORTENERS.has(host.replace(/^www\./, ''));

/** Forms and pages that anybody puts up under another's name. */
export const isFreePage = (host: string): boolean =>
  isOneOf(host, addresses.freePages) || parse(host, { allowPrivateDomains: true }).isPrivate === true;

/** What newsletters count their readers' clicks with. */
export const isClickCounter = (host: string): boolean => isOneOf(host, addresses.clickCounters);

export interface Organisation {
  readonly name: string;
  readonly domains: readonly string[];
}

/** The known organisation that a text goes by the name of. Latin names as whole words. */
export function organisationNamedIn(text: string): Organisation | null {
  const plain = plainText(text);
  for (const { names, domains } of data.organisations) {
    const name = names.find((each) => hasName(plain, each.toLowerCase()));
    if (name) return { name, domains };
  }
  return null;
}

export const mailKeeperNamedIn = (text: string): string => namedIn(text, data.mailKeepers);
export const titleNamedIn = (text: string): string => namedIn(text, data.titles);

function namedIn(text: string, names: readonly string[]): string {
  const plain = plainText(text);
  return names.find((each) => hasName(plain, each)) ?? '';
}

function hasName(text: string, name: string): boolean {
  const isLatin = /^[\x20-\x7e]+$/.test(name);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isLatin || !(/[a-z0-9]/.test(text[at - 1] ?? '') || /[a-z0-9]/.test(text[at + name.length] ?? '')))
      return true;
  }
  return false;
}

export const isOf = (domain: string, { domains }: Organisation): boolean =>
  isOneOf(domain, domains) || (domains.some(isGovernment) && isGovernment(domain));

export interface LookAlike {
  readonly like: string;
  readonly why: Likeness | 'government-ending';
  /** Can it be there by chance: a company of the same name, a customer's name below a service's domain? */
  readonly mayBeChance: boolean;
}

const KNOWN = data.organisations.flatMap(({ domains }) => domains).filter((domain) => domain !== 'gov.tw');
/** Shorter names of others are one letter apart, or under another ending, by chance. */
const KNOWN_NAME_MIN_LENGTH = 6;
/** `gov.tw` where it is no ending: `gov-tw.com`, `a.gov.tw.example.com`. */
const GOVERNMENT_WITHIN = /(?:^|[.-])gov[.-]?tw[.-]|\.gov\.[a-z]{2,3}\./;

/** Does it pass for the agency's own, for a known organisation's or for the government's? null: no. */
export function lookAlikeOf(domain: string, ownDomains: readonly string[]): LookAlike | null {
  if (domain === '' || isOneOf(domain, KNOWN) || isOneOf(domain, ownDomains)) return null;
  // Their registries give these to none but public bodies and schools.
  if (isGovernment(domain) || isWithin(domain, 'edu.tw')) return null;
  if (GOVERNMENT_WITHIN.test(domain)) return { like: 'gov.tw', why: 'government-ending', mayBeChance: false };
  for (const own of ownDomains) {
    const why = likenessTo(domain, own);
    if (why) return { like: own, why, mayBeChance: why === 'other-ending' && hasNameWhole(domain, own) };
  }
  for (const known of KNOWN) {
    const why = likenessTo(domain, known);
    if (why && !isByChance(domain, known, why)) return { like: known, why, mayBeChance: why === 'one-letter' };
  }
  return null;
}

/** The name stands there whole, as a label of its own, with nothing of the rest. */
const hasNameWhole = (domain: string, own: string): boolean => domain.split('.').includes(own.split('.')[0] ?? '');

export const isKnownOrganisation = (domain: string): boolean => isOneOf(domain, KNOWN);

function isByChance(domain: string, known: string, why: Likeness): boolean {
  const name = known.split('.')[0] ?? '';
  if (why === 'punycode' || why === 'same-shape') return false;
  if (name.length < KNOWN_NAME_MIN_LENGTH) return true;
  // A brand's own offices abroad have its name under their own endings: only a name with something about it deceives.
  return why === 'other-ending' && hasNameWhole(domain, known);
}

/** In its own letters, with the wire's beside it where they differ. */
export function shownDomain(domain: string): string {
  const unicode = domainToUnicode(domain);
  return unicode === domain || unicode === '' ? domain : `${unicode} (${domain})`;
}

/** Han beside Latin is ordinary in one name; Cyrillic or Greek beside Latin is made to deceive (UTS 39 5.2). */
export function isMixedScript(domain: string): boolean {
  return domainToUnicode(domain)
    .split('.')
    .some((label) => {
      const foreign = /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}|\p{Script=Cherokee}/u.test(label);
      return foreign && /\p{Script=Latin}/u.test(label);
    });
}

export const isPunycode = (domain: string): boolean => domain.split('.').some((label) => label.startsWith('xn--'));
