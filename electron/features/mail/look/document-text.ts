import type { ZipPackage } from './archive/zip-package.ts';
import { xmlOf } from './archive/zip-package.ts';
import { decodeText } from './text/decode.ts';
import { htmlText } from './text/html-text.ts';
import { openDocumentText } from './text/open-document-text.ts';
import { plainText, separatedText } from './text/plain-text.ts';
import { rtfText } from './text/rtf-text.ts';
import { looseText, sharedStrings, sheetText, zeroFormats } from './text/sheet-text.ts';
import { NoText, type TextPart } from './text/text-part.ts';
import { slideText, wordText } from './text/word-text.ts';
import { attributeOf, xmlEvents } from './text/xml-events.ts';

/** Office Open XML: documents, sheets, slides. Throws as `unpackEntry`. */
export function* officeText(zip: ZipPackage, extension: string): Generator<TextPart> {
  if (extension === 'docx') yield* wordParts(zip);
  else if (extension === 'xlsx') yield* sheetParts(zip);
  else yield* slideParts(zip);
}

function* wordParts(zip: ZipPackage): Generator<TextPart> {
  yield* wordText(zip.xml('word/document.xml'));
  for (const part of zip.matching(/^word\/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$/))
    yield* wordText(zip.xml(part.name), part.name.slice('word/'.length, -'.xml'.length));
}

function* sheetParts(zip: ZipPackage): Generator<TextPart> {
  const targets = new Map<string, string>();
  for (const event of xmlEvents(zip.xml('xl/_rels/workbook.xml.rels')))
    if (event.kind === 'open' && event.name === 'Relationship')
      targets.set(attributeOf(event, 'Id') ?? '', attributeOf(event, 'Target') ?? '');
  const strings = sharedStrings(zip.xml('xl/sharedStrings.xml'));
  const formats = zeroFormats(zip.xml('xl/styles.xml'));
  for (const event of xmlEvents(zip.xml('xl/workbook.xml'))) {
    if (event.kind !== 'open' || event.name !== 'sheet') continue;
    const target = targets.get(attributeOf(event, 'id') ?? '');
    if (!target) continue;
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    yield* sheetText(zip.xml(part), attributeOf(event, 'name') ?? '', strings, formats);
  }
  for (const part of zip.matching(/^xl\/(?:comments\d*|drawings\/drawing\d+|threadedComments\/.+)\.xml$/))
    yield* looseText(zip.xml(part.name), part.name.slice('xl/'.length));
}

function* slideParts(zip: ZipPackage): Generator<TextPart> {
  for (const part of zip.matching(/^ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml$/))
    yield* slideText(zip.xml(part.name), /(\d+)\.xml$/.exec(part.name)?.[1] ?? '');
}

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
