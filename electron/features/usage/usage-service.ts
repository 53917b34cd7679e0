import { CallRefused } from '../../contract/call-refused.ts';
import type { Settings } from '../../contract/settings.ts';
import {
  DAYS_KEPT,
  type DayUsage,
  type HourUsage,
  type OfficialUsage,
  type UsageSnapshot,
} from '../../contract/usage.ts';
import type { Platform } from '../../platform/platform.ts';
import type { WritableFs } from '../../storage/append-only-file.ts';
import { dayAfter } from './calendar.ts';
import { dayKeeping, type HistoryParts, historyOf, hoursOfDay } from './history.ts';
import { Ledger } from './ledger.ts';
import type { Recovery } from './ledger-reading.ts';
import { Notes } from './notes.ts';
import { Sampler } from './sampler.ts';
import { Today } from './today.ts';

export interface UsageServiceParts {
  readonly platform: Pick<Platform, 'readCounters' | 'readNetworkFacts' | 'readSession'>;
  /** Where the ledger and the notes live; made when first written to. */
  readonly folder: string;
  readonly settings: () => Settings;
  readonly official: () => OfficialUsage;
  readonly nowMs?: () => number;
  readonly log: (line: string) => void;
  readonly fs?: WritableFs;
}

export type ChangeListener = () => void;
/** `percents`: what one reading passed, ascending, at least one. */
export type ThresholdListener = (percents: readonly number[], snapshot: UsageSnapshot) => void;

const UNWATCHED_NEWS_EVERY_MS = 60_000;

/**
 * Measures this PC's traffic, keeps the record, judges it. Opens the record at once; takes readings from `start` on.
 * Nothing here throws for what the disk or the system refuses: see the snapshot's state, and `saveProblem`.
 */
export class UsageService {
  readonly #parts: UsageServiceParts;
  readonly #nowMs: () => number;
  readonly #ledger: Ledger;
  readonly #today: Today;
  readonly #notes: Notes;
  readonly #sampler: Sampler;
  readonly #changeListeners = new Set<ChangeListener>();
  readonly #thresholdListeners = new Set<ThresholdListener>();
  #hourMs: number | null = null;
  #foldDue = false;
  #toldAtMs = -Infinity;
  #told = '';
  #closing: Promise<void> | null = null;

