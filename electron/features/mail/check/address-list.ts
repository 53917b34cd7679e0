import { domainToASCII } from 'node:url';

export interface Address {
  /** As it was pasted, without its display name. */
  readonly pasted: string;
  readonly local: string;
  /** ASCII (punycode), lower case. */
  readonly domain: string;
}

export interface AddressList {
  readonly addresses: readonly Address[];
  /** What could not be read as an address, as pasted. */
  readonly unreadable: readonly string[];
}

/**
 * Reads what a person pastes from a mail program: `;`, `,` (full-width too) and line breaks between recipients, RFC
 * 5322's `Name <a@b>` with and without quotes, comments and groups, and Outlook's unquoted `Family, Given <a@b>`.
 */
export function readAddressList(text: string): AddressList {
  const addresses: Address[] = [];
  const unreadable: string[] = [];
  for (const recipient of recipientsIn(text)) {
    const found = addressesIn(recipient);
    if (found.length > 0) addresses.push(...found);
    else unreadable.push(recipient);
  }
  return { addresses, unreadable };
}

/** Split outside of quotes, angle brackets and comments. */
function split(text: string, separator: RegExp): string[] {
  const pieces: string[] = [];
  let piece = '';
  let closing = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (closing === '"' && letter === '\\') {
      piece += letter + (text[++at] ?? '');
      continue;
    }
    if (closing) closing = letter === closing || letter === '\n' ? '' : closing;
    else if (letter === '"') closing = '"';
    else if (letter === '<') closing = '>';
    else if (letter === '(') closing = ')';
    if (!closing && separator.test(letter)) {
      pieces.push(piece);
      piece = '';
    } else piece += letter;
  }
  return [...pieces, piece];
}

/** Longer is no display name, and no address (RFC 5321 4.5.3.1: 64 and 255 bytes about the at sign). */
const NAME_MAX_LENGTH = 200;
const ADDRESS_MAX_LENGTH = 400;

function recipientsIn(text: string): string[] {
  return split(text.replace(/\r\n?/g, '\n'), /[;；\n]/).flatMap((piece) => {
    const recipients: string[] = [];
    let begun = '';
    const parts = split(withoutGroup(piece), /[,，、]/);
    for (const part of piece.includes('@') ? parts : []) {
      const whole = begun ? `${begun},${part}` : part;
      // A family name: the address comes behind the next comma.
      if (!whole.includes('@') && whole.length <= NAME_MAX_LENGTH && whole.trim() !== '') {
        begun = whole;
        continue;
      }
      begun = '';
      // Names before an address without brackets are recipients of their own, which nobody resolved.
      if (whole.includes('<')) recipients.push(whole);
      else recipients.push(...whole.split(','));
    }
    recipients.push(...(piece.includes('@') ? begun.split(',') : parts));
    return recipients.map((each) => each.trim()).filter((each) => each !== '');
  });
}

/** RFC 5322 3.4: `Group: a@b, c@d` */
function withoutGroup(piece: string): string {
  return piece.replace(/^\s*(?!mailto:)[^@<>":]{1,80}:(?=\s*[^/])/i, '');
}

function addressesIn(recipient: string): Address[] {
  const opened = recipient.lastIndexOf('<');
  const closed = recipient.indexOf('>', opened);
  const written = opened >= 0 && closed > opened ? [recipient.slice(opened + 1, closed)] : wordsIn(recipient);
  return written
    .map((word) => word.trim().replace(/^mailto:/i, ''))
    .filter((word) => word.includes('@') && word.length <= ADDRESS_MAX_LENGTH)
    .flatMap((word) => addressOf(word) ?? []);
}

function wordsIn(recipient: string): string[] {
  const words = split(recipient.replace(/\([^()]*\)/g, ' '), /\s/);
  return words.map((word) => word.replace(/^['‘“]|['’”。.]$/g, ''));
}

function addressOf(pasted: string): Address | null {
  const at = pasted.lastIndexOf('@');
  const local = pasted.slice(0, at);
  const domain = domainToASCII(
    pasted
      .slice(at + 1)
      .replace(/。/g, '.')
      .replace(/\.$/, ''),
  );
  const isLocal = /^("([^"\\]|\\.)+"|[^\s@"(),:;<>[\]\\]+)$/.test(local) && !/^\.|\.$|\.\./.test(local);
  if (!isLocal || Buffer.byteLength(local) > 64 || domain.length > 255) return null;
  const isDomain = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain);
  return isDomain ? { pasted, local, domain } : null;
}
