import type { FileFinding } from '../../../contract/mail.ts';
import type { ZipPackage } from './archive/zip-package.ts';
import type { CompoundFile } from './compound-file.ts';
import { asLine } from './disguise.ts';
import { attributeOf, xmlEvents } from './text/xml-events.ts';

const MAX_FINDINGS = 10;
/** Packages hold a few dozen of these; hostile ones, thousands. */
const MAX_RELATION_PARTS = 200;

/** VBA or XLM macros within Office Open XML, and what it would fetch from elsewhere. Throws as `unpackEntry`. */
export function findingsOfOoxml(zip: ZipPackage, at: string): FileFinding[] {
  const macros = zip.matching(/(?:^|\/)vbaProject\.bin$|\/macrosheets\/|\/dialogsheets\//i).map(({ name }) => name);
  return [...macrosFinding(macros, at), ...externalContent(zip, at)];
}

/** Scripts within OpenDocument: Basic libraries, or Scripts in other languages. */
export function findingsOfOpenDocument(zip: ZipPackage, at: string): FileFinding[] {
  const scripts = zip
    .matching(/^(?:Basic\/.+\/(?!script-lb\.|dialog-lb\.)[^/]+\.xml|Scripts\/.+[^/])$/)
    .map(({ name }) => name);
  return macrosFinding(scripts, at);
}

/**
 * VBA within a compound file ([MS-OVBA] 2.2.1), which slides keep inside their one stream. Older sheets may hold XLM
 * macros that only their content shows.
 */
export function findingsOfCompound({ paths, content }: CompoundFile, at: string): FileFinding[] {
  const storages = paths.filter((path) => /(?:^|\/)_VBA_PROJECT$|^Macros$|^_VBA_PROJECT_CUR$/i.test(path));
  const slides = content(SLIDES);
  return macrosFinding(slides && haveMacros(slides) ? [...storages, `${SLIDES}: VBA`] : storages, at);
}

const SLIDES = 'PowerPoint Document';
/** The header of a VBAInfoAtom ([MS-PPT] 2.4.11): version 2, type 0x0400, 12 bytes. */
const VBA_INFO = Buffer.from('020000040c000000', 'hex');

/** Does any such record name a project, or say that it has macros? Earlier ones may stand where slides were saved anew. */
function haveMacros(slides: Uint8Array): boolean {
  const bytes = Buffer.from(slides.buffer, slides.byteOffset, slides.byteLength);
  for (let at = bytes.indexOf(VBA_INFO); at >= 0; at = bytes.indexOf(VBA_INFO, at + 1)) {
    const fields = at + VBA_INFO.length;
    if (fields + 8 > bytes.length) return false;
    if (bytes.readUInt32LE(fields) !== 0 || bytes.readUInt32LE(fields + 4) !== 0) return true;
  }
  return false;
}

/** Encrypted Office files are compound files that hold one encrypted package ([MS-OFFCRYPTO] 2.3.4). */
export const isEncryptedOffice = ({ paths }: CompoundFile) => paths.includes('EncryptedPackage');

const macrosFinding = (names: readonly string[], at: string): FileFinding[] =>
  names[0] === undefined ? [] : [{ kind: 'macros', at, detail: asLine(names[0]) }];

/** Relationship types whose target is fetched on opening; a hyperlink only when it is followed. */
const FETCHED =
  /\/(attachedTemplate|oleObject|frame|subDocument|aFChunk|externalLinkPath|image|package|slideMaster|audio|video|media)$/;

function externalContent(zip: ZipPackage, at: string): FileFinding[] {
  const findings: FileFinding[] = [];
  for (const part of zip.matching(/\.rels$/).slice(0, MAX_RELATION_PARTS)) {
    if (findings.length >= MAX_FINDINGS) break;
    for (const event of xmlEvents(zip.xml(part.name))) {
      if (event.kind !== 'open' || event.name !== 'Relationship') continue;
      if (attributeOf(event, 'TargetMode') !== 'External') continue;
      const type = FETCHED.exec(attributeOf(event, 'Type') ?? '')?.[1];
      const target = attributeOf(event, 'Target') ?? '';
      // A linked file of one's own disk or share path shows itself too: it asks another machine for it.
      if (type && findings.length < MAX_FINDINGS)
        findings.push({ kind: 'external-content', at, detail: asLine(`${type}: ${target}`) });
    }
  }
  return findings;
}
