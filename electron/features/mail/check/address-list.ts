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
    const { found, isWhole } = addressesIn(recipient);
    addresses.push(...found);
    if (found.length === 0 || !isWhole) unreadable.push(recipient);
  }
  return { addresses, unreadable };
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '<': '>', '(': ')' };

/** Split outside of quotes, angle brackets and comments; one that its line does not close is a letter. */
function split(text: string, separator: RegExp): string[] {
  const pieces: string[] = [];
  const nextOf = placesIn(text);
  let piece = '';
  let closing = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (closing === '"' && letter === '\\') {
      piece += letter + (text[++at] ?? '');
      continue;
    }
    const opens = CLOSING[letter];
    if (closing) closing = letter === closing || letter === '\n' ? '' : closing;
    else if (opens && nextOf(opens, at + 1) < nextOf('\n', at + 1)) closing = opens;
    if (!closing && separator.test(letter)) {
      pieces.push(piece);
      piece = '';
    } else piece += letter;
  }
  return [...pieces, piece];
}

/** Where a letter comes next, asked at ascending places: each part of the text is searched once. */
function placesIn(text: string): (letter: string, from: number) => number {
  const known = new Map<string, number>();
  return (letter, from) => {
    const before = known.get(letter) ?? -1;
    if (before >= from) return before;
    const found = text.indexOf(letter, from);
    // The last line ends with the text, and what never comes stands behind that.
    const place = found >= 0 ? found : letter === '\n' ? text.length : Number.POSITIVE_INFINITY;
    known.set(letter, place);
    return place;
  };
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

/** Of a display name in quotes, a comment is none, and neither is a quoted local part. */
const QUOTED = /"(?:[^"\\]|\\.){0,400}"(?!@)/g;

/**
 * Every address in angle brackets, or else every word that is one.
 * @returns `isWhole`: nothing else in it looks like an address, but for a name that repeats one
 */
function addressesIn(recipient: string): { found: Address[]; isWhole: boolean } {
  let isWhole = true;
  const unquoted = recipient.replace(QUOTED, (name) => {
    // A quote that was never closed takes the next one's beginning for its end.
    if (/<[^<>]*@/.test(name)) isWhole = false;
    return ' ';
  });
  const bracketed: string[] = [];
  const bare = unquoted.replace(/<([^<>]*)>/g, (_, inside: string) => {
    bracketed.push(inside.trim());
    return ' ';
  });
  const words = wordsIn(bare);
  const found: Address[] = [];
  for (const written of bracketed.some((each) => each.includes('@')) ? bracketed : words) {
    const address = readWord(written);
    if (address) found.push(address);
    else isWhole &&= !written.includes('@');
  }
  const known = new Set(found.map(keyOf));
  for (const word of words) {
    const address = readWord(word);
    isWhole &&= address ? known.has(keyOf(address)) : !word.includes('@');
  }
  return { found, isWhole };
}

const keyOf = ({ local, domain }: Address) => `${local}@${domain}`.toLowerCase();

function readWord(word: string): Address | null {
  const written = word.replace(/^mailto:/i, '');
  return written.includes('@') && written.length <= ADDRESS_MAX_LENGTH ? addressOf(written) : null;
}

function wordsIn(recipient: string): string[] {
  // A comment, in brackets of either width, unless it is where the address stands: `王小明（a@b.tw）`.
  const plain = recipient.replace(/[(（]([^()（）]*)[)）]/gu, (_, inside: string) =>
    inside.includes('@') ? ` ${inside} ` : ' ',
  );
  const words = split(plain, /\s/);
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
