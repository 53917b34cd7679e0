// A mail worker that does to its process what a hostile file might: by the file's name.

import { admit } from '../../electron/features/mail/look/admit.ts';
import type { WorkerAnswer, WorkerTask } from '../../electron/features/mail/look/worker-task.ts';

const LOOKED: WorkerAnswer = {
  kind: 'looked',
  type: null,
  findings: [],
  personalData: { kind: 'looked', hits: [], leftOut: [] },
};

async function answer(task: WorkerTask): Promise<unknown> {
  if (task.kind === 'admit') return admit(task);
  if (task.kind !== 'look') throw new Error(`not asked here: ${task.kind}`);
  switch (task.name) {
    case 'hangs':
      for (;;) Math.random();
    case 'eats': {
      const eaten: Buffer[] = [];
      for (;;) {
        eaten.push(Buffer.alloc(10_000_000, eaten.length));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    case 'dies':
      return process.exit(3);
    case 'lies':
      return { kind: 'looked', verdict: 'safe' };
    default:
      return LOOKED;
  }
}

process.parentPort.on('message', async ({ data }) => process.parentPort.postMessage(await answer(data)));
