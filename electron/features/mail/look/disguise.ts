import type { FileFinding } from '../../../contract/mail.ts';
import {
  type FileKind,
  HARMLESS_ENDINGS,
  kindsUnder,
  PROGRAM_ENDINGS,
  SCRIPT_ENDINGS,
  SHORTCUT_ENDINGS,
} from './file-kinds.ts';

/** Embeddings, overrides and isolates (UAX #9 2.1–2.4): they turn letters round, so that an ending is not what it seems. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;
/** Marks of direction (UAX #9 2.6) and characters without width: nothing is turned by them, and copying brings them along. */
const HIDING = /[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]/u;
/** What joins pictographs into one (UTS #51 1.4.6). */
const JOINED = /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/gu;
const MARKS = new RegExp(`${TURNING.source}|${HIDING.source}`, 'gu');

const LINE_MAX = 300;
/** Within the contract's bound, and without cutting a character in two. */
export const asLine = (text: string): string => [...text].slice(0, LINE_MAX / 2).join('');

/** Lower case, without marks, blanks or the full stops that Windows drops; '' for none. */
export function endingOf(name: string): string {
  const clean = name.replace(MARKS, '').replace(/[\s.]+$/u, '');
  return (/\.([^.\\/]{1,20})$/u.exec(clean)?.[1] ?? '').trim().toLowerCase();
}

const runs = (ending: string) => PROGRAM_ENDINGS.has(ending) || SCRIPT_ENDINGS.has(ending);

/** What a name alone gives away. `at`: within an archive, '' for the file itself. */
export function findingsOfName(name: string, at = ''): FileFinding[] {
  const findings: FileFinding[] = [];
  const shown = () => asLine(name.replace(JOINED, '').replace(MARKS, codeOf));
  if (TURNING.test(name)) findings.push({ kind: 'right-to-left-mark', at, detail: shown() });
  else if (HIDING.test(name.replace(JOINED, ''))) findings.push({ kind: 'hidden-mark', at, detail: shown() });
  const ending = endingOf(name);
  // Blanks push the true ending out of sight: `report.pdf          .exe`.
  const before = /\.([a-z0-9]{2,5})[\s_\u3000]*\.[^.]+$/iu.exec(name.replace(MARKS, ''))?.[1]?.toLowerCase() ?? '';
  if (HARMLESS_ENDINGS.has(before) && (runs(ending) || SHORTCUT_ENDINGS.has(ending)))
    findings.push({ kind: 'double-extension', at, detail: asLine(`.${before}.${ending}`) });
  if (SCRIPT_ENDINGS.has(ending)) findings.push({ kind: 'script', at, detail: `.${ending}` });
  if (SHORTCUT_ENDINGS.has(ending)) findings.push({ kind: 'shortcut', at, detail: `.${ending}` });
  return findings;
}

const codeOf = (mark: string) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * What the content gives away beside the name.
 * @param kind by content; null: not known
 */
export function findingsOfKind(name: string, kind: FileKind | null, at = ''): FileFinding[] {
  const ending = endingOf(name);
  const findings: FileFinding[] = [];
  if (kind?.nature === 'program' || PROGRAM_ENDINGS.has(ending))
    findings.push({ kind: 'program', at, detail: kind?.nature === 'program' ? kind.mediaType : `.${ending}` });
  if (kind?.nature === 'script' && !SCRIPT_ENDINGS.has(ending))
    findings.push({ kind: 'script', at, detail: kind.mediaType });
  if (kind?.nature === 'shortcut' && !SHORTCUT_ENDINGS.has(ending))
    findings.push({ kind: 'shortcut', at, detail: kind.mediaType });
  if (differs(ending, kind))
    findings.push({ kind: 'type-differs', at, detail: `.${ending} ≠ ${kind?.extension ?? '?'}` });
  return findings;
}

function differs(ending: string, kind: FileKind | null): boolean {
  if (ending === '') return false;
  if (kind && (kind.extension === ending || kind.alsoNamed.includes(ending))) return false;
  const promised = kindsUnder(ending);
  if (kind === null) return promised.some(isSureByContent);
  if (kind.nature === 'program') return !PROGRAM_ENDINGS.has(ending);
  // Plain text under an ending that promises none (`.log`, `.py`) is what it seems.
  if (promised.length === 0) return false;
  if (kind.nature === 'text') return promised.some(isSureByContent);
  return true;
}

const MANY_FORMS = new Set(['mp3', 'iso', 'tar']);

/** Whose files always begin so that they are known: then an unknown content is not what the ending says. */
const isSureByContent = ({ nature, extension }: FileKind) =>
  ['document', 'picture', 'media', 'archive'].includes(nature) && !MANY_FORMS.has(extension);
