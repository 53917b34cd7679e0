// For a fresh process of plain Node: how long an outbox takes to be taken up, and then each view of it, in milliseconds;
// beside it what the same lines take to be read and parsed at all.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import '../../electron/contract/ipc.ts';
import { DeliverySettings } from '../../electron/contract/settings.ts';
import { Delivery } from '../../electron/delivery/delivery.ts';
import { deliveryView } from '../../electron/delivery/handlers.ts';

const [folder = '', place = ''] = process.argv.slice(2);
const VIEWS = 21;
const LOOP_RESOLUTION_MS = 1;

const settings = {
  delivery: DeliverySettings.parse({ http: [{ kind: '*', put: place, read: place }] }),
  caFile: null,
  timeZone: 'Asia/Taipei',
};
const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
loop.enable();
await new Promise((resolve) => setTimeout(resolve, 20));
loop.reset();
const startedAtMs = performance.now();
const delivery = new Delivery({
  folder,
  settings: () => settings,
  ports: {
    // Nobody answers: what is measured is this process alone.
    fetch: () => new Promise(() => {}),
    account: 'staff',
    startFolderProcess: () => {
      throw new Error('no folder is set');
    },
    composeMail: () => ({ subject: '', text: '' }),
  },
});
await delivery.start();
const tookMs = performance.now() - startedAtMs;
await new Promise((resolve) => setTimeout(resolve, 20));
loop.disable();
const worstBlockMs = loop.max / 1e6;
const views: number[] = [];
let total = 0;
for (let at = 0; at < VIEWS; at++) {
  const askedAtMs = performance.now();
  ({ total } = deliveryView(delivery));
  views.push(performance.now() - askedAtMs);
}
views.sort((one, other) => one - other);
const parsedFromMs = performance.now();
const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
const parsed = lines.map((line) => JSON.parse(line));
const parseMs = performance.now() - parsedFromMs;
if (parsed.length < total) throw new Error(`${parsed.length} lines for ${total} documents`);
const viewMs = views[Math.floor(VIEWS / 2)];
process.stdout.write(JSON.stringify({ tookMs, worstBlockMs, total, viewMs, parseMs }));
process.exit(0);
