import { isIP } from 'node:net';
import { isOneOf } from './domains.ts';
import type { Field } from './mime/fields.ts';
import { stretchesOf, withoutComments } from './mime/structured.ts';

/** The hop by which a message came in. */
export interface Hop {
  readonly from: string;
  /** In figures; '' where none can be read. */
  readonly address: string;
  /** Where its `Received` stands among the fields, from 0. */
  readonly at: number;
}

const HOPS_MAX = 50;

/**
 * The first server outside the agency that handed the message on, from the top down (RFC 5321 4.4). A host counts as
 * the agency's by its private address, or by the name that the receiver looked up; never by the name it gave itself.
 * One whose address cannot be read counts as outside.
 * @returns null: it never left the agency, or no `Received` says
 */
export function outsideHopOf(fields: readonly Field[], ownDomains: readonly string[]): Hop | null {
  for (const { value, at } of hopsOf(fields)) {
    const source = sourceOf(value);
    if (!source || (source.addresses.length === 0 && source.isHandedOver)) continue;
    const isOwn = ({ address, lookedUp }: Address) => isPrivate(address) || isOneOf(lookedUp, ownDomains);
    const stranger = source.addresses.find((each) => !isOwn(each));
    if (stranger) return { from: stranger.lookedUp || source.greeting, address: stranger.address, at };
    if (source.addresses.length === 0) return { from: source.greeting, address: '', at };
  }
  return null;
}

interface Address {
  readonly address: string;
  /** The name that the receiver looked up for it, lower case; '' for none. */
  readonly lookedUp: string;
}

interface Source {
  /** The name that it gave itself. */
  readonly greeting: string;
  readonly addresses: readonly Address[];
  /** Not taken from a network: a mailbox's delivery (LMTP, RFC 2033) or a program on that very server. */
  readonly isHandedOver: boolean;
}

/** What a `Received` says of whom it took the message from; null: it says nothing of it. */
function sourceOf(field: string): Source | null {
  const value = field.slice(0, 2_000);
  const said = /^\s*from\s+(.*)$/is.exec(withoutComments(value))?.[1];
  if (said === undefined) return null;
  const [before = '', ...behind] = said.split(/(?:^|\s)by\s/i);
  const isPickup = /^mail pickup service\s*$/i.test(before);
  const isDelivery = /\swith\s+(?:lmtps?a?|local|mapi)\b/i.test(` ${behind.join(' ')}`);
  return {
    greeting: before.trim().split(/\s+/)[0]?.slice(0, 300) ?? '',
    addresses: [...commentsBeforeBy(value), before].flatMap(addressesIn),
    // A stranger's address anywhere: his greeting may have been made to read like a delivery.
    isHandedOver: (isPickup || isDelivery) && addressesIn(value).every(({ address }) => isPrivate(address)),
  };
}

/** Each server has its own way: `(name [1.2.3.4])`, `(1.2.3.4)`, `(HELO name) (1.2.3.4)`, `([1.2.3.4] helo=name)`. */
function commentsBeforeBy(value: string): string[] {
  const comments: string[] = [];
  for (const { kind, text } of stretchesOf(value)) {
    if (kind === 'comment') comments.push(text.slice(1));
    else if (kind === 'plain' && /(?:^|\s)by\s/i.test(text)) break;
  }
  return comments;
}

function addressesIn(text: string): Address[] {
  // Sendmail's mark for a name whose own addresses do not lead back.
  const isDoubted = /may be forged/i.test(text);
  const lookedUp = isDoubted ? '' : (/^\s*([a-z0-9.-]{1,255}?)\.?\s*\[/i.exec(text)?.[1]?.toLowerCase() ?? '');
  const words = text.split(/[\s()[\]<>@=,;%"]+/).map(asAddress);
  return words.filter((word) => isIP(word) !== 0).map((address) => ({ address, lookedUp }));
}

/** Without a tag (RFC 5321 4.1.3), the way IPv4 is written as IPv6, or a port. */
const asAddress = (word: string): string =>
  word
    .replace(/^ipv6:/i, '')
    .replace(/^::ffff:(?=\d{1,3}\.)/i, '')
    .replace(/^((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}$/, '$1');

/**
 * The fields that the agency's own servers wrote: those above the `Received` of the hop from outside, since each server
 * writes on top. What stands below came with the message, whatever name it bears; so may all, where no hop is told.
 */
export function fieldsAbove(hop: Hop | null, fields: readonly Field[]): readonly Field[] {
  return fields.slice(0, hop ? hop.at : hopsOf(fields).length > 0 ? fields.length : 0);
}

const hopsOf = (fields: readonly Field[]) =>
  fields.flatMap(({ name, value }, at) => (name === 'received' ? [{ value, at }] : [])).slice(0, HOPS_MAX);

/** Addresses that no outsider has (RFC 1918, 4193, 3927, 6598, loopback). */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 4) {
    const [a = 0, b = 0] = address.split('.').map(Number);
    return (
      a === 10 ||
      a === 127 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128)
    );
  }
  return /^(?:::1$|f[cd]|fe[89ab])/i.test(address);
}
