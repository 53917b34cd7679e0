import type { FileFinding } from '../../../contract/mail.ts';
import { hasUdf, isoEntries } from './archive/iso.ts';
import { rarEntries } from './archive/rar.ts';
import { namesEncryption } from './archive/seven-zip.ts';
import { tarEntries } from './archive/tar.ts';
import { Bomb, isBombSized, NotOpened, takeWhole, unpackGzip } from './archive/unpack.ts';
import { DamagedZip, type ZipEntry } from './archive/zip-directory.ts';
import type { ZipPackage } from './archive/zip-package.ts';
import { type Budget, OutOfBounds } from './budget.ts';
import type { CompoundFile } from './compound-file.ts';
import { endingOf, findingsOfKind, findingsOfName } from './disguise.ts';
import { openText, textFileText } from './document-text.ts';
import { type FileKind, HOLD_NOTHING } from './file-kinds.ts';
import { FindingsBook, pageRanges } from './findings-book.ts';
import type { LookAnswer } from './look-task.ts';
import { findingsOfCompound, findingsOfOoxml, findingsOfOpenDocument, isEncryptedOffice } from './office-findings.ts';
import { filesWithin } from './office-parts.ts';
import { isOnlyHolder, type OleObject, objectsIn } from './ole-objects.ts';
import { Tally } from './personal-data/tally.ts';
import { rtfObjects, rtfTemplate } from './rtf-objects.ts';
import { officeText } from './text/office-text.ts';
import { pdfActions } from './text/pdf-actions.ts';
import { readPdf } from './text/pdf-text.ts';
import { readBook, sheetBinaryText } from './text/sheet-binary-text.ts';
import { NoText, type TextPart } from './text/text-part.ts';
import { wordBinaryText } from './text/word-binary-text.ts';
import { type TrueType, trueType } from './true-type.ts';
import { whyLeftOut } from './why-left-out.ts';

/** One file on its way through: `at` is its name within the file that was given, '' for that file itself. */
interface Item {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly at: string;
  readonly depth: number;
}

const PACKED_PROGRAMS = new Set(['jar', 'apk']);
const OFFICE = new Set(['docx', 'xlsx', 'pptx']);
/** Of OpenDocument: its own formats unpacked, others as one file. */
const OBJECTS = /^Object [^/]+(?:\/content\.xml)?$/;
const OPEN_DOCUMENT = new Set(['odt', 'ods', 'odp', 'odg']);
const TEXTS = new Set(['txt', 'html', 'xml', 'sh', 'url']);

/**
 * Looks into one file and whatever it holds. Rejects never for what the file is: what cannot be looked into becomes a
 * finding and is left out by name.
 */
export async function lookInside(bytes: Uint8Array, name: string, budget: Budget): Promise<LookAnswer> {
  return new Look(budget).whole(bytes, name);
}

class Look {
  readonly #budget: Budget;
  readonly #book = new FindingsBook();
  readonly #tally = new Tally();
  #isSpent = false;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  async whole(bytes: Uint8Array, name: string): Promise<LookAnswer> {
    const kind = await this.#into({ bytes, name, at: '', depth: 0 });
    // Each part by itself may stay below what makes a bomb.
    if (isBombSized(bytes.length, this.#budget.unpackedBytes))
      this.#leaveOut('', new Bomb(bytes.length, this.#budget.unpackedBytes));
    return {
      kind: 'looked',
      type: kind && { extension: kind.extension, mediaType: kind.mediaType },
      findings: this.#book.findings,
      personalData: this.#book.personalData(this.#tally.hits),
    };
  }

  async #into(item: Item): Promise<FileKind | null> {
    let type: TrueType = { kind: null, isDamaged: false };
    this.#addFindings(item, findingsOfName(item.name, item.at));
    try {
      type = trueType(item.bytes, this.#budget);
      this.#addFindings(item, findingsOfKind(item.name, type.kind, item.at));
      await this.#content(item, type);
    } catch (error) {
      this.#leaveOut(item.at, error);
    }
    return type.kind;
  }

  /** What runs within an archive is one finding, whichever way it runs. */
  #addFindings({ at, bytes }: Item, findings: readonly FileFinding[]): void {
    const runs = new Set<FileFinding['kind']>(['program', 'script', 'shortcut']);
    for (const finding of findings) {
      // An empty file is no other type than its name says.
      if (finding.kind === 'type-differs' && bytes.length === 0) continue;
      this.#book.add(at && runs.has(finding.kind) ? { ...finding, kind: 'archive-with-program' } : finding);
    }
  }

