import { readFileSync } from 'node:fs';

/** Where Debian and Ubuntu, then Fedora and its kin keep it. */
const SYSTEM_CONFS = ['/etc/clamav/clamd.conf', '/etc/clamd.d/scan.conf'];

/** What of clamd.conf(5) decides how much its "OK" says. */
export interface ClamdConf {
  readonly file: string;
  readonly socket: string | null;
  readonly databaseFolder: string | null;
  /** A stream longer than this is refused. */
  readonly streamMaxBytes: number;
  /** Does it name what it could not look into? Without both, such a file is "OK" to it. */
  readonly namesEncrypted: boolean;
  readonly namesTooLarge: boolean;
  /** Its limits as clamscan's options, so that the same is left out by both. */
  readonly limits: readonly string[];
}

const LIMITS: readonly (readonly [conf: string, option: string])[] = [
  ['MaxScanTime', '--max-scantime'],
  ['MaxScanSize', '--max-scansize'],
  ['MaxFileSize', '--max-filesize'],
  ['MaxRecursion', '--max-recursion'],
  ['MaxFiles', '--max-files'],
];
/** StreamMaxLength's own default in clamd.conf(5). */
const STREAM_MAX_BYTES = 100 * 1024 * 1024;

/** The first that can be read; null where none can. */
export function readClamdConf(files: readonly string[] = SYSTEM_CONFS): ClamdConf | null {
  for (const file of files) {
    try {
      return parseClamdConf(readFileSync(file, 'utf8'), file);
    } catch {
      // No such service here, or not for this account to know: clamscan is left.
    }
  }
  return null;
}

/** `Option value` a line, `#` comments; of an option given twice the last counts. */
export function parseClamdConf(text: string, file: string): ClamdConf {
  const options = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s*([A-Za-z]\w*)\s+(.*?)\s*$/.exec(line) ?? [];
    if (name && value) options.set(name, value.replace(/^"(.*)"$/, '$1'));
  }
  const isOn = (name: string) => /^(yes|true|1)$/i.test(options.get(name) ?? '');
  return {
    file,
    socket: options.get('LocalSocket') ?? null,
    databaseFolder: options.get('DatabaseDirectory') ?? null,
    streamMaxBytes: bytesOf(options.get('StreamMaxLength')) ?? STREAM_MAX_BYTES,
    namesEncrypted: isOn('AlertEncrypted') || (isOn('AlertEncryptedArchive') && isOn('AlertEncryptedDoc')),
    namesTooLarge: isOn('AlertExceedsMax'),
    limits: LIMITS.flatMap(([name, option]) => {
      const value = options.get(name);
      return value && /^\d+[KM]?$/i.test(value) ? [`${option}=${value}`] : [];
    }),
  };
}

/** `25M`, `512K` or bytes; 0 is no limit. */
function bytesOf(text: string | undefined): number | null {
  const [, digits, unit = ''] = /^(\d+)([KM]?)$/i.exec(text ?? '') ?? [];
  if (digits === undefined) return null;
  const bytes = Number(digits) * { '': 1, K: 1024, M: 1024 * 1024 }[unit.toUpperCase() as '' | 'K' | 'M'];
  return bytes === 0 ? Number.POSITIVE_INFINITY : bytes;
}
