// The app's switch answering over standard streams, from inside a private network: one JSON line in
// ({ "call", "undo" }), one out. Arguments of the process: interfaces to count as physical.
import { createInterface } from 'node:readline';
import { lookAgain, watchCut } from '../../electron/features/incident/verify-cut.ts';
import { platformFor } from '../../electron/platform/for-platform.ts';
import type { CutUndo } from '../../electron/platform/platform.ts';

const { network } = await platformFor(process.platform, { physicalNames: process.argv.slice(2) });
const LOOK_EVERY_MS = 20;
const MOST_MS = 6_000;

/** Wall-clock times are for comparing with the peer's, on the same machine's clock. */
const answers: Record<string, (undo: CutUndo) => unknown> = {
  links: () => network.links(),
  mayCut: () => network.mayCut(),
  async cut() {
    const askedAtMs = performance.timeOrigin + performance.now();
    const attempt = await network.cut();
    return { askedAtMs, attempt };
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
