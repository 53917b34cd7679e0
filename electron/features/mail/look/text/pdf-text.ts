import type { NotLookedReason } from '../../../../contract/mail.ts';
import { type Budget, OutOfBounds } from '../budget.ts';
import { CharacterMaps } from './character-maps.ts';
import { NoText, type TextPart } from './text-part.ts';

const MAX_PAGES = 3000;

interface UnreadPage {
  /** From 1. */
  readonly page: number;
  readonly why: NotLookedReason;
}

export interface PdfLook {
  /** Why there is no text in any page; null: there is, or not all were read. */
  readonly noText: 'pictures-only' | 'damaged' | null;
  readonly unreadPages: readonly UnreadPage[];
  /** Of the document and of its pages. */
  readonly attachments: readonly PdfAttachment[];
  readonly hasScript: boolean;
  /** With no password to open it: it only asks that something be not done. */
  readonly isEncrypted: boolean;
}

export interface PdfAttachment {
  readonly name: string;
  /** null: it cannot be read. */
  readonly content: Uint8Array | null;
}

/** What pages carry beside their text. */
interface Cargo {
  readonly attachments: PdfAttachment[];
  hasScript: boolean;
}

/**
 * The text of a PDF, page by page, through pdf.js, and what it carries; nothing is drawn and no script in it is run.
 * @param take called with each page that has text
 * @throws NoText encrypted or damaged as a whole
 */
export async function readPdf(bytes: Uint8Array, budget: Budget, take: (part: TextPart) => void): Promise<PdfLook> {
  const { getDocument, OPS } = await import('unpdf/pdfjs');
  const painting = new Set([OPS.showText, OPS.constructPath, OPS.shadingFill]);
  const loading = getDocument({
    // pdf.js takes the buffer over.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    stopAtErrors: false,
    cMapUrl: 'assets/cmaps/',
    cMapPacked: true,
    CMapReaderFactory: CharacterMaps,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    const cargo: Cargo = { attachments: [], hasScript: await document.hasJSActions().catch(() => false) };
    const pages = await readPages(document, budget, take, cargo);
    // Images are streams, and streams never hide within others (ISO 32000-1, 7.5.7): their names can be searched for.
    const hasPictures = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/Image');
    const blank = hasPictures ? new Set() : await blankPages(document, pages.unread, painting, budget);
    return {
      noText: pages.isPartial || pages.withText > 0 ? null : pages.unreadable > 0 ? 'damaged' : 'pictures-only',
      unreadPages: pages.unread.filter(({ page }) => !blank.has(page)),
      attachments: [...(await attachmentsOf(document)), ...cargo.attachments],
      hasScript: cargo.hasScript,
      isEncrypted: await isEncrypted(document),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new NoText('encrypted');
    throw new NoText('damaged', error instanceof Error ? error.message : '');
  } finally {
    await loading.destroy();
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf/pdfjs').getDocument>['promise']>;

async function isEncrypted(document: PdfDocument): Promise<boolean> {
  const metadata = await document.getMetadata().catch(() => null);
  return metadata !== null && 'EncryptFilterName' in metadata.info && Boolean(metadata.info.EncryptFilterName);
}

async function readPages(document: PdfDocument, budget: Budget, take: (part: TextPart) => void, cargo: Cargo) {
  const unread: UnreadPage[] = [];
  let withText = 0;
  let unreadable = 0;
  for (let page = 1; page <= document.numPages; page++) {
    if (page > MAX_PAGES || !hasTime(budget)) {
      unread.push({ page, why: page > MAX_PAGES ? 'too-large' : 'stopped' });
      continue;
    }
    const text = await textOfPage(document, page, cargo).catch(() => null);
    if (text === null || isGibberish(text)) {
      unreadable++;
      unread.push({ page, why: 'unreadable' });
    } else if (text.trim() === '') unread.push({ page, why: 'pictures-only' });
    else if (!isWithin(() => budget.takeUnpacked(text.length))) unread.push({ page, why: 'too-large' });
    else {
      withText++;
      take({ unit: 'page', at: String(page), text });
    }
  }
  const isPartial = unread.some(({ why }) => why === 'too-large' || why === 'stopped');
  return { unread, withText, unreadable, isPartial };
}

/**
 * Pages without text on which nothing is painted. Letters drawn as lines, or in a font that cannot be read, are painted:
 * such a page was not looked through. Asked only where there are no pictures, which would be unpacked for it.
 */
async function blankPages(
  document: PdfDocument,
  unread: readonly UnreadPage[],
  painting: ReadonlySet<number>,
  budget: Budget,
) {
  const blank = new Set<number>();
  for (const { page, why } of unread) {
    if (why !== 'pictures-only' || !hasTime(budget)) continue;
    const list = await document
      .getPage(page)
      .then((each) => each.getOperatorList())
      .catch(() => null);
    if (list?.fnArray.every((operator) => !painting.has(operator))) blank.add(page);
  }
  return blank;
}

const hasTime = (budget: Budget) => isWithin(() => budget.checkTime());

function isWithin(take: () => void): boolean {
  try {
    take();
    return true;
  } catch (error) {
    if (error instanceof OutOfBounds) return false;
    throw error;
  }
}

async function textOfPage(document: PdfDocument, number: number, cargo: Cargo): Promise<string> {
  const page = await document.getPage(number);
  try {
    const notes: Note[] = await page.getAnnotations().catch(() => []);
    cargo.hasScript ||= Boolean(await page.getJSActions().catch(() => null)) || notes.some(({ actions }) => actions);
    for (const { file } of notes)
      if (file) cargo.attachments.push({ name: file.filename ?? '', content: file.content ?? null });
    const { items } = await page.getTextContent();
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    return [words, ...notes.map(wordsOfNote)].filter((each) => each !== '').join('\n\v');
  } finally {
    page.cleanup();
  }
}

/** An annotation, as far as it matters here. */
interface Note {
  readonly fieldValue?: unknown;
  readonly contentsObj?: { readonly str?: unknown };
  /** Scripts by the event that runs them. */
  readonly actions?: object | null;
  readonly file?: { readonly filename?: string; readonly content?: Uint8Array | null };
}

/** A form's field, or a note stuck on the page. */
function wordsOfNote(note: Note): string {
  return [note.fieldValue, note.contentsObj?.str].filter((each) => typeof each === 'string' && each !== '').join('\v');
}

/** A font without a map to Unicode gives marks from the private use area: text is there, and cannot be read. */
function isGibberish(text: string): boolean {
  const marks = text.replace(/\s/g, '');
  const strange = marks.match(/[\p{Co}\p{Cc}\ufffd]/gu)?.length ?? 0;
  return marks.length > 0 && strange > marks.length / 2;
}

async function attachmentsOf(document: PdfDocument): Promise<PdfLook['attachments']> {
  const attached: Record<string, { filename?: string; content?: Uint8Array | null }> | null = await document
    .getAttachments()
    .catch(() => null);
  return Object.entries(attached ?? {}).map(([key, { filename, content }]) => ({
    name: filename ?? key,
    content: content ?? null,
  }));
}
