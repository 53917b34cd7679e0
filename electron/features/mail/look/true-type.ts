import { DamagedZip, type ZipDirectory } from './archive/zip-directory.ts';
import { ZipPackage } from './archive/zip-package.ts';
import type { Budget } from './budget.ts';
import { type CompoundFile, readCompoundFile } from './compound-file.ts';
import { type FileKind, kindNamed } from './file-kinds.ts';
import { isCompoundFile, isZip, kindByMagic } from './magic.ts';
import { kindOfText } from './text-kind.ts';

/** What a file is by its content, with what was opened to tell. */
export interface TrueType {
  /** null: not known. */
  readonly kind: FileKind | null;
  readonly zip?: ZipPackage;
  readonly compound?: CompoundFile;
  /** It begins as a container and cannot be read as one. */
  readonly isDamaged: boolean;
}

/** Entries of one archive whose names are read; how many are looked into, the budget says. */
const MAX_ENTRIES = 100_000;

/** By the whole content. Throws nothing: what cannot be read is `isDamaged`. */
export function trueType(bytes: Uint8Array, budget: Budget): TrueType {
  if (isZip(bytes)) return zipType(bytes, budget);
  if (isCompoundFile(bytes)) {
    const compound = readCompoundFile(bytes);
    return compound
      ? { kind: kindOfCompound(compound), compound, isDamaged: false }
      : { kind: kindNamed('cfb'), isDamaged: true };
  }
  const kind = kindByMagic(bytes) ?? kindOfText(bytes);
  // Behind a self-extractor's program stands an archive; the program is what counts.
  return { kind, isDamaged: false };
}

/** By the beginning alone, for what is too large to be read whole: a container stays what its beginning says. */
export function typeOfHead(head: Uint8Array): FileKind | null {
  if (isZip(head)) return kindNamed('zip');
  if (isCompoundFile(head)) return kindNamed('cfb');
  return kindByMagic(head) ?? kindOfText(head);
}

function zipType(bytes: Uint8Array, budget: Budget): TrueType {
  try {
    const zip = new ZipPackage(bytes, budget, MAX_ENTRIES);
    return { kind: kindOfZip(zip, bytes), zip, isDamaged: false };
  } catch (error) {
    if (error instanceof DamagedZip) return { kind: kindNamed('zip'), isDamaged: true };
    throw error;
  }
}

const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation|graphics)/;
const OPEN_DOCUMENT_KINDS: Readonly<Record<string, string>> = {
  text: 'odt',
  spreadsheet: 'ods',
  presentation: 'odp',
  graphics: 'odg',
};

function kindOfZip(zip: ZipPackage, bytes: Uint8Array): FileKind {
  const { entries } = zip.directory;
  const hasUnder = (folder: string) => entries.some(({ name }) => name.startsWith(folder));
  if (zip.has('[Content_Types].xml')) {
    if (hasUnder('word/')) return kindNamed('docx');
    if (hasUnder('xl/')) return kindNamed('xlsx');
    if (hasUnder('ppt/')) return kindNamed('pptx');
  }
  const mediaType = mediaTypeOf(zip.directory, bytes);
  const openDocument = OPEN_DOCUMENT.exec(mediaType)?.[1];
  if (openDocument) return kindNamed(OPEN_DOCUMENT_KINDS[openDocument] ?? 'odt');
  if (mediaType.startsWith('application/epub+zip')) return kindNamed('epub');
  if (zip.has('AndroidManifest.xml')) return kindNamed('apk');
  if (zip.has('META-INF/MANIFEST.MF') && entries.some(({ name }) => name.endsWith('.class'))) return kindNamed('jar');
  return kindNamed('zip');
}

/** OpenDocument and EPUB begin with an unpacked entry that says what they are (ODF 1.3 part 2, 3.3). */
function mediaTypeOf({ entries }: ZipDirectory, bytes: Uint8Array): string {
  const entry = entries.find(({ name }) => name === 'mimetype');
  if (entry?.method !== 0 || entry.dataAt === null || entry.packedBytes > 200) return '';
  return new TextDecoder().decode(bytes.subarray(entry.dataAt, entry.dataAt + entry.packedBytes));
}

/** [MS-MSI]'s class, as stored. */
const MSI_CLASS = '84100c0000000000c000000000000046';
const MSI_PATCH_CLASS = '86100c0000000000c000000000000046';

/** Streams that only one program's files have. */
const STREAMS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'ooxml'],
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['__properties_version1.0', 'msg'],
  ['VisioDocument', 'vsd'],
];

function kindOfCompound({ paths, rootClass }: CompoundFile): FileKind {
  if (rootClass === MSI_CLASS || rootClass === MSI_PATCH_CLASS) return kindNamed('msi');
  const found = STREAMS.find(([stream]) => paths.includes(stream));
  return kindNamed(found?.[1] ?? 'cfb');
}
