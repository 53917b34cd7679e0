/** A half-open stretch of time, Unix milliseconds. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** A calendar day as the agency counts it. */
export interface CalendarDay extends Stretch {
  /** `YYYY-MM-DD` of the local date on which the day starts. */
  readonly day: string;
}

/**
 * Days and hours of one time zone and one day boundary. Days follow each other without a hole or an overlap,
 * also across daylight saving; hours are those of the wall clock, cut where a day starts or the clocks change.
 */
export interface Calendar {
  readonly timeZone: string;
  dayAt(timeMs: number): CalendarDay;
  dayNamed(day: string): CalendarDay;
  hourAt(timeMs: number): Stretch;
  /** The hours of a day up to `untilMs`, in order. */
  hoursOf(day: CalendarDay, untilMs: number): Stretch[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS_REMEMBERED = 500;

/** The day `count` days after `day` (before it where negative). */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** `timeZone` is an IANA name; `dayStartsAt` is `HH:MM` by its wall clock. */
export function calendarFor(timeZone: string, dayStartsAt: string): Calendar {
  const offsetMsAt = offsetReader(timeZone);
  const [hour = 0, minute = 0] = dayStartsAt.split(':').map(Number);
  const boundaryMs = hour * HOUR_MS + minute * 60_000;
  const starts = new Map<string, number>();
  // Nearly every question is about now, and asking the zone database costs 100 times what comparing does.
  let lastDay: CalendarDay | null = null;
  let lastHour: Stretch | null = null;

  function startOf(day: string): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    if (starts.size > DAYS_REMEMBERED) starts.clear();
    const startMs = instantOf(Date.parse(`${day}T00:00:00Z`) + boundaryMs, offsetMsAt);
    starts.set(day, startMs);
    return startMs;
  }

  function dayNamed(day: string): CalendarDay {
    return { day, startMs: startOf(day), endMs: startOf(dayAfter(day, 1)) };
  }

  function dayAt(timeMs: number): CalendarDay {
    if (lastDay && timeMs >= lastDay.startMs && timeMs < lastDay.endMs) return lastDay;
    let found = dayNamed(new Date(timeMs + offsetMsAt(timeMs) - boundaryMs).toISOString().slice(0, 10));
    // A clock change at the boundary can put the guess one day off.
    while (timeMs < found.startMs) found = dayNamed(dayAfter(found.day, -1));
    while (timeMs >= found.endMs) found = dayNamed(dayAfter(found.day, 1));
    lastDay = found;
    return found;
  }

  function hourAt(timeMs: number): Stretch {
    if (lastHour && timeMs >= lastHour.startMs && timeMs < lastHour.endMs) return lastHour;
    const offsetMs = offsetMsAt(timeMs);
    const wallMs = timeMs + offsetMs;
    let startMs = wallMs - modulo(wallMs, HOUR_MS) - offsetMs;
    let endMs = startMs + HOUR_MS;
    if (offsetMsAt(startMs) !== offsetMs) startMs = changeBetween(startMs, timeMs, offsetMsAt);
    if (offsetMsAt(endMs - 1) !== offsetMs) endMs = changeBetween(timeMs, endMs - 1, offsetMsAt);
    const day = dayAt(timeMs);
    lastHour = { startMs: Math.max(startMs, day.startMs), endMs: Math.min(endMs, day.endMs) };
    return lastHour;
  }

  function hoursOf(day: CalendarDay, untilMs: number): Stretch[] {
    const hours: Stretch[] = [];
    const endMs = Math.min(day.endMs, untilMs);
    for (let timeMs = day.startMs; timeMs < endMs; ) {
      const next = hourAt(timeMs);
      hours.push(next);
      timeMs = next.endMs;
    }
    return hours;
  }

  return { timeZone, dayAt, dayNamed, hourAt, hoursOf };
}

/** Wall clock minus UTC at a moment, in milliseconds. */
function offsetReader(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (timeMs) => {
    const field: Record<string, number> = {};
    for (const part of format.formatToParts(timeMs)) field[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
    return Date.UTC(year, month - 1, day, hour, minute, second) - (timeMs - modulo(timeMs, 1000));
  };
}

/** The instant at which the wall clock shows `wallMs`: the earlier where it shows it twice, the change where never. */
function instantOf(wallMs: number, offsetMsAt: (timeMs: number) => number): number {
  const earlyOffsetMs = offsetMsAt(wallMs - DAY_MS);
  const lateOffsetMs = offsetMsAt(wallMs + DAY_MS);
  const candidates = [wallMs - earlyOffsetMs, wallMs - lateOffsetMs].sort((a, b) => a - b);
  for (const timeMs of candidates) if (timeMs + offsetMsAt(timeMs) === wallMs) return timeMs;
  const [first = wallMs, last = wallMs] = candidates;
  return changeBetween(first - 1, last, offsetMsAt);
}

/** The first instant in (fromMs, toMs] that has the offset of `toMs`. */
function changeBetween(fromMs: number, toMs: number, offsetMsAt: (timeMs: number) => number): number {
  const after = offsetMsAt(toMs);
  let low = fromMs;
  let high = toMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
