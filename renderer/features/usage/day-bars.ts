import type { DayUsage, UsageSnapshot } from '../../../electron/contract/usage.ts';
import type { Figures, WordsFunction } from '../../language.ts';
import type { Bar, BarState } from './bars.ts';

/** The axis names every fifth day, counted back from today. */
const TICK_EVERY = 5;

export const DAYS_SHOWN = 30;

/** The `count` days up to and including `last`, oldest first. */
export function daysUpTo(last: string, count: number): readonly string[] {
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_each, at) =>
    new Date(end - (count - 1 - at) * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Today's entry follows the snapshot, which is newer than the history once read, or is made from it alone. */
export function withToday(history: readonly DayUsage[], snapshot: UsageSnapshot): readonly DayUsage[] {
  const { capBytes, countedBytes, day, gaps, measuredMinutes, onMinutes, parts, rxBytes, txBytes } = snapshot;
  const recorded = history.find((each) => each.day === day);
  const today: DayUsage = {
    day,
    measured: countedBytes !== null,
    rxBytes,
    txBytes,
    countedBytes,
    lockedBytes: parts.locked.rxBytes + parts.locked.txBytes,
    capBytes,
    over: countedBytes !== null && countedBytes > capBytes,
    measuredMinutes,
    onMinutes,
    hasGap: gaps.length > 0,
    estimated: snapshot.estimated,
    doubtful: snapshot.doubtfulBytes > 0,
    note: recorded?.note ?? '',
  };
  return [...history.filter((each) => each.day !== day), today];
}

/** One bar for each of the last days; before the first record there is nothing to say, after it silence is a gap. */
export function dayBars(
  history: readonly DayUsage[],
  today: string,
  t: WordsFunction,
  figures: Figures,
): readonly Bar[] {
  const known = new Map(history.map((day) => [day.day, day]));
  // Main gives a row for every day, also for those before this app was here.
  const recorded = history.filter(({ measured, hasGap }) => measured || hasGap).map(({ day }) => day);
  const first = [today, ...recorded].sort()[0] ?? today;
  return daysUpTo(today, DAYS_SHOWN).map((id, at) => {
    const day = known.get(id);
    const fromToday = DAYS_SHOWN - 1 - at;
    const full = figures.day(id);
    return {
      id,
      label: id === today ? t('usage:days.today', { day: full }) : full,
      tick: fromToday % TICK_EVERY === 0 ? figures.dayShort(id) : null,
      state: stateOf(day, id < first),
      downBytes: day?.rxBytes ?? 0,
      upBytes: day?.txBytes ?? 0,
      estimated: day?.estimated ?? false,
      doubtful: day?.doubtful ?? false,
      over: day?.over ?? false,
      extra: [],
    };
  });
}

function stateOf(day: DayUsage | undefined, beforeFirst: boolean): BarState {
  if (beforeFirst) return 'none';
  if (!day?.measured) return 'unmeasured';
  return day.hasGap ? 'partly' : 'measured';
}
