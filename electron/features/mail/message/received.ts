import { isIP } from 'node:net';
import { isOneOf } from './domains.ts';
import { type Field, valuesOf } from './mime/fields.ts';

/** The hop by which a message came in. */
export interface Hop {
  readonly from: string;
  readonly address: string;
}

const HOPS_MAX = 50;

/**
 * The first server outside the agency that handed the message on, from the top down (RFC 5321 4.4). A host counts as
 * the agency's by its private address, or by the name that the receiver looked up; never by the name it gave itself.
 * @returns null: it never left the agency, or no `Received` says
 */
export function outsideHopOf(fields: readonly Field[], ownDomains: readonly string[]): Hop | null {
  for (const value of valuesOf(fields, 'received').slice(0, HOPS_MAX)) {
    const clause = /\bfrom\s+(\S{1,300})\s*(?:\(([^)]{0,600})\))?/i.exec(value.slice(0, 2_000));
    if (!clause) continue;
    const [, greeting = '', comment = ''] = clause;
    const bracketed = /\[(?:IPv6:)?([0-9a-f.:]{2,60})\]/i.exec(`${comment} ${greeting}`)?.[1];
    // Exchange writes the address alone into the comment.
    const address = bracketed ?? (isIP(comment.trim()) ? comment.trim() : '');
    const lookedUp = /^([a-z0-9.-]{1,255})\s*\[/i.exec(comment.trim())?.[1]?.toLowerCase() ?? '';
    if (isPrivate(address) || isOneOf(lookedUp, ownDomains)) continue;
    if (address !== '') return { from: lookedUp || greeting, address };
  }
  return null;
}

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
