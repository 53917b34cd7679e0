import type { ZipPackage } from './archive/zip-package.ts';
import { xmlOf } from './archive/zip-package.ts';
import { decodeText } from './text/decode.ts';
import { htmlText } from './text/html-text.ts';
import { openDocumentText } from './text/open-document-text.ts';
import { plainText, separatedText } from './text/plain-text.ts';
import { rtfText } from './text/rtf-text.ts';
import { NoText, type TextPart } from './text/text-part.ts';
import { xmlEvents } from './text/xml-events.ts';

/** OpenDocument, with what stands in page headers and footers. Throws `NoText`, and as `unpackEntry`. */
export function* openText(zip: ZipPackage, extension: string): Generator<TextPart> {
  if (isEncryptedOpenDocument(zip)) throw new NoText('encrypted');
  yield* openDocumentText(zip.xml('content.xml'), extension === 'ods');
  yield* openDocumentText(zip.xml('styles.xml'), false, 'styles');
}

/** ODF 1.3 part 2, 4.8: what is encrypted is listed so; since LibreOffice 24.2 the whole may be one encrypted part. */
export function isEncryptedOpenDocument(zip: ZipPackage): boolean {
  if (zip.has('encrypted-package')) return true;
  for (const event of xmlEvents(zip.xml('META-INF/manifest.xml')))
    if (event.kind === 'open' && event.name === 'encryption-data') return true;
  return false;
}

/**
 * Text files by their kind.
 * @param ending of the name: `csv` and `tsv` are read as tables
 */
export function* textFileText(bytes: Uint8Array, extension: string, ending: string): Generator<TextPart> {
  if (extension === 'rtf') return yield* rtfText(bytes);
  const decoded = decodeText(bytes);
  if (!decoded) throw new NoText('unknown-format');
  if (extension === 'html') yield* htmlText(decoded.text);
  else if (extension === 'xml') yield* xmlFileText(xmlOf(bytes));
  else if (ending === 'csv' || ending === 'tsv') yield* separatedText(decoded.text);
  else yield* plainText(decoded.text);
}

/** Other XML: its text and the values of its attributes, on the lines of its source. */
function* xmlFileText(xml: string): Generator<TextPart> {
  if (xml.includes('urn:oasis:names:tc:opendocument'))
    return yield* openDocumentText(xml, xml.includes('opendocument.spreadsheet'));
  yield* plainText(
    xml.replace(/[<>="'/]/g, (mark) => (mark === '<' || mark === '>' ? '\v' : mark === '=' ? ' ' : mark)),
  );
}
