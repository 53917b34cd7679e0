import type { Language } from '../contract/format.ts';
import { isoTime } from '../contract/iso-time.ts';
import { pdfOf } from './print-page.ts';
import { type ReportedDocument, reportPage } from './report-page.ts';
import { saveAs } from './save-as.ts';
import type { Words } from './words.ts';

/**
 * Asks where, then writes an incident's documents, oldest first, word for word, each with what became of it.
 * null: the person closed the dialog. Refuses with `cannot-save` and the system's words.
 */
export function saveReportPdf(
  documents: readonly ReportedDocument[],
  language: Language,
  timeZone: string,
  words: Words,
): Promise<{ fileName: string } | null> {
  const code = documents[0]?.content.document.body.code;
  const place = {
    title: words('shell:reportPdf.dialogTitle'),
    fileName: words('shell:reportPdf.fileName', { code: String(code ?? '') }),
    filter: words('shell:reportPdf.filter'),
    ending: 'pdf',
  };
  const lineOf = (timeMs: number) => isoTime(timeMs, timeZone).replace('T', ' ');
  return saveAs(place, () => pdfOf(reportPage(documents, language, lineOf(Date.now()), lineOf)));
}
