import { readFileSync } from 'node:fs';

type Values = Readonly<Record<string, string | number>>;

/** The sentences of `locales/`, by key with the values filled in: what a person must find on the screen. */
export function wordsIn(language: 'zh-TW' | 'en'): (key: string, values?: Values) => string {
  return (key, values = {}) => {
    const [file = '', path = ''] = key.split(':');
    const table: unknown = JSON.parse(
      readFileSync(new URL(`../../locales/${language}/${file}.json`, import.meta.url), 'utf8'),
    );
    let at = table;
    for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step];
    if (typeof at !== 'string') throw new Error(`no words for ${key} in ${language}`);
    return at.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${key} needs ${name}`);
      return String(value);
    });
  };
}

export const zh = wordsIn('zh-TW');
export const en = wordsIn('en');
