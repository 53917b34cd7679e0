import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { AppInfo } from '../electron/contract/app.ts';
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDayShort,
  formatDuration,
  formatLimit,
  type Language,
} from '../electron/contract/format.ts';
import type { Settings } from '../electron/contract/settings.ts';
import type { lateWords as lateWordsInChinese } from './late-words-zh-TW.ts';
import { words as wordsInChinese } from './words-zh-TW.ts';

export type Words = typeof wordsInChinese & typeof lateWordsInChinese;
type Namespace = keyof Words;

const FIRST = ['ui', 'usage', 'settings', 'errors', 'first-run'] as const satisfies readonly Namespace[];
const LATE = [
  'incident',
  'incident-page',
  'delivery',
  'rules-import',
  'document',
  'rules-page',
  'acknowledgement-page',
  'mail',
] as const satisfies readonly Namespace[];
const NAMESPACES = [...FIRST, ...LATE] as const;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: Words;
  }
}

/** The language that the person's choice and this PC come to. */
export function languageOf(chosen: Settings['language'] | undefined, info: AppInfo | null): Language {
  if (chosen === 'zh-TW' || chosen === 'en') return chosen;
  return info?.systemLanguage ?? 'zh-TW';
}

/** Chinese is in the first chunk, as nearly everyone reads it; English is fetched when first wanted. */
async function loadWords(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'ui')) return;
  const { words } = await import('./words-en.ts');
  for (const namespace of FIRST) i18next.addResourceBundle(language, namespace, words[namespace]);
}

let isLateWanted = false;

/** The words of the pages after the first: fetched with the first such page, and from then on in every language. */
export async function loadLateWords(language: Language = i18next.language === 'en' ? 'en' : 'zh-TW'): Promise<void> {
  isLateWanted = true;
  if (i18next.hasResourceBundle(language, LATE[0])) return;
  const { lateWords } = await (language === 'en' ? import('./late-words-en.ts') : import('./late-words-zh-TW.ts'));
  for (const namespace of LATE) i18next.addResourceBundle(language, namespace, lateWords[namespace]);
}

/** A page after the first, together with its words. */
export async function withLateWords<P>(page: Promise<P>): Promise<P> {
  await loadLateWords();
  return page;
}

/** Makes the first words ready; `switchLanguage` then settles the language. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-TW',
    fallbackLng: false,
    // A copy: i18next adds to the list that it is given.
    ns: [...FIRST],
    defaultNS: 'ui',
    resources: { 'zh-TW': wordsInChinese },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
}

/** Loads the words first, so that no page is ever drawn with keys for words. */
export async function switchLanguage(language: Language): Promise<void> {
  if (document.documentElement.lang === language && i18next.language === language) return;
  await loadWords(language);
  if (isLateWanted) await loadLateWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Words by literal key with its namespace, `usage:verdict.ok`, so that a search finds every use. */
export function useWords() {
  return useTranslation(NAMESPACES).t;
}

export type WordsFunction = ReturnType<typeof useWords>;

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-TW';
}

/** The contract's figures in the language in use. */
export function useFigures() {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      bytes: (bytes: number) => formatBytes(bytes, language),
      limit: (bytes: number) => formatLimit(bytes, language),
      clock: (timeMs: number, timeZone: string) => formatClock(timeMs, timeZone),
      day: (day: string) => formatDay(day, language),
      dayShort: (day: string) => formatDayShort(day, language),
      duration: (minutes: number) => formatDuration(minutes, language),
    }),
    [language],
  );
}

export type Figures = ReturnType<typeof useFigures>;
