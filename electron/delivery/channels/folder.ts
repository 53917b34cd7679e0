import type { DeliveryReason } from '../../contract/delivery.ts';
import { orAborted } from '../or-aborted.ts';
import { type Access, type Arrival, type Channel, failed, oneLine, type Parcel } from './channel.ts';
import type { FolderAnswer, FolderTask } from './folder-task.ts';

/** A running `folder-worker.ts`: Electron's utilityProcess in the app. */
export interface OwnProcess {
  /** Rejects where the process ends without an answer. One question at a time. */
  ask(task: FolderTask): Promise<FolderAnswer>;
  /** Asks it to end, and does not wait: a call that hangs in the kernel cannot be ended. */
  abandon(): void;
  readonly hasEnded: boolean;
}

export interface FolderParts {
  readonly folder: string;
  /** Set as a share: others read it, so it counts as sent. A folder that the system itself calls one is taken for one. */
  readonly isShare: boolean;
  readonly startProcess: () => OwnProcess;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
/** Each holds a stuck system call; more of them would only wait for the same share. */
const ABANDONED_MAX = 3;

/** Writes each document as one file, whole or not at all, in a process of its own: a share that hangs hangs only that. */
export class FolderChannel implements Channel {
  readonly name = 'folder';
  readonly isOnThisPc: boolean;
  readonly timeoutMs: number;
  private readonly parts: FolderParts;
  private process: OwnProcess | null = null;
  private abandoned: OwnProcess[] = [];

  constructor(parts: FolderParts) {
    this.parts = parts;
    this.isOnThisPc = !parts.isShare;
    this.timeoutMs = parts.timeoutMs ?? TIMEOUT_MS;
  }

  placeFor(): string {
    return this.parts.folder;
  }

  async needsSealing(signal: AbortSignal): Promise<boolean> {
    if (!this.isOnThisPc) return true;
    const answer = await this.ask({ kind: 'where', folder: this.parts.folder }, signal);
    if (answer.kind === 'where') return answer.isElsewhere;
    // Nobody reads in a folder that is not there; of one that does not answer nobody knows.
    return answer.kind !== 'error' || reasonOf(answer.code) !== 'no-folder';
  }

  async deliver(parcel: Parcel, signal: AbortSignal): Promise<Arrival> {
    const { folder } = this.parts;
    const { id, text, sha256, plainSha256 } = parcel;
    const answer = await this.ask({ kind: 'write', folder, id, text, sha256s: [sha256, plainSha256] }, signal);
    if (answer.kind === 'error')
      return failed(reasonOf(answer.code), oneLine(answer.message), mayHaveLeft(answer.code));
    if (answer.kind !== 'written') return failed('differs', folder);
    const base = { kind: 'arrived', detail: '', isFinal: true, serverTimeMs: null } as const;
    if (this.isOnThisPc && !answer.isElsewhere) return { ...base, state: 'saved', reason: null };
    return answer.readBack
      ? { ...base, state: 'received', reason: null }
      : { ...base, state: 'sent', reason: 'no-access' };
  }

  async testAccess(_kind: string, signal: AbortSignal): Promise<Access> {
    const answer = await this.ask({ kind: 'access', folder: this.parts.folder }, signal);
    if (answer.kind === 'access') return answer.access;
    const detail = answer.kind === 'error' ? oneLine(answer.message) : '';
    return { list: 'unknown', read: 'unknown', delete: 'unknown', detail };
  }

  close(): void {
    this.process?.abandon();
    this.process = null;
  }

  private async ask(task: FolderTask, signal: AbortSignal): Promise<FolderAnswer> {
    this.abandoned = this.abandoned.filter(({ hasEnded }) => !hasEnded);
    if (this.abandoned.length >= ABANDONED_MAX)
      return { kind: 'error', code: 'LATE', message: `${ABANDONED_MAX} earlier calls still wait for ${task.folder}` };
    if (!this.process || this.process.hasEnded) this.process = this.parts.startProcess();
    const asked = this.process;
    try {
      signal.throwIfAborted();
      return await orAborted(asked.ask(task), signal);
    } catch (error) {
      this.process = null;
      asked.abandon();
      this.abandoned.push(asked);
      const code = signal.aborted ? 'LATE' : 'UNKNOWN';
      return { kind: 'error', code, message: signal.aborted ? `no answer from ${task.folder}` : String(error) };
    }
  }
}

const REASONS: Readonly<Record<string, DeliveryReason>> = {
  LATE: 'late',
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EROFS: 'no-access',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

function reasonOf(code: string): DeliveryReason {
  return REASONS[code] ?? 'unreachable';
}

/** The folder was not there, or would not have anything written. */
function mayHaveLeft(code: string): boolean {
  return !['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'].includes(code);
}
