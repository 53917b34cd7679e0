import { useFigures } from '../../language.ts';
import { useTelling } from './use-telling.ts';

/** A time as day and clock in the agency's zone. */
export function useMoment(): (timeMs: number) => string {
  const figures = useFigures();
  const { timeZone } = useTelling(0);
  return (timeMs) => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(timeMs);
    return `${figures.day(day)} ${figures.clock(timeMs, timeZone)}`;
  };
}
