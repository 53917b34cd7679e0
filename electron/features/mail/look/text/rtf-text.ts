import { NoText, type TextPart } from './text-part.ts';

/** Groups that hold no words of the document. */
const SILENT = new Set(
  'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping pict objdata datastore latentstyles xmlnstbl filetbl revtbl sn'.split(
    ' ',
  ),
);
/** Groups that hold words although programs that do not know them are to pass over them: shapes, notes, fields. */
const SPOKEN = new Set('shpinst shpgrp do annotation footnote fldinst formfield ffdeftext ffl ud'.split(' '));
/** Groups whose words are a text of their own, wherever in another they stand. */
const APART = new Set(
  'shptxt dptxbxtext sv annotation footnote fldinst ffdeftext ffl header headerl headerr headerf footer footerl footerr footerf'.split(
    ' ',
  ),
);
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
};
const CODE_PAGES: Readonly<Record<string, string>> = {
  '950': 'big5',
  '936': 'gbk',
  '932': 'shift_jis',
  '949': 'euc-kr',
  '65001': 'utf-8',
};
const MAX_DEPTH = 1000;

interface Group {
  isSilent: boolean;
  /** Its next word decides whether what it says is heard. */
  isStarred: boolean;
  /** How many characters stand in for one of Unicode. */
  skip: number;
  /** What was read before a text of its own began; null: it is part of what stands around it. */
  outer: string | null;
}

/** The words of an RTF document (specification 1.9.1): code page and Unicode characters, no formatting. */
export function* rtfText(bytes: Uint8Array): Generator<TextPart> {
  const source = new TextDecoder('latin1').decode(bytes);
  const decoder = new TextDecoder(CODE_PAGES[/\\ansicpg(\d+)/.exec(source.slice(0, 500))?.[1] ?? ''] ?? 'windows-1252');
  const groups: Group[] = [{ isSilent: false, isStarred: false, skip: 1, outer: null }];
  let pending: number[] = [];
  let skip = 0;
  let paragraphs = 1;
  let text = '';
  const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]/gi;
  const flush = () => {
    if (pending.length > 0) text += decoder.decode(Uint8Array.from(pending));
    pending = [];
  };
  for (let found = token.exec(source); found; found = token.exec(source)) {
    const [, word, figure, hex, mark, brace, run] = found;
    const group = groups.at(-1);
    if (!group) break;
    if (word) {
      if (group.isStarred && SPOKEN.has(word)) group.isSilent = false;
      group.isStarred = false;
      if (APART.has(word) && !group.isSilent && group.outer === null) {
        flush();
        group.outer = text;
        text = '';
      }
    }
    if (hex) {
      if (skip > 0) skip--;
      else if (!group.isSilent) pending.push(Number.parseInt(hex, 16));
      continue;
    }
    if (run && pending.length > 0 && isLeadByte(pending)) {
      // A two-byte character's second byte may be written as itself.
      pending.push(run.charCodeAt(0));
      flush();
      text += run.slice(1);
      continue;
    }
    flush();
    if (brace === '{') {
      if (groups.length > MAX_DEPTH) throw new NoText('damaged', 'RTF');
      groups.push({ ...group, isStarred: false, outer: null });
    } else if (brace === '}') {
      groups.pop();
      if (group.outer !== null) {
        if (text.trim()) yield { unit: 'paragraph', at: String(paragraphs), text };
        text = group.outer;
      }
    } else if (mark === '*') {
      group.isStarred = !group.isSilent;
      group.isSilent = true;
    } else if (mark === '~') text += ' ';
    else if (mark === '_') text += '-';
    else if (mark === '\\' || mark === '{' || mark === '}') text += mark;
    else if (run) {
      const shown = run.slice(skip);
      skip = Math.max(0, skip - run.length);
      if (!group.isSilent) text += shown;
    } else if (word === 'u') {
      if (!group.isSilent) text += String.fromCharCode((Number(figure) + 0x10000) % 0x10000);
      skip = group.skip;
    } else if (word === 'uc') group.skip = Math.min(10, Math.max(0, Number(figure)));
    else if (word === 'bin') token.lastIndex += Math.max(0, Number(figure));
    else if (word && SILENT.has(word)) group.isSilent = true;
    else if (word && BREAKS[word] && !group.isSilent) {
      text += BREAKS[word];
      if (word === 'par') {
        if (text.trim()) yield { unit: 'paragraph', at: String(paragraphs), text };
        text = '';
        paragraphs++;
      }
    }
  }
  flush();
  // What is cut short may end within several texts.
  for (const rest of [...groups.flatMap(({ outer }) => outer ?? []), text])
    if (rest.trim()) yield { unit: 'paragraph', at: String(paragraphs), text: rest };
}

/** An odd count of high bytes: the character is not whole yet. */
function isLeadByte(pending: readonly number[]): boolean {
  let high = 0;
  for (const byte of pending) high = high % 2 === 1 ? 0 : byte >= 0x81 ? 1 : 0;
  return high === 1;
}