  constructor(parts: UsageServiceParts) {
    this.#parts = parts;
    this.#nowMs = parts.nowMs ?? Date.now;
    const nowMs = this.#nowMs;
    this.#ledger = new Ledger({ folder: parts.folder, nowMs, ...(parts.fs ? { fs: parts.fs } : {}) });
    this.#today = new Today({ ...parts, ledger: this.#ledger, nowMs });
    this.#notes = new Notes(parts.folder);
    this.#sampler = new Sampler({
      nowMs,
      hourAt: (timeMs) => this.#today.calendar.hourAt(timeMs),
      read: () => this.readNow(),
    });
    for (const { setAside, linesLost } of this.recoveries)
      parts.log(`usage record damaged: ${linesLost} lines lost, copy at ${setAside}`);
  }

  /** The day that it is now, `YYYY-MM-DD`. */
  today(): string {
    return this.#today.calendar.dayAt(this.#nowMs()).day;
  }

  /** How today stands by the last reading. */
  snapshot(): UsageSnapshot {
    return this.#today.snapshot(this.#parts.official);
  }

  /** A row for each of the last `days` days, today last. */
  history(days: number): DayUsage[] {
    return historyOf(this.#history(), days, (day) => this.#notes.of(day));
  }

  /** The hours of a day; null where none are kept. */
  hoursOf(day: string): HourUsage[] | null {
    return hoursOfDay(this.#history(), day);
  }

  /** Refuses a day not kept or still to come. Rejects with the file system's error; the note is then as it was. */
  async setNote(day: string, text: string): Promise<void> {
    const last = this.today();
    const first = dayAfter(last, 1 - DAYS_KEPT);
    if (day < first || day > last)
      throw new CallRefused('bad-arguments', `${day} is not within ${first} and ${last}`, 'day');
    await this.#notes.set(day, text);
    this.#tell();
  }

  /** Called after each reading while a window watches, else when something changed that a person would see. */
  onChange(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Called with each threshold once a day, also across restarts, and once a reading. */
  onThreshold(listener: ThresholdListener): () => void {
    this.#thresholdListeners.add(listener);
    return () => this.#thresholdListeners.delete(listener);
  }

  start(): void {
    this.#sampler.start();
  }

  setWatched(watched: boolean): void {
    this.#sampler.setWatched(watched);
  }

  /** Takes a reading at once, e.g. before the PC sleeps. */
  readNow(): void {
    if (this.#closing) return;
    this.#today.read();
    const fresh = this.#today.takeNewlyPassed();
    this.#saveIfDue(fresh.length > 0);
    if (fresh.length > 0) {
      const snapshot = this.snapshot();
      for (const listener of this.#thresholdListeners) listener(fresh, snapshot);
    }
    this.#tellIfNews();
  }

  /** Call after the settings have changed: what came before is still counted under the old ones. */
  settingsChanged(): void {
    if (this.#closing) return;
    this.#today.read();
    this.#today.settingsChanged();
    this.readNow();
    this.#tell();
  }

  /** `shutdown`: the PC goes off, so the time until its next start is no gap. Resolves when the disk has it. */
  close(how: 'quit' | 'shutdown'): Promise<void> {
    if (!this.#closing) {
      this.#sampler.stop();
      this.#today.read();
      this.#closing = this.#ledger.save(how);
    }
    return this.#closing;
  }

  /** The PC is about to go off, unless that is called off: what is saved of a later reading takes the mark back. */
  noteShutdown(): Promise<void> {
    if (this.#closing) return this.#closing;
    this.#today.read();
    return this.#ledger.save('shutdown');
  }

  /** Damaged files of the record found and set aside in this run. */
  get recoveries(): readonly Recovery[] {
    return this.#ledger.recoveries;
  }

  /** The private notes: where a damaged file of them was put, and the system's words for why they cannot be read. */
  get notesTrouble(): { readonly setAside: string | null; readonly problem: string | null } {
    const { setAside, problem } = this.#notes;
    return { setAside, problem };
  }

  /** The system's words for why the record cannot be kept; null while it can. Nothing is lost while the app runs. */
  get saveProblem(): string | null {
    return this.#ledger.saveProblem;
  }

  #history(): HistoryParts {
    const { capBytes, counting } = this.#parts.settings();
    const { calendar, atMs } = this.#today;
    return { ledger: this.#ledger, calendar, rule: { capBytes, counting }, atMs };
  }

  #saveIfDue(urgent: boolean): void {
    const { state } = this.#ledger;
    if (!state) return;
    const hourMs = this.#today.calendar.hourAt(this.#today.atMs).startMs;
    const isNewHour = hourMs !== this.#hourMs;
    this.#hourMs = hourMs;
    this.#foldDue ||= isNewHour;
    const isDue = this.#ledger.budget.isDue(state.sinceBootMs);
    if (!isDue && !isNewHour && !urgent) return;
    const problem = this.saveProblem;
    const isFold = this.#foldDue;
    this.#foldDue = false;
    const saved = isFold ? this.#ledger.fold(dayKeeping(this.#history())) : this.#ledger.save();
    void saved.then(() => {
      if (isFold && this.#ledger.saveProblem !== null) this.#foldDue = true;
      if (this.saveProblem === problem) return;
      this.#parts.log(this.saveProblem === null ? 'usage record saved again' : `usage record: ${this.saveProblem}`);
      this.#tell();
    });
  }

  #tellIfNews(): void {
    if (this.#changeListeners.size === 0) return;
    const { atMs } = this.#today;
    const isDue = this.#sampler.watched || Math.abs(atMs - this.#toldAtMs) >= UNWATCHED_NEWS_EVERY_MS;
    if (isDue || this.#today.gist() !== this.#told) this.#tell();
  }

  #tell(): void {
    this.#toldAtMs = this.#today.atMs;
    this.#told = this.#today.gist();
    for (const listener of this.#changeListeners) listener();
  }
}
