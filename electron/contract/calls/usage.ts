import '../interpreted.ts';
import { z } from 'zod';
import { NOTE_MAX_CHARACTERS } from '../limits.ts';
import { DayId, DayUsage, HourUsage, UsageSnapshot } from '../usage.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

export const calls = {
  snapshot: call(nothing, UsageSnapshot),
  history: call(z.strictObject({ days: z.int().min(1).max(400) }), z.array(DayUsage)),
  /** null: hours are kept for 60 days only, or that day has none. */
  hoursOf: call(z.strictObject({ day: DayId }), z.array(HourUsage).nullable()),
  setNote: call(z.strictObject({ day: DayId, note: z.string().max(NOTE_MAX_CHARACTERS) }), nothing),
  /** Main asks where to save; null: the person closed the dialog. */
  exportCsv: call(nothing, z.strictObject({ fileName: z.string() }).nullable()),
  refreshOfficial: call(nothing, nothing),
} as const satisfies Record<string, CallShape>;

export const events = { changed: UsageSnapshot } as const satisfies Record<string, EventShape>;
