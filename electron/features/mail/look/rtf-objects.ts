import { NotOpened } from './archive/unpack.ts';
import { fileInObject, type OleObject } from './ole-objects.ts';

/** How tokens follow each other where an object stands in hexadecimal. */
const TOKEN = /\\bin\d*|\\[a-z]{1,32}-?\d{0,10} ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[0-9a-f]+|[^\\{}0-9a-f]+/giy;

/** The objects embedded in an RTF document (specification 1.9.1), a character a byte, by their number. */
export function* rtfObjects(source: string): Generator<OleObject> {
  const begin = /\\objdata(?![a-z])/gi;
  let count = 0;
  for (let found = begin.exec(source); found; found = begin.exec(source)) {
    const { hex, end } = hexadecimal(source, begin.lastIndex);
    begin.lastIndex = end;
    count++;
    yield {
      at: `object ${count}`,
      read: () => {
        if (hex === null) throw new NotOpened('OLE');
        return fileInObject(Buffer.from(hex, 'hex'));
      },
    };
  }
}

function hexadecimal(source: string, from: number): { hex: string | null; end: number } {
  const runs: string[] = [];
  let isBinary = false;
  let depth = 1;
  TOKEN.lastIndex = from;
  let end = from;
  while (depth > 0) {
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) break;
    end = TOKEN.lastIndex;
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (/^\\bin/i.test(token)) isBinary = true;
    else if (/^[0-9a-f]/i.test(token)) runs.push(token);
  }
  return { hex: isBinary ? null : runs.join(''), end };
}

/** The template that Word fetches on opening, where it is on another machine; null: none is. */
export function rtfTemplate(source: string): string | null {
  const written = /\\template(?![a-z])\s?([^{}]{1,2000})/i.exec(source)?.[1] ?? '';
  const address = written
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code) => String.fromCharCode((Number(code) + 0x10000) % 0x10000))
    .replace(/\\'([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/[\r\n]|\\(?!\\)[a-z]+-?\d* ?/gi, (word, at, whole) => (whole[at - 1] === '\\' ? word : ''))
    .replaceAll('\\\\', '\\')
    .trim();
  return /^(?:[a-z][a-z0-9+.-]+:\/\/|\\\\)/i.test(address) ? address : null;
}
