import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_BITS = 48n;
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
  private last = 0n;

  constructor(parts: UlidParts) {
    this.parts = parts;
  }

  /** Whatever is made from now on comes after this one, which an earlier run may have made. */
  follow(id: string): void {
    const value = [...id].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
    // An id from a clock that ran years ahead would hold every later one there.
    if (value > this.last && this.timeOf(value) <= this.nowMs() + DAY_MS) this.last = value;
  }

  next(): string {
    const fresh = (this.nowMs() << RANDOM_BITS) | this.randomBits();
    const isLater = fresh >> RANDOM_BITS > this.last >> RANDOM_BITS;
    this.last = isLater ? fresh : this.last + 1n;
    return encoded(this.last);
  }

  private nowMs(): bigint {
    return BigInt.asUintN(Number(TIME_BITS), BigInt(Math.max(0, Math.floor(this.parts.nowMs()))));
  }

  private timeOf(value: bigint): bigint {
    return value >> RANDOM_BITS;
  }

  private randomBits(): bigint {
    const bytes = this.parts.random?.(RANDOM_BYTES) ?? randomBytes(RANDOM_BYTES);
    return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  }
}

const DAY_MS = 86_400_000n;

function encoded(value: bigint): string {
  let text = '';
  for (let rest = value; text.length < 26; rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
