import type { Gap } from '../../contract/usage.ts';
import type { Calendar } from './calendar.ts';
import { add, addGap, addToAdapter, emptyHour, type HourRecord } from './hour-record.ts';
import type { Piece, Step } from './meter.ts';

const DAY_MS = 86_400_000;
// What a counter gained over a longer stretch is older than the hours that are kept.
const LONGEST_STRETCH_MS = 60 * DAY_MS;
// Further back than this a stretch is spread by day: nobody knows its hours, and there may be a thousand.
const HOURLY_STRETCH_MS = 2 * DAY_MS;
/** A split that leaves less than this on one side changes nothing that anybody could notice. */
const MATERIAL_MS = 1_000;

interface Slice {
  readonly hour: HourRecord;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The hours that are in memory, in order, never overlapping. Reads others through `load` when time goes there. */
export class HourBook {
  readonly #hours: HourRecord[] = [];
  readonly #loaded = new Set<number>();
  readonly #load: (utcDay: string) => readonly HourRecord[];

  constructor(load: (utcDay: string) => readonly HourRecord[]) {
    this.#load = load;
  }

  /** Adds what one reading brought, split over hours and days by time, to the byte. */
  add(step: Step, calendar: Calendar): void {
    const slices = this.#slicesOf(Math.max(step.fromMs, step.toMs - LONGEST_STRETCH_MS), step.toMs, calendar);
    for (const { hour, fromMs, toMs } of slices) {
      hour.onMs += toMs - fromMs;
      if (step.measured) hour.measuredMs += toMs - fromMs;
      if (step.hasCounted) hour.hadCounted = true;
      hour.changes++;
    }
    let moved = false;
    for (const piece of step.pieces) {
      if (piece.adapter.counted) moved = true;
      const same = piece.fromMs === step.fromMs && piece.toMs === step.toMs;
      const from = Math.max(piece.fromMs, step.toMs - LONGEST_STRETCH_MS);
      spread(piece, same ? slices : this.#slicesOf(from, piece.toMs, calendar));
    }
    if (moved) markEstimated(slices, step, calendar);
    for (const gap of step.gaps) this.addGap(gap, calendar);
  }

  /** Notes a gap in the hour where it begins and in the one where it ends; the hours between need no record. */
  addGap(gap: Gap, calendar: Calendar): void {
    const first = this.#hourAt(gap.fromMs, false, calendar);
    const last = this.#hourAt(Math.max(gap.fromMs, gap.toMs - 1), false, calendar);
    for (const hour of new Set([first, last])) {
      addGap(hour, gap);
      hour.changes++;
    }
  }

  /** The hours that begin within a stretch. */
  within(startMs: number, endMs: number): HourRecord[] {
    this.#ensureLoaded(startMs);
    this.#ensureLoaded(endMs);
    return this.#hours.slice(this.#firstFrom(startMs), this.#firstFrom(endMs));
  }

  /** Ends the hour that holds `timeMs` there, so that what follows falls under new settings. */
  cutAt(timeMs: number): void {
    const hour = this.#hours[this.#firstFrom(timeMs + 1) - 1];
    if (!hour || hour.endMs <= timeMs || hour.startMs === timeMs) return;
    hour.endMs = timeMs;
    hour.changes++;
  }

  /** Takes in an hour from disk unless it is already here. */
  restore(hour: HourRecord): void {
    const index = this.#firstFrom(hour.startMs);
    if (this.#hours[index]?.startMs !== hour.startMs) this.#hours.splice(index, 0, hour);
  }

  all(): readonly HourRecord[] {
    return this.#hours;
  }

  /** Lets go of hours that begin before `startMs` and need not be written any more. */
  forgetBefore(startMs: number, isWritten: (hour: HourRecord) => boolean): void {
    const kept = this.#hours.filter((hour) => hour.startMs >= startMs || !isWritten(hour));
    if (kept.length === this.#hours.length) return;
    this.#hours.splice(0, Infinity, ...kept);
    this.#loaded.clear();
  }

  #slicesOf(fromMs: number, toMs: number, calendar: Calendar): Slice[] {
    if (toMs <= fromMs) return [{ hour: this.#hourAt(toMs, false, calendar), fromMs, toMs }];
    const slices: Slice[] = [];
    for (let timeMs = fromMs; timeMs < toMs; ) {
      const hour = this.#hourAt(timeMs, timeMs < toMs - HOURLY_STRETCH_MS, calendar);
      const endMs = Math.min(hour.endMs, toMs);
      slices.push({ hour, fromMs: timeMs, toMs: endMs });
      timeMs = endMs;
    }
    return slices;
  }

  #hourAt(timeMs: number, byDay: boolean, calendar: Calendar): HourRecord {
    const known = this.#hours[this.#firstFrom(timeMs + 1) - 1];
    if (known && timeMs < known.endMs) return known;
    this.#ensureLoaded(timeMs);
    const next = this.#firstFrom(timeMs + 1);
    const before = this.#hours[next - 1];
    if (before && timeMs < before.endMs) return before;
    const bounds = byDay ? calendar.dayAt(timeMs) : calendar.hourAt(timeMs);
    const startMs = Math.max(bounds.startMs, before?.endMs ?? -Infinity);
    const endMs = Math.min(bounds.endMs, this.#hours[next]?.startMs ?? Infinity);
    const hour = emptyHour(startMs, endMs);
    this.#hours.splice(next, 0, hour);
    return hour;
  }

  /** The index of the first hour that begins at `timeMs` or later. */
  #firstFrom(timeMs: number): number {
    const last = this.#hours.at(-1);
    if (!last || last.startMs < timeMs) return this.#hours.length;
    let low = 0;
    let high = this.#hours.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hours[middle]?.startMs ?? Infinity) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** An hour can begin in the UTC day before, and must not run into one of the next. */
  #ensureLoaded(timeMs: number): void {
    const dayNumber = Math.floor(timeMs / DAY_MS);
    for (let number = dayNumber - 1; number <= dayNumber + 1; number++) {
      if (this.#loaded.has(number)) continue;
      this.#loaded.add(number);
      for (const hour of this.#load(utcDayOf(number * DAY_MS))) this.restore(hour);
    }
  }
}

/** The UTC day that names the file of an hour: a change of zone never moves an hour to another file. */
export function utcDayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

const COUNTING_PARTS: ReadonlySet<string> = new Set(['atWork', 'locked', 'beforeSignIn']);

function spread(piece: Piece, slices: readonly Slice[]): void {
  const { adapter, part, rxBytes, txBytes, rxDoubtful, txDoubtful } = piece;
  const counts = adapter.counted && COUNTING_PARTS.has(part);
  const startMs = slices[0]?.fromMs ?? piece.fromMs;
  const clipped = piece.toMs > piece.fromMs ? (startMs - piece.fromMs) / (piece.toMs - piece.fromMs) : 0;
  let rxDone = Math.floor(rxBytes * clipped);
  let txDone = Math.floor(txBytes * clipped);
  slices.forEach(({ hour, toMs }, index) => {
    const isLast = index === slices.length - 1;
    const ratio = (toMs - piece.fromMs) / (piece.toMs - piece.fromMs);
    const rxUpTo = isLast ? rxBytes : Math.floor(rxBytes * ratio);
    const txUpTo = isLast ? txBytes : Math.floor(txBytes * ratio);
    const share = { rxBytes: rxUpTo - rxDone, txBytes: txUpTo - txDone };
    rxDone = rxUpTo;
    txDone = txUpTo;
    addToAdapter(hour, adapter, share);
    if (adapter.counted) add(hour.parts[part], share);
    if (counts && rxDoubtful) hour.doubtful.rxBytes += share.rxBytes;
    if (counts && txDoubtful) hour.doubtful.txBytes += share.txBytes;
    hour.changes++;
  });
}

function markEstimated(slices: readonly Slice[], step: Step, calendar: Calendar): void {
  if (step.estimated) for (const { hour } of slices) hour.estimated = 'day';
  for (let index = 1; index < slices.length; index++) {
    const before = slices[index - 1];
    const after = slices[index];
    if (!before || !after) continue;
    const atMs = after.fromMs;
    if (atMs - step.fromMs <= MATERIAL_MS || step.toMs - atMs <= MATERIAL_MS) continue;
    const how = calendar.dayAt(atMs).startMs === atMs ? 'day' : 'hour';
    for (const { hour } of [before, after]) if (hour.estimated !== 'day') hour.estimated = how;
  }
}
