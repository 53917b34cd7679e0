/** What looking into one file may cost; all of it, nested archives included. */
export interface Bounds {
  /** After decompression, all entries together. */
  readonly unpackedBytes: number;
  /** Of one entry, document part or stream. */
  readonly partBytes: number;
  readonly entries: number;
  /** Archives within archives; the file itself is 0. */
  readonly depth: number;
  readonly timeoutMs: number;
}

export const USUAL_BOUNDS: Omit<Bounds, 'timeoutMs'> = {
  unpackedBytes: 300_000_000,
  partBytes: 64_000_000,
  entries: 10_000,
  depth: 5,
};

const UNITS: Readonly<Record<keyof Bounds, string>> = {
  unpackedBytes: ' B',
  partBytes: ' B',
  entries: '',
  depth: '',
  timeoutMs: ' ms',
};

/** A bound was reached: what lies beyond was not looked into. The message is its figure, in no language. */
export class OutOfBounds extends Error {
  readonly bound: keyof Bounds;

  constructor(bound: keyof Bounds, limit: number) {
    super(`> ${Math.max(0, Math.round(limit))}${UNITS[bound]}`);
    this.name = 'OutOfBounds';
    this.bound = bound;
  }
}

/** Counts what a look has cost. Each method throws `OutOfBounds` once its bound is passed. */
export class Budget {
  readonly #bounds: Bounds;
  readonly #nowMs: () => number;
  readonly #endsAtMs: number;
  #unpackedBytes = 0;
  #entries = 0;

  constructor(bounds: Bounds, nowMs: () => number = () => performance.now()) {
    this.#bounds = bounds;
    this.#nowMs = nowMs;
    this.#endsAtMs = nowMs() + bounds.timeoutMs;
  }

  checkTime(): void {
    if (this.#nowMs() > this.#endsAtMs) throw new OutOfBounds('timeoutMs', this.#bounds.timeoutMs);
  }

  checkDepth(depth: number): void {
    if (depth > this.#bounds.depth) throw new OutOfBounds('depth', this.#bounds.depth);
  }

  takeEntry(): void {
    this.#entries++;
    if (this.#entries > this.#bounds.entries) throw new OutOfBounds('entries', this.#bounds.entries);
    this.checkTime();
  }

  /** How many bytes the next part may have, unpacked. */
  get nextPartBytes(): number {
    return Math.min(this.#bounds.partBytes, this.#bounds.unpackedBytes - this.#unpackedBytes);
  }

  get unpackedBytes(): number {
    return this.#unpackedBytes;
  }

  takeUnpacked(bytes: number): void {
    this.#unpackedBytes += bytes;
    if (this.#unpackedBytes > this.#bounds.unpackedBytes)
      throw new OutOfBounds('unpackedBytes', this.#bounds.unpackedBytes);
    this.checkTime();
  }
}
