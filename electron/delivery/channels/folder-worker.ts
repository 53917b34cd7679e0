// A process of its own for folders that may hang: Electron's utilityProcess in the app, a plain child elsewhere.
import { doFolderTask, type FolderTask } from './folder-task.ts';

const port = process.parentPort;
if (port) port.on('message', async ({ data }) => port.postMessage(await doFolderTask(data as FolderTask)));
else process.on('message', async (task) => process.send?.(await doFolderTask(task as FolderTask)));
