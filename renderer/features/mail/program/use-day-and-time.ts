import { dayOf } from '../../../../electron/contract/iso-time.ts';
import { useFigures } from '../../../language.ts';
import { settingsSource } from '../../../main-sources.ts';
import { useMainValue } from '../../../use-main-state.ts';

/** A moment as day and clock in the agency's zone: evidence may be weeks old. */
export function useDayAndTime(): (timeMs: number) => string {
  const figures = useFigures();
  const timeZone = useMainValue(settingsSource)?.values.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (timeMs) => `${figures.day(dayOf(timeMs, timeZone))} ${figures.clock(timeMs, timeZone)}`;
}
