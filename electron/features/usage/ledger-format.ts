import { z } from 'zod';
import { Counting, DayId } from '../../contract/usage.ts';
import type { DaySummary } from './day-view.ts';
import { StoredHour } from './hour-record.ts';
import type { Baseline, MeterState } from './meter.ts';

/*
 * The files of the ledger, all checksummed JSON Lines (see storage/append-only-file.ts):
 * - journal.jsonl: each line is one transaction, hours as they then stood together with the counters they rest on.
 * - hours-YYYY-MM-DD.jsonl, by UTC day: hours put away; a later line for an hour replaces an earlier one.
 * - days.jsonl: one line for each finished day; a later line for a day replaces an earlier one.
 */

const Count = z.int().nonnegative();
const BitsPerSecond = z.number().nullable();
const Label = z.enum(['municipal', 'elsewhere', 'unknown', 'none']);

/** The meter's state. Each adapter: key, counted, gone, label, rx and tx bytes, rx and tx bits a second. */
export const StoredCheckpoint = z.object({
  takenAtMs: z.number(),
  sinceBootMs: z.number(),
  bootId: z.string(),
  sessionId: z.string().nullable(),
  atConsole: z.boolean().nullable(),
  locked: z.boolean().nullable(),
  complete: z.boolean(),
  closed: z.enum(['quit', 'shutdown']).nullable(),
  adapters: z.array(z.tuple([z.string(), z.boolean(), z.boolean(), Label, Count, Count, BitsPerSecond, BitsPerSecond])),
});
export type StoredCheckpoint = z.infer<typeof StoredCheckpoint>;

/** The cap in force on a day and what was said of it, so that a restart neither judges anew nor repeats itself. */
export const DayMarks = z.object({
  day: DayId,
  capBytes: Count,
  counting: Counting,
  notifiedPercent: z.array(z.number()),
  over: z.boolean(),
  /** When the cap was passed; null where that was not seen to the minute. */
  reachedAtMs: z.number().nullable(),
});
export type DayMarks = z.infer<typeof DayMarks>;

export const JournalLine = z.object({
  /** Rises with every transaction; the highest is the newest whatever the clock says. */
  seq: Count,
  checkpoint: StoredCheckpoint.nullable(),
  marks: z.array(DayMarks),
  hours: z.array(StoredHour),
});
export type JournalLine = z.infer<typeof JournalLine>;

/** The last of the lines put away together carries the counters, should the journal be lost. */
export const HourLine = z.object({
  seq: Count,
  hour: StoredHour,
  checkpoint: StoredCheckpoint.nullable().optional(),
  marks: z.array(DayMarks).optional(),
});
export type HourLine = z.infer<typeof HourLine>;

const FIGURES = ['capBytes', 'lockedBytes', 'measuredMinutes', 'onMinutes'] as const;
const NULLABLE_FIGURES = ['rxBytes', 'txBytes', 'countedBytes'] as const;
const FLAGS = ['measured', 'over', 'hasGap', 'estimated', 'doubtful'] as const;

/** By hand, for a year of lines is read before the history is drawn. */
export function daySummaryFrom(line: object): DaySummary | null {
  const value = line as Record<string, unknown>;
  if (typeof value.day !== 'string') return null;
  if (FIGURES.some((name) => typeof value[name] !== 'number')) return null;
  if (NULLABLE_FIGURES.some((name) => value[name] !== null && typeof value[name] !== 'number')) return null;
  if (FLAGS.some((name) => typeof value[name] !== 'boolean')) return null;
  const { schema: _, ...summary } = value;
  return summary as unknown as DaySummary;
}

// A PC with hundreds of virtual adapters must not write them all every minute; they never count.
const UNCOUNTED_KEPT = 24;

export function storedCheckpoint(state: MeterState): StoredCheckpoint {
  const { takenAtMs, sinceBootMs, bootId, sessionId, atConsole, locked, closed } = state;
  let uncounted = 0;
  let complete = state.complete;
  const adapters: StoredCheckpoint['adapters'] = [];
  for (const a of state.adapters.values()) {
    if (!a.counted && ++uncounted > UNCOUNTED_KEPT) {
      complete = false;
      continue;
    }
    adapters.push([a.key, a.counted, a.gone, a.label, a.rxBytes, a.txBytes, a.rxBitsPerSecond, a.txBitsPerSecond]);
  }
  return { takenAtMs, sinceBootMs, bootId, sessionId, atConsole, locked, complete, closed, adapters };
}

export function stateFrom(stored: StoredCheckpoint): MeterState {
  const adapters = new Map<string, Baseline>();
  for (const [key, counted, gone, label, rxBytes, txBytes, rxBitsPerSecond, txBitsPerSecond] of stored.adapters)
    adapters.set(key, { key, counted, gone, label, rxBytes, txBytes, rxBitsPerSecond, txBitsPerSecond });
  return { ...stored, adapters };
}
