import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { openPrivateNetwork, type PrivateNetwork } from './private-network.ts';

/**
 * A private network whose pc0 a real NetworkManager manages, over a system bus of its own, and whose `wild0`
 * (203.0.113.1, the peer is 203.0.113.2) it is told to leave alone. Nothing outside is touched: /run and the
 * service's folders are empty ones of the namespace.
 */
export interface ManagedNetwork {
  readonly network: PrivateNetwork;
  /** The second address of the peer, reached over wild0. */
  readonly wildAddress: string;
  /** Adds the interface that NetworkManager leaves alone, and that has an address of its own. */
  plugInUnmanaged(): Promise<void>;
  /** To the service and to it alone: SIGSTOP, SIGCONT, SIGKILL. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** Starts the service (again) and waits until it answers. */
  start(): Promise<void>;
  /** A real polkit authority with these rules (polkit(8)), for accounts other than root. */
  startPolkit(rules: string): Promise<void>;
  close(): Promise<void>;
}

const POLKIT = '/usr/lib/polkit-1/polkitd';
/** Why this machine cannot run these tests; null where it can. */
export const cannotManage = existsSync('/usr/sbin/NetworkManager') ? null : 'NetworkManager is absent';
export const cannotAuthorise = !existsSync(POLKIT)
  ? `polkit is absent (${POLKIT})`
  : process.getuid?.() === 0 && hasOtherAccounts()
    ? null
    : 'only root can set up a polkit of its own';

/** user_namespaces(7): root of a namespace that maps one account is nobody else's root. */
function hasOtherAccounts(): boolean {
  const [, , length] = readFileSync('/proc/self/uid_map', 'latin1').trim().split(/\s+/).map(Number);
  return length !== 1;
}

const WILD_ADDRESS = '203.0.113.2';
const ANSWER_MS = 15_000;

const FOLDERS = `
for folder in /run /etc/NetworkManager /var/lib/NetworkManager /etc/polkit-1; do
  mkdir -p $folder && mount -t tmpfs -o mode=755 tmpfs $folder
done
mkdir -p /run/dbus /etc/NetworkManager/system-connections /etc/polkit-1/rules.d
`;
/** The service has taken the addresses, and may have left pc0 down. */
const LEAVE = `
umount -l /etc/polkit-1 /var/lib/NetworkManager /etc/NetworkManager /run
ip link del wild0 2>/dev/null
ip link del pc0
`;
const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/><deny send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/><allow receive_type="method_return"/>
    <allow receive_type="error"/><allow receive_type="signal"/>
    <allow send_destination="org.freedesktop.DBus"/>
  </policy>
  <includedir>/usr/share/dbus-1/system.d</includedir>
</busconfig>`;
const SETTINGS = `[main]
plugins=keyfile
no-auto-default=*
dns=none
[keyfile]
unmanaged-devices=except:interface-name:pc0
`;
/** Keyfiles of others' making are refused: owner root, mode 600. */
const CONNECTION = `[connection]
id=pc0
uuid=6d0f5a0a-2f0c-4a8e-9c43-0f3a5c1d0b01
type=ethernet
interface-name=pc0
[ipv4]
method=manual
address1=198.51.100.1/24,198.51.100.2
[ipv6]
method=disabled
`;

export interface ManagedOptions {
  /** As openPrivateNetwork. */
  readonly accounts?: 'one' | 'all';
  /** `before`: pc0 has its addresses before the service starts, which then calls it "connected (externally)". */
  readonly addressed?: 'by-service' | 'before';
  /** One that stands already, instead of one of its own; it is given back as it was. */
  readonly network?: PrivateNetwork;
}

export async function openManagedNetwork({
  accounts = 'one',
  addressed = 'by-service',
  network: given,
}: ManagedOptions = {}): Promise<ManagedNetwork> {
  const network = given ?? (await openPrivateNetwork(accounts));
  const children: ChildProcess[] = [];
  let service: ChildProcess | null = null;
  const write = (path: string, text: string) =>
    network.run('sh', ['-c', 'umask 077; printf %s "$1" > "$0"', path, text]);
  const launch = (command: string, args: readonly string[]) => {
    const child = network.start(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
    children.push(child);
    return child;
  };
  const until = async (what: string, holds: () => Promise<boolean>) => {
    for (const givenUpAtMs = performance.now() + ANSWER_MS; ; ) {
      if (await holds()) return;
      if (performance.now() > givenUpAtMs) throw new Error(`${what} did not happen in ${ANSWER_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const says = (command: string, args: readonly string[], word: string) => () =>
    network.run(command, args).then(
      (said) => said.includes(word),
      () => false,
    );

  await network.run('sh', ['-ec', FOLDERS]);
  await network.run('sh', ['-c', 'printf %s "$1" > "$0"', '/run/bus.conf', BUS]);
  await write('/etc/NetworkManager/NetworkManager.conf', SETTINGS);
  await write('/etc/NetworkManager/system-connections/pc0.nmconnection', CONNECTION);
  launch('dbus-daemon', ['--config-file=/run/bus.conf', '--nofork', '--nopidfile']);
  await until('the bus', says('sh', ['-c', 'test -S /run/dbus/system_bus_socket && echo there'], 'there'));

  const managed: ManagedNetwork = {
    network,
    wildAddress: WILD_ADDRESS,
    async plugInUnmanaged() {
      const { pid } = network;
      await network.runOnPeer('ip', [
        'link',
        'add',
        'lan1',
        'type',
        'veth',
        'peer',
        'name',
        'wild0',
        'netns',
        `${pid}`,
      ]);
      await network.runOnPeer('sh', ['-ec', `ip addr add ${WILD_ADDRESS}/24 dev lan1; ip link set lan1 up`]);
      await network.run('sh', ['-ec', 'ip addr add 203.0.113.1/24 dev wild0; ip link set wild0 up']);
    },
    async signal(name) {
      // The started process is nsenter's shell, which became the service: its number is the service's own.
      service?.kill(name);
      if (name === 'SIGKILL' && service && service.exitCode === null && service.signalCode === null)
        await once(service, 'exit');
    },
    async start() {
      service = launch('NetworkManager', ['--no-daemon']);
      await until('NetworkManager', says('nmcli', ['-t', '-f', 'RUNNING', 'general'], 'running'));
      await until('start-up', says('nmcli', ['-t', '-f', 'STARTUP', 'general'], 'started'));
    },
    async startPolkit(rules) {
      await network.run('sh', ['-c', 'printf %s "$1" > "$0"', '/etc/polkit-1/rules.d/10-test.rules', rules]);
      launch(POLKIT, ['--no-debug']);
      await until(
        'polkit',
        says('busctl', ['--system', 'list', '--acquired', '--no-legend'], 'org.freedesktop.PolicyKit1'),
      );
    },
    async close() {
      // A stopped process hears nothing until it goes on.
      service?.kill('SIGCONT');
      for (const child of children.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      if (given) await network.run('sh', ['-c', LEAVE]);
      if (given) await network.plugIn();
      await network.close();
    },
  };
  if (addressed === 'by-service') await network.run('sh', ['-ec', 'ip addr flush dev pc0; ip link set pc0 down']);
  await managed.start();
  await until('a connected pc0', says('nmcli', ['-t', '-f', 'DEVICE,STATE', 'device'], 'pc0:connected'));
  return managed;
}
