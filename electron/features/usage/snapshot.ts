import type { Settings } from '../../contract/settings.ts';
import type { AdapterUsage, Forecast, Gap, OfficialUsage, UsageSnapshot } from '../../contract/usage.ts';
import type { AdapterCounters } from '../../platform/platform.ts';
import type { Calendar, CalendarDay } from './calendar.ts';
import { countedBytes, passedPercents, standingOf } from './cap.ts';
import { type DayTotals, doubtfulBytes, gapsOf, hourRows, isMeasured } from './day-view.ts';
import { add, type HourRecord, joinedGaps, OTHER_ADAPTERS } from './hour-record.ts';
import type { MeterState } from './meter.ts';

/** The counters cannot be read: since when, and the system's words. */
export interface ReadFailure {
  /** The last good reading of this run, else when the run began. */
  readonly sinceMs: number;
  /** The last reading of an earlier run, where this one has none: the PC may have been off since. */
  readonly unsureSinceMs: number | null;
  readonly detail: string;
}

export interface SnapshotInput {
  readonly takenAtMs: number;
  readonly calendar: Calendar;
  readonly day: CalendarDay;
  /** The hours that begin within the day, and what they add up to. */
  readonly hours: readonly HourRecord[];
  readonly totals: DayTotals;
  readonly settings: Settings;
  readonly official: OfficialUsage;
  readonly forecast: Forecast;
  /** As last read; null before the first reading. */
  readonly present: readonly AdapterCounters[] | null;
  readonly state: MeterState | null;
  readonly failure: ReadFailure | null;
}

const MINUTE_MS = 60_000;
const UNCOUNTED_SHOWN = 32;

/** All that is said about today, from the hours of the day. */
export function snapshotOf(input: SnapshotInput): UsageSnapshot {
  const { takenAtMs, calendar, day, hours, totals, settings, failure, present } = input;
  const { capBytes, counting, warnAtPercent } = settings;
  const counted = isMeasured(totals) ? countedBytes(counting, totals.counting) : null;
  const hasCountedAdapter = present === null || present.some((adapter) => adapter.counted);
  const standing = standingOf(counted, { capBytes, warnAtPercent }, { readable: !failure, hasCountedAdapter });
  const pending = failure ? pendingGaps(failure, takenAtMs, day) : [];
  const gaps = joinedGaps([...gapsOf(hours, day), ...pending]);
  const pendingMs = pending.reduce((sum, gap) => sum + (gap.maybeOff ? 0 : gap.toMs - gap.fromMs), 0);
  return {
    takenAtMs,
    day: day.day,
    dayStartMs: day.startMs,
    dayEndMs: day.endMs,
    timeZone: calendar.timeZone,
    ...standing,
    unknownDetail: standing.unknownReason === 'counters-unreadable' ? (failure?.detail ?? null) : null,
    counting,
    capBytes,
    countedBytes: counted,
    rxBytes: counted === null ? null : totals.counting.rxBytes,
    txBytes: counted === null ? null : totals.counting.txBytes,
    percent: counted === null ? null : (counted / capBytes) * 100,
    leftBytes: counted === null ? null : Math.max(0, capBytes - counted),
    doubtfulBytes: doubtfulBytes(counting, totals),
    estimated: totals.estimated,
    parts: totals.parts,
    networksConfigured: settings.networks.length > 0,
    forecast: input.forecast,
    measuredMinutes: totals.measuredMs / MINUTE_MS,
    onMinutes: (totals.onMs + pendingMs) / MINUTE_MS,
    gaps,
    hours: hourRows(hours, gaps, day, calendar, takenAtMs),
    adapters: adaptersOf(hours, present ?? [], input.state),
    official: input.official,
    passedPercent: counted === null ? [] : passedPercents(counted, capBytes, warnAtPercent),
  };
}

/** Until the counters can be read again nobody knows what goes on; a later reading fills this in. */
function pendingGaps({ sinceMs, unsureSinceMs }: ReadFailure, nowMs: number, day: CalendarDay): Gap[] {
  const gap = (fromMs: number, toMs: number, maybeOff: boolean): Gap => ({
    fromMs: Math.max(fromMs, day.startMs),
    toMs,
    maybeOff,
    reason: 'counters-unreadable',
  });
  const gaps = [gap(unsureSinceMs ?? sinceMs, sinceMs, true), gap(sinceMs, nowMs, false)];
  return gaps.filter(({ fromMs, toMs }) => toMs > fromMs);
}

function adaptersOf(
  hours: readonly HourRecord[],
  present: readonly AdapterCounters[],
  state: MeterState | null,
): AdapterUsage[] {
  const rows = new Map<string, AdapterUsage>();
  const networkOf = (key: string) => {
    const label = state?.adapters.get(key)?.label ?? 'unknown';
    return label === 'none' ? 'unknown' : label;
  };
  for (const { key, name, kind, counted, why } of present)
    rows.set(key, { key, name, kind, counted, why, present: true, network: networkOf(key), rxBytes: 0, txBytes: 0 });
  for (const hour of hours) {
    for (const [key, tally] of hour.adapters) {
      const known = rows.get(key);
      if (known) add(known, tally);
      else rows.set(key, { key, ...tally, present: false, network: networkOf(key) });
    }
  }
  return withRestAddedUp([...rows.values()]).map((row, place) => ({ ...row, key: String(place) }));
}

/** Counted first, then by bytes; of the uncounted only the largest by name. */
function withRestAddedUp(rows: readonly AdapterUsage[]): AdapterUsage[] {
  const sorted = rows.toSorted(
    (a, b) => Number(b.counted) - Number(a.counted) || b.rxBytes + b.txBytes - a.rxBytes - a.txBytes,
  );
  const named = sorted.filter((row) => row.key !== OTHER_ADAPTERS);
  const rest = sorted.filter((row) => row.key === OTHER_ADAPTERS);
  const counted = named.filter((row) => row.counted).length;
  rest.push(...named.splice(counted + UNCOUNTED_SHOWN));
  const [first, ...others] = rest;
  if (!first) return named;
  const other: AdapterUsage = {
    ...first,
    key: OTHER_ADAPTERS,
    name: '',
    kind: 'other-virtual',
    why: 'virtual',
    network: 'unknown',
  };
  for (const row of others) {
    add(other, row);
    other.present ||= row.present;
  }
  return [...named, other];
}
