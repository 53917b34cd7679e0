import { randomInt } from 'node:crypto';

/** Read aloud without mistaking one for another: no 0 and o, no 1, i and l. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Twenty symbols of 31, in groups: 99 bits. `pick(n)` answers a whole number from 0 to n − 1, each alike. */
export function newPassphrase(pick: (below: number) => number = randomInt): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => SYMBOLS[pick(SYMBOLS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
