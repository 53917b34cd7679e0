import type { FileFinding, FileReport, ScanResult } from '../../../contract/mail.ts';
import type { Antivirus } from '../../../platform/platform.ts';
import type { Scanner } from '../check/ports.ts';
import { HOLD_NOTHING, kindNamed } from '../look/file-kinds.ts';

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

/**
 * What nobody can look into, no antivirus can either, whatever it says: Defender calls an encrypted archive clean. Of
 * what this app cannot open, ClamAV says itself whether it is encrypted; Defender says nothing, and of PGP neither does.
 */
export function withFindings(
  result: ScanResult,
  { name, type, findings }: Pick<FileReport, 'name' | 'type' | 'findings'>,
): ScanResult {
  if (result.kind !== 'nothing-found') return result;
  const { scanner } = result;
  const notScanned = (why: 'encrypted' | 'too-large' | 'not-opened', detail: string): ScanResult => ({
    kind: 'not-scanned',
    why,
    scanner,
    detail,
  });
  const encrypted = findings.find(({ kind }) => kind === 'encrypted');
  if (encrypted) return notScanned('encrypted', encrypted.at || encrypted.detail);
  const tooLarge = findings.find(({ kind }) => kind === 'archive-bomb' || kind === 'archive-too-deep');
  if (tooLarge) return notScanned('too-large', tooLarge.at || tooLarge.detail);
  if (type?.extension === 'asc' || PGP.test(name)) return notScanned('not-opened', 'PGP');
  if (scanner.name !== 'defender') return result;
  const unopened = findings.find(({ kind, at }) => NOT_OPENED.has(kind) && (at !== '' || mayBeEncrypted(type)));
  return unopened ? notScanned('not-opened', unopened.at || unopened.detail) : result;
}

const PGP = /\.(pgp|gpg)$/i;
const NOT_OPENED = new Set<FileFinding['kind']>(['unreadable', 'too-large-to-look-into']);

/** A film is what it seems, however large; an archive and a document may have a password, a message may carry one that has. */
function mayBeEncrypted(type: FileReport['type']): boolean {
  return type === null || !HOLD_NOTHING.has(kindNamed(type.extension).nature);
}
