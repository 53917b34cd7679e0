import { asDomain } from './domains.ts';
import { decodedWords } from './mime/encoded-words.ts';
import { withoutMarks } from './phrases.ts';

/** One mailbox of an address field (RFC 5322 3.4). */
export interface Mailbox {
  /** As a person reads it, decoded and without marks that have no width; '' for none. */
  readonly name: string;
  /** As it stands there; '' where none can be read. */
  readonly address: string;
  /** ASCII, lower case; '' where none can be read. */
  readonly domain: string;
}

/** The first mailbox of a field; null: the field is absent or empty. */
export function mailboxIn(value: string | undefined): Mailbox | null {
  const field = (value ?? '').slice(0, 4_000).trim();
  if (field === '') return null;
  const opened = openingOf(field);
  if (opened >= 0) {
    const closed = field.indexOf('>', opened);
    const address = field.slice(opened + 1, closed < 0 ? undefined : closed).trim();
    return { name: nameIn(field.slice(0, opened)), address, domain: domainOf(address) };
  }
  const address = field.split(/[\s,;()<>]+/).find((word) => word.includes('@')) ?? '';
  return { name: nameIn(address ? field.replace(address, '') : field), address, domain: domainOf(address) };
}

/** The first `<` that is not within quotes. */
function openingOf(field: string): number {
  let isQuoted = false;
  for (let at = 0; at < field.length; at++) {
    if (isQuoted && field[at] === '\\') at++;
    else if (field[at] === '"') isQuoted = !isQuoted;
    else if (field[at] === '<' && !isQuoted) return at;
  }
  return -1;
}

function nameIn(text: string): string {
  const words = text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/g, '$1')
    .replace(/^\((.*)\)$/s, '$1');
  return withoutMarks(decodedWords(words)).replace(/\s+/g, ' ').trim();
}

const domainOf = (address: string): string =>
  address.includes('@') ? asDomain(address.slice(address.lastIndexOf('@') + 1)) : '';

/** Addresses that stand within a text, e.g. within a display name. */
export function addressesWithin(text: string): string[] {
  return (text.slice(0, 1_000).match(/[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/gi) ?? []).slice(0, 10);
}
