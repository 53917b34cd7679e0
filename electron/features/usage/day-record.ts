import { DAYS_KEPT } from '../../contract/usage.ts';
import { appendLines, encodeLine, replaceLines, type WritableFs } from '../../storage/append-only-file.ts';
import type { DaySummary } from './day-view.ts';

/** How finished days are recognised and added up, under the settings in force. */
export interface DayKeeping {
  readonly today: string;
  dayOf(timeMs: number): string;
  summarise(day: string): DaySummary;
}

export interface DayRecordParts {
  readonly fs: WritableFs;
  readonly path: string;
  read(): { readonly days: Map<string, DaySummary>; readonly lineCount: number };
  /** Moments of which hours are kept: days may be missing their summary there. */
  keptTimesMs(): readonly number[];
}

/** The summaries of finished days, read when first asked for. */
export class DayRecord {
  readonly #parts: DayRecordParts;
  #days: Map<string, DaySummary> | null = null;
  #lineCount = 0;
  #unsummarised: Set<string> | null = null;

  constructor(parts: DayRecordParts) {
    this.#parts = parts;
  }

  /** The summary of a finished day; null where nothing is known of it. */
  summaryOf(day: string, keeping: DayKeeping): DaySummary | null {
    const known = this.#load().get(day);
    if (known) return known;
    if (!this.#missing(keeping).has(day)) return null;
    const summary = keeping.summarise(day);
    return isWorthKeeping(summary) ? summary : null;
  }

  /** The days before or after today that have hours changed since, or no summary yet. */
  unfinishedBusiness(changedMs: readonly number[], keeping: DayKeeping): Set<string> {
    const days = new Set(this.#missing(keeping));
    for (const timeMs of changedMs) days.add(keeping.dayOf(timeMs));
    days.delete(keeping.today);
    return days;
  }

  /** Appends the summaries of these days. Rejects with the file system's error. */
  async write(days: ReadonlySet<string>, keeping: DayKeeping): Promise<void> {
    const summaries: DaySummary[] = [];
    for (const day of days) {
      summaries.push(keeping.summarise(day));
      // Reading a day's hours takes a millisecond; many in one go would be felt.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const kept = summaries.filter(isWorthKeeping);
    if (kept.length > 0) await appendLines(this.#parts.fs, this.#parts.path, kept.map(encodeLine));
    const all = this.#load();
    for (const summary of kept) all.set(summary.day, summary);
    this.#lineCount += kept.length;
    for (const day of days) this.#missing(keeping).delete(day);
    if (this.#lineCount > 2 * DAYS_KEPT) await this.#prune(all);
  }

  /** The newest by count, never by the clock, which may be wrong by decades. */
  async #prune(all: ReadonlyMap<string, DaySummary>): Promise<void> {
    const newest = [...all.values()].toSorted((a, b) => a.day.localeCompare(b.day)).slice(-DAYS_KEPT);
    await replaceLines(this.#parts.fs, this.#parts.path, newest.map(encodeLine));
    this.#days = new Map(newest.map((summary) => [summary.day, summary]));
    this.#lineCount = newest.length;
  }

  #load(): Map<string, DaySummary> {
    if (!this.#days) {
      const { days, lineCount } = this.#parts.read();
      this.#days = days;
      this.#lineCount = lineCount;
    }
    return this.#days;
  }

  /** Days of which hours are kept and no summary: the app was stopped before it could write one. */
  #missing(keeping: DayKeeping): Set<string> {
    this.#unsummarised ??= new Set(
      this.#parts
        .keptTimesMs()
        .map((timeMs) => keeping.dayOf(timeMs))
        .filter((day) => !this.#load().has(day)),
    );
    return this.#unsummarised;
  }
}

function isWorthKeeping(summary: DaySummary): boolean {
  return summary.measured || summary.hasGap;
}
