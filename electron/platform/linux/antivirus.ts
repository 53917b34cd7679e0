import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scanner, ScanResult } from '../../contract/mail.ts';
import { boundedScan } from '../bounded-scan.ts';
import type { Antivirus } from '../platform.ts';
import { askVersion, streamFile } from './clamd.ts';
import { type ClamdConf, readClamdConf } from './clamd-conf.ts';
import { clamscan, SYSTEM_CLAMSCAN } from './clamscan.ts';
import { newestDatabaseDay, parseVersion } from './signature-date.ts';

const VERSION_MS = 3_000;
/** A full database takes clamscan 20 s to load on an old PC; its own bound on one file is 120 s. */
const SCAN_MS = 180_000;
const GAP_MS = 60_000;
const BOTH_WAYS_MS = 2 * SCAN_MS;
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
/** `isFinal: false`: clamscan may know more; where there is none, this stands. */
interface ByDaemon {
  readonly isFinal: boolean;
  readonly result: ScanResult;
}
const final = (result: ScanResult): ByDaemon => ({ isFinal: true, result });
const unless = (result: ScanResult): ByDaemon => ({ isFinal: false, result });
const NO_DAEMON = unless({ kind: 'not-scanned', why: 'no-antivirus', scanner: null, detail: '' });

/** ClamAV: the daemon where one answers, as it has its signatures loaded; clamscan where none does. */
export class LinuxAntivirus implements Antivirus {
  readonly #parts: ClamParts;

  constructor(parts: ClamParts = {}) {
    this.#parts = parts;
  }

  scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    return boundedScan((bound) => this.#scan(path, bound), signal, BOTH_WAYS_MS);
  }

  async #scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    const bytes = await sizeOf(path);
    if (typeof bytes === 'string') return notScanned(bytes, null, '');
    const conf = readClamdConf(this.#parts.confs);
    const byDaemon = conf?.socket ? await this.#byDaemon(conf, conf.socket, path, bytes, signal) : NO_DAEMON;
    return byDaemon.isFinal ? byDaemon.result : this.#byClamscan(conf, path, signal, byDaemon.result);
  }

  async #byDaemon(
    conf: ClamdConf,
    socket: string,
    path: string,
    bytes: number,
    signal: AbortSignal,
  ): Promise<ByDaemon> {
    const said = await askVersion(socket, VERSION_MS, signal);
    if (said.kind === 'no-daemon') return NO_DAEMON;
    if (said.kind !== 'said') return unless(notScanned('failed', null, `clamd: ${said.kind}`));
    const { version, day } = parseVersion(said.text);
    const signaturesOn = day ?? (await newestDatabaseDay(this.#databaseFolder(conf)));
    const scanner: Scanner = { name: 'clamd', version, signaturesOn };
    if (bytes > conf.streamMaxBytes) return unless(notScanned('too-large', scanner, `StreamMaxLength ${conf.file}`));
    const reply = await streamFile(socket, path, SCAN_MS, signal);
    if (reply.kind === 'unreadable') return final(notScanned(whyUnreadable(reply.code), scanner, reply.detail));
    if (reply.kind === 'late') return unless(notScanned('late', scanner, ''));
    if (reply.kind !== 'said') return unless(notScanned('failed', scanner, `clamd: ${reply.detail}`));
    const [, found] = /^stream: (.+) FOUND$/.exec(reply.text) ?? [];
    if (found) return final(resultOf([found], scanner));
    if (reply.text !== 'stream: OK') return unless(notScanned('failed', scanner, `clamd: ${reply.text}`));
    if (conf.namesEncrypted && conf.namesTooLarge) return final({ kind: 'nothing-found', scanner });
    return this.#gaps(conf, path, scanner, signal);
  }

  /** What the daemon, by its settings, calls "OK" without having looked: encrypted, or beyond its limits. */
  async #gaps(conf: ClamdConf, path: string, scanner: Scanner, signal: AbortSignal): Promise<ByDaemon> {
    const folder = await mkdtemp(join(tmpdir(), 'citynet-scan-'));
    try {
      const base = join(folder, 'none.ndb');
      await writeFile(base, GAP_BASE);
      const reply = await clamscan(path, base, conf.limits, GAP_MS, signal, this.#clamscan());
      if (reply.kind === 'scanned') {
        const result = resultOf(reply.names, scanner);
        // Beyond the daemon's limits, not yet beyond clamscan's own.
        return result.kind === 'not-scanned' && result.why === 'too-large' ? unless(result) : final(result);
      }
      const why = reply.kind === 'absent' ? 'failed' : reply.kind;
      return final(notScanned(why, scanner, `clamscan: ${reply.kind}; ${conf.file}: AlertEncrypted, AlertExceedsMax`));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #byClamscan(
    conf: ClamdConf | null,
    path: string,
    signal: AbortSignal,
    whereAbsent: ScanResult,
  ): Promise<ScanResult> {
    const folder = this.#databaseFolder(conf);
    const { run, program } = this.#clamscan();
    const version = await run(program, ['--version'], VERSION_MS, { signal });
    if (version.kind === 'absent') return whereAbsent;
    if (version.kind !== 'ended') return notScanned('failed', null, `${program}: ${version.kind}`);
    const scanner: Scanner = {
      name: 'clamscan',
      version: parseVersion(version.said.split('\n').at(-1) ?? '').version,
      signaturesOn: await newestDatabaseDay(folder),
    };
    const reply = await clamscan(path, folder, [], SCAN_MS, signal, this.#clamscan());
    if (reply.kind === 'scanned') return resultOf(reply.names, scanner);
    if (reply.kind === 'absent') return whereAbsent;
    const detail = reply.kind === 'failed' ? reply.detail : reply.kind === 'no-signatures' ? folder : '';
    return notScanned(reply.kind, scanner, detail);
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
