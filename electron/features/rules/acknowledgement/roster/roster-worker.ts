// One more thread that reads, opens and verifies what arrived, beside the one that counts it.
import { parentPort, workerData } from 'node:worker_threads';
import { Unsealer } from '../../../../delivery/unseal.ts';
import { batchReader } from './batch-reader.ts';
import type { WorkerTask } from './worker-readers.ts';

const { folder, identities } = workerData as WorkerTask;
const read = batchReader(folder, identities === null ? null : new Unsealer(identities).open);
parentPort?.on('message', async (files: readonly string[]) => parentPort?.postMessage(await read(files)));
