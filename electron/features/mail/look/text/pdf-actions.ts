import { constants, inflateSync } from 'node:zlib';
import type { Budget } from '../budget.ts';

/** What the objects of a PDF would have a reader do. */
export interface PdfActions {
  readonly runsScript: boolean;
  /** It opens another file or program (ISO 32000-1, 12.6.4.5). */
  readonly launches: boolean;
  /** Objects stand packed in a way that is not unpacked here. */
  readonly hasUnread: boolean;
}

/** A name, each of whose letters may be written by its code (ISO 32000-1, 7.3.5). */
const nameOf = (name: string) =>
  `/${[...name]
    .map(
      (letter) =>
        `(?:${letter}|#${letter
          .charCodeAt(0)
          .toString(16)
          .replace(/[a-f]/g, (hex) => `[${hex}${hex.toUpperCase()}]`)})`,
    )
    .join('')}(?![^\\0\\s/<>()[\\]{}%])`;
/** Blanks, and comments, which count as one (7.2.3); few and short ones, or a hostile file would be searched for ever. */
const BLANK = '[\\0\\s]*(?:%[^\\r\\n]{0,100}[\\r\\n][\\0\\s]*){0,3}';
/** The name alone stands in addresses too: `https://x.example/JavaScript`. */
const actionOf = (kind: string) => new RegExp(nameOf('S') + BLANK + nameOf(kind));
const SCRIPT = actionOf('JavaScript');
const LAUNCH = actionOf('Launch');
const OBJECTS = new RegExp(nameOf('ObjStm'), 'g');
const FILTER = new RegExp(`${nameOf('Filter')}|${nameOf('F')}`);
const PREDICTED = new RegExp(`${nameOf('DecodeParms')}|${nameOf('DP')}`);
const DICTIONARY_MAX = 4096;

/**
 * Searches a PDF's objects for actions that run scripts or launch, whatever leads to them: pdf.js tells neither of
 * launching, nor of a link's script, nor of what follows upon another action. Objects stand in the file itself, or
 * packed in object streams (7.5.7), never in other streams. Not seen: objects in encrypted streams, whose scripts pdf.js
 * still tells; scripts of XFA forms; and actions or object streams whose kind is given by a reference.
 * @throws OutOfBounds
 */
export function pdfActions(bytes: Uint8Array, budget: Budget): PdfActions {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const source = file.toString('latin1');
  let runsScript = SCRIPT.test(source);
  let launches = LAUNCH.test(source);
  let hasUnread = false;
  let done = 0;
  for (const { index } of source.matchAll(OBJECTS)) {
    budget.checkTime();
    const word = source.indexOf('stream', index);
    // Several names before one stream are one.
    if (word === done) continue;
    done = word;
    const dictionary = source.slice(Math.max(0, index - DICTIONARY_MAX), word < 0 ? source.length : word);
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    // Packed by no filter, they were searched with the file.
    if (word >= 0 && !FILTER.test(own)) continue;
    const objects = word < 0 || PREDICTED.test(own) ? null : unpacked(file.subarray(streamAt(source, word)), budget);
    if (objects === null) hasUnread = true;
    else {
      runsScript ||= SCRIPT.test(objects);
      launches ||= LAUNCH.test(objects);
    }
  }
  return { runsScript, launches, hasUnread };
}

/** Where the bytes begin of the stream that this word announces (7.3.8.1). */
const streamAt = (source: string, word: number) => {
  const at = word + 'stream'.length;
  return at + (source.startsWith('\r\n', at) ? 2 : 1);
};

function unpacked(packed: Uint8Array, budget: Budget): string | null {
  try {
    const maxOutputLength = Math.max(1, budget.nextPartBytes);
    // Readers take a stream without its checksum too.
    const objects = inflateSync(packed, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
    budget.takeUnpacked(objects.length);
    return objects.toString('latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
