import { useSyncExternalStore } from 'react';
import { settingsSource } from './main-sources.ts';
import { useMainValue } from './use-main-state.ts';

export type Theme = 'light' | 'dark' | 'contrast';

const DARK = '(prefers-color-scheme: dark)';
const CONTRAST = '(forced-colors: active)';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** A contrast theme of the system stands above the person's light or dark. */
export function useTheme(): Theme {
  const chosen = useMainValue(settingsSource)?.values.theme ?? 'system';
  const systemDark = useMedia(DARK);
  const contrast = useMedia(CONTRAST);
  if (contrast) return 'contrast';
  if (chosen !== 'system') return chosen;
  return systemDark ? 'dark' : 'light';
}
