import type { WordsFunction } from '../../language.ts';

const SECOND_MS = 1000;
const HOUR_SECONDS = 3600;

/** Time that has passed, never time that is left. A clock that was set back counts as none. */
export function elapsedWords(elapsedMs: number, t: WordsFunction): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / SECOND_MS));
  const minutes = Math.floor(seconds / 60);
  if (seconds < HOUR_SECONDS) return t('incident-page:elapsed.minutes', { minutes, seconds: seconds % 60 });
  return t('incident-page:elapsed.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
