import { createInstance } from 'i18next';
import en from '../../locales/en/mail.json';
import zh from '../../locales/zh-TW/mail.json';
import { formatBytes, formatClock, formatDay, type Language } from '../contract/format.ts';
import { isoTime } from '../contract/iso-time.ts';
import type { FileReport, MailCheckView, MailItem, PersonalDataLook, ScanResult } from '../contract/mail.ts';
import { unreadableWhy } from '../contract/unreadable-why.ts';
import { escaped, pdfOf } from './print-page.ts';
import { saveAs } from './save-as.ts';
import type { Words } from './words.ts';

export interface SummaryParts {
  readonly language: Language;
  readonly words: Words;
  readonly timeZone: string;
  readonly commission: string;
  readonly nowMs: number;
}

const GROUPS: readonly MailItem['result'][] = ['change', 'unknown', 'advice', 'in-order'];
const QUESTIONS = ['officialBusiness', 'senderIsMe', 'authorConsents', 'advertisingOrChain'] as const;

/**
 * Asks where, then writes the result of a check: names, sizes and findings; of files' contents nothing, of personal
 * data counts and what the page shows masked. null: the person closed the dialog.
 */
export function saveSummary(view: MailCheckView, parts: SummaryParts): Promise<{ fileName: string } | null> {
  const { words, timeZone, nowMs } = parts;
  const place = {
    title: words('shell:mailDialog.summaryTitle'),
    fileName: words('shell:mailDialog.summaryName', { day: isoTime(nowMs, timeZone).slice(0, 10) }),
    filter: words('shell:mailDialog.summaryFilter'),
    ending: 'pdf',
  };
  return saveAs(place, () => {
    const style = 'pre{font:10.5pt/1.5 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere}';
    const text = escaped(summaryText(view, parts));
    return pdfOf(`<!doctype html><meta charset="utf-8"><style>${style}</style><pre>${text}</pre>`);
  });
}

/** The page's own words, line by line. */
export function summaryText(view: MailCheckView, parts: SummaryParts): string {
  const { language, words, timeZone, nowMs } = parts;
  const t = mailWords(parts);
  const at = { day: formatDay(isoTime(nowMs, timeZone).slice(0, 10), language), time: formatClock(nowMs, timeZone) };
  const groups = GROUPS.flatMap((result) => {
    const items = view.items.filter((item) => item.result === result);
    return items.length === 0
      ? []
      : ['', t(`group.${result}`, { count: items.length }), ...items.map((item) => `  ${itemLine(item, t, words)}`)];
  });
  const yesOrNo = (answer: 'yes' | 'no' | null) => t(answer ?? 'notAnswered');
  const answers = QUESTIONS.map((name) =>
    words('shell:mailSummary.answer', { question: t(`answers.${name}`), answer: yesOrNo(view.answers[name]) }),
  );
  const { size, recipients } = view;
  return [
    words('shell:mailSummary.title'),
    words('shell:mailSummary.madeAt', at),
    ...groups,
    '',
    words('shell:mailSummary.answers'),
    ...answers.map((line) => `  ${line}`),
    ...(size ? ['', t(`size.${size.fits}`, { wireBytes: formatBytes(size.wireBytes, language) })] : []),
    ...(recipients ? ['', t('recipients.count', { count: recipients.count })] : []),
    '',
    view.files.length === 0 ? words('shell:mailSummary.none') : t('files.heading', { count: view.files.length }),
    ...view.files.flatMap((file) => fileLines(file, parts, t)),
    ...view.leftOut.map(({ name, why }) => `  ${name}: ${t(`leftOut.${why}`)}`),
    '',
    t('result.meaning'),
    '',
  ].join('\n');
}

type MailWords = (key: string, values?: object) => string;

function mailWords({ language, commission }: SummaryParts): MailWords {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { 'zh-TW': { mail: zh }, en: { mail: en } },
    ns: ['mail'],
    defaultNS: 'mail',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: { commission } },
  });
  return i18n.t as MailWords;
}

function itemLine({ id, clause, force, result }: MailItem, t: MailWords, words: Words): string {
  const [point = '', item = ''] = clause.split('.');
  return words('shell:mailSummary.line', {
    force: t(`force.${force}`),
    clause: t('clause', { point, item }),
    name: t(`item.${id}.name`),
    words: t(`item.${id}.${result}`),
  });
}

function fileLines(file: FileReport, { language }: SummaryParts, t: MailWords): string[] {
  const sizes = { bytes: formatBytes(file.bytes, language), wireBytes: formatBytes(file.wireBytes, language) };
  const findings = file.findings.map((finding) => {
    const { kind, at, detail } = finding;
    const why = unreadableWhy(finding);
    if (why) return t(`unreadable.${why}`);
    return [t(`finding.${kind}`), at && t('files.at', { at }), detail].filter(Boolean).join(' ');
  });
  return [
    '',
    `  ${file.name}`,
    `    ${t('files.sizes', sizes)}`,
    `    ${file.type ? t('files.type', file.type) : t('files.typeUnknown')}`,
    ...(file.state === 'done' ? [] : [`    ${t(`state.${file.state}`)}`]),
    ...findings.map((line) => `    ${line}`),
    `    ${scanLine(file.scan, language, t)}`,
    ...personalLines(file.personalData, t).map((line) => `    ${line}`),
  ];
}

function scanLine(scan: ScanResult | null, language: Language, t: MailWords): string {
  if (!scan) return t('scan.waiting');
  const day = scan.scanner?.signaturesOn ? formatDay(scan.scanner.signaturesOn, language) : '';
  switch (scan.kind) {
    case 'nothing-found':
      return t(day ? 'scan.nothing-found' : 'scan.nothing-found-undated', { day });
    case 'found':
      return t('scan.found', { names: scan.names.join(t('nameJoin')) });
    case 'not-scanned':
      return t(`notScanned.${scan.why}`, { day: day || t('unknownDay') });
  }
}

function personalLines(look: PersonalDataLook | null, t: MailWords): string[] {
  if (!look) return [t('personal.waiting')];
  if (look.kind === 'not-looked') return [t('personal.notLooked', { why: t(`notLooked.${look.why}`) })];
  const hits = look.hits.flatMap(({ kind, count, places }) => [
    t('personal.hit', { kind: t(`kind.${kind}`), count }),
    ...places.map(({ inside, unit, at, masked }) => {
      const place = t(`unit.${unit}`, { at });
      const where = inside === '' ? place : t('personal.inside', { inside, place });
      return `  ${t('personal.place', { where, masked })}`;
    }),
  ]);
  const leftOut = look.leftOut.map(({ inside, at, why }) =>
    t('personal.leftOut', { what: inside || at || t('personal.whole'), why: t(`notLooked.${why}`) }),
  );
  return [...(hits.length > 0 ? hits : [t('personal.none')]), ...leftOut];
}
