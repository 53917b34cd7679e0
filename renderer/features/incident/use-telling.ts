import type { Telling } from '../../../electron/contract/incident-words.ts';
import { useFigures } from '../../language.ts';
import { settingsSource } from '../../main-sources.ts';
import { useCommission } from '../../use-commission.ts';
import { useMainValue } from '../../use-main-state.ts';

/** The time zone that stands in for the agency's while the settings are not read. */
const PC_TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whom to call and by which clock, as the contract's sentences take it. */
export function useTelling(nowMs: number): Telling {
  const values = useMainValue(settingsSource)?.values;
  const commission = useCommission();
  const { language } = useFigures();
  return {
    hotlines: values?.incident.hotlines ?? [],
    commission,
    timeZone: values?.timeZone ?? PC_TIME_ZONE,
    nowMs,
    language,
  };
}
