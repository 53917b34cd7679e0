import { promises } from 'node:fs';
import { join } from 'node:path';
import { HOURS_KEPT_DAYS } from '../../contract/usage.ts';
import { hoursPath } from './ledger-reading.ts';

const DAMAGED_KEPT = 5;

/**
 * Removes the oldest hours and damaged copies, by count and never by the clock, which may be wrong by decades.
 * One UTC day more than promised is kept, since a local day reaches into two.
 */
export async function pruneFiles(
  folder: string,
  utcDays: readonly string[],
  inUse: ReadonlySet<string>,
): Promise<void> {
  for (const utcDay of utcDays.slice(0, Math.max(0, utcDays.length - HOURS_KEPT_DAYS - 1)))
    if (!inUse.has(utcDay)) await promises.rm(hoursPath(folder, utcDay), { force: true });
  const damaged = (await promises.readdir(folder)).filter((name) => name.includes('.jsonl.damaged-'));
  const newestFirst = damaged.toSorted((a, b) => timeIn(b) - timeIn(a));
  for (const name of newestFirst.slice(DAMAGED_KEPT)) await promises.rm(join(folder, name), { force: true });
}

function timeIn(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
