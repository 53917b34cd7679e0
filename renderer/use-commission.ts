import type { Contact } from '../electron/contract/settings.ts';
import { useWords } from './language.ts';
import { settingsSource } from './main-sources.ts';
import { useMainValue } from './use-main-state.ts';

/** Who judges and whom to call, as the agency set it; without a name, words that fit any agency. */
export function useCommission(): Contact {
  const t = useWords();
  const set = useMainValue(settingsSource)?.values.commission;
  return { name: set?.name || t('ui:commissionFallback'), phone: set?.phone ?? '', hours: set?.hours ?? '' };
}

/** Whom to ask about the rules. */
export function useAskWhom(): Contact {
  const commission = useCommission();
  return useMainValue(settingsSource)?.values.acknowledgement.askWhom ?? commission;
}
