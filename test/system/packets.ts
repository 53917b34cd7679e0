import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PrivateNetwork } from './private-network.ts';

const BEACON = fileURLToPath(new URL('beacon.mjs', import.meta.url));
const LOOK_EVERY_MS = 50;
const FLOW_WITHIN_MS = 5000;
/** A packet leaves every millisecond: of 50, ten at least must come. */
const FLOWING_PACKETS = 10;

export interface Arrivals {
  /** The machine's monotonic clock, as process.hrtime.bigint() reads it. */
  readonly lastNs: bigint;
  readonly packets: number;
}

/** A packet a millisecond from the PC, and what the peer saw of them. */
export interface Packets {
  arrivals(): Promise<Arrivals>;
  flow(): Promise<boolean>;
  /** Resolves once packets arrive: on a busy PC a stretch may pass without. Rejects after `withinMs`; 5 s if not given. */
  untilTheyFlow(withinMs?: number): Promise<void>;
  /** The last that came. Rejects where one more arrives within `listenMs`. */
  last(listenMs: number): Promise<Arrivals>;
  close(): Promise<void>;
}

export async function watchPackets(network: PrivateNetwork, to = network.peerAddress): Promise<Packets> {
  const listener = network.startOnPeer(process.execPath, [BEACON, 'listen'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const sender = network.start(process.execPath, [BEACON, 'send', to], { stdio: ['pipe', 'ignore', 'inherit'] });
  const { stdin, stdout } = listener;
  if (!stdin || !stdout) throw new Error('the peer has no streams');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  await lines.next();

  const arrivals = async (): Promise<Arrivals> => {
    stdin.write('now\n');
    const { value } = await lines.next();
    const { lastNs, packets } = JSON.parse(value) as { lastNs: string; packets: number };
    return { lastNs: BigInt(lastNs), packets };
  };
  const flow = async () => {
    const { packets } = await arrivals();
    await wait(LOOK_EVERY_MS);
    return (await arrivals()).packets > packets + FLOWING_PACKETS;
  };
  return {
    arrivals,
    flow,
    async untilTheyFlow(withinMs = FLOW_WITHIN_MS) {
      for (const givenUpAtMs = performance.now() + withinMs; !(await flow()); )
        if (performance.now() > givenUpAtMs) throw new Error(`no packets within ${withinMs} ms`);
    },
    async last(listenMs) {
      const before = await arrivals();
      await wait(listenMs);
      const after = await arrivals();
      if (after.packets !== before.packets)
        throw new Error(`${after.packets - before.packets} packets came in ${listenMs} ms`);
      return after;
    },
    async close() {
      for (const child of [sender, listener]) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, 'exit');
        child.stdin?.end();
        await ended;
      }
    },
  };
}
