// A process of its own for files of strangers: Electron's utilityProcess in the app, a plain child elsewhere.
import { doWorkerTask } from './do-worker-task.ts';

const port = process.parentPort;
if (port) port.on('message', async ({ data }) => port.postMessage(await doWorkerTask(data)));
else process.on('message', async (task) => process.send?.(await doWorkerTask(task)));
