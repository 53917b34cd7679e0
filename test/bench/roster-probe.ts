// For a fresh process, Electron as a plain Node: how long a folder of receipts takes to read, verify and count, in milliseconds.
import { readFileSync } from 'node:fs';
// As in the app: schemas are interpreted.
import '../../electron/contract/ipc.ts';
import { Unsealer } from '../../electron/delivery/unseal.ts';
import { rosterOf } from '../../electron/features/rules/acknowledgement/roster/roster.ts';
import { startWorkerReaders } from '../../electron/features/rules/acknowledgement/roster/worker-readers.ts';
import { builtInPack, hashesOf } from '../../electron/features/rules/pack.ts';
import { fileOwners } from '../../electron/platform/linux/file-owners.ts';

const [folder = '', workerPath = '', identity = ''] = process.argv.slice(2);
const pack = await builtInPack();
const startedAtMs = performance.now();
const identities = identity === '' ? null : readFileSync(identity, 'utf8');
const { readers, stop } = startWorkerReaders(workerPath, { folder, identities });
const { rows, problems } = await rosterOf({
  folder,
  open: identities === null ? null : new Unsealer(identities).open,
  helpers: readers,
  ownersOf: fileOwners,
  staff: null,
  asOf: '2026-12-31',
  timeZone: 'Asia/Taipei',
  renewal: null,
  remindDaysBefore: [],
  inForce: { pack, textSha256: hashesOf(pack).text, lastMajor: null },
});
const tookMs = performance.now() - startedAtMs;
await stop();
const valid = rows.filter((row) => row.valid && row.findings.length === 0).length;
// Of this process alone: getrusage counts from before it was this program.
const [, peakKilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
const peakBytes = Number(peakKilobytes) * 1024;
process.stdout.write(JSON.stringify({ tookMs, valid, problems: problems.length, peakBytes }));
