import { createInstance } from 'i18next';
import enDelivery from '../../locales/en/delivery.json';
import enMail from '../../locales/en/delivery-mail.json';
import zhDelivery from '../../locales/zh-TW/delivery.json';
import zhMail from '../../locales/zh-TW/delivery-mail.json';
import { type OutboxContent, type OutboxItem, saidState } from '../contract/delivery.ts';
import type { Language } from '../contract/format.ts';
import { documentText } from './delivery-mail.ts';
import { escaped } from './print-page.ts';

export type ReportedDocument = Pick<OutboxItem, 'history' | 'outcome'> & { readonly content: OutboxContent };

const STYLE = `
@page{size:A4;margin:18mm}
body{margin:0;color:#14263d;font:10.5pt/1.6 'Noto Sans CJK TC','Microsoft JhengHei',sans-serif}
h1{font-size:18pt;line-height:1.3;margin:0}
h2{font-size:12.5pt;margin:5mm 0 1mm;break-after:avoid}
pre{font:inherit;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
ol{margin:0;padding-left:6mm}
p{margin:1mm 0}
.small{color:#40576f;font-size:9pt;padding-bottom:3mm;border-bottom:1.2pt solid #14263d}
section+section{break-before:page}`;

/** An incident as the person keeps it: each document word for word, its way, and what a person answered. */
export function reportPage(
  documents: readonly ReportedDocument[],
  language: Language,
  madeAt: string,
  lineOf: (timeMs: number) => string,
): string {
  const t = printWords(language);
  const { code, drill } = documents[0]?.content.document.body ?? {};
  const sections = documents.map(({ content, history, outcome }) => {
    const way = history.map(({ atMs, channel, reason, detail, ...step }) =>
      [
        lineOf(atMs),
        channel && t(`delivery:channel.${channel}`),
        t(`delivery:state.${saidState({ channel, ...step })}`),
        reason && t(`delivery:reason.${reason}`),
        detail,
      ]
        .filter(Boolean)
        .join(' '),
    );
    const answers = answersIn(outcome, t);
    return `<section><pre>${escaped(documentText(content.document, language).join('\n'))}</pre>
<h2>${escaped(t('print.way'))}</h2><ol>${way.map((line) => `<li>${escaped(line)}</li>`).join('')}</ol>
<h2>${escaped(t('print.answer'))}</h2>${answers.map((line) => `<p>${escaped(line)}</p>`).join('')}</section>`;
  });
  return `<!doctype html><html lang="${language === 'en' ? 'en' : 'zh-Hant'}"><meta charset="utf-8">
<style>${STYLE}</style><body><h1>${escaped(t(drill === true ? 'print.titleDrill' : 'print.title', { code }))}</h1>
<p class="small">${escaped(t('print.intro', { time: madeAt }))}</p>${sections.join('\n')}`;
}

/** What a person, or the store for them, wrote of it: each step with its time, its words and who says so. */
function answersIn(outcome: OutboxItem['outcome'], t: Print): string[] {
  const { received, seen, handled, refused } = outcome ?? {};
  const at = (time: string) => time.replace('T', ' ');
  const said = (words: string | undefined) => (words ? [t('print.words', { words })] : []);
  const by = (key: 'seen' | 'handled' | 'refused', step = outcome?.[key]) =>
    step ? [t(`delivery:meaning.${key}`, { by: step.by, time: at(step.at) }), ...said(step.words)] : [];
  const lines = [
    ...(received ? [t('print.received', { time: at(received.at) }), ...said(received.words)] : []),
    ...by('seen'),
    ...by('handled'),
    ...(handled?.falseAlarm ? [t('print.falseAlarm')] : []),
    ...by('refused'),
  ];
  return seen || handled || refused ? lines : [...lines, t('print.noAnswer')];
}

type Print = (key: string, values?: object) => string;

function printWords(language: Language): Print {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { 'zh-TW': { mail: zhMail, delivery: zhDelivery }, en: { mail: enMail, delivery: enDelivery } },
    defaultNS: 'mail',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return i18n.t as Print;
}
