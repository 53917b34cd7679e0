import type { SeenReceipt } from './batch-reader.ts';

/** FAT and ZIP reckon time from 1980, Unix from 1970: what bears such a time of change was stored by no known time. */
const NO_TIME_BEFORE_MS = Date.UTC(2001, 0, 1);

/** Of a later year than 9999 no day here is written. */
export const LATEST_MS = Date.UTC(9999, 0, 1);

/** When it was signed, as far as that can be told: by its own word, but never later than it was stored. Unix milliseconds. */
export function signedByMs({ claim, storedAtMs }: SeenReceipt): number {
  const saidMs = Math.min(Date.parse(claim.signedAt), LATEST_MS);
  return storedAtMs < NO_TIME_BEFORE_MS ? saidMs : Math.min(saidMs, storedAtMs);
}
