import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classify, readIdentity, type SysfsFacts } from '../../../../electron/platform/linux/adapters.ts';

const VIRTUAL: SysfsFacts = {
  ifindex: 5,
  iflink: 5,
  arpType: 1,
  devType: '',
  devicePath: null,
  permanentAddress: null,
  isWifi: false,
  isTunnelDevice: false,
  isBridge: false,
  isStacked: false,
  isLowerHalf: false,
};
const CARD: SysfsFacts = {
  ...VIRTUAL,
  devicePath: 'devices/pci0000:00/0000:00:1f.6',
  permanentAddress: '8c:16:45:00:00:01',
};

describe('what counts', () => {
  test.each<[string, string, SysfsFacts, string]>([
    ['an Ethernet card', 'enp0s31f6', CARD, 'ethernet'],
    ['a USB network adapter of a dock', 'enx8c1645000002', CARD, 'ethernet'],
    ['a guest’s virtio adapter, which is that PC’s hardware', 'eth0', CARD, 'ethernet'],
    ['a Wi-Fi radio', 'wlp2s0', { ...CARD, isWifi: true, devType: 'wlan' }, 'wifi'],
    ['a mobile modem', 'wwan0', { ...CARD, devType: 'wwan', arpType: 65534 }, 'mobile'],
    ['Bluetooth tethering', 'bnep0', { ...CARD, devType: 'bluetooth' }, 'other-physical'],
    ['a card whose name looks like a VPN’s', 'tun0', CARD, 'ethernet'],
  ])('%s does', (_, name, facts, kind) => {
    expect(classify(name, facts)).toEqual({ kind, counted: true, why: 'physical' });
  });

  test.each<[string, string, SysfsFacts, string, string]>([
    ['loopback', 'lo', { ...VIRTUAL, arpType: 772 }, 'loopback', 'loopback'],
    ['a tun device', 'corp', { ...VIRTUAL, arpType: 65534, isTunnelDevice: true }, 'vpn', 'tunnel'],
    ['a tap device of a VPN', 'tap0', { ...VIRTUAL, isTunnelDevice: true }, 'vpn', 'tunnel'],
    ['WireGuard', 'city', { ...VIRTUAL, arpType: 65534, devType: 'wireguard' }, 'vpn', 'tunnel'],
    ['PPP over Ethernet', 'ppp0', { ...VIRTUAL, arpType: 512, devType: 'ppp' }, 'vpn', 'tunnel'],
    ['an IPsec interface', 'xfrm7', { ...VIRTUAL, arpType: 65534 }, 'vpn', 'tunnel'],
    ['IPv6 in IPv4', 'sit0', { ...VIRTUAL, arpType: 776 }, 'vpn', 'tunnel'],
    ['GRE', 'gre1', { ...VIRTUAL, arpType: 778 }, 'vpn', 'tunnel'],
    ['a virtual machine’s tap', 'vnet3', { ...VIRTUAL, isTunnelDevice: true }, 'virtual-machine', 'virtual'],
    ['libvirt’s bridge', 'virbr0', { ...VIRTUAL, isBridge: true, devType: 'bridge' }, 'virtual-machine', 'virtual'],
    ['VMware’s network', 'vmnet8', VIRTUAL, 'virtual-machine', 'virtual'],
    ['VirtualBox’s network', 'vboxnet0', VIRTUAL, 'virtual-machine', 'virtual'],
    ['Docker’s bridge', 'docker0', { ...VIRTUAL, isBridge: true, devType: 'bridge' }, 'container', 'container'],
    ['a bridge of Docker Compose', 'br-0123456789ab', { ...VIRTUAL, isBridge: true }, 'container', 'container'],
    ['a veth', 'veth12ab', { ...VIRTUAL, iflink: 9 }, 'container', 'container'],
    ['a container’s own end of a veth', 'eth0', { ...VIRTUAL, iflink: 9 }, 'container', 'container'],
    ['a bridge', 'br-lan', { ...VIRTUAL, isBridge: true, devType: 'bridge' }, 'bridge', 'bridge'],
    ['a VLAN', 'enp1s0.7', { ...VIRTUAL, iflink: 2, devType: 'vlan', isStacked: true }, 'other-virtual', 'virtual'],
    [
      'a macvlan, which has no type of its own',
      'mac0',
      { ...VIRTUAL, iflink: 2, isStacked: true },
      'other-virtual',
      'virtual',
    ],
    ['a bond', 'bond0', { ...VIRTUAL, devType: 'bond' }, 'other-virtual', 'virtual'],
    ['a team', 'team0', { ...VIRTUAL, isStacked: true }, 'other-virtual', 'virtual'],
    ['a dummy', 'dummy0', VIRTUAL, 'other-virtual', 'virtual'],
    ['a Wi-Fi monitor, which repeats every frame', 'mon0', { ...CARD, isWifi: true, arpType: 803 }, 'filter', 'filter'],
    ['the lower half of a paired adapter', 'enP1', { ...CARD, isLowerHalf: true }, 'filter', 'filter'],
  ])('%s does not', (_, name, facts, kind, why) => {
    expect(classify(name, facts)).toEqual({ kind, counted: false, why });
  });
});

