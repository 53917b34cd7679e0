import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BatchRead, BatchReader } from './batch-reader.ts';

export interface WorkerTask {
  readonly folder: string;
  /** The text of the officer's identity file; null: none was given. */
  readonly identities: string | null;
}

export interface WorkerReaders {
  readonly readers: readonly BatchReader[];
  stop(): Promise<void>;
}

/** Each holds some 40 MB. */
const MOST_WORKERS = 7;

/** One thread for each processor but the one that counts. `path`: the built `roster-worker.js`. */
export function startWorkerReaders(
  path: string,
  task: WorkerTask,
  count = Math.min(availableParallelism() - 1, MOST_WORKERS),
): WorkerReaders {
  const workers = Array.from({ length: count }, () => new Worker(path, { workerData: task }));
  return {
    readers: workers.map(readerOf),
    stop: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

/** Takes one batch at a time; rejects once its thread has ended. */
function readerOf(worker: Worker): BatchReader {
  let ended: Error | null = null;
  let settle: { answer(read: BatchRead): void; fail(error: Error): void } | null = null;
  const end = (error: Error) => {
    ended ??= error;
    settle?.fail(ended);
  };
  worker.on('message', (read: BatchRead) => settle?.answer(read));
  worker.once('error', end);
  worker.once('exit', (code) => end(new Error(`a reading thread ended with ${code}`)));
  return (files) =>
    new Promise((answer, fail) => {
      if (ended) return fail(ended);
      settle = { answer, fail };
      worker.postMessage(files);
    });
}