  async #content(item: Item, { kind, zip, compound, isDamaged }: TrueType): Promise<void> {
    const extension = kind?.extension ?? '';
    if (isDamaged) throw new DamagedZip(extension);
    if (item.bytes.length === 0) throw new NoText('no-text');
    if (zip?.directory.overlaps) {
      this.#book.add({ kind: 'archive-bomb', at: item.at, detail: 'overlap' });
      this.#book.leaveOut(item.at, 'too-large');
      for (const { name } of zip.directory.entries) this.#byName(item, name);
    } else if (zip && OFFICE.has(extension)) {
      this.#book.add(...findingsOfOoxml(zip, item.at));
      await this.#package(item, zip, officeText(zip, extension), () => filesWithin(zip));
    } else if (zip && OPEN_DOCUMENT.has(extension)) {
      this.#book.add(...findingsOfOpenDocument(zip, item.at));
      await this.#package(item, zip, openText(zip, extension), () => zip.matching(OBJECTS));
    } else if (zip && !PACKED_PROGRAMS.has(extension)) await this.#archive(item, zip);
    else if (compound) {
      this.#book.add(...findingsOfCompound(compound, item.at));
      if (isEncryptedOffice(compound)) throw new NoText('encrypted');
      const texts = isOnlyHolder(compound) ? null : this.#binaryOffice(item, compound, extension);
      await this.#holding(item, texts, objectsIn(compound), () => true);
    } else if (extension === 'pdf') await this.#pdf(item);
    else if (extension === 'tar') await this.#files(item, tarEntries(item.bytes));
    else if (extension === 'iso') {
      await this.#files(item, isoEntries(item.bytes));
      if (hasUdf(item.bytes)) throw new NotOpened('UDF');
    } else if (extension === 'rar') this.#rar(item);
    else if (extension === '7z' && namesEncryption(item.bytes)) throw new NoText('encrypted');
    else if (extension === 'gz') await this.#gzip(item);
    else if (extension === 'rtf') await this.#rtf(item);
    else if (TEXTS.has(extension))
      this.#texts(item, textFileText(item.bytes, extension, endingOf(item.name)), () => false);
    else if (kind && HOLD_NOTHING.has(kind.nature))
      throw new NoText(kind.nature === 'picture' ? 'pictures-only' : 'unknown-format');
    else throw new NotOpened(extension);
  }

  #texts({ at }: Item, parts: Iterable<TextPart>, hasPictures: () => boolean): void {
    let count = 0;
    for (const part of parts) {
      count++;
      this.#budget.checkTime();
      this.#tally.take(part, at);
      this.#book.noteLooked();
    }
    if (count === 0) throw new NoText(hasPictures() ? 'pictures-only' : 'no-text');
  }

  /** A document's own text, then the documents within it, which may have some where it has none. */
  async #package(
    item: Item,
    zip: ZipPackage,
    parts: Iterable<TextPart>,
    files: () => readonly ZipEntry[],
  ): Promise<void> {
    try {
      this.#texts(item, parts, () => hasPictures(zip));
    } finally {
      await this.#entries(item, zip, files());
    }
  }

  /**
   * A document's own text, then the files within its objects, each under its label; where one came from may end in what
   * runs. `parts` is null for what is nothing but an object's wrapping.
   */
  async #holding(
    item: Item,
    parts: Iterable<TextPart> | null,
    objects: Iterable<OleObject>,
    hasPictures: () => boolean,
  ): Promise<void> {
    try {
      if (parts) this.#texts(item, parts, hasPictures);
    } finally {
      for (const { at, read } of objects)
        try {
          this.#budget.checkTime();
          const { name, cameFrom, content } = read();
          await this.#inner(item, name || at, () => takeWhole(content, this.#budget));
          if (endingOf(cameFrom) !== endingOf(name)) this.#byName(item, cameFrom);
        } catch (error) {
          this.#leaveOut(within(item, at), error);
        }
    }
  }

  *#binaryOffice({ at }: Item, { content }: CompoundFile, extension: string): Generator<TextPart> {
    if (extension === 'doc') return yield* wordBinaryText(content);
    const book = extension === 'xls' ? content('Workbook') : null;
    if (!book) throw new NotOpened(extension);
    const macros = readBook(book).sheets.find(({ isMacroSheet }) => isMacroSheet);
    if (macros) this.#book.add({ kind: 'macros', at, detail: `Excel 4.0: ${macros.name}` });
    yield* sheetBinaryText(book);
  }

  async #rtf(item: Item): Promise<void> {
    const source = new TextDecoder('latin1').decode(item.bytes);
    const template = rtfTemplate(source);
    if (template) this.#book.add({ kind: 'external-content', at: item.at, detail: `template: ${template}` });
    const texts = textFileText(item.bytes, 'rtf', '');
    await this.#holding(item, texts, rtfObjects(source), () => source.includes('\\pict'));
  }

  async #pdf(item: Item): Promise<void> {
    const hasUnread = this.#pdfActions(item);
    const found = await readPdf(item.bytes, this.#budget, (part) => {
      this.#tally.take(part, item.at);
      this.#book.noteLooked();
    });
    if (found.hasScript) this.#book.add({ kind: 'script', at: item.at, detail: 'PDF JavaScript' });
    if (hasUnread && !found.isEncrypted) this.#book.add({ kind: 'unreadable', at: item.at, detail: 'PDF ObjStm' });
    for (const { name, content } of found.attachments)
      await this.#inner(item, name, () => {
        if (content === null) throw new NoText('damaged');
        return takeWhole(content, this.#budget);
      });
    if (found.noText) throw new NoText(found.noText);
    for (const why of new Set(found.unreadPages.map((each) => each.why)))
      this.#book.leaveOut(
        item.at,
        why,
        pageRanges(found.unreadPages.filter((each) => each.why === why).map(({ page }) => page)),
      );
  }

  /** @returns whether there are objects that could not be searched */
  #pdfActions({ at, bytes }: Item): boolean {
    try {
      const { runsScript, launches, hasUnread } = pdfActions(bytes, this.#budget);
      if (runsScript) this.#book.add({ kind: 'script', at, detail: 'PDF JavaScript' });
      if (launches) this.#book.add({ kind: 'script', at, detail: 'PDF Launch' });
      return hasUnread;
    } catch (error) {
      this.#leaveOut(at, error);
      return false;
    }
  }

  async #archive(item: Item, zip: ZipPackage): Promise<void> {
    const { entries, isWhole } = zip.directory;
    await this.#entries(
      item,
      zip,
      entries.filter(({ isFolder }) => !isFolder),
    );
    if (!isWhole) this.#leaveOut(item.at, new OutOfBounds('entries', entries.length));
  }

  async #entries(item: Item, zip: ZipPackage, entries: readonly ZipEntry[]): Promise<void> {
    for (const entry of entries) {
      await this.#inner(item, entry.name, () => {
        if (entry.isEncrypted) throw new NoText('encrypted');
        return zip.unpack(entry);
      });
    }
  }

  /** A file within another. One that cannot be had is left out by name, and the next is looked into. */
  async #inner(outer: Item, name: string, content: () => Uint8Array): Promise<void> {
    // What costs nothing is judged to the end, or padding in front would hide what comes last.
    if (this.#isSpent) return this.#byName(outer, name);
    const at = within(outer, name);
    try {
      this.#budget.takeEntry();
      this.#budget.checkDepth(outer.depth + 1);
      await this.#into({ bytes: content(), name, at, depth: outer.depth + 1 });
    } catch (error) {
      this.#byName(outer, name);
      this.#leaveOut(at, error);
    }
  }

  /** What can be told of a file within another without its content: only what runs, and what deceives. */
  #byName(outer: Item, name: string): void {
    const at = within(outer, name);
    this.#addFindings({ ...outer, at }, [...findingsOfName(name, at), ...findingsOfKind(endsRunning(name), null, at)]);
  }

  async #files(item: Item, files: Iterable<{ readonly name: string; readonly content: Uint8Array }>): Promise<void> {
    let count = 0;
    for (const { name, content } of files) {
      count++;
      await this.#inner(item, name, () => content);
    }
    if (count === 0) throw new NoText('no-text');
  }

  /** Its names are read, and nothing is unpacked. */
  #rar(item: Item): void {
    for (const { name, isEncrypted } of rarEntries(item.bytes)) {
      this.#byName(item, name);
      if (isEncrypted) this.#book.add({ kind: 'encrypted', at: name && within(item, name), detail: '' });
    }
    throw new NotOpened('rar');
  }

  async #gzip(item: Item): Promise<void> {
    const inner = item.name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '');
    await this.#inner(item, inner, () => unpackGzip(item.bytes, this.#budget));
  }

  /** Writes down why something was not looked into. */
  #leaveOut(at: string, error: unknown): void {
    const { why, finding, isFinal } = whyLeftOut(error);
    this.#isSpent ||= isFinal;
    if (finding) this.#book.add({ ...finding, at });
    this.#book.leaveOut(at, why);
  }
}

const hasPictures = (zip: ZipPackage) => zip.matching(/(?:^|\/)(?:media|Pictures)\/[^/]+$/).length > 0;

const within = ({ at }: Item, name: string) => (at ? `${at}/${name}` : name);

/** A name whose ending alone is judged: without content only what runs can be told. */
const endsRunning = (name: string) => (findingsOfKind(name, null).some(({ kind }) => kind === 'program') ? name : '');
