// A real platform answering over standard streams, so that a test outside a namespace can look from inside:
// one JSON line in ({ "call" }), one JSON line out. Arguments of the process: interfaces to count.
import { createInterface } from 'node:readline';
import { platformFor } from '../../electron/platform/for-platform.ts';

const platform = await platformFor(process.platform, { physicalNames: process.argv.slice(2) });

const answers: Record<string, () => unknown> = {
  readCounters: () => platform.readCounters(),
  readNetworkFacts: () => platform.readNetworkFacts(),
  readGatewaysAndDns: () => platform.readGatewaysAndDns(),
  readSockets: () => platform.readSockets(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { call } = JSON.parse(line) as { call: string };
  process.stdout.write(`${JSON.stringify(await answers[call]?.())}\n`);
}
