import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { AdapterKind, AdapterUsage } from '../../contract/usage.ts';

/** What does not change while an interface lives. */
export interface AdapterIdentity {
  readonly key: string;
  readonly kind: AdapterKind;
  readonly counted: boolean;
  readonly why: AdapterUsage['why'];
  /** The kernel's index; re-used after removal, so never an identity. Null where /sys does not show the interface. */
  readonly ifindex: number | null;
}

/** What /sys/class/net/NAME tells of one interface: a plain record, so that the rules below are tested without /sys. */
export interface SysfsFacts {
  readonly ifindex: number;
  /** Differs from ifindex for one half of a pair (veth) or a layer on another interface (macvlan). */
  readonly iflink: number;
  /** ARPHRD_* of <linux/if_arp.h>: 1 Ethernet, 512 PPP, 772 loopback, 65534 none. */
  readonly arpType: number;
  /** `DEVTYPE` of the interface's uevent: wlan, wwan, bridge, vlan, wireguard …; '' for plain ones. */
  readonly devType: string;
  /** Path of the hardware behind it below /sys; null: no hardware. */
  readonly devicePath: string | null;
  /** Permanent hardware address; null where the system tells only one that was set or made up. */
  readonly permanentAddress: string | null;
  readonly isWifi: boolean;
  readonly isTunnelDevice: boolean;
  readonly isBridge: boolean;
  /** Sits on another interface, whose bytes it repeats (VLAN, macvlan, bond). */
  readonly isStacked: boolean;
  /** Has an upper interface which is hardware too: this one is its lower half (a VF under Hyper-V's adapter). */
  readonly isLowerHalf: boolean;
}

const ARPHRD_PPP = 512;
const ARPHRD_LOOPBACK = 772;
const ARPHRD_NONE = 65534;
/** ipip, ip6ip6, sit, ip_gre and ip6gre. */
const ARPHRD_TUNNELS = new Set([768, 769, 776, 778, 823]);
/** 802.11 monitor modes: they repeat frames that the station interface counts already. */
const ARPHRD_MONITORS = new Set([801, 802, 803]);

const VM_NAME = /^(vnet|virbr|vmnet|vboxnet|vif|xenbr)\d/;
const CONTAINER_NAME = /^(veth|docker|podman|br-[0-9a-f]{12}$|cni|flannel|cali|lxc|lxd|incus)/;
const VPN_NAME = /^(tun|tap|wg|ppp|zt|tailscale|nordlynx|proton|ipsec|vti|vpn|gpd)/;
const OTHER_VIRTUAL_TYPES = new Set([
  'bond',
  'team',
  'vlan',
  'macvlan',
  'macvtap',
  'ipvlan',
  'vxlan',
  'geneve',
  'dummy',
]);

const physical = (kind: AdapterKind) => ({ kind, counted: true, why: 'physical' }) as const;
const virtual = (kind: AdapterKind, why: AdapterUsage['why']) => ({ kind, counted: false, why }) as const;

/**
 * Which interfaces carry this PC's traffic on a wire or radio, each byte once: those with hardware behind them.
 * Everything stacked on them (VLAN, bond, bridge, VPN) repeats their bytes.
 */
export function classify(name: string, facts: SysfsFacts): Pick<AdapterIdentity, 'kind' | 'counted' | 'why'> {
  if (facts.arpType === ARPHRD_LOOPBACK) return virtual('loopback', 'loopback');
  if (facts.devicePath !== null) {
    if (ARPHRD_MONITORS.has(facts.arpType) || facts.isLowerHalf) return virtual('filter', 'filter');
    if (facts.isWifi) return physical('wifi');
    if (facts.devType === 'wwan') return physical('mobile');
    return physical(facts.arpType === 1 && facts.devType === '' ? 'ethernet' : 'other-physical');
  }
  if (VM_NAME.test(name)) return virtual('virtual-machine', 'virtual');
  if (CONTAINER_NAME.test(name)) return virtual('container', 'container');
  if (facts.isBridge) return virtual('bridge', 'bridge');
  if (
    facts.isTunnelDevice ||
    facts.devType === 'wireguard' ||
    facts.arpType === ARPHRD_PPP ||
    facts.arpType === ARPHRD_NONE ||
    ARPHRD_TUNNELS.has(facts.arpType) ||
    VPN_NAME.test(name)
  )
    return virtual('vpn', 'tunnel');
  if (facts.isStacked || OTHER_VIRTUAL_TYPES.has(facts.devType)) return virtual('other-virtual', 'virtual');
  // A veth under another name, as containers see their own end.
  if (facts.iflink !== facts.ifindex) return virtual('container', 'container');
  return virtual('other-virtual', 'virtual');
}

