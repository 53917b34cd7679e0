import { isoTime } from '../../../electron/contract/iso-time.ts';
import { settingsSource } from '../../main-sources.ts';
import { useMainValue } from '../../use-main-state.ts';

/** Day, time and zone as one line, so that a line can be quoted on the phone without doubt. */
export function useTimeLine(): (timeMs: number) => string {
  const timeZone = useMainValue(settingsSource)?.values.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (timeMs) => isoTime(timeMs, timeZone).replace('T', ' ');
}
