import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../electron/dev/run-program.mjs';

const CLAMD = '/usr/sbin/clamd';
const READY_MS = 20_000;

/** Why real ClamAV cannot be run here; null where it can. */
export const lacksClam = (): string | null =>
  existsSync('/usr/bin/clamscan') && existsSync(CLAMD)
    ? null
    : 'ClamAV is absent (Debian packages clamav, clamav-daemon)';

/** The standard test string (eicar.org), in two halves so that this file is not itself a find. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A folder of its own with an offline base that knows one thing, and the real clamd on a socket beside it. */
export interface ClamPc {
  readonly folder: string;
  readonly database: string;
  readonly emptyDatabase: string;
  readonly socket: string;
  /** Writes a clamd.conf for that socket. */
  conf(name: string, lines: readonly string[]): string;
  /** Dates the base, as a day of 2026 or earlier: `05 Nov 2026`. */
  date(day: string): void;
  startDaemon(conf: string): Promise<ChildProcess>;
  close(): void;
}

export async function openClamPc(): Promise<ClamPc> {
  const folder = mkdtempSync(join(tmpdir(), 'citynet-clam-'));
  // Everybody may come in: an ordinary user scans here, too.
  chmodSync(folder, 0o755);
  const [database, emptyDatabase, making] = ['base', 'empty', 'making'].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  }) as [string, string, string];
  writeFileSync(join(making, 'citynet.ndb'), `Test.EICAR:0:0:${Buffer.from(EICAR).toString('hex')}\n`);
  writeFileSync(join(making, 'COPYING'), 'A base for tests.\n');
  const base = join(database, 'citynet.cud');
  const built = await runProgram('sigtool', ['--build=citynet.cud', '--unsigned', '--cvd-version=1'], {
    cwd: making,
    env: { ...process.env, SIGNDUSER: 'test' },
  });
  if (built.code !== 0) throw new Error(`sigtool: ${built.said}`);
  writeFileSync(base, readFileSync(join(making, 'citynet.cud')));
  const socket = join(folder, 'clamd.sock');
  const daemons: ChildProcess[] = [];
  return {
    folder,
    database,
    emptyDatabase,
    socket,
    conf(name, lines) {
      const file = join(folder, name);
      writeFileSync(
        file,
        [`LocalSocket ${socket}`, `DatabaseDirectory ${database}`, 'Foreground yes', ...lines, ''].join('\n'),
      );
      return file;
    },
    date(day) {
      const bytes = readFileSync(base);
      bytes.write(day.padStart(11, '0'), 'ClamAV-VDB:'.length, 'latin1');
      writeFileSync(base, bytes);
    },
    async startDaemon(conf) {
      const daemon = spawn(CLAMD, ['-c', conf], { stdio: 'ignore' });
      daemons.push(daemon);
      const givenUpAtMs = performance.now() + READY_MS;
      while (!existsSync(socket)) {
        if (performance.now() > givenUpAtMs || daemon.exitCode !== null) throw new Error('clamd did not start');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return daemon;
    },
    close() {
      for (const daemon of daemons) daemon.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the daemon as a crash would, and waits for it. */
export async function killDaemon(daemon: ChildProcess, socket: string): Promise<void> {
  if (daemon.exitCode === null && daemon.signalCode === null) {
    daemon.kill('SIGKILL');
    await once(daemon, 'exit');
  }
  rmSync(socket, { force: true });
}
