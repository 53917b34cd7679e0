import type { Receipt } from '../contract/acknowledgement.ts';
import type { Language } from '../contract/format.ts';
import { canonicalText } from '../delivery/document.ts';
import { acknowledgementWords } from './acknowledgement-words.ts';
import { pdfOf } from './print-page.ts';
import { receiptFooter, receiptPage } from './receipt-page.ts';
import { saveAs } from './save-as.ts';

/** In the language in which it was signed. null: the person closed the dialog. Refuses with `cannot-save`. */
export function saveReceiptPdf(receipt: Receipt, language: Language): Promise<{ fileName: string } | null> {
  return saveAs(placeOf(receipt, language, 'pdf'), () => pdfOf(receiptPage(receipt), receiptFooter(receipt)));
}

/** Byte for byte the file that can be checked. null: the person closed the dialog. Refuses with `cannot-save`. */
export function saveReceiptJson(receipt: Receipt, language: Language): Promise<{ fileName: string } | null> {
  return saveAs(placeOf(receipt, language, 'json'), () => canonicalText(receipt));
}

function placeOf({ claim }: Receipt, language: Language, ending: 'pdf' | 'json') {
  const words = acknowledgementWords(language);
  const name = words('save.fileName', { edition: claim.rules.edition, number: claim.number });
  return {
    title: words(`save.${ending}Title`),
    fileName: `${name}.${ending}`,
    filter: words(`save.${ending}Filter`),
    ending,
  };
}
