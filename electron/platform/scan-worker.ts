// A process of its own for the antivirus: Electron's utilityProcess in the app, a plain child elsewhere. What it stats,
// streams and starts may lie on a share that hangs.
import type { ScanResult } from '../contract/mail.ts';
import { antivirusFor } from './for-platform.ts';
import type { ScanTask } from './scan-task.ts';

const antivirus = antivirusFor();
let stopping = new AbortController();

async function answerTo(task: ScanTask): Promise<ScanResult | null> {
  if (task.kind === 'stop') {
    stopping.abort();
    return null;
  }
  stopping = new AbortController();
  return (await antivirus).scan(task.path, stopping.signal);
}

const port = process.parentPort;
async function hear(task: ScanTask): Promise<void> {
  const answer = await answerTo(task);
  if (answer === null) return;
  if (port) port.postMessage(answer);
  else process.send?.(answer);
}
if (port) port.on('message', ({ data }) => void hear(data as ScanTask));
else process.on('message', (task) => void hear(task as ScanTask));
