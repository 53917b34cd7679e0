import { DAYS_KEPT, HOURS_KEPT_DAYS, type HourUsage } from '../contract/usage.ts';
import { usageCsv } from '../features/usage/export-csv.ts';
import type { UsageService } from '../features/usage/usage-service.ts';
import { saveAs } from './save-as.ts';
import type { Words } from './words.ts';

/**
 * Asks where, then writes the record of every day kept, with hours while those are kept.
 * null: the person closed the dialog. Refuses with `cannot-save` and the system's words.
 */
export function saveCsv(usage: UsageService, timeZone: string, words: Words): Promise<{ fileName: string } | null> {
  const day = usage.today();
  const place = {
    title: words('shell:csv.dialogTitle'),
    fileName: words('shell:csv.fileName', { day }),
    filter: words('shell:csv.filter'),
    ending: 'csv',
  };
  return saveAs(place, () => recordOf(usage, timeZone, words));
}

function recordOf(usage: UsageService, timeZone: string, words: Words): string {
  const history = usage.history(DAYS_KEPT);
  const firstKept = history.findIndex((day) => day.measured || day.note !== '');
  const days = firstKept < 0 ? [] : history.slice(firstKept);
  const hours: HourUsage[] = days.slice(-HOURS_KEPT_DAYS).flatMap(({ day }) => usage.hoursOf(day) ?? []);
  return usageCsv({ days, hours, timeZone, t: words });
}
