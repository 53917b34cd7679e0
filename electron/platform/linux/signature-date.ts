import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A database's header: `ClamAV-VDB:23 Nov 2026 08-51 +0000:27000:…` (libclamav, cvd.c). */
const HEADER_BYTES = 512;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Day (`2026-11-23`) of the newest database in the folder; null where none says. Never rejects. */
export async function newestDatabaseDay(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /\.(cvd|cld|cud)$/.test(name));
  const days = await Promise.all(files.map((name) => databaseDay(join(folder, name))));
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

async function databaseDay(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEADER_BYTES) });
    return dayOfHeader(buffer.toString('latin1', 0, bytesRead));
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

export function dayOfHeader(header: string): string | null {
  const [, day, month, year] = /^ClamAV-VDB:(\d{1,2}) (\w{3}) (\d{4}) /.exec(header) ?? [];
  return isoDay(year, month, day);
}

/** clamd's answer to VERSION: `ClamAV 1.4.6/27000/Mon Nov 23 08:51:29 2026`, the engine's alone without a dated database. */
export function parseVersion(text: string): { readonly version: string; readonly day: string | null } {
  const [version = '', , time = ''] = text.split('/');
  const [, month, day, year] = /^\w{3} (\w{3}) +(\d{1,2}) [\d:]{8} (\d{4})$/.exec(time.trim()) ?? [];
  return { version: version.trim().slice(0, 300), day: isoDay(year, month, day) };
}

/** null for what is no day of the calendar. */
function isoDay(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const number = MONTHS.indexOf(month ?? '') + 1;
  if (!year || !day || number === 0) return null;
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(iso);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
}
