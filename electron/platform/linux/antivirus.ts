import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scanner, ScanResult } from '../../contract/mail.ts';
import type { Antivirus } from '../platform.ts';
import { askVersion, streamFile } from './clamd.ts';
import { type ClamdConf, readClamdConf } from './clamd-conf.ts';
import { type ClamscanReply, clamscan, SYSTEM_CLAMSCAN } from './clamscan.ts';
import { newestDatabaseDay, parseVersion } from './signature-date.ts';

const VERSION_MS = 3_000;
/** A full database takes clamscan 20 s to load on an old PC; its own bound on one file is 120 s. */
const SCAN_MS = 180_000;
const GAP_MS = 60_000;
const DEFAULT_DATABASE_FOLDER = '/var/lib/clamav';
/** One signature that matches nothing likely: to see what is encrypted or too large, clamscan needs a base, not a big one. */
const GAP_BASE = `CityNetDesk.None:0:0:${Buffer.from('CityNet Desk: this line stands in no document.').toString('hex')}\n`;

export interface ClamParts {
  /** clamd.conf, the first that can be read. */
  readonly confs?: readonly string[];
  /** clamscan's program; a name to look for in the system's folders, or a full path. */
  readonly clamscan?: string;
  readonly databaseFolder?: string;
}

type NotScanned = Extract<ScanResult, { kind: 'not-scanned' }>['why'];
/** `unanswered`: by this way nothing was learnt, the next may know. */
type Tried = ScanResult | 'unanswered';

/** ClamAV: the daemon where one answers, as it has its signatures loaded; clamscan where none does. */
export class LinuxAntivirus implements Antivirus {
  readonly #parts: ClamParts;

  constructor(parts: ClamParts = {}) {
    this.#parts = parts;
  }

  async scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    try {
      const bytes = await sizeOf(path);
      if (typeof bytes === 'string') return notScanned(bytes, null, '');
      const conf = readClamdConf(this.#parts.confs);
      const bound = AbortSignal.any([signal, AbortSignal.timeout(2 * SCAN_MS)]);
      const byDaemon = conf?.socket ? await this.#byDaemon(conf, conf.socket, path, bytes, bound) : 'unanswered';
      const result = byDaemon === 'unanswered' ? await this.#byClamscan(conf, path, bound) : byDaemon;
      return signal.aborted ? notScanned('stopped', scannerOf(result), '') : result;
    } catch (error) {
      return notScanned('failed', null, error instanceof Error ? error.message : String(error));
    }
  }

