import { type FileKind, kindNamed } from './file-kinds.ts';

/** `bytes`: hexadecimal, `??` for any; at `offset` from the beginning. */
interface Mark {
  readonly bytes: string;
  readonly offset?: number;
  readonly extension: string;
}

/**
 * How files begin, from the formats' own specifications. First match wins. Containers that several formats share
 * (zip, compound files) are told apart by what they hold, elsewhere.
 */
const MARKS: readonly Mark[] = [
  { bytes: '25504446 2d', extension: 'pdf' },
  { bytes: '7b5c727466', extension: 'rtf' },
  { bytes: '89504e47 0d0a1a0a', extension: 'png' },
  { bytes: 'ffd8ff', extension: 'jpg' },
  { bytes: '474946 38', extension: 'gif' },
  { bytes: '49492a00', extension: 'tif' },
  { bytes: '4d4d002a', extension: 'tif' },
  { bytes: '52494646 ???????? 57454250', extension: 'webp' },
  { bytes: '52494646 ???????? 57415645', extension: 'wav' },
  { bytes: '52494646 ???????? 41564920', extension: 'avi' },
  { bytes: '66747970 68656963', offset: 4, extension: 'heic' },
  { bytes: '66747970 68656978', offset: 4, extension: 'heic' },
  { bytes: '66747970 6d696631', offset: 4, extension: 'heic' },
  { bytes: '66747970 61766966', offset: 4, extension: 'heic' },
  { bytes: '66747970', offset: 4, extension: 'mp4' },
  { bytes: '6d6f6f76', offset: 4, extension: 'mp4' },
  { bytes: '77696465', offset: 4, extension: 'mp4' },
  { bytes: '6d646174', offset: 4, extension: 'mp4' },
  { bytes: '1a45dfa3', extension: 'mkv' },
  { bytes: '3026b275 8e66cf11', extension: 'asf' },
  { bytes: '4f676753', extension: 'ogg' },
  { bytes: '664c6143', extension: 'flac' },
  { bytes: '494433', extension: 'mp3' },
  { bytes: '38425053', extension: 'psd' },
  { bytes: '377abcaf 271c', extension: '7z' },
  { bytes: '52617221 1a07', extension: 'rar' },
  { bytes: '1f8b08', extension: 'gz' },
  { bytes: '425a68 ?? 314159265359', extension: 'bz2' },
  { bytes: 'fd377a58 5a00', extension: 'xz' },
  { bytes: '28b52ffd', extension: 'zst' },
  { bytes: '4d534346 00000000', extension: 'cab' },
  { bytes: '2a2a4143 452a2a', offset: 7, extension: 'ace' },
  { bytes: '60ea', extension: 'arj' },
  { bytes: '2d6c68 ?? 2d', offset: 2, extension: 'lzh' },
  { bytes: '76686478 66696c65', extension: 'vhd' },
  { bytes: '636f6e65 63746978', extension: 'vhd' },
  { bytes: '7f454c46', extension: 'elf' },
  { bytes: 'feedface', extension: 'macho' },
  { bytes: 'feedfacf', extension: 'macho' },
  { bytes: 'cefaedfe', extension: 'macho' },
  { bytes: 'cffaedfe', extension: 'macho' },
  { bytes: '0061736d 01000000', extension: 'wasm' },
  { bytes: '4c000000 01140200 00000000 c0000000 00000046', extension: 'lnk' },
  { bytes: '49545346', extension: 'chm' },
  { bytes: '53514c69 74652066 6f726d61 7420 33', extension: 'sqlite' },
  { bytes: 'e4525c7b 8cd8a74d aeb15378 d02996d3', extension: 'one' },
  { bytes: '2142444e', extension: 'pst' },
  { bytes: '41433130', extension: 'dwg' },
  { bytes: '00010000 00', extension: 'ttf' },
  { bytes: '4f54544f', extension: 'ttf' },
  { bytes: '74746366', extension: 'ttf' },
  { bytes: '456c6646 696c6500', extension: 'evtx' },
  { bytes: '7573746172', offset: 257, extension: 'tar' },
  { bytes: '4344303031', offset: 0x8001, extension: 'iso' },
  { bytes: '00000100 ??00', extension: 'ico' },
  { bytes: '00000200 ??00', extension: 'ico' },
];

const PARSED = MARKS.map(({ bytes, offset = 0, extension }) => ({
  offset,
  kind: kindNamed(extension),
  pattern: (bytes.replaceAll(' ', '').match(/../g) ?? []).map((pair) =>
    pair === '??' ? null : Number.parseInt(pair, 16),
  ),
}));

/** How much of a file's beginning is enough: an ISO image says what it is at 32 KiB. */
export const HEAD_BYTES = 0x8010;

/** By the beginning alone; null: none of the known ones, or a container, or text. */
export function kindByMagic(head: Uint8Array): FileKind | null {
  const found = PARSED.find(({ offset, pattern }) =>
    pattern.every((byte, at) => byte === null || head[offset + at] === byte),
  );
  return found?.kind ?? kindByStructure(head);
}

/** Where two bytes alone would be a guess, the structure behind them decides. */
function kindByStructure(head: Uint8Array): FileKind | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [first, second] = head;
  // A DOS header's e_lfanew at 0x3c leads to the PE header; older programs have a plausible page count instead.
  if (first === 0x4d && second === 0x5a && head.length >= 64) {
    const peAt = view.getUint32(0x3c, true);
    const isPe = peAt + 4 <= head.length && view.getUint32(peAt, true) === 0x4550;
    const hasRelocations = view.getUint16(0x18, true) >= 0x1c && view.getUint16(4, true) > 0;
    if (isPe || hasRelocations || peAt < 0x10000) return kindNamed('exe');
  }
  if (first === 0xca && second === 0xfe && head.length >= 8 && view.getUint32(0) === 0xcafebabe)
    // A class file has its version here (45 and up), a universal Mach-O the count of its parts.
    return kindNamed(view.getUint32(4) >= 45 ? 'class' : 'macho');
  if (first === 0x42 && second === 0x4d && head.length >= 26 && view.getUint32(6, true) === 0) return kindNamed('bmp');
  // MPEG audio frame: sync, layer III, a bit rate and a sampling rate that exist.
  if (first === 0xff && second !== undefined && (second & 0xe6) === 0xe2) {
    const rates = head[2] ?? 0xff;
    if (rates >> 4 !== 0xf && rates >> 4 !== 0 && ((rates >> 2) & 3) !== 3) return kindNamed('mp3');
  }
  return null;
}

export const isZip = (head: Uint8Array) => head[0] === 0x50 && head[1] === 0x4b && [3, 5, 7].includes(head[2] ?? 0);

export const isCompoundFile = (head: Uint8Array) =>
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, at) => head[at] === byte);
