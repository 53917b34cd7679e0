import type { DeliveryDocument } from '../contract/delivery.ts';
import type { Language } from '../contract/format.ts';
import { composeMail } from './delivery-mail.ts';
import { escaped, pdfOf } from './print-page.ts';
import { saveAs } from './save-as.ts';
import type { Words } from './words.ts';

/**
 * Asks where, then writes an incident's documents, oldest first, word for word as they were made.
 * null: the person closed the dialog. Refuses with `cannot-save` and the system's words.
 */
export function saveReportPdf(
  documents: readonly DeliveryDocument[],
  language: Language,
  words: Words,
): Promise<{ fileName: string } | null> {
  const code = documents[0]?.body.code;
  const place = {
    title: words('shell:reportPdf.dialogTitle'),
    fileName: words('shell:reportPdf.fileName', { code: String(code ?? '') }),
    filter: words('shell:reportPdf.filter'),
    ending: 'pdf',
  };
  return saveAs(place, () => pdfOf(pageOf(documents.map((document) => composeMail(document, language).text))));
}

function pageOf(texts: readonly string[]): string {
  const style = 'pre{font:11pt/1.5 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere}pre+pre{break-before:page}';
  const body = texts.map((text) => `<pre>${escaped(text)}</pre>`).join('');
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`;
}
