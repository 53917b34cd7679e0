import { promises } from 'node:fs';
import type { Gap } from '../../contract/usage.ts';
import { appendLines, encodeLine, replaceLines, type WritableFs } from '../../storage/append-only-file.ts';
import { type DayKeeping, DayRecord } from './day-record.ts';
import { HourBook, utcDayOf } from './hour-book.ts';
import { type HourRecord, storedHour } from './hour-record.ts';
import { type DayMarks, stateFrom, storedCheckpoint } from './ledger-format.ts';
import { pruneFiles } from './ledger-pruning.ts';
import { daysPath, hoursPath, journalPath, LedgerReader, type Newest, type Recovery } from './ledger-reading.ts';
import type { MeterState } from './meter.ts';
import { WriteBudget } from './write-budget.ts';

export interface LedgerParts {
  readonly folder: string;
  /** Changes nothing on disk: the app may be running on the same folder. */
  readonly readOnly?: boolean;
  readonly fs?: WritableFs;
  readonly nowMs: () => number;
}

interface Written {
  /** The `changes` of the hour that the journal holds, and in how many lines. */
  journalled: number;
  copies: number;
  /** The `changes` of the hour that its own file holds. */
  archived: number;
}

const NEVER = -1;
const COPIES = 2;
const MARKS_KEPT = 4;
const DAY_MS = 86_400_000;
const MEMORY_MS = 3 * DAY_MS;

/**
 * The record on disk. What a reading brings is held in memory and written once a minute as one journal line with the
 * counters it rests on, so that a crash loses no byte and counts none twice. Each hour the journal is folded: hours go
 * to their own files, finished days to theirs. Writes are asynchronous, in order, and never throw: see `saveProblem`.
 */
export class Ledger {
  readonly book: HourBook;
  readonly days: DayRecord;
  readonly budget = new WriteBudget();
  readonly marks: Map<string, DayMarks>;
  state: MeterState | null;
  /** The system's words for why the record cannot be read or written; null while it can. */
  saveProblem: string | null = null;

  readonly #reader: LedgerReader;
  readonly #folder: string;
  readonly #fs: WritableFs;
  readonly #written = new WeakMap<HourRecord, Written>();
  readonly #foundGaps: Gap[] = [];
  readonly #filesInUse = new Set<string>();
  #seq = 0;
  #queue: Promise<void> = Promise.resolve();
  #writing = false;
  // Not even tried where the old record could not be read: writing over it would lose it.
  #detached: boolean;

