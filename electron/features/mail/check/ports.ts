import type { ScanResult } from '../../../contract/mail.ts';
import type { MailSettings } from '../../../contract/settings.ts';
import type { WorkerAnswer, WorkerTask } from '../look/worker-task.ts';

/** An antivirus on this PC. Never rejects: what went wrong is a `not-scanned` with its reason, `stopped` once aborted. */
export interface Scanner {
  /** `path`: absolute, a regular file when it was taken. */
  scan(path: string, signal: AbortSignal): Promise<ScanResult>;
}

/** Why the mail worker gave no answer; its process was ended and the next task gets a new one. */
export interface WorkerEnded {
  readonly kind: 'ended';
  /** `late`, `too-much-memory`: ended by us at a bound. `died`: by itself. `stopped`: the signal was aborted. */
  readonly why: 'late' | 'too-much-memory' | 'died' | 'stopped';
}

/** A mail worker in a process of its own, bounded in time and memory (electron/shell/mail-process.ts). One task at a time. */
export interface MailWorker {
  /**
   * Never rejects. `timeoutMs` is the parent's own bound, beyond whatever the task itself says. `tell` hears how many
   * bytes are done, where the task is one that says so.
   */
  ask(
    task: WorkerTask,
    timeoutMs: number,
    signal: AbortSignal,
    tell?: (bytesDone: number) => void,
  ): Promise<WorkerAnswer | WorkerEnded>;
  /** Ends the process, where one runs. */
  close(): void;
}

/** What the check needs of the world. */
export interface MailCheckParts {
  readonly scanner: Scanner;
  readonly worker: MailWorker;
  readonly settings: () => MailSettings;
  readonly log: (line: string) => void;
}
