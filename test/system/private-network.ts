import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A PC on a network of its own: a network namespace with the interface `pc0` (198.51.100.1, 2001:db8:51::1), and a
 * peer beyond it (198.51.100.2, 2001:db8:51::2) that sends or takes any number of bytes. Nothing reaches the real
 * network. Needs no root: gate on `unshare -Urnm true`.
 *
 *     const network = await openPrivateNetwork();
 *     await network.download(50_000_000);                    // the peer sends, pc0 receives
 *     await network.run('ip', ['link', 'set', 'pc0', 'down']);
 *     const app = network.start(electron, ['.'], { env: { ...process.env, CITYNET_PHYSICAL: 'pc0' } });
 *     await network.close();
 *
 * Whatever is to see `pc0` is started with `run` or `start`. /proc/net/dev and /sys show the namespace there; a veth
 * has no hardware, so the app counts it only when told to (`physicalNames`). File sockets (an X server's, a bus's)
 * work across namespaces; abstract ones and TCP do not, so whoever talks to the app by TCP (Playwright, a debugger)
 * must be started inside too: `network.start(process.execPath, [playwrightCli, 'test', …])`.
 */
export interface PrivateNetwork {
  /** Processes that hold the PC's and the peer's namespaces, for nsenter(1). */
  readonly pid: number;
  readonly peerPid: number;
  readonly peerAddress: string;
  /** Runs a program in the PC's namespace to its end. Rejects with its words where it does not exit with 0. */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
  /** The same on the peer's side. */
  runOnPeer(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
  /** Starts a program in the PC's namespace. `close` ends it, with whatever it has started there in its turn. */
  start(command: string, args: readonly string[], options?: StartOptions): ChildProcess;
  /** The same on the peer's side. */
  startOnPeer(command: string, args: readonly string[], options?: StartOptions): ChildProcess;
  /** Bytes of TCP payload that the PC receives; resolves when it has them all. */
  download(bytes: number): Promise<void>;
  /** Bytes of TCP payload that the PC sends; resolves when the peer has them all. */
  upload(bytes: number): Promise<void>;
  /**
   * Makes pc0, with addresses and a default route, joined to the peer. `openPrivateNetwork` has done it once; again
   * after a test deleted pc0, if need be under the same index.
   */
  plugIn(options?: { ifindex?: number }): Promise<void>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}
export interface StartOptions extends RunOptions {
  readonly stdio?: import('node:child_process').StdioOptions;
}

const PEER_ADDRESS = '198.51.100.2';
const TRAFFIC = fileURLToPath(new URL('traffic.mjs', import.meta.url));
const RUN_TIMEOUT_MS = 60_000;

// A fresh sysfs shows the new namespace's interfaces; the inherited one would show the host's.
const HOLD = `mount --make-rprivate / && mount -t sysfs -o ro sysfs /sys && ip link set lo up && echo ready && exec cat >/dev/null`;

/**
 * Rejects with what the system said where it refuses a namespace. Within, only root exists, unless `accounts` is
 * `all`: then every account of this machine does, which needs root.
 */
export async function openPrivateNetwork(accounts: 'one' | 'all' = 'one'): Promise<PrivateNetwork> {
  const userNamespace = accounts === 'one';
  const holder = spawn('unshare', [userNamespace ? '-Urnm' : '-nm', 'sh', '-c', HOLD], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await said(holder, 'ready');
  const pid = holder.pid ?? 0;
  const doors = userNamespace ? ['-m', '-n', '-U', '--preserve-credentials'] : ['-m', '-n'];
  const peer = spawn('nsenter', entering(doors, pid, {}, 'unshare', ['-n', process.execPath, TRAFFIC, 'serve']), {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await said(peer, 'serving');
  const peerPid = peer.pid ?? 0;
  const network = networkBetween(doors, pid, peerPid, async () => {
    killAllOn([pid, peerPid]);
    for (const child of [peer, holder]) {
      if (child.exitCode !== null) continue;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    }
  });
  await network.plugIn();
  return network;
}

/** What a process started on a private network must be told of it, to use it as its own. */
export function membershipOf({ pid, peerPid, peerAddress }: PrivateNetwork): Readonly<Record<string, string>> {
  return { CITYNET_TEST_PEER: peerAddress, CITYNET_TEST_NETWORK: `${pid},${peerPid}` };
}

/** The private network that this very process was started on. Its `close` leaves it as it is: another one opened it. */
export function joinedNetwork(): PrivateNetwork {
  const [pid = 0, peerPid = 0] = (process.env.CITYNET_TEST_NETWORK ?? '').split(',').map(Number);
  if (!(pid > 0 && peerPid > 0)) throw new Error('this process was not started on a private network');
  // Its user namespace is this process's own, which cannot be entered a second time.
  return networkBetween(['-m', '-n'], pid, peerPid, async () => {});
}

function entering(
  doors: readonly string[],
  target: number,
  { cwd = process.cwd() }: RunOptions,
  command: string,
  args: readonly string[],
): string[] {
  // Entering a mount namespace leaves one at its root.
  return ['-t', String(target), ...doors, '--', 'sh', '-c', 'cd "$0" && exec "$@"', cwd, command, ...args];
}

function networkBetween(
  doors: readonly string[],
  pid: number,
  peerPid: number,
  close: () => Promise<void>,
): PrivateNetwork {
  const start = (target: number, command: string, args: readonly string[], options: StartOptions = {}) =>
    spawn('nsenter', entering(doors, target, options, command, args), {
      env: options.env ?? process.env,
      stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
    });
  const run = async (target: number, command: string, args: readonly string[], options: RunOptions = {}) =>
    finished(
      start(target, command, args, options),
      `${command} ${args.join(' ')}`,
      options.timeoutMs ?? RUN_TIMEOUT_MS,
    );
  const traffic = (...args: string[]) => run(pid, process.execPath, [TRAFFIC, ...args, PEER_ADDRESS]);

  return {
    pid,
    peerPid,
    peerAddress: PEER_ADDRESS,
    run: (command, args, options) => run(pid, command, args, options),
    runOnPeer: (command, args, options) => run(peerPid, command, args, options),
    start: (command, args, options) => start(pid, command, args, options),
    startOnPeer: (command, args, options) => start(peerPid, command, args, options),
    download: async (bytes) => void (await traffic('download', String(bytes))),
    upload: async (bytes) => void (await traffic('upload', String(bytes))),
    async plugIn({ ifindex } = {}) {
      const index = ifindex === undefined ? [] : ['index', String(ifindex)];
      const pair = ['type', 'veth', 'peer', 'name', 'lan0', 'netns', String(peerPid)];
      await run(pid, 'ip', ['link', 'add', 'pc0', ...index, ...pair]);
      await run(peerPid, 'sh', ['-ec', addressScript('lan0', PEER_ADDRESS, '2001:db8:51::2')]);
      await run(pid, 'sh', ['-ec', addressScript('pc0', '198.51.100.1', '2001:db8:51::1')]);
      await run(pid, 'ip', ['route', 'add', 'default', 'via', PEER_ADDRESS]);
    },
    close,
  };
}

/** No duplicate detection, so that an address is there at once; and IPv6 ones stay, as IPv4's do, when the link goes down. */
function addressScript(name: string, ipv4: string, ipv6: string): string {
  return `echo 1 > /proc/sys/net/ipv6/conf/all/keep_addr_on_down
ip link set lo up
ip addr add ${ipv4}/24 dev ${name}
ip -6 addr add ${ipv6}/64 dev ${name} nodad
ip link set ${name} up`;
}

/** Kills what still runs in the networks of these processes, but not the processes themselves. */
function killAllOn(holders: readonly number[]): void {
  const networks = new Set(holders.map(networkOf).filter((network) => network !== null));
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!(pid > 0) || holders.includes(pid) || !networks.has(networkOf(pid) ?? '')) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** Null for a process that has ended, or that belongs to somebody else. */
function networkOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return null;
  }
}

/** Resolves when a child has written a line with `word`; rejects with its errors where it ends before. */
async function said(child: ChildProcess, word: string): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(word)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before "${word}": ${errors}`)));
  });
}

async function finished(child: ChildProcess, what: string, timeoutMs: number): Promise<string> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${what} ended with ${code ?? signal}: ${errors || output}`);
  return output;
}
