import { mkdtempSync, promises, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../../../electron/contract/settings.ts';
import { utcDayOf } from '../../../../electron/features/usage/hour-book.ts';
import type { HourRecord } from '../../../../electron/features/usage/hour-record.ts';
import type { Ledger } from '../../../../electron/features/usage/ledger.ts';
import { LedgerReader } from '../../../../electron/features/usage/ledger-reading.ts';
import { BUILT_IN } from '../../../../electron/settings/built-in.ts';
import type { WritableFs } from '../../../../electron/storage/append-only-file.ts';

export const TAIPEI: Settings = { ...BUILT_IN, timeZone: 'Asia/Taipei', dayStartsAt: '00:00', networks: [] };

/** Unix ms of a wall-clock time in Taipei. */
export const taipei = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

const folders: string[] = [];
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  folders.push(folder);
  return join(folder, 'usage');
}
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The real file system, without waiting for the disk to confirm: what is tested is the order, not the hardware. */
export const quickFs: WritableFs = {
  mkdir: promises.mkdir,
  rename: promises.rename,
  open: async (...args) => {
    const file = await promises.open(...args);
    file.datasync = async () => {};
    file.sync = async () => {};
    return file;
  },
};

/** Every hour in memory and on disk. */
export function everyHour(ledger: Ledger, folder: string): readonly HourRecord[] {
  const reader = new LedgerReader(
    folder,
    () => false,
    () => 0,
  );
  for (const utcDay of reader.hourFiles()) {
    const startMs = Date.parse(`${utcDay}T00:00:00Z`);
    if (utcDayOf(startMs) !== utcDay) throw new Error('not a UTC day');
    ledger.book.within(startMs, startMs + 86_399_999);
  }
  return ledger.book.all();
}

export const bytesIn = (hours: readonly HourRecord[]): number =>
  hours.reduce(
    (sum, hour) => sum + Object.values(hour.parts).reduce((part, { rxBytes, txBytes }) => part + rxBytes + txBytes, 0),
    0,
  );
