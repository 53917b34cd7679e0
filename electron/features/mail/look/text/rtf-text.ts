import type { TextPart } from './text-part.ts';

/** Groups that hold no words of the document. */
const SILENT = new Set(
  'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping pict objdata datastore latentstyles xmlnstbl filetbl revtbl'.split(
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

/** The words of an RTF document (specification 1.9.1): code page and Unicode characters, no formatting. */
export function* rtfText(bytes: Uint8Array): Generator<TextPart> {
  const source = new TextDecoder('latin1').decode(bytes);
  const decoder = new TextDecoder(CODE_PAGES[/\\ansicpg(\d+)/.exec(source.slice(0, 500))?.[1] ?? ''] ?? 'windows-1252');
  const groups = [{ isSilent: false, skip: 1 }];
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
    if (!group) return;
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
      if (groups.length > MAX_DEPTH) return;
      groups.push({ ...group });
    } else if (brace === '}') groups.pop();
    else if (mark === '*') group.isSilent = true;
    else if (mark === '~') text += ' ';
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
  if (text.trim()) yield { unit: 'paragraph', at: String(paragraphs), text };
}

/** An odd count of high bytes: the character is not whole yet. */
function isLeadByte(pending: readonly number[]): boolean {
  let high = 0;
  for (const byte of pending) high = high % 2 === 1 ? 0 : byte >= 0x81 ? 1 : 0;
  return high === 1;
}
