import { isIP } from 'node:net';
import { isOneOf } from './domains.ts';
import type { Field } from './mime/fields.ts';

/** The hop by which a message came in. */
export interface Hop {
  readonly from: string;
  readonly address: string;
  /** Where its `Received` stands among the fields, from 0. */
  readonly at: number;
}

const HOPS_MAX = 50;

/**
 * The first server outside the agency that handed the message on, from the top down (RFC 5321 4.4). A host counts as
 * the agency's by its private address, or by the name that the receiver looked up; never by the name it gave itself.
 * @returns null: it never left the agency, or no `Received` says
 */
export function outsideHopOf(fields: readonly Field[], ownDomains: readonly string[]): Hop | null {
  for (const { value, at } of hopsOf(fields)) {
    const clause = /\bfrom\s+(\S{1,300})\s*(?:\(([^)]{0,600})\))?/i.exec(value.slice(0, 2_000));
    if (!clause) continue;
    const [, greeting = '', comment = ''] = clause;
    const bracketed = /\[(?:IPv6:)?([0-9a-f.:]{2,60})\]/i.exec(`${comment} ${greeting}`)?.[1];
    // Exchange writes the address alone into the comment.
    const address = bracketed ?? (isIP(comment.trim()) ? comment.trim() : '');
    const lookedUp = /^([a-z0-9.-]{1,255})\s*\[/i.exec(comment.trim())?.[1]?.toLowerCase() ?? '';
    if (isPrivate(address) || isOneOf(lookedUp, ownDomains)) continue;
    if (address !== '') return { from: lookedUp || greeting, address, at };
  }
  return null;
}

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
