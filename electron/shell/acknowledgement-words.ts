import { createInstance, type i18n } from 'i18next';
import en from '../../locales/en/acknowledgement.json';
import zh from '../../locales/zh-TW/acknowledgement.json';
import type { Language } from '../contract/format.ts';

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
