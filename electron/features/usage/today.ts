import type { Settings } from '../../contract/settings.ts';
import type { Forecast, OfficialUsage, UsageSnapshot } from '../../contract/usage.ts';
import type { AdapterCounters, Platform } from '../../platform/platform.ts';
import { type Calendar, type CalendarDay, calendarFor } from './calendar.ts';
import { countedBytes, isOver, passedPercents } from './cap.ts';
import { type DayTotals, isMeasured, totalsOf } from './day-view.ts';
import { forecastOf, type PacePoint } from './forecast.ts';
import type { HourRecord } from './hour-record.ts';
import { Labels } from './labels.ts';
import type { Ledger } from './ledger.ts';
import type { DayMarks } from './ledger-format.ts';
import { advance } from './meter.ts';
import { PaceCurve } from './pace-curve.ts';
import { type ReadFailure, snapshotOf } from './snapshot.ts';

export interface TodayParts {
  readonly platform: Pick<Platform, 'readCounters' | 'readNetworkFacts' | 'readSession'>;
  readonly ledger: Ledger;
  readonly settings: () => Settings;
  readonly nowMs: () => number;
}

// A crossing within a longer stretch than this has no clock time worth showing.
const TIMED_STRETCH_MS = 5 * 60_000;

/** Takes readings into the ledger and knows how the day stands. Starts no timers and writes nothing itself. */
export class Today {
  calendar: Calendar;
  readonly #parts: TodayParts;
  readonly #labels: Labels;
  readonly #pace = new PaceCurve();
  #zone = '';
  #present: readonly AdapterCounters[] | null = null;
  #failure: ReadFailure | null = null;
  #takenAtMs: number | null = null;
  #forecast: Forecast | null = null;
  #forecastDay = '';
  /** The day added up after the last reading: asked for several times each tick. */
  #added: { day: CalendarDay; hours: HourRecord[]; totals: DayTotals } | null = null;

  constructor(parts: TodayParts) {
    this.#parts = parts;
    const { timeZone, dayStartsAt, networks } = parts.settings();
    this.calendar = calendarFor(timeZone, dayStartsAt);
    this.#zone = `${timeZone} ${dayStartsAt}`;
    this.#labels = new Labels(parts.platform);
    this.#labels.use(networks);
    this.#noteFoundGaps();
  }

  /** By the last reading, or the PC's clock before the first. */
  get atMs(): number {
    return this.#takenAtMs ?? this.#parts.nowMs();
  }

