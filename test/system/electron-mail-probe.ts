// An Electron without a window that checks files as the app does, with the worker that it is given.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { app } from 'electron';
import { MailCheckView } from '../../electron/contract/mail.ts';
import { MailSettings } from '../../electron/contract/settings.ts';
import { MailCheck } from '../../electron/features/mail/check/mail-check.ts';
import type { MailWorker } from '../../electron/features/mail/check/ports.ts';
import { MailProcess } from '../../electron/shell/mail-process.ts';

/** JSON: the paths, or where they stand, for they can be many. */
const filesOf = (given: string): string[] => JSON.parse(given.startsWith('[') ? given : readFileSync(given, 'utf8'));

const { PROBE_WORKER = '', PROBE_FILES = '[]', PROBE_TIMEOUT_MS = '0', PROBE_CANCEL_AFTER_MS = '0' } = process.env;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const workers = () => app.getAppMetrics().filter(({ serviceName }) => serviceName === 'node.mojom.NodeService');

await app.whenReady();
const worker = new MailProcess(PROBE_WORKER, { maxMemoryBytes: 400_000_000, watchEveryMs: 50 });
const timeoutMs = Number(PROBE_TIMEOUT_MS);
const bounded: MailWorker = {
  ask: (task, ms, signal, tell) => worker.ask(task, timeoutMs > 0 ? timeoutMs : ms, signal, tell),
  close: () => worker.close(),
};
const settings = MailSettings.parse({});
const scanner = {
  scan: async () => ({ kind: 'not-scanned', why: 'no-antivirus', scanner: null, detail: '' }) as const,
};
const log: string[] = [];
const check = new MailCheck({ scanner, worker: bounded, settings: () => settings, log: (line) => log.push(line) });
let told = 0;
check.onChange((view) => {
  // As sending it to the page does.
  structuredClone(MailCheckView.parse(view));
  told++;
});
let mostBytes = 0;
const watch = setInterval(() => {
  mostBytes = Math.max(mostBytes, ...workers().map(({ memory }) => memory.workingSetSize * 1024));
}, 25);
await pause(500);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const startedMs = performance.now();
const taken = check.take(filesOf(PROBE_FILES));
if (Number(PROBE_CANCEL_AFTER_MS) > 0) {
  await taken;
  await pause(Number(PROBE_CANCEL_AFTER_MS));
  check.cancel();
}
await taken;
while (check.view().progress) await pause(20);
const tookMs = performance.now() - startedMs;
delay.disable();
clearInterval(watch);
await pause(300);
const view = check.view();
const { leftOut, size } = view;
// Of many, how they ended is enough.
const files = view.files.slice(0, 20);
const notDone = view.files.filter(({ state }) => state !== 'done').length;
const longestBlockMs = delay.max / 1e6;
const electron = process.versions.electron;
console.log(
  `PROBE ${JSON.stringify({ files, notDone, leftOut, size, told, log, tookMs, longestBlockMs, mostBytes, workers: workers().length, electron })}`,
);
check.close();
app.exit(0);
