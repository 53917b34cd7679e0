import { createInstance, type i18n } from 'i18next';
import enCli from '../../locales/en/cli.json';
import enIncident from '../../locales/en/incident.json';
import enRulesImport from '../../locales/en/rules-import.json';
import enShell from '../../locales/en/shell.json';
import enUi from '../../locales/en/ui.json';
import enUsage from '../../locales/en/usage.json';
import zhCli from '../../locales/zh-TW/cli.json';
import zhIncident from '../../locales/zh-TW/incident.json';
import zhRulesImport from '../../locales/zh-TW/rules-import.json';
import zhShell from '../../locales/zh-TW/shell.json';
import zhUi from '../../locales/zh-TW/ui.json';
import zhUsage from '../../locales/zh-TW/usage.json';
import type { Language } from '../contract/format.ts';

export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

let instance: i18n | null = null;

/** Words for what main itself says: tray, notifications, dialogs, command line. Keys are `file:path`. */
export function wordsIn(language: Language): Words {
  if (!instance) {
    instance = createInstance();
    void instance.init({
      resources: {
        'zh-TW': {
          shell: zhShell,
          cli: zhCli,
          ui: zhUi,
          usage: zhUsage,
          incident: zhIncident,
          'rules-import': zhRulesImport,
        },
        en: {
          shell: enShell,
          cli: enCli,
          ui: enUi,
          usage: enUsage,
          incident: enIncident,
          'rules-import': enRulesImport,
        },
      },
      fallbackLng: 'zh-TW',
      initAsync: false,
      interpolation: { escapeValue: false },
    });
  }
  const fixed = instance.getFixedT(language);
  return (key, values) => fixed(key, { ...values });
}

/** The city's staff read Traditional Chinese; English only where the system says so. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('en') ? 'en' : 'zh-TW';
}
