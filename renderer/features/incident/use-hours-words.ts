import type { Hotline } from '../../../electron/contract/settings.ts';
import { useLanguage, useWords } from '../../language.ts';

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
    const names = [...days].sort().map((day) => weekday.format(MONDAY_MS + (day - 1) * DAY_MS));
    const list = new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }).format(names);
    return t('incident-page:call.hoursLine', { days: list, opensAt, closesAt });
  };
}
