import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { type CutAsker, startCutAsker, WITHOUT_NET_ADMIN } from './cut-asker.ts';
import { cannotManage, type ManagedNetwork, openManagedNetwork } from './managed-network.ts';
import { type Packets, watchPackets } from './packets.ts';

const ROUNDS = 7;
/** Long enough for a packet that got through after all. */
const LISTEN_AFTER_MS = 150;
const NOTHING = { linksSetDown: [], wirelessLeft: [] };

let managed: ManagedNetwork;
let entry = '';
let packets: Packets;

beforeAll(async () => {
  if (cannotManage) return;
  entry = await bundle('test/system/cut-probe.ts');
  managed = await openManagedNetwork();
  packets = await watchPackets(managed.network);
});
afterAll(async () => {
  await packets?.close();
  await managed?.close();
});

/** Milliseconds from asking to the last packet that the peer saw. Restores afterwards. */
async function measure(asker: CutAsker, cut: () => Promise<{ askedAtNs: string }>): Promise<number> {
  await packets.untilTheyFlow(10_000);
  const { askedAtNs } = await cut();
  await wait(LISTEN_AFTER_MS);
  const { lastNs } = await packets.last(LISTEN_AFTER_MS);
  await asker.restore(NOTHING);
  return Number(lastNs - BigInt(askedAtNs)) / 1e6;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test('nothing gets through after the cut, measured beside the bare request and nmcli in turn', async ({ skip }) => {
  if (cannotManage) skip(cannotManage);
  const warm = startCutAsker(managed.network, entry, ['pc0'], WITHOUT_NET_ADMIN);
  await warm.mayCut();
  const ms: Record<string, number[]> = { raw: [], nmcli: [], ours: [], 'ours, connecting first': [] };
  for (let round = 0; round < ROUNDS; round++) {
    ms.raw?.push(await measure(warm, () => warm.rawCut()));
    ms.nmcli?.push(await measure(warm, () => warm.nmcliCut()));
    ms.ours?.push(await measure(warm, () => warm.cut()));
    // Its library is loaded, its connection is not yet made.
    const cold = startCutAsker(managed.network, entry, ['pc0'], WITHOUT_NET_ADMIN);
    await cold.link('pc0');
    ms['ours, connecting first']?.push(await measure(cold, () => cold.cut()));
    cold.close();
  }
  warm.close();
  for (const [name, values] of Object.entries(ms)) {
    const sorted = values.toSorted((a, b) => a - b);
    console.log(
      `${name}: median ${median(values).toFixed(1)} ms, ${sorted[0]?.toFixed(1)} to ${sorted.at(-1)?.toFixed(1)} ms`,
    );
    expect(values).toHaveLength(ROUNDS);
  }
});
