import { type ImportProblem, OfficialText } from '../../../contract/rules.ts';
import { Body } from './body.ts';
import { isField, readHeader } from './header.ts';
import { beginsAsDate } from './history.ts';
import { type Line, linesOf, wrapWidth } from './lines.ts';
import { isChapterHeading, readMarker } from './marker.ts';
import { Problems } from './problem.ts';

export type ImportResult =
  | {
      readonly ok: true;
      readonly text: OfficialText;
      /** What a law database prints about the text (`主管機關：…`), which is no part of it. */
      readonly leftOut: readonly Pick<Line, 'number' | 'text'>[];
    }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/**
 * Reads an official text as published: title, history, articles and clauses in Taiwan's usual layouts. Every character
 * is kept as it stands; only line breaks, blank lines and blanks at a line's edges go, and a blank comes in where two
 * Latin words were parted by a line's end. What could be read in two ways is named, never guessed: one problem, and
 * there is no text. Never throws; the time is in proportion to the length.
 */
export function importOfficialText(published: string): ImportResult {
  const problems = new Problems();
  const lines = linesOf(published, problems);
  const begin = lines.findIndex(beginsBody);
  const wrapColumns = wrapWidth(lines, isNew);
  const head = lines.slice(0, begin < 0 ? HEADER_MOST_LINES : begin);
  const header = readHeader(head, wrapColumns, problems);
  if (begin < 0) problems.add('no-articles', 0, '');
  const articles = begin < 0 ? [] : new Body(lines.slice(begin), header.title, wrapColumns, problems).read();
  const { title, amendments, leftOut } = header;
  if (problems.found.length > 0 || title === null)
    return { ok: false, problems: problems.found.toSorted((one, other) => one.line - other.line) };
  return { ok: true, text: OfficialText.parse({ title, amendments, articles }), leftOut };
}

/** A file without any article is no text; its first lines tell what it is. */
const HEADER_MOST_LINES = 50;

/** A history may be numbered as well. */
function beginsBody({ text }: Line): boolean {
  if (isChapterHeading(text)) return true;
  const marker = readMarker(text);
  return marker !== null && !beginsAsDate(text) && !beginsAsDate(marker.text);
}

/** A line that cannot go on with the sentence before it. */
function isNew({ text }: Line): boolean {
  return readMarker(text) !== null || isChapterHeading(text) || beginsAsDate(text) || isField(text);
}

/** UTF-8, or UTF-16 with its mark, as Windows' editor saves; null for anything else, which is not guessed at. */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
