// A process of its own for files of strangers: Electron's utilityProcess in the app, a plain child elsewhere.
import { doWorkerTask } from './do-worker-task.ts';
import type { WorkerAnswer, WorkerProgress } from './worker-task.ts';

const port = process.parentPort;
const say = (message: WorkerAnswer | WorkerProgress) =>
  void (port ? port.postMessage(message) : process.send?.(message));
if (port) port.on('message', async ({ data }) => say(await doWorkerTask(data, say)));
else process.on('message', async (task) => say(await doWorkerTask(task, say)));
