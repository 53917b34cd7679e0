const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

/** A page that crashes as soon as it is drawn would be reloaded for ever: at most 3 times in any minute. */
export class ReloadBound {
  private readonly nowMs: () => number;
  private reloadsAtMs: number[] = [];

  /** The clock is one that is never stepped. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.nowMs = nowMs;
  }

  /** May the page be reloaded now? A yes counts as a reload. */
  allows(): boolean {
    const now = this.nowMs();
    this.reloadsAtMs = this.reloadsAtMs.filter((atMs) => now - atMs < WITHIN_MS);
    if (this.reloadsAtMs.length >= MOST_RELOADS) return false;
    this.reloadsAtMs.push(now);
    return true;
  }
}
