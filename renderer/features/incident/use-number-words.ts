import type { Hotline } from '../../../electron/contract/settings.ts';
import { useWords } from '../../language.ts';
import { useHoursWords } from './use-hours-words.ts';

/** A number with the hours in which it is answered, beside it; without hours, alone. */
export function useNumberInHours(): (phone: string, hours: string) => string {
  const t = useWords();
  return (phone, hours) => (hours ? t('incident-page:card.inHours', { phone, hours }) : phone);
}

/** A hotline with all its numbers, each with its hours: what is read at another hour, or on paper. */
export function useHotlineWords(): (hotline: Hotline) => string {
  const t = useWords();
  const hoursOf = useHoursWords();
  const inHours = useNumberInHours();
  return ({ name, phone, hours, afterHoursPhone }) => {
    const first = inHours(`${name} ${phone}`, hoursOf({ hours }));
    return afterHoursPhone ? `${first} ${t('incident-page:card.otherTimes', { phone: afterHoursPhone })}` : first;
  };
}