  /** Opens at once: reads the journal, and the hours around now. Never throws. */
  constructor({ folder, readOnly = false, fs = promises, nowMs }: LedgerParts) {
    this.#folder = folder;
    this.#fs = fs;
    this.#detached = readOnly;
    this.#reader = new LedgerReader(folder, () => !this.#detached && !this.#writing, nowMs);
    this.book = new HourBook((utcDay) => this.#loadHours(utcDay));
    this.days = new DayRecord({
      fs,
      path: daysPath(folder),
      read: () => this.#guarded(() => this.#reader.days()) ?? { days: new Map(), lineCount: 0 },
      keptTimesMs: () => [
        ...this.book.all().map((hour) => hour.startMs),
        ...(this.#guarded(() => this.#reader.hourFiles()) ?? []).flatMap((utcDay) => endsOf(utcDay)),
      ],
    });
    // The journal first: beside a running writer, what it folds away meanwhile then shows up in the hours.
    const journal = this.#guarded(() => this.#reader.journal()) ?? { newest: null, hours: [], gaps: [] };
    this.#foundGaps.push(...journal.gaps);
    for (const hour of journal.hours) {
      this.#written.set(hour, { journalled: 0, copies: COPIES, archived: NEVER });
      this.book.restore(hour);
    }
    const newest = journal.newest ?? this.#newestInHours();
    this.#seq = newest?.seq ?? 0;
    this.state = newest?.checkpoint ? stateFrom(newest.checkpoint) : null;
    this.marks = new Map((newest?.marks ?? []).map((marks) => [marks.day, marks]));
  }

  get recoveries(): readonly Recovery[] {
    return this.#reader.recoveries;
  }

  /** Stretches whose record was damaged, each handed out once. */
  takeFoundGaps(): Gap[] {
    return this.#foundGaps.splice(0);
  }

  markDay(marks: DayMarks): void {
    this.marks.delete(marks.day);
    this.marks.set(marks.day, marks);
    for (const day of this.marks.keys()) if (this.marks.size > MARKS_KEPT) this.marks.delete(day);
  }

  /** Writes what is new as one line. Resolves when the disk has it, or when it is known that it has not. */
  save(closed: MeterState['closed'] = null): Promise<void> {
    return this.#enqueue(() => this.#appendToJournal(closed));
  }

  /** Saves, puts hours and finished days away, and starts the journal afresh. */
  fold(keeping: DayKeeping): Promise<void> {
    return this.#enqueue(() => this.#fold(keeping));
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    if (this.#detached) return Promise.resolve();
    this.#queue = this.#queue.then(async () => {
      this.#writing = true;
      try {
        await work();
        this.saveProblem = null;
      } catch (error) {
        this.saveProblem = String(error);
      } finally {
        this.#writing = false;
      }
    });
    return this.#queue;
  }

  async #appendToJournal(closed: MeterState['closed']): Promise<void> {
    const included = this.book.all().filter((hour) => {
      const { journalled, copies } = this.#writtenOf(hour);
      return journalled !== hour.changes || copies < COPIES;
    });
    const confirm = this.#confirmer(included);
    const line = this.#transaction(included, closed);
    this.budget.spend([line]);
    await appendLines(this.#fs, journalPath(this.#folder), [line]);
    confirm();
  }

  async #fold(keeping: DayKeeping): Promise<void> {
    // All text is made in one instant, so that the hours put away rest on the same counters as the journal's line.
    const open = this.book.all().filter((hour) => this.#writtenOf(hour).archived !== hour.changes);
    const versions = open.map((hour) => [hour, hour.changes] as const);
    const saved = this.#appendToJournal(null);
    const files = this.#hourLines(open);
    const finished = this.days.unfinishedBusiness(
      open.map((hour) => hour.startMs),
      keeping,
    );
    await saved;
    for (const [utcDay, lines] of files) {
      this.#filesInUse.add(utcDay);
      this.budget.spend(lines);
      await appendLines(this.#fs, hoursPath(this.#folder, utcDay), lines);
    }
    for (const [hour, changes] of versions) this.#writtenOf(hour).archived = changes;
    await this.days.write(finished, keeping);

    const rest = this.book.all().filter((hour) => this.#writtenOf(hour).archived !== hour.changes);
    const confirm = this.#confirmer(rest);
    const base = this.#transaction(rest, null);
    this.budget.spend([base]);
    await replaceLines(this.#fs, journalPath(this.#folder), [base]);
    confirm();
    await pruneFiles(this.#folder, this.#reader.hourFiles(), this.#filesInUse);
    if (this.state) this.book.forgetBefore(this.state.takenAtMs - MEMORY_MS, (hour) => this.#isPutAway(hour));
  }

  #transaction(hours: readonly HourRecord[], closed: MeterState['closed']): string {
    const checkpoint = this.state && storedCheckpoint({ ...this.state, closed });
    return encodeLine({ seq: ++this.#seq, checkpoint, marks: [...this.marks.values()], hours: hours.map(storedHour) });
  }

  #hourLines(hours: readonly HourRecord[]): Map<string, string[]> {
    const checkpoint = this.state && storedCheckpoint(this.state);
    const marks = [...this.marks.values()];
    const seq = this.#seq;
    const byFile = new Map<string, string[]>();
    hours.forEach((hour, index) => {
      const utcDay = utcDayOf(hour.startMs);
      const next = hours[index + 1];
      const isLast = !next || utcDayOf(next.startMs) !== utcDay;
      const line = encodeLine({ seq, hour: storedHour(hour), ...(isLast ? { checkpoint, marks } : {}) });
      byFile.set(utcDay, [...(byFile.get(utcDay) ?? []), line]);
    });
    return byFile;
  }

  #confirmer(hours: readonly HourRecord[]): () => void {
    const versions = hours.map((hour) => [hour, hour.changes] as const);
    return () => {
      for (const [hour, changes] of versions) {
        const written = this.#writtenOf(hour);
        written.copies = written.journalled === changes ? written.copies + 1 : 1;
        written.journalled = changes;
      }
    };
  }

  #writtenOf(hour: HourRecord): Written {
    let written = this.#written.get(hour);
    if (!written) {
      written = { journalled: NEVER, copies: 0, archived: NEVER };
      this.#written.set(hour, written);
    }
    return written;
  }

  #isPutAway(hour: HourRecord): boolean {
    return this.#writtenOf(hour).archived === hour.changes;
  }

  #loadHours(utcDay: string): readonly HourRecord[] {
    const { hours, gaps } = this.#guarded(() => this.#reader.hours(utcDay)) ?? { hours: [], gaps: [] };
    this.#foundGaps.push(...gaps);
    for (const hour of hours) this.#written.set(hour, { journalled: 0, copies: COPIES, archived: 0 });
    return hours;
  }

  /** The journal is lost: without its counters, all since the boot would count a second time. */
  #newestInHours(): Newest | null {
    let newest: Newest | null = null;
    for (const utcDay of this.#guarded(() => this.#reader.hourFiles()) ?? []) {
      const found = this.#guarded(() => this.#reader.hours(utcDay))?.newest;
      if (found && found.seq >= (newest?.seq ?? 0)) newest = found;
    }
    return newest;
  }

  #guarded<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      this.#detached = true;
      this.saveProblem = String(error);
      return null;
    }
  }
}

function endsOf(utcDay: string): number[] {
  const startMs = Date.parse(`${utcDay}T00:00:00Z`);
  return [startMs, startMs + DAY_MS - 1];
}
