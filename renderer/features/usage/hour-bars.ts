import { formatBytes, formatClock, formatDuration } from '../../../electron/contract/format.ts';
import type { HourUsage } from '../../../electron/contract/usage.ts';
import type { Figures, WordsFunction } from '../../language.ts';
import type { Bar, BarState } from './bars.ts';

const HOUR_MS = 3_600_000;
/** The axis names every third hour. */
const TICK_EVERY = 3;

export interface DaySpan {
  readonly startMs: number;
  readonly endMs: number;
  /** Hours that begin after this are still to come. */
  readonly nowMs: number;
  readonly timeZone: string;
}

/** One bar for each hour of the day, whether or not the ledger has that hour. */
export function hourBars(
  hours: readonly HourUsage[],
  span: DaySpan,
  t: WordsFunction,
  figures: Figures,
): readonly Bar[] {
  const { language } = figures;
  const known = new Map(hours.map((hour) => [hour.startMs, hour]));
  const bars: Bar[] = [];
  for (let startMs = span.startMs, at = 0; startMs < span.endMs; startMs += HOUR_MS, at += 1) {
    const hour = known.get(startMs);
    const endMs = Math.min(hour?.endMs ?? startMs + HOUR_MS, span.endMs);
    const from = formatClock(startMs, span.timeZone);
    const extra: string[] = [];
    if (hour && hour.measuredMinutes > 0)
      extra.push(t('usage:hours.measuredFor', { duration: formatDuration(hour.measuredMinutes, language) }));
    if (hour && hour.lockedBytes > 0)
      extra.push(t('usage:hours.locked', { bytes: formatBytes(hour.lockedBytes, language) }));
    bars.push({
      id: String(startMs),
      label: t('usage:hours.range', { from, to: formatClock(endMs, span.timeZone) }),
      tick: at % TICK_EVERY === 0 ? from : null,
      state: stateOf(hour, startMs, span.nowMs),
      downBytes: hour?.rxBytes ?? 0,
      upBytes: hour?.txBytes ?? 0,
      estimated: hour?.estimated ?? false,
      doubtful: hour?.doubtful ?? false,
      over: false,
      extra,
    });
  }
  return bars;
}

function stateOf(hour: HourUsage | undefined, startMs: number, nowMs: number): BarState {
  if (startMs > nowMs) return 'future';
  const moved = hour ? hour.rxBytes + hour.txBytes : 0;
  // Bytes without a measured minute were split into this hour by time: known, though estimated.
  if (!hour || (hour.measuredMinutes === 0 && moved === 0)) return 'unmeasured';
  return hour.hasGap ? 'partly' : 'measured';
}
