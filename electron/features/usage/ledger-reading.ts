import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Gap } from '../../contract/usage.ts';
import { type LinesRead, readLines, setDamagedAside } from '../../storage/append-only-file.ts';
import type { DaySummary } from './day-view.ts';
import { type HourRecord, hourFrom, StoredHour } from './hour-record.ts';
import { type DayMarks, daySummaryFrom, HourLine, JournalLine, type StoredCheckpoint } from './ledger-format.ts';

/** A file was damaged: where its copy is, and how many of its lines could not be read. */
export interface Recovery {
  readonly setAside: string;
  readonly linesLost: number;
}

/** The newest transaction found. */
export interface Newest {
  readonly seq: number;
  readonly checkpoint: StoredCheckpoint | null;
  readonly marks: readonly DayMarks[];
}

export interface JournalRead {
  readonly newest: Newest | null;
  readonly hours: readonly HourRecord[];
  readonly gaps: readonly Gap[];
}

export interface HoursRead {
  readonly newest: Newest | null;
  readonly hours: readonly HourRecord[];
  readonly gaps: readonly Gap[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS_NAME = /^hours-(\d{4}-\d{2}-\d{2})\.jsonl$/;

export const journalPath = (folder: string) => join(folder, 'journal.jsonl');
export const daysPath = (folder: string) => join(folder, 'days.jsonl');
export const hoursPath = (folder: string, utcDay: string) => join(folder, `hours-${utcDay}.jsonl`);

/** Reads the ledger's files. Damaged ones are set aside and mended when `mayMend` says that nobody is writing. */
export class LedgerReader {
  readonly recoveries: Recovery[] = [];
  readonly #folder: string;
  readonly #mayMend: () => boolean;
  readonly #nowMs: () => number;

  constructor(folder: string, mayMend: () => boolean, nowMs: () => number) {
    this.#folder = folder;
    this.#mayMend = mayMend;
    this.#nowMs = nowMs;
  }

  journal(): JournalRead {
    const { lines, linesLost } = this.#read(journalPath(this.#folder));
    let newest: Newest | null = null;
    const hours = new Map<number, HourRecord>();
    // From the end: each hour's last standing is the whole of it, so most lines need no second look.
    for (const line of lines.toReversed()) {
      if (line === null) continue;
      if (!newest) newest = parsed(JournalLine, line);
      for (const raw of (line as Partial<JournalLine>).hours ?? []) {
        if (hours.has(raw.startMs)) continue;
        const stored = parsed(StoredHour, raw);
        if (stored) hours.set(stored.startMs, hourFrom(stored));
      }
    }
    const gaps = linesLost > 0 ? journalGaps(lines) : [];
    return { newest, hours: [...hours.values()], gaps };
  }

  hours(utcDay: string): HoursRead {
    const { lines, linesLost } = this.#read(hoursPath(this.#folder, utcDay));
    let newest: Newest | null = null;
    const hours = new Map<number, HourRecord>();
    for (const line of lines.toReversed()) {
      if (line === null) continue;
      const raw = line as Partial<HourLine>;
      if (raw.hour === undefined || (hours.has(raw.hour.startMs) && raw.checkpoint === undefined)) continue;
      const stored = parsed(HourLine, line);
      if (!stored) continue;
      if (!hours.has(stored.hour.startMs)) hours.set(stored.hour.startMs, hourFrom(stored.hour));
      if (!newest && stored.checkpoint)
        newest = { seq: stored.seq, checkpoint: stored.checkpoint, marks: stored.marks ?? [] };
    }
    const gaps = linesLost > 0 ? hoursGaps(lines, Date.parse(`${utcDay}T00:00:00Z`), this.#nowMs()) : [];
    return { newest, hours: [...hours.values()], gaps };
  }

  days(): { days: Map<string, DaySummary>; lineCount: number } {
    const { lines } = this.#read(daysPath(this.#folder));
    const days = new Map<string, DaySummary>();
    for (const line of lines) {
      const summary = line && daySummaryFrom(line);
      if (summary) days.set(summary.day, summary);
    }
    return { days, lineCount: lines.length };
  }

  /** The UTC days of which hours are kept, ascending. */
  hourFiles(): string[] {
    try {
      return readdirSync(this.#folder)
        .flatMap((name) => HOURS_NAME.exec(name)?.[1] ?? [])
        .sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #read(path: string): LinesRead {
    const read = readLines(path) ?? { lines: [], linesLost: 0 };
    if (read.linesLost > 0 && this.#mayMend())
      this.recoveries.push({ setAside: setDamagedAside(path, read, this.#nowMs()), linesLost: read.linesLost });
    return read;
  }
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Each hour's last standing is written twice, so that one damaged line loses nothing and only a run of them can. */
function journalGaps(lines: LinesRead['lines']): Gap[] {
  const takenAtMs = (line: object) => (line as JournalLine).checkpoint?.takenAtMs;
  const gaps: Gap[] = [];
  let before: number | undefined;
  let lost = 0;
  for (const line of lines) {
    if (line === null) {
      lost++;
      continue;
    }
    const toMs = takenAtMs(line);
    if (lost > 1 && toMs !== undefined) {
      const fromMs = Math.min(before ?? toMs - HOUR_MS, toMs);
      gaps.push({ fromMs, toMs, maybeOff: false, reason: 'file-damaged' });
    }
    lost = 0;
    before = toMs;
  }
  return gaps;
}

/** A damaged line leaves a gap where no other line knows its hour. */
function hoursGaps(lines: LinesRead['lines'], dayStartMs: number, nowMs: number): Gap[] {
  const known = lines.flatMap((line) => (line ? [(line as HourLine).hour] : []));
  const gaps: Gap[] = [];
  let fromMs = dayStartMs;
  lines.forEach((line, index) => {
    if (line) {
      fromMs = (line as HourLine).hour.endMs;
      return;
    }
    const next = lines.slice(index).find((other) => other !== null) as HourLine | undefined;
    const toMs = next?.hour.startMs ?? Math.min(dayStartMs + DAY_MS, Math.max(nowMs, dayStartMs));
    const isKnown = known.some((hour) => hour.startMs <= fromMs && hour.endMs >= toMs);
    if (toMs > fromMs && !isKnown) gaps.push({ fromMs, toMs, maybeOff: true, reason: 'file-damaged' });
  });
  return gaps;
}
