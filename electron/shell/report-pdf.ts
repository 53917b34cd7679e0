import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { CallRefused } from '../contract/call-refused.ts';
import type { DeliveryDocument } from '../contract/delivery.ts';
import type { Language } from '../contract/format.ts';
import { composeMail } from './delivery-mail.ts';
import type { Words } from './words.ts';

/**
 * Asks where, then writes an incident's documents, oldest first, word for word as they were made.
 * null: the person closed the dialog. Refuses with `cannot-save` and the system's words.
 */
export async function saveReportPdf(
  documents: readonly DeliveryDocument[],
  language: Language,
  words: Words,
): Promise<{ fileName: string } | null> {
  const code = documents[0]?.body.code;
  const options = {
    title: words('shell:reportPdf.dialogTitle'),
    defaultPath: join(app.getPath('documents'), words('shell:reportPdf.fileName', { code: String(code ?? '') })),
    filters: [{ name: words('shell:reportPdf.filter'), extensions: ['pdf'] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || !filePath) return null;
  try {
    await writeFile(filePath, await pdfOf(documents.map((document) => composeMail(document, language).text)));
  } catch (error) {
    throw new CallRefused('cannot-save', String(error));
  }
  return { fileName: basename(filePath) };
}

/** Printed by a page of its own, without scripts and without our preload: the text is data. */
async function pdfOf(texts: readonly string[]): Promise<Buffer> {
  const webPreferences = { sandbox: true, javascript: false, partition: 'report-pdf' };
  const page = new BrowserWindow({ show: false, webPreferences });
  try {
    const style = 'pre{font:11pt/1.5 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere}pre+pre{break-before:page}';
    const body = texts.map((text) => `<pre>${escaped(text)}</pre>`).join('');
    const html = `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`;
    await page.loadURL(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
    return await page.webContents.printToPDF({ pageSize: 'A4' });
  } finally {
    page.destroy();
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
