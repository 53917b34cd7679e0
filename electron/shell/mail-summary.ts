import { createInstance } from 'i18next';
import en from '../../locales/en/mail.json';
import zh from '../../locales/zh-TW/mail.json';
import { formatBytes, formatClock, formatDay, type Language } from '../contract/format.ts';
import { dayOf } from '../contract/iso-time.ts';
import type {
  FileReport,
  MailCheckView,
  MailItem,
  PersonalDataLook,
  RecipientsReport,
  ScanResult,
  SizeForecast,
} from '../contract/mail.ts';
import { unreadableWhy } from '../contract/unreadable-why.ts';
import { escaped, pdfOf } from './print-page.ts';
import { saveAs } from './save-as.ts';
import type { Words } from './words.ts';

export interface SummaryParts {
  readonly language: Language;
  readonly words: Words;
  readonly timeZone: string;
  readonly commission: string;
  /** From which number on it is bulk. */
  readonly bulkRecipients: number;
  readonly nowMs: number;
}

const GROUPS: readonly MailItem['result'][] = ['change', 'unknown', 'advice', 'in-order'];
const QUESTIONS = ['officialBusiness', 'senderIsMe', 'authorConsents', 'advertisingOrChain'] as const;

/**
 * Asks where, then writes the result of a check: names, sizes and findings; of files' contents nothing, of personal
 * data counts and places. null: the person closed the dialog.
 */
export function saveSummary(view: MailCheckView, parts: SummaryParts): Promise<{ fileName: string } | null> {
  const { words, timeZone, nowMs } = parts;
  const place = {
    title: words('shell:mailDialog.summaryTitle'),
    fileName: words('shell:mailDialog.summaryName', { day: dayOf(nowMs, timeZone) }),
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
  const at = { day: formatDay(dayOf(nowMs, timeZone), language), time: formatClock(nowMs, timeZone) };
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
    ...(size ? ['', ...sizeLines(size, language, t)] : []),
    ...(recipients ? ['', ...recipientLines(recipients, parts, t)] : []),
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

/** The answer, and the limit that it was held against. */
function sizeLines({ fits, wireBytes, limitBytes }: SizeForecast, language: Language, t: MailWords): string[] {
  const exactly = (bytes: number) => bytes.toLocaleString(language);
  const decimal = exactly(limitBytes.decimal);
  return [
    t(`size.${fits}`, { wireBytes: formatBytes(wireBytes, language) }),
    fits === 'depends'
      ? t('size.readings', { decimal, binary: exactly(limitBytes.binary), wireBytes: exactly(wireBytes) })
      : t('size.limit', { decimal }),
  ];
}

function recipientLines(report: RecipientsReport, { bulkRecipients }: SummaryParts, t: MailWords): string[] {
  const { count, bulk, outside, lookAlikes, repeated, unreadable } = report;
  const listed = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`  ${t(heading)}`, ...lines.map((line) => `    ${line}`)];
  return [
    t('recipients.count', { count }),
    ...(bulk ? [`  ${t('recipients.bulk', { limit: bulkRecipients })}`] : []),
    ...listed(
      'recipients.lookAlikes',
      lookAlikes.map(({ domain, like, why }) =>
        t('recipients.lookAlikeLine', { domain, like, why: t(`likeness.${why}`) }),
      ),
    ),
    ...(outside === null ? [`  ${t('recipients.ownUnset')}`] : []),
    ...listed(
      'recipients.outside',
      (outside ?? []).map(({ domain, count: many }) => t('recipients.outsideLine', { domain, count: many })),
    ),
    ...listed('recipients.repeated', repeated),
    ...listed('recipients.unreadable', unreadable),
  ];
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
    ...scanLines(file.scan, language, t).map((line) => `    ${line}`),
    ...personalLines(file.personalData, t).map((line) => `    ${line}`),
  ];
}

/** What it said, with why; and by what. */
function scanLines(scan: ScanResult | null, language: Language, t: MailWords): string[] {
  if (!scan) return [t('scan.waiting')];
  const { scanner } = scan;
  const day = scanner?.signaturesOn ? formatDay(scanner.signaturesOn, language) : '';
  const by = scanner ? [`  ${t('scan.by', { name: t(`scanner.${scanner.name}`), version: scanner.version })}`] : [];
  switch (scan.kind) {
    case 'nothing-found':
      return [t(day ? 'scan.nothing-found' : 'scan.nothing-found-undated', { day }), ...by];
    case 'found':
      return [t('scan.found', { names: scan.names.join(t('nameJoin')) }), ...by];
    case 'not-scanned':
      return [
        [t(`notScanned.${scan.why}`, { day: day || t('unknownDay') }), scan.detail].filter(Boolean).join(' '),
        ...by,
      ];
  }
}

function personalLines(look: PersonalDataLook | null, t: MailWords): string[] {
  if (!look) return [t('personal.waiting')];
  if (look.kind === 'not-looked') return [t('personal.notLooked', { why: t(`notLooked.${look.why}`) })];
  const hits = look.hits.flatMap(({ kind, count, places }) => [
    t('personal.hit', { kind: t(`kind.${kind}`), count }),
    // Where, and not what: a PDF is kept and sent on.
    ...places.map(({ inside, unit, at }) => {
      const place = t(`unit.${unit}`, { at });
      return `  ${inside === '' ? place : t('personal.inside', { inside, place })}`;
    }),
  ]);
  const leftOut = look.leftOut.map(({ inside, at, why }) =>
    t('personal.leftOut', { what: inside || at || t('personal.whole'), why: t(`notLooked.${why}`) }),
  );
  return [...(hits.length > 0 ? hits : [t('personal.none')]), ...leftOut];
}
