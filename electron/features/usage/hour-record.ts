import { z } from 'zod';
import { AdapterKind, AdapterUsage, Gap, type Traffic } from '../../contract/usage.ts';
import type { AdapterCounters } from '../../platform/platform.ts';
import { PARTS, type Part } from './session-part.ts';

/** Something that grows in both directions. */
export interface Tally {
  rxBytes: number;
  txBytes: number;
}

/** One adapter's bytes within an hour, whatever their part. */
export interface AdapterTally extends Tally, Pick<AdapterCounters, 'name' | 'kind' | 'counted' | 'why'> {}

/** All that is known of one hour. It only ever grows, so the latest line on disk is the whole of it. */
export interface HourRecord {
  readonly startMs: number;
  /** Normally the wall clock's hour; a changed setting can end it earlier, a long stretch span a day. */
  endMs: number;
  readonly parts: Record<Part, Tally>;
  /** Of the bytes that count, those beyond what the link could have carried. */
  readonly doubtful: Tally;
  readonly adapters: Map<string, AdapterTally>;
  gaps: Gap[];
  measuredMs: number;
  onMs: number;
  /** `hour`: split by time between hours of one day. `day`: between days, or by a clock that was stepped. */
  estimated: 'no' | 'hour' | 'day';
  /** An adapter that counts was there. */
  hadCounted: boolean;
  /** Raised with every change, so that the writer knows what is new. Not kept. */
  changes: number;
}

/** Uncounted adapters beyond this many in one hour are added up under `OTHER_ADAPTERS`. */
const ADAPTERS_KEPT = 32;
export const OTHER_ADAPTERS = 'other';
const GAPS_KEPT = 16;

export function emptyHour(startMs: number, endMs: number): HourRecord {
  return {
    startMs,
    endMs,
    parts: Object.fromEntries(PARTS.map((part) => [part, nothing()])) as Record<Part, Tally>,
    doubtful: nothing(),
    adapters: new Map(),
    gaps: [],
    measuredMs: 0,
    onMs: 0,
    estimated: 'no',
    hadCounted: false,
    changes: 0,
  };
}

export function nothing(): Tally {
  return { rxBytes: 0, txBytes: 0 };
}

export function add(tally: Tally, more: Traffic): void {
  tally.rxBytes += more.rxBytes;
  tally.txBytes += more.txBytes;
}

export function addToAdapter(hour: HourRecord, adapter: AdapterCounters, more: Traffic): void {
  add(rowFor(hour, adapter), more);
}

function rowFor(hour: HourRecord, { key, name, kind, counted, why }: AdapterCounters): AdapterTally {
  const known = hour.adapters.get(key);
  if (known) return known;
  const isNamed = counted || hour.adapters.size < ADAPTERS_KEPT;
  const rest = hour.adapters.get(OTHER_ADAPTERS);
  if (!isNamed && rest) return rest;
  const row: AdapterTally = isNamed
    ? { name, kind, counted, why, ...nothing() }
    : { name: '', kind: 'other-virtual', counted: false, why: 'virtual', ...nothing() };
  hour.adapters.set(isNamed ? key : OTHER_ADAPTERS, row);
  return row;
}

export function addGap(hour: HourRecord, gap: Gap): void {
  hour.gaps = joinedGaps([...hour.gaps, gap]);
  // A flapping adapter must not grow the record: widening a gap claims less, never more.
  while (hour.gaps.length > GAPS_KEPT) hour.gaps = withNearestJoined(hour.gaps);
}

/** In order of time, with those of one kind joined where they touch. */
export function joinedGaps(gaps: readonly Gap[]): Gap[] {
  const joined: Gap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const same = joined.findLast(
      (other) => other.reason === gap.reason && other.maybeOff === gap.maybeOff && other.toMs >= gap.fromMs,
    );
    if (same) joined[joined.indexOf(same)] = { ...same, toMs: Math.max(same.toMs, gap.toMs) };
    else joined.push(gap);
  }
  return joined;
}

function withNearestJoined(gaps: readonly Gap[]): Gap[] {
  let nearest = 1;
  const distance = (index: number) => (gaps[index]?.fromMs ?? 0) - (gaps[index - 1]?.toMs ?? 0);
  for (let index = 2; index < gaps.length; index++) if (distance(index) < distance(nearest)) nearest = index;
  const earlier = gaps[nearest - 1];
  const later = gaps[nearest];
  if (!earlier || !later) return [...gaps];
  const both = { ...earlier, toMs: Math.max(earlier.toMs, later.toMs), maybeOff: earlier.maybeOff && later.maybeOff };
  return gaps.toSpliced(nearest - 1, 2, both);
}

const Count = z.int().nonnegative();

/** An hour as it stands in a line on disk. */
export const StoredHour = z.object({
  startMs: z.number(),
  endMs: z.number(),
  /** rx and tx in bytes of each of `PARTS` in order, then of the doubtful. */
  bytes: z.array(Count).length(2 * PARTS.length + 2),
  measuredMs: z.number().nonnegative(),
  onMs: z.number().nonnegative(),
  estimated: z.enum(['no', 'hour', 'day']),
  hadCounted: z.boolean(),
  /** key, name, kind, counted, why, rx and tx in bytes. */
  adapters: z.array(z.tuple([z.string(), z.string(), AdapterKind, z.boolean(), AdapterUsage.shape.why, Count, Count])),
  gaps: z.array(Gap),
});
export type StoredHour = z.infer<typeof StoredHour>;

export function storedHour(hour: HourRecord): StoredHour {
  const { startMs, endMs, measuredMs, onMs, estimated, hadCounted, gaps } = hour;
  return {
    startMs,
    endMs,
    bytes: [...PARTS.map((part) => hour.parts[part]), hour.doubtful].flatMap((tally) => [tally.rxBytes, tally.txBytes]),
    measuredMs,
    onMs,
    estimated,
    hadCounted,
    adapters: [...hour.adapters].map(([key, a]) => [key, a.name, a.kind, a.counted, a.why, a.rxBytes, a.txBytes]),
    gaps,
  };
}

export function hourFrom(stored: StoredHour): HourRecord {
  const { startMs, endMs, measuredMs, onMs, estimated, hadCounted, gaps, bytes } = stored;
  const hour = emptyHour(startMs, endMs);
  const tallyAt = (index: number): Tally => ({ rxBytes: bytes[2 * index] ?? 0, txBytes: bytes[2 * index + 1] ?? 0 });
  PARTS.forEach((part, index) => {
    add(hour.parts[part], tallyAt(index));
  });
  add(hour.doubtful, tallyAt(PARTS.length));
  for (const [key, name, kind, counted, why, rxBytes, txBytes] of stored.adapters)
    hour.adapters.set(key, { name, kind, counted, why, rxBytes, txBytes });
  return Object.assign(hour, { measuredMs, onMs, estimated, hadCounted, gaps });
}
