import type { ZipPackage } from '../archive/zip-package.ts';
import { PARTS, partsThatAre, relationsOf, typesOfParts } from '../office-parts.ts';
import { looseText, sharedStrings, sheetText, zeroFormats } from './sheet-text.ts';
import { NoText, type TextPart } from './text-part.ts';
import { slideText, wordText } from './word-text.ts';
import { attributeOf, xmlEvents } from './xml-events.ts';

/**
 * Office Open XML: documents, sheets, slides, with what stands beside and is drawn in them. Throws `NoText`, also
 * after parts that were read, where the document itself is in a form that is not (binary workbooks); and as
 * `unpackEntry`.
 */
export function* officeText(zip: ZipPackage, extension: string): Generator<TextPart> {
  const types = typesOfParts(zip);
  const named = (kind: keyof typeof PARTS) => partsThatAre(PARTS[kind], zip, types);
  const unit = extension === 'docx' ? 'paragraph' : extension === 'xlsx' ? 'cell' : 'slide';
  if (extension === 'docx') {
    for (const part of named('document')) yield* wordText(zip.xml(part));
    for (const part of named('besideDocument')) yield* wordText(zip.xml(part), shortName(part));
  } else if (extension === 'xlsx') {
    for (const part of named('workbook')) yield* sheetParts(zip, part);
    for (const part of named('besideSheets')) yield* looseText(zip.xml(part), shortName(part), unit);
  } else {
    for (const part of named('slides'))
      yield* slideText(zip.xml(part), /(\d+)\.xml$/.exec(part)?.[1] ?? shortName(part));
    for (const part of named('besideSlides')) yield* looseText(zip.xml(part), shortName(part), unit);
  }
  for (const part of named('drawn')) yield* looseText(zip.xml(part), shortName(part), unit);
  const body = { docx: 'document', xlsx: 'workbook' }[extension] as keyof typeof PARTS | undefined;
  if (body && named(body).length === 0) throw new NoText('unknown-format');
}

/** Without the program's own folder: `charts/chart1`. */
const shortName = (part: string) => part.replace(/^(?:word|xl|ppt)\//, '').replace(/\.xml$/, '');

function* sheetParts(zip: ZipPackage, workbook: string): Generator<TextPart> {
  const relations = relationsOf(zip, workbook);
  const ofType = (wanted: string, usual: string) => relations.find(({ type }) => type === wanted)?.target ?? usual;
  const strings = sharedStrings(zip.xml(ofType('sharedStrings', 'xl/sharedStrings.xml')));
  const formats = zeroFormats(zip.xml(ofType('styles', 'xl/styles.xml')));
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  for (const event of xmlEvents(zip.xml(workbook))) {
    if (event.kind !== 'open' || event.name !== 'sheet') continue;
    const target = targets.get(attributeOf(event, 'id') ?? '');
    if (target) yield* sheetText(zip.xml(target), attributeOf(event, 'name') ?? '', strings, formats);
  }
}
