import { app, utilityProcess } from 'electron';
import type { MailWorker, WorkerEnded } from '../features/mail/check/ports.ts';
import { WorkerAnswer, WorkerProgress, type WorkerTask } from '../features/mail/look/worker-task.ts';

export interface MailProcessBounds {
  /** Of the process's working set. V8's own limits do not hold in a utility process. */
  readonly maxMemoryBytes: number;
  readonly watchEveryMs: number;
}

const BOUNDS: MailProcessBounds = { maxMemoryBytes: 600_000_000, watchEveryMs: 100 };
/** What is stuck in a system call ends only with it; more of them would wait for the same share. */
const ABANDONED_MAX = 3;
/** Then it is ended: it holds some 60 MB. */
const IDLE_MS = 30_000;

type Reply = WorkerAnswer | WorkerEnded;
type Tell = (bytesDone: number) => void;

/** The built `mail-worker.js` in a process of its own: begun with the first task, ended and begun anew at a bound. */
export class MailProcess implements MailWorker {
  private readonly workerPath: string;
  private readonly bounds: MailProcessBounds;
  private running: RunningWorker | null = null;
  private abandoned: RunningWorker[] = [];
  private work: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;

  constructor(workerPath: string, bounds: MailProcessBounds = BOUNDS) {
    this.workerPath = workerPath;
    this.bounds = bounds;
  }

  ask(task: WorkerTask, timeoutMs: number, signal: AbortSignal, tell: Tell = () => {}): Promise<Reply> {
    const reply = this.work.then(() => this.askNow(task, timeoutMs, signal, tell));
    this.work = reply;
    return reply;
  }

  close(): void {
    clearTimeout(this.idle);
    this.running?.end();
    this.running = null;
  }

  private async askNow(task: WorkerTask, timeoutMs: number, signal: AbortSignal, tell: Tell): Promise<Reply> {
    if (signal.aborted) return { kind: 'ended', why: 'stopped' };
    clearTimeout(this.idle);
    this.abandoned = this.abandoned.filter(({ hasEnded }) => !hasEnded);
    if (this.abandoned.length >= ABANDONED_MAX) return { kind: 'ended', why: 'late' };
    if (!this.running || this.running.hasEnded) this.running = new RunningWorker(this.workerPath);
    const worker = this.running;
    const reply = await this.bounded(worker, task, timeoutMs, signal, tell);
    // What an earlier file left in memory must not be laid to the next one's charge.
    if (reply.kind === 'ended' || worker.memoryBytes() > this.bounds.maxMemoryBytes / 2) {
      this.close();
      if (!worker.hasEnded) this.abandoned.push(worker);
    } else this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
    return reply;
  }

  private bounded(
    worker: RunningWorker,
    task: WorkerTask,
    timeoutMs: number,
    signal: AbortSignal,
    tell: Tell,
  ): Promise<Reply> {
    return new Promise((resolve) => {
      const settle = (reply: Reply) => {
        clearTimeout(late);
        clearInterval(watch);
        signal.removeEventListener('abort', stop);
        resolve(reply);
      };
      const end = (why: WorkerEnded['why']) => settle({ kind: 'ended', why });
      const stop = () => end('stopped');
      const late = setTimeout(() => end('late'), timeoutMs);
      const watch = setInterval(() => {
        if (worker.memoryBytes() > this.bounds.maxMemoryBytes) end('too-much-memory');
      }, this.bounds.watchEveryMs);
      signal.addEventListener('abort', stop, { once: true });
      worker.ask(task, tell).then(settle, () => end('died'));
    });
  }
}

class RunningWorker {
  hasEnded = false;
  private readonly child: Electron.UtilityProcess;
  private waiting: { answer(value: WorkerAnswer): void; end(error: Error): void; tell: Tell } | null = null;

  constructor(workerPath: string) {
    this.child = utilityProcess.fork(workerPath, [], { serviceName: 'CityNet Desk mail', stdio: 'ignore' });
    this.child.on('message', (message: unknown) => {
      const progress = WorkerProgress.safeParse(message);
      if (progress.success) return this.waiting?.tell(progress.data.bytesDone);
      const parsed = WorkerAnswer.safeParse(message);
      if (parsed.success) this.waiting?.answer(parsed.data);
      else this.waiting?.end(parsed.error);
    });
    this.child.once('exit', (code) => {
      this.hasEnded = true;
      this.waiting?.end(new Error(`the process for mail ended with ${code}`));
    });
  }

  /** Rejects where the process ends without an answer, or answers what its schema does not know. */
  ask(task: WorkerTask, tell: Tell): Promise<WorkerAnswer> {
    return new Promise((answer, end) => {
      if (this.hasEnded) return end(new Error('the process for mail has ended'));
      this.waiting = { answer, end, tell };
      this.child.postMessage(task);
    });
  }

  /** 0 before it runs, and where the system does not say. */
  memoryBytes(): number {
    const own = app.getAppMetrics().find(({ pid }) => pid === this.child.pid);
    return (own?.memory.workingSetSize ?? 0) * 1024;
  }

  end(): void {
    this.child.kill();
  }
}
