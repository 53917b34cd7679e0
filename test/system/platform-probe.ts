// A real platform answering over standard streams, so that a test outside a namespace can look from inside:
// one JSON line in ({ "call", "args" }), one JSON line out. Arguments of the process: interfaces to count.
import { createInterface } from 'node:readline';
import { platformFor } from '../../electron/platform/for-platform.ts';

const platform = await platformFor(process.platform, { physicalNames: process.argv.slice(2) });

const answers: Record<string, (args: number) => unknown> = {
  readCounters: () => platform.readCounters(),
  readNetworkFacts: () => platform.readNetworkFacts(),
  /** Mean cost of one reading in microseconds, after `args` readings to warm up. */
  cost: (rounds) => {
    for (let round = 0; round < rounds; round++) platform.readCounters();
    const startedAtMs = performance.now();
    for (let round = 0; round < rounds; round++) platform.readCounters();
    return ((performance.now() - startedAtMs) * 1000) / rounds;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { call, args } = JSON.parse(line) as { call: string; args: number };
  process.stdout.write(`${JSON.stringify(answers[call]?.(args))}\n`);
}
