import type { Hotline } from '../../../electron/contract/settings.ts';
import { useLanguage, useWords } from '../../language.ts';
import { dayRuns } from './day-runs.ts';

/** 1 January 2024 was a Monday, day 1 of the settings. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When a hotline is answered, in words. */
export function useHoursWords(): (hotline: Pick<Hotline, 'hours'>) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ hours }) => {
    if (!hours) return t('incident-page:call.hoursAllDay');
    const { days, opensAt, closesAt } = hours;
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
    const name = (day: number) => weekday.format(MONDAY_MS + (day - 1) * DAY_MS);
    const runs = dayRuns(days).map(({ first, last }) =>
      first === last ? name(first) : t('incident-page:call.daysRun', { first: name(first), last: name(last) }),
    );
    return t('incident-page:call.hoursLine', {
      days: runs.join(t('incident-page:call.daysBetween')),
      opensAt,
      closesAt,
    });
  };
}
