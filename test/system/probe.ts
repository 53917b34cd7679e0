import { createInterface } from 'node:readline';
import type {
  AdapterCounters,
  AdapterNetworkFacts,
  CounterReading,
  GatewaysAndDns,
  OpenSockets,
  Read,
} from '../../electron/platform/platform.ts';
import type { PrivateNetwork } from './private-network.ts';

/** The app's Linux platform, running inside a private network. */
export interface Probe {
  reading(): Promise<CounterReading>;
  adapter(name: string): Promise<AdapterCounters>;
  /** The adapter once two readings in a row agree: trailing acknowledgements have come in. */
  settled(name: string): Promise<AdapterCounters>;
  networkFacts(): Promise<readonly AdapterNetworkFacts[]>;
  gatewaysAndDns(): Promise<GatewaysAndDns>;
  sockets(): Promise<OpenSockets>;
  close(): void;
}

const SETTLE_MS = 60;

/** `entry` is the bundled platform-probe.ts; `under` a command that runs it with fewer rights. */
export function startProbe(
  network: PrivateNetwork,
  entry: string,
  physicalNames: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  under: readonly string[] = [],
): Probe {
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const [command = process.execPath, ...args] = [...under, process.execPath, entry, ...physicalNames];
  const child = network.start(command, args, { stdio: [...stdio], env });
  if (!child.stdout || !child.stdin) throw new Error('the probe has no streams');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { stdin } = child;

  const ask = async <T>(call: string): Promise<T> => {
    stdin.write(`${JSON.stringify({ call })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the probe ended before it answered ${call}`);
    return JSON.parse(value);
  };
  const read = async <T>(call: string): Promise<T> => {
    const answer = await ask<Read<T>>(call);
    if (!answer.ok) throw new Error(answer.detail);
    return answer.value;
  };
  const reading = () => read<CounterReading>('readCounters');
  const adapter = async (name: string) => {
    const found = (await reading()).adapters.find((one) => one.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return {
    reading,
    adapter,
    async settled(name) {
      for (let before = await adapter(name); ; ) {
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        const now = await adapter(name);
        if (now.rxBytes === before.rxBytes && now.txBytes === before.txBytes) return now;
        before = now;
      }
    },
    networkFacts: () => read('readNetworkFacts'),
    gatewaysAndDns: () => ask('readGatewaysAndDns'),
    sockets: () => read('readSockets'),
    close: () => stdin.end(),
  };
}
