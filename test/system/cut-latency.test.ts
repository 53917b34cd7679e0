import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { type CutAsker, startCutAsker, WITHOUT_NET_ADMIN } from './cut-asker.ts';
import { cannotManage, type ManagedNetwork, openManagedNetwork } from './managed-network.ts';

const BEACON = fileURLToPath(new URL('beacon.mjs', import.meta.url));
const ROUNDS = 7;
/** Long enough for a packet that got through after all. */
const LISTEN_AFTER_MS = 150;
const NOTHING = { linksSetDown: [], wirelessLeft: [] };

let managed: ManagedNetwork;
let entry = '';
let peer: ChildProcess;
let answers: AsyncIterator<string>;
let sender: ChildProcess;

beforeAll(async () => {
  if (cannotManage) return;
  entry = await bundle('test/system/cut-probe.ts');
  managed = await openManagedNetwork();
  peer = await startOnPeer(managed, [BEACON, 'listen']);
  sender = managed.network.start(process.execPath, [BEACON, 'send', managed.network.peerAddress], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
});
afterAll(async () => {
  sender?.stdin?.end();
  peer?.stdin?.end();
  await managed?.close();
});

async function startOnPeer({ network }: ManagedNetwork, args: readonly string[]): Promise<ChildProcess> {
  const child = network.startOnPeer(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the peer has no streams');
  answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await answers.next();
  return child;
}

async function arrivals(): Promise<{ lastNs: bigint; packets: number }> {
  peer.stdin?.write('now\n');
  const { value } = await answers.next();
  const { lastNs, packets } = JSON.parse(value) as { lastNs: string; packets: number };
  return { lastNs: BigInt(lastNs), packets };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const flows = async () => {
  const { packets } = await arrivals();
  await pause(50);
  return (await arrivals()).packets > packets + 10;
};

/** Milliseconds from asking to the last packet that the peer saw. Restores afterwards. */
async function measure(asker: CutAsker, cut: () => Promise<{ askedAtNs: string }>): Promise<number> {
  await expect.poll(flows, { timeout: 10_000 }).toBe(true);
  const { askedAtNs } = await cut();
  await pause(LISTEN_AFTER_MS);
  const last = await arrivals();
  await pause(LISTEN_AFTER_MS);
  expect((await arrivals()).packets).toBe(last.packets);
  await asker.restore(NOTHING);
  return Number(last.lastNs - BigInt(askedAtNs)) / 1e6;
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
