const MINUTE_MS = 60_000;
const BYTES_A_MINUTE = 4096;
const BURST_BYTES = 65_536;

/** Lets a line be written once a minute, less often where lines are long: at most 4 KiB a minute on average. */
export class WriteBudget {
  #leftBytes = BURST_BYTES;
  #lastMs: number | null = null;

  /** `sinceBootMs`: a clock that is never stepped. */
  isDue(sinceBootMs: number): boolean {
    const sinceLastMs = sinceBootMs - (this.#lastMs ?? sinceBootMs - MINUTE_MS);
    // Less than nothing: another boot.
    if (sinceLastMs >= 0 && sinceLastMs < MINUTE_MS) return false;
    this.#lastMs = sinceBootMs;
    const earnedBytes = (Math.max(0, sinceLastMs) / MINUTE_MS) * BYTES_A_MINUTE;
    this.#leftBytes = Math.min(BURST_BYTES, this.#leftBytes + earnedBytes);
    return this.#leftBytes >= 0;
  }

  spend(lines: readonly string[]): void {
    for (const line of lines) this.#leftBytes -= line.length;
  }
}
