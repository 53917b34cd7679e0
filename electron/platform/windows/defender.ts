import type { Scanner, ScanResult } from '../../contract/mail.ts';
import type { CommandEnd } from '../run-command.ts';

/** 1601-01-01, where FILETIME counts from, before 1970 in milliseconds. */
const FILETIME_UNIX_EPOCH_MS = 11_644_473_600_000n;
/** The service does not run (another antivirus took over), or Defender is switched off by policy. */
const NO_SERVICE = /0x(800106ba|80070422|800704ec|8050800c)/i;

/** The newest of the platform's versioned folders, e.g. `4.18.26080.3-0`; null where there is none. */
export function newestPlatform(folders: readonly string[]): string | null {
  const versioned = folders.filter((name) => /^\d+(\.\d+){3}(-\d+)?$/.test(name));
  return versioned.sort(byNumbers).at(-1) ?? null;
}

function byNumbers(one: string, other: string): number {
  const [left, right] = [one, other].map((name) => name.split(/[.-]/).map(Number));
  for (let at = 0; at < 5; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Day of a FILETIME as the registry keeps it (REG_BINARY, 8 bytes, little-endian); null where it is none. */
export function dayOfFiletime(data: Buffer): string | null {
  if (data.length !== 8) return null;
  const unixMs = data.readBigUInt64LE() / 10_000n - FILETIME_UNIX_EPOCH_MS;
  // Unset is zero; a signature of the far future is a broken value, not a fresh one.
  if (unixMs <= 0n || unixMs > 4_102_444_800_000n) return null;
  return new Date(Number(unixMs)).toISOString().slice(0, 10);
}

/**
 * What `MpCmdRun -Scan -ScanType 3 -File F -DisableRemediation` came to. Code 0 is nothing found; 2 is something found
 * and also a file that could not be opened: so the words decide, and without the words nothing is believed.
 */
export function defenderResult(end: CommandEnd, scanner: Scanner): ScanResult {
  if (end.kind === 'absent') return { kind: 'not-scanned', why: 'no-antivirus', scanner: null, detail: '' };
  if (end.kind === 'late') return { kind: 'not-scanned', why: 'late', scanner, detail: '' };
  if (end.kind === 'failed') return { kind: 'not-scanned', why: 'failed', scanner, detail: end.detail.slice(0, 300) };
  const { code, said } = end;
  // At a line's end, or between marks that no file name can hold: a name must not pass for Defender's word.
  const isFound = /found\s+[1-9]\d*\s+threats?\.?\s*$/im.test(said) || /<=+LIST OF DETECTED THREATS=+>/i.test(said);
  if (isFound) {
    const names = [...said.matchAll(/^\s*Threat\s*:\s*(\S.*?)\s*$/gim)].map(([, name = '']) => name.slice(0, 300));
    const distinct = [...new Set(names)].slice(0, 20);
    return { kind: 'found', scanner, names: distinct.length > 0 ? distinct : ['?'] };
  }
  if (code === 0 && /found no threats\.?\s*$/im.test(said)) return { kind: 'nothing-found', scanner };
  const detail = `MpCmdRun ${code}: ${said.split(/\r?\n/).findLast((line) => line.trim() !== '') ?? ''}`.slice(0, 300);
  return { kind: 'not-scanned', why: NO_SERVICE.test(said) ? 'other-antivirus' : 'failed', scanner, detail };
}
