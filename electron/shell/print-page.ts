import { BrowserWindow } from 'electron';

/**
 * A4 pages of that HTML, printed by a page of its own, without scripts and without our preload: the text is data.
 * `footer`: HTML at the foot of each page, where `pageNumber` and `totalPages` are classes that Chromium fills in.
 */
export async function pdfOf(html: string, footer = ''): Promise<Buffer> {
  const webPreferences = { sandbox: true, javascript: false, partition: 'report-pdf' };
  const page = new BrowserWindow({ show: false, webPreferences });
  try {
    await page.loadURL(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
    const feet =
      footer === '' ? {} : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer };
    return await page.webContents.printToPDF({ pageSize: 'A4', printBackground: true, ...feet });
  } finally {
    page.destroy();
  }
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
