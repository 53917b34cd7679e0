import { createInstance, type i18n } from 'i18next';
import en from '../../locales/en/acknowledgement.json';
import zh from '../../locales/zh-TW/acknowledgement.json';
import type { Language } from '../contract/format.ts';
import { seenText } from '../contract/seen-text.ts';

export type AcknowledgementWords = (key: string, values?: Readonly<Record<string, string | number>>) => string;

let instance: i18n | null = null;

/** The acknowledgement's own words, loaded with it: no start waits for a privacy notice. */
export function acknowledgementWords(language: Language): AcknowledgementWords {
  if (!instance) {
    instance = createInstance();
    void instance.init({
      resources: { 'zh-TW': { acknowledgement: zh }, en: { acknowledgement: en } },
      ns: ['acknowledgement'],
      defaultNS: 'acknowledgement',
      fallbackLng: 'zh-TW',
      initAsync: false,
      interpolation: { escapeValue: false },
    });
  }
  const fixed = instance.getFixedT(language);
  return (key, values) => fixed(key, { ...values });
}

/** For a terminal: what is filled in came from files of others, and neither obeys nor forges a line there. */
export function terminalWords(words: AcknowledgementWords): AcknowledgementWords {
  const seen = (value: string | number) => (typeof value === 'string' ? seenText(value) : value);
  return (key, values = {}) =>
    words(key, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, seen(value)])));
}