describe('identity read from /sys', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'citynet-sysfs-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (path: string, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  /** One interface as the kernel lays it out, at a place of its own. */
  const addCard = (name: string, files: Record<string, string>, pci = '0000:02:00.0') => {
    mkdirSync(join(root, 'devices', pci), { recursive: true });
    const standard = {
      uevent: `INTERFACE=${name}\nIFINDEX=3\n`,
      ifindex: '3\n',
      iflink: '3\n',
      type: '1\n',
      addr_assign_type: '0\n',
    };
    for (const [file, text] of Object.entries({ ...standard, ...files })) put(`net/${name}/${file}`, text);
    symlinkSync(join(root, 'devices', pci), join(root, 'net', name, 'device'));
  };
  const identity = (name: string, physicalNames: string[] = []) =>
    readIdentity(name, new Set(physicalNames), { net: join(root, 'net'), udevData: join(root, 'udev') });

  test('joins the burnt-in address and the hardware’s place', () => {
    addCard('enp2s0', { address: '8c:16:45:00:00:01\n' });
    const { key, kind, ifindex } = identity('enp2s0');
    expect(key).toBe(`8c:16:45:00:00:01@${root}/devices/0000:02:00.0`);
    expect({ kind, ifindex }).toEqual({ kind: 'ethernet', ifindex: 3 });
  });

  test('of a radio keeps its own address where the interface has a random one', () => {
    addCard('wlp3s0', {
      address: 'da:a1:19:00:00:07\n',
      addr_assign_type: '1\n',
      uevent: 'DEVTYPE=wlan\nINTERFACE=wlp3s0\nIFINDEX=3\n',
    });
    put('net/wlp3s0/phy80211/macaddress', '8c:16:45:00:00:02\n');
    expect(identity('wlp3s0')).toMatchObject({ kind: 'wifi', key: expect.stringMatching(/^8c:16:45:00:00:02@/) });
  });

  test('stays the same when the address is cloned, by what udev noted at the start', () => {
    addCard('enp2s0', { address: '8c:16:45:00:00:01\n' });
    put('udev/n3', 'I:1234\nE:ID_NET_NAME_MAC=enx8c1645000001\nE:ID_BUS=pci\n');
    const before = identity('enp2s0').key;
    put('net/enp2s0/address', '02:00:00:00:00:99\n');
    put('net/enp2s0/addr_assign_type', '3\n');
    expect(identity('enp2s0').key).toBe(before);
  });

  test('is the place alone where nobody knows the burnt-in address', () => {
    addCard('eth0', { address: '02:00:00:00:00:99\n', addr_assign_type: '1\n' });
    expect(identity('eth0').key).toBe(`${root}/devices/0000:02:00.0`);
  });

  test('counts one half of a pair that is hardware above and below', () => {
    addCard('eth0', {});
    addCard('enP1', {}, '0001:00:02.0');
    symlinkSync('../eth0', join(root, 'net/enP1/master'));
    expect(identity('eth0').counted).toBe(true);
    expect(identity('enP1')).toMatchObject({ counted: false, why: 'filter' });
  });

  test('still counts a card whose bond above it is of software', () => {
    addCard('eth0', {});
    put('net/bond0/uevent', 'DEVTYPE=bond\nINTERFACE=bond0\nIFINDEX=9\n');
    symlinkSync('../bond0', join(root, 'net/eth0/master'));
    expect(identity('eth0').counted).toBe(true);
    expect(identity('bond0')).toMatchObject({ counted: false, key: 'virtual/bond0' });
  });

  test('is never taken for hardware where /sys does not show the interface', () => {
    expect(identity('eth5')).toEqual({
      key: 'virtual/eth5',
      ifindex: null,
      kind: 'other-virtual',
      counted: false,
      why: 'not-hardware',
    });
    expect(identity('lo')).toMatchObject({ kind: 'loopback', why: 'loopback' });
  });

  test('is physical where the caller names the interface so', () => {
    expect(identity('pc0', ['pc0'])).toMatchObject({ kind: 'ethernet', counted: true, why: 'physical' });
  });
});
