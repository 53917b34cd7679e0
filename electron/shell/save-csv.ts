import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { CallRefused } from '../contract/call-refused.ts';
import { DAYS_KEPT, HOURS_KEPT_DAYS, type HourUsage } from '../contract/usage.ts';
import { usageCsv } from '../features/usage/export-csv.ts';
import type { UsageService } from '../features/usage/usage-service.ts';
import type { Words } from './words.ts';

/**
 * Asks where, then writes the record of every day kept, with hours while those are kept.
 * null: the person closed the dialog. Refuses with `cannot-save` and the system's words.
 */
export async function saveCsv(
  usage: UsageService,
  timeZone: string,
  words: Words,
): Promise<{ fileName: string } | null> {
  const day = usage.today();
  const options = {
    title: words('shell:csv.dialogTitle'),
    defaultPath: join(app.getPath('documents'), words('shell:csv.fileName', { day })),
    filters: [{ name: words('shell:csv.filter'), extensions: ['csv'] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || !filePath) return null;
  try {
    await writeFile(filePath, recordOf(usage, timeZone, words));
  } catch (error) {
    throw new CallRefused('cannot-save', String(error));
  }
  return { fileName: basename(filePath) };
}

function recordOf(usage: UsageService, timeZone: string, words: Words): string {
  const history = usage.history(DAYS_KEPT);
  const firstKept = history.findIndex((day) => day.measured || day.note !== '');
  const days = firstKept < 0 ? [] : history.slice(firstKept);
  const hours: HourUsage[] = days.slice(-HOURS_KEPT_DAYS).flatMap(({ day }) => usage.hoursOf(day) ?? []);
  return usageCsv({ days, hours, timeZone, t: words });
}
