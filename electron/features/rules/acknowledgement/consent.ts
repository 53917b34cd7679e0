import type { ConsentWords } from '../../../contract/acknowledgement.ts';
import { formatDay, type Language } from '../../../contract/format.ts';
import type { Amendment, OfficialText } from '../../../contract/rules.ts';
import type { Settings } from '../../../contract/settings.ts';

/** The app's own words, from `locales/`. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/**
 * What the person signs under, filled in for this agency and edition. Managed words come first; `{title}`,
 * `{amendment}` and `{agency}` are filled into those as well.
 */
export function consentWords(
  text: Pick<OfficialText, 'title' | 'amendments'>,
  settings: Pick<Settings, 'agencyName' | 'commission' | 'acknowledgement'>,
  language: Language,
  say: Say,
): ConsentWords {
  const { acknowledgement, commission, agencyName } = settings;
  const { statement, privacyNotice, basis, askWhom } = acknowledgement;
  const latest = text.amendments.at(-1);
  const amendment = latest ? amendmentWords(latest, language, say) : '';
  const agency = agencyName || say('ourAgency');
  const contact = askWhom ?? commission;
  const whom = contact.phone === '' ? contact.name : say('whomWithPhone', { name: contact.name, phone: contact.phone });
  const values = { title: text.title, amendment, agency, whom, commission: commission.name };
  return {
    statement: filled(statement?.[language], values) ?? say(latest ? 'statement' : 'statementUndated', values),
    privacyNotice: filled(privacyNotice?.[language], values) ?? say('privacyNotice', values),
    basis,
  };
}

/** 113 年 2 月 7 日府智安字第 1130035811 號函修正: as an official letter cites it. */
export function amendmentWords(amendment: Amendment, language: Language, say: Say): string {
  const { action, number } = amendment;
  const date = formatDay(amendment.date, language);
  if (number === '') return say(`amendment.${action}WithoutNumber`, { date });
  const spaced = language === 'zh-TW' ? number.replace(NUMERAL, '$1 $2 ') : number;
  const by = say(`by.${instrumentOf(amendment)}`, { number: spaced });
  return say(`amendment.${action}`, { date, by });
}

/** The letter's own number; a year or a unit in brackets before it stays as written. */
const NUMERAL = /(第)[ \t\u3000]*(\d+)[ \t\u3000]*/u;

const INSTRUMENTS = [
  ['letter', /^[ \t\u3000]*函/u],
  ['order', /^[ \t\u3000]*令/u],
  ['notice', /^[ \t\u3000]*公告/u],
] as const;

/** 函, 令 or 公告, by what the published line has behind the number; where it has none of them, none is put in. */
function instrumentOf({ number, words }: Amendment): 'letter' | 'order' | 'notice' | 'unsaid' {
  const at = words.indexOf(number);
  const behind = at < 0 ? '' : words.slice(at + number.length);
  return INSTRUMENTS.find(([, pattern]) => pattern.test(behind))?.[0] ?? 'unsaid';
}

function filled(template: string | undefined, values: Readonly<Record<string, string>>): string | undefined {
  return template?.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
