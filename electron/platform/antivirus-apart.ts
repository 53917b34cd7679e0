import { ScanResult } from '../contract/mail.ts';
import { boundedScan } from './bounded-scan.ts';
import type { Antivirus } from './platform.ts';
import type { ScanTask } from './scan-task.ts';

/** A running `scan-worker.ts`: Electron's utilityProcess in the app. */
export interface ScanningProcess {
  /** Rejects where the process ends without an answer. One scan at a time. */
  ask(task: ScanTask): Promise<unknown>;
  say(word: ScanTask): void;
  /** Asks it to end, and does not wait: a call that hangs in the kernel cannot be ended. */
  abandon(): void;
  readonly hasEnded: boolean;
}

export interface ApartBounds {
  /** Beyond the antivirus's own bounds, for a process that does not answer at all. */
  readonly timeoutMs: number;
  /** For ending what it has started, once it is told to stop. */
  readonly graceMs: number;
  readonly idleMs: number;
}

const BOUNDS: ApartBounds = { timeoutMs: 7 * 60_000, graceMs: 2_000, idleMs: 30_000 };
/** Each holds a stuck system call; more of them would only wait for the same share. */
const ABANDONED_MAX = 3;

/** The antivirus in a process of its own: a file on a share that hangs holds up nothing of the app. */
export class AntivirusApart implements Antivirus {
  private readonly startProcess: () => ScanningProcess;
  private readonly bounds: ApartBounds;
  private idle: ScanningProcess | null = null;
  private idleTimer: NodeJS.Timeout | undefined;
  private abandoned: ScanningProcess[] = [];

  constructor(startProcess: () => ScanningProcess, bounds = BOUNDS) {
    this.startProcess = startProcess;
    this.bounds = bounds;
  }

  scan(path: string, signal: AbortSignal): Promise<ScanResult> {
    return boundedScan((bound) => this.scanBy(this.freeProcess(), path, bound), signal, this.bounds.timeoutMs);
  }

  close(): void {
    clearTimeout(this.idleTimer);
    this.idle?.abandon();
    this.idle = null;
  }

  private freeProcess(): ScanningProcess | null {
    clearTimeout(this.idleTimer);
    this.abandoned = this.abandoned.filter(({ hasEnded }) => !hasEnded);
    const free = this.idle?.hasEnded ? null : this.idle;
    this.idle = null;
    return free ?? (this.abandoned.length < ABANDONED_MAX ? this.startProcess() : null);
  }

  private async scanBy(scanning: ScanningProcess | null, path: string, bound: AbortSignal): Promise<ScanResult> {
    if (!scanning) return { kind: 'not-scanned', why: 'late', scanner: null, detail: '' };
    let late: NodeJS.Timeout | undefined;
    const stop = () => {
      scanning.say({ kind: 'stop' });
      late = setTimeout(() => this.leave(scanning), this.bounds.graceMs);
    };
    bound.addEventListener('abort', stop, { once: true });
    try {
      const result = ScanResult.parse(await scanning.ask({ kind: 'scan', path }));
      const isStuck = bound.aborted || (result.kind === 'not-scanned' && result.why === 'late');
      if (isStuck) this.leave(scanning);
      else this.keep(scanning);
      return result;
    } catch (error) {
      this.leave(scanning);
      throw error;
    } finally {
      clearTimeout(late);
      bound.removeEventListener('abort', stop);
    }
  }

  /** A call of its may still be waiting for the file. */
  private leave(scanning: ScanningProcess): void {
    if (this.abandoned.includes(scanning)) return;
    scanning.abandon();
    this.abandoned.push(scanning);
  }

  private keep(scanning: ScanningProcess): void {
    this.close();
    this.idle = scanning;
    this.idleTimer = setTimeout(() => this.close(), this.bounds.idleMs).unref();
  }
}
