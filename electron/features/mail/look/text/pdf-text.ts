import type { NotLookedReason } from '../../../../contract/mail.ts';
import { type Budget, OutOfBounds } from '../budget.ts';
import { CharacterMaps } from './character-maps.ts';
import { NoText, type TextPart } from './text-part.ts';

const MAX_PAGES = 3000;
const MAX_ATTACHMENTS = 50;

interface UnreadPage {
  /** From 1. */
  readonly page: number;
  readonly why: NotLookedReason;
}

export interface PdfLook {
  /** Why there is no text in any page; null: there is, or not all were read. */
  readonly noText: 'pictures-only' | 'damaged' | null;
  readonly unreadPages: readonly UnreadPage[];
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
  readonly hasScript: boolean;
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
    const pages = await readPages(document, budget, take);
    // Images are streams, and streams never hide within others (ISO 32000-1, 7.5.7): their names can be searched for.
    const hasPictures = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/Image');
    const blank = hasPictures ? new Set() : await blankPages(document, pages.unread, painting, budget);
    return {
      noText: pages.isPartial || pages.withText > 0 ? null : pages.unreadable > 0 ? 'damaged' : 'pictures-only',
      unreadPages: pages.unread.filter(({ page }) => !blank.has(page)),
      attachments: await attachmentsOf(document),
      hasScript: (await document.getJSActions().catch(() => null)) !== null,
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new NoText('encrypted');
    throw new NoText('damaged', error instanceof Error ? error.message : '');
  } finally {
    await loading.destroy();
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf/pdfjs').getDocument>['promise']>;

async function readPages(document: PdfDocument, budget: Budget, take: (part: TextPart) => void) {
  const unread: UnreadPage[] = [];
  let withText = 0;
  let unreadable = 0;
  for (let page = 1; page <= document.numPages; page++) {
    if (page > MAX_PAGES || !hasTime(budget)) {
      unread.push({ page, why: page > MAX_PAGES ? 'too-large' : 'stopped' });
      continue;
    }
    const text = await textOfPage(document, page).catch(() => null);
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

async function textOfPage(document: PdfDocument, number: number): Promise<string> {
  const page = await document.getPage(number);
  try {
    const { items } = await page.getTextContent();
    const notes = await page.getAnnotations().catch(() => []);
    const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    return [words, ...notes.map(wordsOfNote)].filter((each) => each !== '').join('\n\v');
  } finally {
    page.cleanup();
  }
}

/** A form's field, or a note stuck on the page. */
function wordsOfNote(note: { fieldValue?: unknown; contentsObj?: { str?: unknown } }): string {
  return [note.fieldValue, note.contentsObj?.str].filter((each) => typeof each === 'string' && each !== '').join('\v');
}

/** A font without a map to Unicode gives marks from the private use area: text is there, and cannot be read. */
function isGibberish(text: string): boolean {
  const marks = text.replace(/\s/g, '');
  const strange = marks.match(/[\p{Co}\p{Cc}\ufffd]/gu)?.length ?? 0;
  return marks.length > 0 && strange > marks.length / 2;
}

async function attachmentsOf(document: PdfDocument): Promise<PdfLook['attachments']> {
  const attached: Record<string, { filename?: string; content?: Uint8Array }> | null = await document
    .getAttachments()
    .catch(() => null);
  return Object.entries(attached ?? {})
    .slice(0, MAX_ATTACHMENTS)
    .flatMap(([key, { filename, content }]) => (content ? [{ name: filename ?? key, content }] : []));
}