  /** Takes one reading. Blocks for some hundred microseconds; never throws for what the system refuses. */
  read(): void {
    const { platform, ledger, nowMs } = this.#parts;
    this.#added = null;
    const counters = platform.readCounters();
    if (!counters.ok) {
      const since = this.#failure ?? {
        sinceMs: this.#takenAtMs ?? nowMs(),
        unsureSinceMs: this.#takenAtMs === null ? (ledger.state?.takenAtMs ?? null) : null,
      };
      this.#failure = { ...since, detail: counters.detail };
      this.#takenAtMs = nowMs();
      return;
    }
    const reading = counters.value;
    const last = ledger.state;
    this.#labels.refresh(reading.sinceBootMs, reading.adapters, (key) => {
      const baseline = last?.adapters.get(key);
      return baseline ? baseline.rxBytes + baseline.txBytes : null;
    });
    const step = advance(last, reading, platform.readSession(), this.#labels.of);
    ledger.state = step.state;
    ledger.book.add(step, this.calendar);
    this.#noteFoundGaps();
    this.#present = step.adapters;
    this.#failure = null;
    this.#takenAtMs = step.toMs;
    this.#noteCrossing(step.toMs - step.fromMs);
  }

  /** Thresholds passed today and not yet told of; each is given once a day, also across restarts. */
  takeNewlyPassed(): number[] {
    const { capBytes, counting, warnAtPercent } = this.#parts.settings();
    const { day, totals } = this.#now();
    const marks = this.#marksOf(day.day);
    const passed = passedPercents(countedBytes(counting, totals.counting), capBytes, warnAtPercent);
    const fresh = passed.filter((percent) => !marks.notifiedPercent.includes(percent));
    if (fresh.length > 0)
      this.#parts.ledger.markDay({ ...marks, notifiedPercent: [...marks.notifiedPercent, ...fresh] });
    return fresh;
  }

  snapshot(official: (today: string) => OfficialUsage): UsageSnapshot {
    const { day, hours, totals } = this.#now();
    const settings = this.#parts.settings();
    this.#forecast = this.#forecastNow(day, hours, totals);
    this.#forecastDay = day.day;
    return snapshotOf({
      takenAtMs: this.atMs,
      calendar: this.calendar,
      day,
      hours,
      totals,
      settings,
      official: official(day.day),
      forecast: this.#forecast,
      present: this.#present,
      state: this.#parts.ledger.state,
      failure: this.#failure,
    });
  }

  /** What a person would notice at a glance: a change of it is news. */
  gist(): string {
    const { capBytes, counting } = this.#parts.settings();
    const { day, totals } = this.#now();
    const percent = Math.floor((countedBytes(counting, totals.counting) / capBytes) * 100);
    return `${day.day} ${percent} ${isMeasured(totals)} ${this.#failure?.detail ?? ''}`;
  }

  /** What came before falls under the settings before: call between two readings. */
  settingsChanged(): void {
    const { ledger, settings } = this.#parts;
    const { timeZone, dayStartsAt, networks } = settings();
    const zone = `${timeZone} ${dayStartsAt}`;
    if (zone !== this.#zone) {
      this.#zone = zone;
      this.calendar = calendarFor(timeZone, dayStartsAt);
      ledger.book.cutAt(this.atMs);
    }
    this.#labels.use(networks);
    this.#pace.forget();
    this.#forecast = null;
    this.#added = null;
  }

  #now(): { day: CalendarDay; hours: HourRecord[]; totals: DayTotals } {
    // Before the first reading the clock decides which day it is, at each look anew.
    if (this.#added && this.#takenAtMs !== null) return this.#added;
    const day = this.calendar.dayAt(this.atMs);
    const { book } = this.#parts.ledger;
    let hours = book.within(day.startMs, day.endMs);
    // Reading the day from disk may have shown that part of it is lost.
    if (this.#noteFoundGaps()) hours = book.within(day.startMs, day.endMs);
    this.#added = { day, hours, totals: totalsOf(hours) };
    return this.#added;
  }

  #noteFoundGaps(): boolean {
    const gaps = this.#parts.ledger.takeFoundGaps();
    if (gaps.length > 0) this.#added = null;
    for (const gap of gaps) this.#parts.ledger.book.addGap(gap, this.calendar);
    return gaps.length > 0;
  }

  #noteCrossing(elapsedMs: number): void {
    const { capBytes, counting } = this.#parts.settings();
    const { day, totals } = this.#now();
    const bytes = countedBytes(counting, totals.counting);
    this.#pace.note(day.day, { atMs: this.atMs, bytes });
    const marks = this.#marksOf(day.day);
    const isCrossing = !marks.over && isOver(bytes, capBytes);
    const crossing = { over: true, reachedAtMs: elapsedMs <= TIMED_STRETCH_MS ? this.atMs : null };
    this.#parts.ledger.markDay({ ...marks, capBytes, counting, ...(isCrossing ? crossing : {}) });
  }

  #marksOf(day: string): DayMarks {
    const { capBytes, counting } = this.#parts.settings();
    const fresh = { day, capBytes, counting, notifiedPercent: [], over: false, reachedAtMs: null };
    return this.#parts.ledger.marks.get(day) ?? fresh;
  }

  #forecastNow(day: CalendarDay, hours: readonly HourRecord[], totals: DayTotals): Forecast {
    const { capBytes, counting } = this.#parts.settings();
    const now: PacePoint = { atMs: this.atMs, bytes: countedBytes(counting, totals.counting) };
    const input = {
      nowMs: now.atMs,
      day,
      capBytes,
      measuring: this.#failure === null && isMeasured(totals),
      measuredMs: totals.measuredMs,
      curve: this.#pace.upTo(now, hours, counting),
      reachedAtMs: this.#marksOf(day.day).reachedAtMs,
    };
    return forecastOf(input, this.#forecastDay === day.day ? this.#forecast : null);
  }
}
