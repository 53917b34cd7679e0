import { posix } from 'node:path';
import type { ZipEntry } from './archive/zip-directory.ts';
import type { ZipPackage } from './archive/zip-package.ts';
import { attributeOf, xmlEvents } from './text/xml-events.ts';

/** What a part is: by the type that the package gives it, else by its usual name. Programs name parts as they like. */
interface PartKind {
  readonly type: RegExp;
  readonly name: RegExp;
}

/** Media types of ISO/IEC 29500-1 (11–14), with those that Microsoft's programs add for macros and newer comments. */
export const PARTS = {
  document: {
    type: /(?:wordprocessingml|ms-word)\.(?:document|template)(?:\.macroEnabled\w*)?\.main\+xml$/i,
    name: /^word\/document\d*\.xml$/,
  },
  besideDocument: {
    type: /wordprocessingml\.(?:header|footer|footnotes|endnotes|comments|document\.glossary)\+xml$/i,
    name: /^word\/(?:(?:header|footer|footnotes|endnotes|comments)\d*|glossary\/document)\.xml$/,
  },
  workbook: {
    type: /(?:spreadsheetml|ms-excel)\.(?:sheet|template|addin)(?:\.macroEnabled\w*)?\.main\+xml$/i,
    name: /^xl\/workbook\d*\.xml$/,
  },
  /** With what is kept of the cells of linked workbooks. */
  besideSheets: {
    type: /spreadsheetml\.(?:comments|externalLink)\+xml$|ms-excel\.threadedcomments\+xml$|officedocument\.drawing\+xml$/i,
    name: /^xl\/(?:comments\d*|externalLinks\/externalLink\d+|drawings\/drawing\d+|threadedComments\/.+)\.xml$/,
  },
  slides: {
    type: /presentationml\.(?:slide|notesSlide)\+xml$/i,
    name: /^ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml$/,
  },
  besideSlides: {
    type: /(?:presentationml|ms-powerpoint)\.comments\+xml$/i,
    name: /^ppt\/comments\/.+\.xml$/,
  },
  /** Charts with the figures they were drawn from, SmartArt, and what a pivot table keeps of its source. */
  drawn: {
    type: /drawingml\.(?:chart|chartshapes|diagramData)\+xml$|ms-office\.chartex\+xml$|spreadsheetml\.pivotCache(?:Definition|Records)\+xml$/i,
    name: /\/(?:charts\/chart(?:Ex)?|diagrams\/data|pivotCache\/pivotCache(?:Definition|Records))\d*\.xml$/,
  },
} as const satisfies Record<string, PartKind>;

/** The parts of a package that are such, by name, in the order of the numbers in them. */
export function partsThatAre({ type, name }: PartKind, zip: ZipPackage, types: ReadonlyMap<string, string>): string[] {
  return zip
    .where((part) => {
      const given = types.get(part);
      return given === undefined ? name.test(part) : type.test(given);
    })
    .map((entry) => entry.name);
}

/** The type of each part that the package gives one of its own (ISO/IEC 29500-2, 7.2.3.2.3). Throws as `unpackEntry`. */
export function typesOfParts(zip: ZipPackage): Map<string, string> {
  const types = new Map<string, string>();
  for (const event of xmlEvents(zip.xml('[Content_Types].xml')))
    if (event.kind === 'open' && event.name === 'Override')
      types.set((attributeOf(event, 'PartName') ?? '').replace(/^\//, ''), attributeOf(event, 'ContentType') ?? '');
  return types;
}

export interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `sharedStrings`. */
  readonly type: string;
  /** A part's name. */
  readonly target: string;
}

/** What a part refers to within its package (ISO/IEC 29500-2, 6.5.3). Throws as `unpackEntry`. */
export function relationsOf(zip: ZipPackage, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relations: Relation[] = [];
  for (const event of xmlEvents(zip.xml(`${folder}_rels/${part.slice(folder.length)}.rels`))) {
    if (event.kind !== 'open' || event.name !== 'Relationship') continue;
    const target = attributeOf(event, 'Target') ?? '';
    relations.push({
      id: attributeOf(event, 'Id') ?? '',
      type: /[^/]*$/.exec(attributeOf(event, 'Type') ?? '')?.[0] ?? '',
      target: target.startsWith('/') ? target.slice(1) : posix.normalize(folder + target),
    });
  }
  return relations;
}

const EMBEDDED = /\/embeddings\/[^/]+$/i;

/**
 * Files within a document of Office Open XML: those embedded, whatever they are, and those that Word takes for a part
 * of its text (ISO/IEC 29500-1, 17.17.2.1). Throws as `unpackEntry`.
 */
export function filesWithin(zip: ZipPackage): ZipEntry[] {
  const types = typesOfParts(zip);
  const texts = [PARTS.document, PARTS.besideDocument].flatMap((kind) => partsThatAre(kind, zip, types));
  const chunks = texts.flatMap((part) =>
    relationsOf(zip, part).flatMap(({ type, target }) => (type === 'aFChunk' ? (zip.find(target) ?? []) : [])),
  );
  return [...new Set([...zip.matching(EMBEDDED), ...chunks])];
}
