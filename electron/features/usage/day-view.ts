import type { Counting, DayUsage, Gap, HourUsage, Traffic, UsageParts } from '../../contract/usage.ts';
import type { Calendar, CalendarDay } from './calendar.ts';
import { countedBytes, isOver } from './cap.ts';
import { add, type HourRecord, joinedGaps, nothing, type Tally } from './hour-record.ts';
import { PARTS, type Part } from './session-part.ts';

const MINUTE_MS = 60_000;

/** The hours of one day added up. */
export interface DayTotals {
  readonly parts: Record<Part, Tally>;
  /** What counts: at work, locked and before sign-in, on counted adapters and municipal networks. */
  readonly counting: Tally;
  readonly doubtful: Tally;
  readonly measuredMs: number;
  readonly onMs: number;
  readonly estimated: boolean;
  readonly hadCounted: boolean;
}

export function totalsOf(hours: readonly HourRecord[]): DayTotals {
  const parts = Object.fromEntries(PARTS.map((part) => [part, nothing()])) as Record<Part, Tally>;
  const doubtful = nothing();
  let measuredMs = 0;
  let onMs = 0;
  let estimated = false;
  let hadCounted = false;
  for (const hour of hours) {
    for (const part of PARTS) add(parts[part], hour.parts[part]);
    add(doubtful, hour.doubtful);
    measuredMs += hour.measuredMs;
    onMs += hour.onMs;
    estimated ||= hour.estimated === 'day';
    hadCounted ||= hour.hadCounted;
  }
  return { parts, counting: countingTally(parts), doubtful, measuredMs, onMs, estimated, hadCounted };
}

/** True where the day has a figure: something was measured while an adapter that counts was there. */
export function isMeasured(totals: DayTotals): boolean {
  return totals.hadCounted && (totals.measuredMs > 0 || totals.counting.rxBytes + totals.counting.txBytes > 0);
}

/** Of what counts, how much rests on bytes that the link could not have carried. */
export function doubtfulBytes(counting: Counting, totals: DayTotals): number {
  const { counting: all, doubtful } = totals;
  const without = { rxBytes: all.rxBytes - doubtful.rxBytes, txBytes: all.txBytes - doubtful.txBytes };
  return countedBytes(counting, all) - countedBytes(counting, without);
}

/** The gaps that touch a day, cut to it, joined where they touch. */
export function gapsOf(hours: readonly HourRecord[], day: CalendarDay): Gap[] {
  const within: Gap[] = [];
  for (const hour of hours) {
    for (const gap of hour.gaps) {
      const fromMs = Math.max(gap.fromMs, day.startMs);
      const toMs = Math.min(gap.toMs, day.endMs);
      if (fromMs < toMs || (gap.fromMs === gap.toMs && fromMs === toMs)) within.push({ ...gap, fromMs, toMs });
    }
  }
  return joinedGaps(within);
}

/** A row for each hour of the day up to `untilMs`. One without a measurement has `measuredMinutes` 0. */
export function hourRows(
  hours: readonly HourRecord[],
  gaps: readonly Gap[],
  day: CalendarDay,
  calendar: Calendar,
  untilMs: number,
): HourUsage[] {
  const rows = hours.map((hour) => rowOf(hour, gaps));
  for (const { startMs, endMs } of calendar.hoursOf(day, untilMs)) {
    const covered = hours.some((hour) => hour.startMs < endMs && hour.endMs > startMs);
    if (!covered) rows.push(emptyRow(startMs, endMs, gaps));
  }
  return rows.sort((a, b) => a.startMs - b.startMs);
}

/** The row of one day in the history, without its note. */
export type DaySummary = Omit<DayUsage, 'note'>;

export interface CapRule {
  readonly capBytes: number;
  readonly counting: Counting;
}

export function summaryOf(day: string, hours: readonly HourRecord[], gaps: readonly Gap[], rule: CapRule): DaySummary {
  const totals = totalsOf(hours);
  if (!isMeasured(totals))
    return { ...unmeasured(day, rule.capBytes), onMinutes: totals.onMs / MINUTE_MS, hasGap: gaps.length > 0 };
  const counted = countedBytes(rule.counting, totals.counting);
  return {
    day,
    measured: true,
    ...totals.counting,
    countedBytes: counted,
    lockedBytes: sum(totals.parts.locked),
    capBytes: rule.capBytes,
    over: isOver(counted, rule.capBytes),
    measuredMinutes: totals.measuredMs / MINUTE_MS,
    onMinutes: totals.onMs / MINUTE_MS,
    hasGap: gaps.length > 0,
    estimated: totals.estimated,
    doubtful: sum(totals.doubtful) > 0,
  };
}

/** A day of which nothing is known. */
export function unmeasured(day: string, capBytes: number): DaySummary {
  return {
    day,
    measured: false,
    rxBytes: null,
    txBytes: null,
    countedBytes: null,
    lockedBytes: 0,
    capBytes,
    over: false,
    measuredMinutes: 0,
    onMinutes: 0,
    hasGap: false,
    estimated: false,
    doubtful: false,
  };
}

export function countingTally(parts: UsageParts): Tally {
  const tally = nothing();
  for (const part of [parts.atWork, parts.locked, parts.beforeSignIn]) add(tally, part);
  return tally;
}

function rowOf(hour: HourRecord, gaps: readonly Gap[]): HourUsage {
  const { startMs, endMs, parts, doubtful, measuredMs, estimated } = hour;
  return {
    ...emptyRow(startMs, endMs, gaps),
    ...countingTally(parts),
    lockedBytes: sum(parts.locked),
    measuredMinutes: measuredMs / MINUTE_MS,
    estimated: estimated !== 'no',
    doubtful: sum(doubtful) > 0,
  };
}

function emptyRow(startMs: number, endMs: number, gaps: readonly Gap[]): HourUsage {
  const hasGap = gaps.some((gap) => gap.fromMs < endMs && gap.toMs > startMs);
  const nothingMoved = { rxBytes: 0, txBytes: 0, lockedBytes: 0, measuredMinutes: 0 };
  return { startMs, endMs, ...nothingMoved, hasGap, estimated: false, doubtful: false };
}

function sum({ rxBytes, txBytes }: Traffic): number {
  return rxBytes + txBytes;
}
