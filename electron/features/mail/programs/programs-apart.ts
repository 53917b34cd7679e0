import { ProgramsView } from '../../../contract/mail-program.ts';

/** A running `programs-worker.ts`: Electron's utilityProcess in the app. */
export interface ReadingProcess {
  /** Rejects where the process ends without an answer. */
  ask(task: 'read'): Promise<unknown>;
  /** Asks it to end, and does not wait: a call that hangs in the kernel cannot be ended. */
  abandon(): void;
  readonly hasEnded: boolean;
}

const TIMEOUT_MS = 20_000;

/** Reads the mail programs in a process of its own, one reading at a time: a profile on a share that hangs holds up no other. */
export class ProgramsApart {
  private readonly startProcess: () => ReadingProcess;
  private readonly timeoutMs: number;
  private reading: Promise<ProgramsView> | null = null;
  private stuck: ReadingProcess | null = null;

  constructor(startProcess: () => ReadingProcess, timeoutMs = TIMEOUT_MS) {
    this.startProcess = startProcess;
    this.timeoutMs = timeoutMs;
  }

  /** Whoever asks meanwhile gets the same answer. Rejects where there is none in time. */
  read(): Promise<ProgramsView> {
    this.reading ??= this.readAnew().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async readAnew(): Promise<ProgramsView> {
    if (this.stuck?.hasEnded === false) throw new Error('the last reading of the mail programs still hangs');
    const reader = this.startProcess();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.stuck = reader;
        reject(new Error('the mail programs were not read in time'));
      }, this.timeoutMs);
    });
    try {
      return ProgramsView.parse(await Promise.race([reader.ask('read'), late]));
    } finally {
      clearTimeout(timer);
      reader.abandon();
    }
  }
}
