// An Electron that prints one receipt to the file named, as the app does behind its dialog.
import { readFileSync, writeFileSync } from 'node:fs';
import { app } from 'electron';
import { Receipt } from '../../electron/contract/acknowledgement.ts';
import { pdfOf } from '../../electron/shell/print-page.ts';
import { receiptFooter, receiptPage } from '../../electron/shell/receipt-page.ts';

const { PROBE_RECEIPT = '', PROBE_PDF = '' } = process.env;

await app.whenReady();
const receipt = Receipt.parse(JSON.parse(readFileSync(PROBE_RECEIPT, 'utf8')));
writeFileSync(PROBE_PDF, await pdfOf(receiptPage(receipt), receiptFooter(receipt)));
console.log('PROBE {}');
app.exit(0);