  async #byDaemon(conf: ClamdConf, socket: string, path: string, bytes: number, signal: AbortSignal): Promise<Tried> {
    const said = await askVersion(socket, VERSION_MS, signal);
    if (said.kind !== 'said' || bytes > conf.streamMaxBytes) return 'unanswered';
    const { version, day } = parseVersion(said.text);
    const signaturesOn = day ?? (await newestDatabaseDay(this.#databaseFolder(conf)));
    const scanner: Scanner = { name: 'clamd', version, signaturesOn };
    const reply = await streamFile(socket, path, SCAN_MS, signal);
    if (reply.kind === 'unreadable') return notScanned(whyUnreadable(reply.code), scanner, reply.detail);
    // Of a stuck daemon, too: clamscan does not need it.
    if (reply.kind !== 'said') return 'unanswered';
    const [, found] = /^stream: (.+) FOUND$/.exec(reply.text) ?? [];
    if (found) return resultOf([found], scanner);
    if (reply.text !== 'stream: OK') return 'unanswered';
    if (conf.namesEncrypted && conf.namesTooLarge) return { kind: 'nothing-found', scanner };
    return this.#gaps(conf, path, scanner, signal);
  }

  /** What the daemon, by its settings, calls "OK" without having looked: encrypted, or beyond its limits. */
  async #gaps(conf: ClamdConf, path: string, scanner: Scanner, signal: AbortSignal): Promise<Tried> {
    const folder = await mkdtemp(join(tmpdir(), 'citynet-scan-'));
    try {
      const base = join(folder, 'none.ndb');
      await writeFile(base, GAP_BASE);
      const reply = await clamscan(path, base, conf.limits, GAP_MS, signal, this.#clamscan());
      if (reply.kind !== 'scanned') {
        const detail = `clamscan: ${reply.kind}; ${conf.file}: AlertEncrypted, AlertExceedsMax`;
        return notScanned(whyNoReply(reply, 'failed'), scanner, detail);
      }
      const result = resultOf(reply.names, scanner);
      // Beyond the daemon's limits, not yet beyond clamscan's own.
      return result.kind === 'not-scanned' && result.why === 'too-large' ? 'unanswered' : result;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #byClamscan(conf: ClamdConf | null, path: string, signal: AbortSignal): Promise<ScanResult> {
    const folder = this.#databaseFolder(conf);
    const { run, program } = this.#clamscan();
    const version = await run(program, ['--version'], VERSION_MS, { signal });
    if (version.kind !== 'ended')
      return notScanned(version.kind === 'absent' ? 'no-antivirus' : 'failed', null, version.kind);
    const scanner: Scanner = {
      name: 'clamscan',
      version: parseVersion(version.said.split('\n').at(-1) ?? '').version,
      signaturesOn: await newestDatabaseDay(folder),
    };
    const reply = await clamscan(path, folder, [], SCAN_MS, signal, this.#clamscan());
    if (reply.kind === 'scanned') return resultOf(reply.names, scanner);
    return notScanned(
      whyNoReply(reply, 'no-antivirus'),
      scanner,
      reply.kind === 'failed' ? reply.detail : reply.kind === 'no-signatures' ? folder : '',
    );
  }

  #databaseFolder(conf: ClamdConf | null): string {
    return this.#parts.databaseFolder ?? conf?.databaseFolder ?? DEFAULT_DATABASE_FOLDER;
  }

  #clamscan() {
    return { ...SYSTEM_CLAMSCAN, program: this.#parts.clamscan ?? SYSTEM_CLAMSCAN.program };
  }
}

/** `Heuristics.Encrypted.…` and `Heuristics.Limits.Exceeded…` say what was not scanned; beside a true find that counts. */
export function resultOf(names: readonly string[], scanner: Scanner): ScanResult {
  const isAbout = (what: string) => (name: string) => name.startsWith(`Heuristics.${what}`);
  const finds = names.filter((name) => !isAbout('Encrypted')(name) && !isAbout('Limits.Exceeded')(name));
  if (finds.length > 0)
    return { kind: 'found', scanner, names: [...new Set(finds)].slice(0, 20).map((name) => name.slice(0, 300)) };
  const encrypted = names.find(isAbout('Encrypted'));
  if (encrypted) return notScanned('encrypted', scanner, encrypted);
  const tooLarge = names.find(isAbout('Limits.Exceeded'));
  if (tooLarge) return notScanned('too-large', scanner, tooLarge);
  return { kind: 'nothing-found', scanner };
}

function notScanned(why: NotScanned, scanner: Scanner | null, detail: string): ScanResult {
  return { kind: 'not-scanned', why, scanner, detail: detail.slice(0, 300) };
}

function scannerOf(result: ScanResult): Scanner | null {
  return result.scanner;
}

/** Bytes of the regular file at `path`, or why it cannot be scanned. */
async function sizeOf(path: string): Promise<number | NotScanned> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? stats.size : 'failed';
  } catch (error) {
    return whyUnreadable((error as NodeJS.ErrnoException).code ?? '');
  }
}

function whyUnreadable(code: string): NotScanned {
  if (code === 'ENOENT') return 'gone';
  return code === 'EACCES' || code === 'EPERM' ? 'no-access' : 'failed';
}

function whyNoReply({ kind }: Exclude<ClamscanReply, { kind: 'scanned' }>, absent: NotScanned): NotScanned {
  return kind === 'absent' ? absent : kind;
}
