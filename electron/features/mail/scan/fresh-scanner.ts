import type { FileFinding, ScanResult } from '../../../contract/mail.ts';
import type { Antivirus } from '../../../platform/platform.ts';
import type { Scanner } from '../check/ports.ts';

const DAY_MS = 86_400_000;

/** An antivirus whose "nothing found" counts only while its signatures are fresh; what it finds counts always. */
export function freshScanner(
  antivirus: Antivirus,
  oldSignaturesDays: () => number,
  nowMs: () => number = Date.now,
): Scanner {
  return {
    async scan(path, signal) {
      return judgedByAge(await antivirus.scan(path, signal), oldSignaturesDays(), nowMs());
    },
  };
}

/** Clause 5(5) asks for a scan, and signatures from long ago are none. Of an age that nobody knows, neither. */
export function judgedByAge(result: ScanResult, oldSignaturesDays: number, nowMs: number): ScanResult {
  if (result.kind !== 'nothing-found') return result;
  const { signaturesOn } = result.scanner;
  // The day alone is known: counted from its end, wherever on Earth that is.
  const ageMs = signaturesOn === null ? Number.POSITIVE_INFINITY : nowMs - Date.parse(signaturesOn) - DAY_MS;
  if (ageMs <= oldSignaturesDays * DAY_MS) return result;
  return { kind: 'not-scanned', why: 'old-signatures', scanner: result.scanner, detail: signaturesOn ?? '' };
}

/** What nobody can look into, no antivirus can either, whatever it says: Defender calls an encrypted archive clean. */
export function withFindings(result: ScanResult, findings: readonly FileFinding[]): ScanResult {
  if (result.kind !== 'nothing-found') return result;
  const { scanner } = result;
  const encrypted = findings.find(({ kind }) => kind === 'encrypted');
  if (encrypted) return { kind: 'not-scanned', why: 'encrypted', scanner, detail: encrypted.at || encrypted.detail };
  const tooLarge = findings.find(({ kind }) => kind === 'archive-bomb' || kind === 'archive-too-deep');
  if (tooLarge) return { kind: 'not-scanned', why: 'too-large', scanner, detail: tooLarge.at || tooLarge.detail };
  return result;
}
