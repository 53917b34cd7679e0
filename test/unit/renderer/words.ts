import i18next from 'i18next';
import type { Language } from '../../../electron/contract/format.ts';
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDayShort,
  formatDuration,
  formatLimit,
} from '../../../electron/contract/format.ts';
import type { Figures, WordsFunction } from '../../../renderer/language.ts';
import { words as en } from '../../../renderer/words-en.ts';
import { words as zh } from '../../../renderer/words-zh-TW.ts';

/** The real words of one language, without a page. */
export async function wordsOf(language: Language): Promise<{ t: WordsFunction; figures: Figures }> {
  const instance = i18next.createInstance();
  await instance.init({ lng: language, resources: { 'zh-TW': zh, en }, interpolation: { escapeValue: false } });
  return {
    t: instance.t as unknown as WordsFunction,
    figures: {
      language,
      bytes: (bytes) => formatBytes(bytes, language),
      limit: (bytes) => formatLimit(bytes, language),
      clock: (timeMs, timeZone) => formatClock(timeMs, timeZone),
      day: (day) => formatDay(day, language),
      dayShort: (day) => formatDayShort(day, language),
      duration: (minutes) => formatDuration(minutes, language),
    },
  };
}
