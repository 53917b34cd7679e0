import type { Settings } from '../../contract/settings.ts';
import type { OfficialUsage, UsageSnapshot } from '../../contract/usage.ts';
import type { Platform } from '../../platform/platform.ts';
import { Ledger } from './ledger.ts';
import { Today } from './today.ts';

export interface ReadOnceParts {
  readonly platform: Pick<Platform, 'readCounters' | 'readNetworkFacts' | 'readSession'>;
  readonly folder: string;
  readonly settings: () => Settings;
  readonly official: (today: string) => OfficialUsage;
  readonly nowMs?: () => number;
}

/**
 * How today stands, for the command line: the record on disk and one reading, added up in memory. Writes nothing,
 * so it gives the same answer whether or not the app is running on the same folder. Throws the system's words where
 * there is a record and it cannot be read: a figure without it would be too low.
 */
export function readOnce({ platform, folder, settings, official, nowMs = Date.now }: ReadOnceParts): UsageSnapshot {
  const ledger = new Ledger({ folder, readOnly: true, nowMs });
  if (ledger.saveProblem !== null) throw new Error(ledger.saveProblem);
  const today = new Today({ platform, ledger, settings, nowMs });
  today.read();
  return today.snapshot(official);
}
