import type { Claim, Receipt } from '../contract/acknowledgement.ts';
import type { Clause } from '../contract/rules.ts';
import { amendmentWords } from '../features/rules/acknowledgement/consent.ts';
import { receiptHash } from '../features/rules/acknowledgement/receipt.ts';
import { type AcknowledgementWords, acknowledgementWords } from './acknowledgement-words.ts';
import { escaped } from './print-page.ts';

const STYLE = `
@page{size:A4;margin:18mm 18mm 20mm}
*{box-sizing:border-box}
body{margin:0;color:#14263d;font:10.5pt/1.6 'Noto Sans CJK TC','Microsoft JhengHei',sans-serif}
h1{font-size:19pt;line-height:1.3;margin:0}
.number{color:#40576f;font-size:11pt;margin:1mm 0 6mm;padding-bottom:3mm;border-bottom:1.2pt solid #14263d}
h2{font-size:12.5pt;margin:7mm 0 2mm;break-after:avoid}
.statement{border-left:3pt solid #2b6cb0;background:#f2f6fb;padding:3mm 4mm;font-size:12pt;line-height:1.7}
.warning{border-left:3pt solid #b7791f;background:#fdf7ea;padding:2mm 4mm;margin-top:3mm}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:normal;color:#40576f;width:42mm;padding-right:4mm;vertical-align:top}
th,td{padding:1.1mm 0;border-bottom:.4pt solid #d5dde6}
.two{display:flex;gap:8mm}.two>div{flex:1}
ul{margin:0;padding-left:5mm}li{margin-bottom:1mm}
.code td{font:8pt/1.5 monospace;overflow-wrap:anywhere}
.page{break-before:page}
.rules p{margin:0 0 1.6mm}.rules .clause{padding-left:7mm}
.notice{white-space:pre-line}
.small{color:#40576f;font-size:9pt}`;

/** The receipt as a person keeps it: what was acknowledged and by whom first, then what can be checked, then the text. */
export function receiptPage(receipt: Receipt): string {
  const { claim, text, signature } = receipt;
  const { language } = claim.consent;
  const words = acknowledgementWords(language);
  const latest = text.amendments.at(-1);
  const edition = latest ? `${amendmentWords(latest, language, words)} · ${claim.rules.edition}` : claim.rules.edition;
  const clauses = text.articles.flatMap(({ clauses, ...article }) => [
    clauseLine(article, 'article', words('pdf.deleted')),
    ...clauses.map((clause) => clauseLine(clause, 'clause', words('pdf.deleted'))),
  ]);
  return `<!doctype html><html lang="${language === 'en' ? 'en' : 'zh-Hant'}"><meta charset="utf-8">
<title>${escaped(words('pdf.title'))}</title><style>${STYLE}</style><body>
<h1>${escaped(words('pdf.title'))}</h1><div class="number">${escaped(words('pdf.number', { number: claim.number }))}</div>
${table([
  [words('pdf.person'), claim.person.name],
  [words('pdf.employeeNumber'), claim.person.employeeNumber],
  [words('pdf.signedAt'), `${claim.signedAt} (${claim.timeZone})`],
  [words('pdf.rules'), text.title],
  [words('pdf.edition'), String(edition)],
  ...(claim.consent.basis === null ? [] : [[words('pdf.basis'), claim.consent.basis] as const]),
  [words('pdf.scope'), words(`pdf.scopeOf.${claim.readingScope}`)],
  [
    words('pdf.questions'),
    claim.questionsCompleted > 0
      ? words('pdf.questionsDone', { count: claim.questionsCompleted })
      : words('pdf.questionsNone'),
  ],
  [words('pdf.account'), claim.accountName],
  [words('pdf.machine'), claim.machineName],
  [words('pdf.clock'), clockWords(claim, words)],
])}
<h2>${escaped(words('pdf.statement'))}</h2><div class="statement">${escaped(claim.consent.statement)}</div>
${claim.keyProtection === 'unprotected' ? `<div class="warning">${escaped(words('pdf.unprotected'))}</div>` : ''}
<div class="two"><div><h2>${escaped(words('pdf.proves'))}</h2>${list(provedLines(claim, words))}</div>
<div><h2>${escaped(words('pdf.provesNot'))}</h2>${list(['who', 'when', 'whose'].map((each) => words(`pdf.provesNotItem.${each}`)))}</div></div>
<div class="page rules" lang="zh-Hant"><h2>${escaped(words('pdf.text'))}</h2><h1>${escaped(text.title)}</h1>
<p class="small">${text.amendments.map(({ words: line }) => escaped(line)).join('<br>')}</p>${clauses.join('\n')}</div>
<div class="page"><h2>${escaped(words('pdf.notice'))}</h2><p class="notice">${escaped(claim.consent.privacyNotice)}</p>
<h2>${escaped(words('pdf.checking'))}</h2><p class="small">${escaped(words('pdf.howToCheck'))}</p>
${table(
  [
    [words('pdf.receiptId'), claim.receiptId],
    [words('pdf.receiptSha256'), receiptHash(receipt)],
    [words('pdf.previous'), claim.previous ?? words('pdf.none')],
    ...(claim.replaces ? [[words('pdf.replaces'), claim.replaces.lastKey ?? words('pdf.none')] as const] : []),
    [words('pdf.textSha256'), claim.rules.textSha256],
    [words('pdf.packSha256'), claim.rules.packSha256],
    [words('pdf.publicKey'), claim.publicKey],
    [words('pdf.signature'), signature],
  ],
  'code',
)}</div></body></html>`;
}

/** At the foot of each page; Chromium fills in the two numbers. */
export function receiptFooter({ claim }: Receipt): string {
  const { title } = claim.rules;
  const words = acknowledgementWords(claim.consent.language)('pdf.footer', { title, receiptId: claim.receiptId });
  return `<div style="width:100%;font-size:7.5pt;color:#40576f;padding:0 18mm;display:flex;justify-content:space-between"><span>${escaped(words)}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
}

function table(rows: readonly (readonly [string, string])[], kind = 'facts'): string {
  const lines = rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`);
  return `<table class="${kind}">${lines.join('')}</table>`;
}

/** Only what this reading was: one of the changes alone read no more than these, and there may be no question. */
function provedLines({ readingScope, questionsCompleted }: Claim, words: AcknowledgementWords): string[] {
  return [
    words('pdf.provesItem.signed'),
    words(`pdf.provesItem.read.${readingScope}`),
    ...(questionsCompleted > 0 ? [words('pdf.provesItem.answered')] : []),
    words('pdf.provesItem.chain'),
  ];
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

function clauseLine({ label, text, deleted }: Clause, kind: string, deletedWords: string): string {
  return `<p class="${kind}">${escaped(label)}${escaped(deleted && text === '' ? deletedWords : text)}</p>`;
}

function clockWords({ clockOffsetMs }: Claim, words: AcknowledgementWords): string {
  return clockOffsetMs === null
    ? words('pdf.clockUnknown')
    : words('pdf.clockOffset', { seconds: clockOffsetMs / 1000 });
}
