/** What a document in XML consists of. Names are given without their prefix. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Walks a document in XML, once through and in linear time. It resolves no entity but the five of XML itself and
 * character references, and reads no document type: what a stranger declares there is never expanded.
 */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf('<', at);
    if (open < 0) return;
    if (open > at) yield { kind: 'text', text: unescaped(xml.slice(at, open)) };
    const second = xml[open + 1];
    if (second === '!' || second === '?') {
      const special = endOfSpecial(xml, open);
      if (special.text !== null) yield { kind: 'text', text: special.text };
      at = special.end;
      continue;
    }
    const end = endOfTag(xml, open + 1);
    if (end < 0) return;
    at = end + 1;
    if (second === '/') {
      yield { kind: 'close', name: localName(xml.slice(open + 2, end).trim()) };
      continue;
    }
    const isEmpty = xml[end - 1] === '/';
    const inside = xml.slice(open + 1, isEmpty ? end - 1 : end);
    const nameEnd = inside.search(/\s/);
    const name = localName(nameEnd < 0 ? inside : inside.slice(0, nameEnd));
    yield { kind: 'open', name, attributes: nameEnd < 0 ? '' : inside.slice(nameEnd), isEmpty };
    if (isEmpty) yield { kind: 'close', name };
  }
}

/** An attribute by its name without prefix; null: absent. */
export function attributeOf({ attributes }: { readonly attributes: string }, name: string): string | null {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : unescaped(value);
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Of a comment, a section of characters, an instruction or a document type. */
function endOfSpecial(xml: string, open: number): { end: number; text: string | null } {
  const until = (mark: string, from: number) => {
    const end = xml.indexOf(mark, from);
    return end < 0 ? xml.length : end + mark.length;
  };
  if (xml.startsWith('<!--', open)) return { end: until('-->', open + 4), text: null };
  if (xml.startsWith('<![CDATA[', open)) {
    const end = until(']]>', open + 9);
    return { end, text: xml.slice(open + 9, end - 3) };
  }
  if (xml[open + 1] === '?') return { end: until('?>', open + 2), text: null };
  const end = until('>', open);
  // Searched no further than this mark: else each of many would search the whole document.
  const subset = xml.slice(open, end).indexOf('[');
  return { end: subset < 0 ? end : until('>', until(']', open + subset)), text: null };
}

/** A `>` within quotes does not end a tag. -1: it never ends. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let at = from; at < xml.length; at++) {
    const character = xml[at];
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** Character references and the named ones of XML; others stay as they stand. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,5}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
