// The app's switch answering over standard streams, from inside a private network: one JSON line in
// ({ "call", "undo" }), one out. Arguments of the process: interfaces to count as physical.
import { execFile } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createClient } from 'dbus-native';
import { lookAgain, watchCut } from '../../electron/features/incident/verify-cut.ts';
import { platformFor } from '../../electron/platform/for-platform.ts';
import type { CutUndo } from '../../electron/platform/platform.ts';

const { network } = await platformFor(process.platform, { physicalNames: process.argv.slice(2) });
const LOOK_EVERY_MS = 20;
const MOST_MS = 6_000;

/** A bare connection to the bus, with nothing of ours around it: what the cut is measured against. */
const bare = createClient({ busAddress: 'unix:path=/run/dbus/system_bus_socket' });
await bare.getId();

/** The machine's monotonic clock, which the peer shares. */
const askedAtNs = () => String(process.hrtime.bigint());

const answers: Record<string, (undo: CutUndo) => unknown> = {
  links: () => network.links(),
  mayCut: () => network.mayCut(),
  async cut() {
    const startedAtNs = askedAtNs();
    const attempt = await network.cut();
    return { askedAtNs: startedAtNs, attempt };
  },
  async rawCut() {
    const startedAtNs = askedAtNs();
    await bare.invoke({
      destination: 'org.freedesktop.NetworkManager',
      path: '/org/freedesktop/NetworkManager',
      interface: 'org.freedesktop.NetworkManager',
      member: 'Enable',
      signature: 'b',
      body: [false],
    });
    return { askedAtNs: startedAtNs };
  },
  async nmcliCut() {
    const startedAtNs = askedAtNs();
    await promisify(execFile)('nmcli', ['networking', 'off']);
    return { askedAtNs: startedAtNs };
  },
  restore: (undo) => network.restore(undo),
  /** Cuts, watches as the app does, and gives the view when it is no longer checking. */
  async cutAndWatch() {
    let watch = watchCut(network.links());
    const startedAtMs = performance.now();
    const attempt = network.cut();
    for (;;) {
      const sinceAskedMs = performance.now() - startedAtMs;
      const looked = lookAgain(watch, network.links(), sinceAskedMs);
      watch = looked.watch;
      if (looked.view.phase !== 'checking' || sinceAskedMs > MOST_MS)
        return { view: looked.view, sinceAskedMs, attempt: await attempt };
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  },
  /** Mean cost of one look at all links, in microseconds. */
  linksCost() {
    const ROUNDS = 200;
    for (let round = 0; round < ROUNDS; round++) network.links();
    const startedAtMs = performance.now();
    for (let round = 0; round < ROUNDS; round++) network.links();
    return ((performance.now() - startedAtMs) * 1000) / ROUNDS;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { call, undo } = JSON.parse(line) as { call: string; undo: CutUndo };
  process.stdout.write(`${JSON.stringify(await answers[call]?.(undo))}\n`);
}
process.exit(0);
