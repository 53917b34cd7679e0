import { isSameOrganisation } from './domains.ts';
import type { Field } from './mime/fields.ts';
import { clausesOf } from './mime/structured.ts';

/** What a trusted server found out about the sender. */
export interface Authentication {
  readonly server: string;
  /** As it wrote them, lower case, e.g. `pass`; '' where it wrote none. */
  readonly spf: string;
  readonly dkim: string;
  readonly dmarc: string;
  /** Does any of it vouch for the domain in From, or deny it? */
  readonly proof: 'passed' | 'failed' | 'none';
}

interface Method {
  readonly name: string;
  readonly result: string;
  /** The domain that it speaks of: `header.d` of dkim, `smtp.mailfrom` of spf, `header.from` of dmarc. */
  readonly domain: string;
}

/**
 * Reads `Authentication-Results` (RFC 8601) of the agency's own servers alone: the topmost, with those that follow it
 * at once.
 * @param fields those that were added within the agency alone (section 5)
 * @returns null: none of theirs is there
 */
export function authenticationOf(
  fields: readonly Field[],
  trustedServers: readonly string[],
  fromDomain: string,
): Authentication | null {
  const trusted = new Set(trustedServers.map((each) => each.trim().toLowerCase()));
  const isTheirs = ({ name, value }: Field) => name === 'authentication-results' && trusted.has(serverOf(value));
  const first = fields.findIndex((field) => field.name === 'authentication-results');
  const top = fields[first];
  if (!top || !isTheirs(top)) return null;
  const methods: Method[] = [];
  for (let at = first; at < fields.length; at++) {
    const field = fields[at];
    if (!field || !isTheirs(field)) break;
    methods.push(...methodsOf(field.value));
  }
  const resultOf = (name: string) => bestOf(methods.filter((each) => each.name === name));
  const [spf, dkim, dmarc] = [resultOf('spf'), resultOf('dkim'), resultOf('dmarc')];
  return { server: serverOf(top.value), spf, dkim, dmarc, proof: proofOf(methods, dmarc, spf, fromDomain) };
}

/** The identifier in front, without the version. */
const serverOf = (value: string): string => clausesOf(value)[0]?.trim().split(/\s+/)[0]?.toLowerCase() ?? '';

/** A property with its value, of which a part may be quoted: `smtp.mailfrom="a; b"@c.example` (RFC 8601 2.2). */
const PROPERTY = /([a-z0-9.-]{1,40})\s{0,20}=\s{0,20}((?:"(?:[^"\\]|\\.)*"?|[^\s"])+)/gi;
const DOMAIN_PROPERTIES = new Set(['header.d', 'header.i', 'smtp.mailfrom', 'header.from', 'smtp.helo']);

function methodsOf(value: string): Method[] {
  return clausesOf(value)
    .slice(1, 50)
    .flatMap((clause) => {
      const [, name = '', result = ''] = /^\s*([a-z0-9-]{1,40})(?:\/\d{1,3})?\s*=\s*([a-z]{1,40})/i.exec(clause) ?? [];
      if (name === '') return [];
      const properties = [...clause.matchAll(PROPERTY)].slice(0, 50);
      const about = properties.find(([, property = '']) => DOMAIN_PROPERTIES.has(property.toLowerCase()))?.[2] ?? '';
      const domain = about
        .slice(about.lastIndexOf('@') + 1)
        .replaceAll('"', '')
        .toLowerCase();
      return [{ name: name.toLowerCase(), result: result.toLowerCase(), domain }];
    });
}

const bestOf = (methods: readonly Method[]): string =>
  (methods.find(({ result }) => result === 'pass') ?? methods[0])?.result ?? '';

function proofOf(methods: readonly Method[], dmarc: string, spf: string, from: string): Authentication['proof'] {
  if (dmarc === 'pass') return 'passed';
  const isAligned = (name: string) =>
    methods.some((each) => each.name === name && each.result === 'pass' && isSameOrganisation(each.domain, from));
  // Without a DMARC result its own two conditions are applied (RFC 7489 3.1, relaxed).
  if (dmarc !== 'fail' && (isAligned('dkim') || isAligned('spf'))) return 'passed';
  if (dmarc === 'fail' || dmarc === 'permerror') return 'failed';
  return spf === 'fail' && !isAligned('dkim') ? 'failed' : 'none';
}
