import { type FileKind, kindNamed } from './file-kinds.ts';
import { decodeText } from './text/decode.ts';

const SAMPLE_BYTES = 4096;

/** What kind of text this is, by how it begins; null: it is no text. */
export function kindOfText(head: Uint8Array): FileKind | null {
  const sample = decodeText(head.subarray(0, SAMPLE_BYTES))?.text ?? cutShort(head);
  if (sample === null) return null;
  const start = sample.replace(/^\ufeff/u, '').trimStart();
  if (start.startsWith('#!')) return kindNamed('sh');
  if (/^\[(InternetShortcut|\{000214A0)/i.test(start)) return kindNamed('url');
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body|script|meta|table|div)\b/i.test(start))
    return kindNamed('html');
  if (/^<(\?xml|[a-z][\w:.-]*(\s+xmlns|\s[^<>]*>|>))/i.test(start)) return kindNamed('xml');
  if (start.startsWith('{\\rtf')) return kindNamed('rtf');
  if (start.startsWith('-----BEGIN PGP')) return kindNamed('asc');
  if (isMessage(start)) return kindNamed('eml');
  return kindNamed('txt');
}

/** A sample that ends within a character of two to four bytes is text all the same. */
function cutShort(head: Uint8Array): string | null {
  if (head.length <= SAMPLE_BYTES) return null;
  for (const less of [1, 2, 3]) {
    const text = decodeText(head.subarray(0, SAMPLE_BYTES - less))?.text;
    if (text !== undefined) return text;
  }
  return null;
}

const MESSAGE_FIELDS =
  /^(return-path|received|from|to|subject|date|message-id|mime-version|delivered-to|reply-to|x-[\w-]+|dkim-signature|authentication-results|content-type):/i;

/** RFC 5322: at least two of a message's own fields among the first lines, and nothing else but folded ones. */
function isMessage(start: string): boolean {
  const lines = (start.split(/\r?\n\r?\n/, 1)[0] ?? '').split(/\r?\n/).slice(0, 8);
  const fields = lines.filter((line) => MESSAGE_FIELDS.test(line));
  return fields.length >= 2 && lines.every((line) => /^[!-9;-~]+:|^[ \t]/.test(line));
}
