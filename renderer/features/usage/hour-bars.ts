import type { HourUsage } from '../../../electron/contract/usage.ts';
import type { Figures, WordsFunction } from '../../language.ts';
import type { Bar, BarState } from './bars.ts';

const HOUR_MS = 3_600_000;
/** The axis names every third hour of the clock. */
const TICK_EVERY_HOURS = 3;

export interface DaySpan {
  readonly startMs: number;
  readonly endMs: number;
  /** Hours that begin after this are still to come. */
  readonly nowMs: number;
  readonly timeZone: string;
}

type Stretch = Pick<HourUsage, 'startMs' | 'endMs'>;

/** One bar for each row of the ledger, and for each hour of the day after the last of them. */
export function hourBars(
  hours: readonly HourUsage[],
  span: DaySpan,
  t: WordsFunction,
  figures: Figures,
): readonly Bar[] {
  const known = hours.map((hour) => barOf(hour, hour, span, t, figures));
  const after: Bar[] = [];
  for (let startMs = hours.at(-1)?.endMs ?? span.startMs; startMs < span.endMs; startMs += HOUR_MS) {
    const stretch = { startMs, endMs: Math.min(startMs + HOUR_MS, span.endMs) };
    after.push(barOf(stretch, null, span, t, figures));
  }
  return [...known, ...after];
}

function barOf(stretch: Stretch, hour: HourUsage | null, span: DaySpan, t: WordsFunction, figures: Figures): Bar {
  const from = figures.clock(stretch.startMs, span.timeZone);
  const [clockHour = 0, minute = 0] = from.split(':').map(Number);
  const extra: string[] = [];
  if (hour && hour.measuredMinutes > 0)
    extra.push(t('usage:hours.measuredFor', { duration: figures.duration(hour.measuredMinutes) }));
  if (hour && hour.lockedBytes > 0) extra.push(t('usage:hours.locked', { bytes: figures.bytes(hour.lockedBytes) }));
  return {
    id: String(stretch.startMs),
    label: t('usage:hours.range', { from, to: figures.clock(stretch.endMs, span.timeZone) }),
    tick: clockHour % TICK_EVERY_HOURS === 0 && minute === 0 ? from : null,
    state: stateOf(hour, stretch.startMs > span.nowMs),
    downBytes: hour?.rxBytes ?? 0,
    upBytes: hour?.txBytes ?? 0,
    estimated: hour?.estimated ?? false,
    doubtful: hour?.doubtful ?? false,
    over: false,
    extra,
  };
}

function stateOf(hour: HourUsage | null, toCome: boolean): BarState {
  if (toCome) return 'future';
  const moved = hour ? hour.rxBytes + hour.txBytes : 0;
  // Bytes without a measured minute were split into this hour by time: known, though estimated.
  if (!hour || (hour.measuredMinutes === 0 && moved === 0)) return 'unmeasured';
  return hour.hasGap ? 'partly' : 'measured';
}