/** Permanent identity: the hardware's place and its burnt-in address; for an interface of software, its name. */
export function keyOf(name: string, facts: SysfsFacts): string {
  if (facts.devicePath === null) return `virtual/${name}`;
  return facts.permanentAddress ? `${facts.permanentAddress}@${facts.devicePath}` : facts.devicePath;
}

/** Reads one interface's identity, about 100 µs: called when an interface is first seen, not every tick. */
export function readIdentity(
  name: string,
  physicalNames: ReadonlySet<string>,
  roots: Roots = SYSTEM_ROOTS,
): AdapterIdentity {
  const facts = readFacts(name, roots);
  const key = facts ? keyOf(name, facts) : `virtual/${name}`;
  const ifindex = facts?.ifindex ?? null;
  if (physicalNames.has(name)) return { key, ifindex, ...physical('ethernet') };
  // /sys of another network namespace: hardware is never assumed.
  if (!facts)
    return {
      key,
      ifindex,
      ...virtual(name === 'lo' ? 'loopback' : 'other-virtual', name === 'lo' ? 'loopback' : 'not-hardware'),
    };
  return { key, ifindex, ...classify(name, facts) };
}

export interface Roots {
  /** /sys/class/net */
  readonly net: string;
  /** /run/udev/data, where udev keeps what it knows of each device */
  readonly udevData: string;
}
export const SYSTEM_ROOTS: Roots = { net: '/sys/class/net', udevData: '/run/udev/data' };

function readFacts(name: string, roots: Roots): SysfsFacts | null {
  const folder = `${roots.net}/${name}`;
  const uevent = readText(`${folder}/uevent`);
  if (uevent === null) return null;
  const ifindex = Number(readText(`${folder}/ifindex`));
  return {
    ifindex,
    iflink: Number(readText(`${folder}/iflink`)),
    arpType: Number(readText(`${folder}/type`)),
    devType: /^DEVTYPE=(.*)$/m.exec(uevent)?.[1] ?? '',
    devicePath: realPath(`${folder}/device`)?.replace(/^\/sys\//, '') ?? null,
    permanentAddress: permanentAddress(folder, ifindex, roots),
    isWifi: existsSync(`${folder}/phy80211`) || existsSync(`${folder}/wireless`),
    isTunnelDevice: existsSync(`${folder}/tun_flags`),
    isBridge: existsSync(`${folder}/bridge`),
    isStacked: readdirSync(folder).some((entry) => entry.startsWith('lower_')),
    isLowerHalf: upperHasHardware(folder, roots),
  };
}

/**
 * `address` may be random (Wi-Fi) or cloned (NetworkManager); the radio's own address is not, and udev names
 * an interface after the address it came with (systemd.net-naming-scheme, ID_NET_NAME_MAC).
 */
function permanentAddress(folder: string, ifindex: number, roots: Roots): string | null {
  const radio = readText(`${folder}/phy80211/macaddress`);
  if (radio) return radio;
  const NET_ADDR_PERM = '0';
  if (readText(`${folder}/addr_assign_type`) === NET_ADDR_PERM) return readText(`${folder}/address`);
  const udev = /^E:ID_NET_NAME_MAC=\w\w\w?x([0-9a-f]{12})$/m.exec(readText(`${roots.udevData}/n${ifindex}`) ?? '')?.[1];
  return udev?.match(/../g)?.join(':') ?? null;
}

function upperHasHardware(folder: string, roots: Roots): boolean {
  try {
    return existsSync(`${roots.net}/${basename(readlinkSync(`${folder}/master`))}/device`);
  } catch {
    return false;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return null;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
