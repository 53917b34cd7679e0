import { dayOf } from '../../../electron/contract/iso-time.ts';
import { useFigures } from '../../language.ts';
import { useTelling } from './use-telling.ts';

/** A time as day and clock in the agency's zone. */
export function useMoment(): (timeMs: number) => string {
  const figures = useFigures();
  const { timeZone } = useTelling(0);
  return (timeMs) => `${figures.day(dayOf(timeMs, timeZone))} ${figures.clock(timeMs, timeZone)}`;
}
