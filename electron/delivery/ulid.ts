import { crypto } from './late-crypto.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of 5 bits each: 48 bits of milliseconds, the others random. */
const TIME_LETTERS = 10;
const LATEST_MS = 2 ** 48 - 1;
const RANDOM_BITS = 80n;
const RANDOM_BYTES = 10;

export interface UlidParts {
  readonly nowMs: () => number;
  readonly random?: (bytes: number) => Uint8Array;
}

/**
 * Makes ULIDs (github.com/ulid/spec) that only ever rise: within one millisecond, and while a clock that was stepped
 * back catches up, the next is the last plus one.
 */
export class UlidMaker {
  private readonly parts: UlidParts;
  /** '' before the first. */
  private last = '';

  constructor(parts: UlidParts) {
    this.parts = parts;
  }

  /** Whatever is made from now on comes after this one, which an earlier run may have made. */
  follow(id: string): void {
    // An id from a clock that ran years ahead would hold every later one there.
    if (id > this.last && timeOf(id) <= this.nowMs() + DAY_MS) this.last = id;
  }

  next(): string {
    const fresh = encoded((BigInt(this.nowMs()) << RANDOM_BITS) | this.randomBits());
    const isLater = fresh.slice(0, TIME_LETTERS) > this.last.slice(0, TIME_LETTERS);
    this.last = isLater ? fresh : encoded(decoded(this.last) + 1n);
    return this.last;
  }

  private nowMs(): number {
    return Math.min(LATEST_MS, Math.max(0, Math.floor(this.parts.nowMs())));
  }

  private randomBits(): bigint {
    const bytes = this.parts.random?.(RANDOM_BYTES) ?? crypto().randomBytes(RANDOM_BYTES);
    return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  }
}

const DAY_MS = 86_400_000;

function timeOf(id: string): number {
  return [...id.slice(0, TIME_LETTERS)].reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0);
}

function decoded(id: string): bigint {
  return [...id].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
}

function encoded(value: bigint): string {
  let text = '';
  for (let rest = value; text.length < 26; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
