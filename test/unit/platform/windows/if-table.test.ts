import { describe, expect, test } from 'vitest';
import {
  classifyRow,
  guidText,
  type InterfaceRow,
  parseInterfaceTable,
  ROW_BYTES,
  TABLE_HEADING_BYTES,
} from '../../../../electron/platform/windows/if-table.ts';

interface RawRow {
  guid: string;
  alias: string;
  description: string;
  type: number;
  medium: number;
  flags: number;
  operStatus: number;
  transmitSpeed: bigint;
  receiveSpeed: bigint;
  inOctets: bigint;
  outOctets: bigint;
}

/** MIB_IF_TABLE2 by the offsets of netioapi.h for 64-bit Windows. */
function table(...rows: Partial<RawRow>[]): Buffer {
  const bytes = Buffer.alloc(TABLE_HEADING_BYTES + rows.length * ROW_BYTES);
  bytes.writeUInt32LE(rows.length, 0);
  rows.forEach((row, index) => {
    const at = TABLE_HEADING_BYTES + index * ROW_BYTES;
    bytes.write(row.guid ?? '', at + 12, 'hex');
    bytes.write(row.alias ?? '', at + 28, 'utf16le');
    bytes.write(row.description ?? '', at + 542, 'utf16le');
    bytes.writeUInt32LE(row.type ?? 6, at + 1128);
    bytes.writeUInt32LE(row.medium ?? 0, at + 1140);
    bytes.writeUInt8(row.flags ?? 0, at + 1152);
    bytes.writeUInt32LE(row.operStatus ?? 1, at + 1156);
    bytes.writeBigUInt64LE(row.transmitSpeed ?? 0n, at + 1192);
    bytes.writeBigUInt64LE(row.receiveSpeed ?? 0n, at + 1200);
    bytes.writeBigUInt64LE(row.inOctets ?? 0n, at + 1208);
    bytes.writeBigUInt64LE(row.outOctets ?? 0n, at + 1280);
  });
  return bytes;
}

const CARD: Partial<RawRow> = {
  guid: '78563412bc9af0de0123456789abcdef',
  alias: '乙太網路',
  description: 'Intel(R) Ethernet Connection (7) I219-LM',
  medium: 14,
  flags: 0x1,
  transmitSpeed: 1_000_000_000n,
  receiveSpeed: 1_000_000_000n,
  inOctets: 12_345_678_901n,
  outOctets: 987n,
};

describe('the interface table', () => {
  test('gives identity, names, flags, speeds and 64-bit counters of each row', () => {
    expect(parseInterfaceTable(table({ alias: 'first' }, CARD))[1]).toEqual({
      guid: '{12345678-9abc-def0-0123-456789abcdef}',
      alias: '乙太網路',
      description: 'Intel(R) Ethernet Connection (7) I219-LM',
      type: 6,
      physicalMedium: 14,
      isHardware: true,
      isFilter: false,
      operStatus: 1,
      rxBytes: 12_345_678_901,
      txBytes: 987,
      rxBitsPerSecond: 1_000_000_000,
      txBitsPerSecond: 1_000_000_000,
    } satisfies InterfaceRow);
  });

  test('knows no speed where the driver says none or all ones', () => {
    const [none, ones] = parseInterfaceTable(
      table({}, { transmitSpeed: 2n ** 64n - 1n, receiveSpeed: 2n ** 64n - 1n }),
    );
    expect(none).toMatchObject({ rxBitsPerSecond: null, txBitsPerSecond: null });
    expect(ones).toMatchObject({ rxBitsPerSecond: null, txBitsPerSecond: null });
  });

  test('gives null for a counter that a number cannot hold exactly', () => {
    const [row] = parseInterfaceTable(table({ inOctets: 2n ** 53n - 1n, outOctets: 2n ** 53n }));
    expect(row).toMatchObject({ rxBytes: Number.MAX_SAFE_INTEGER, txBytes: null });
  });

  test('reads a name that fills its whole field', () => {
    expect(parseInterfaceTable(table({ alias: 'x'.repeat(257) }))[0]?.alias).toBe('x'.repeat(257));
  });

  test('is refused where it is shorter than its own count', () => {
    const whole = table(CARD, CARD);
    expect(() => parseInterfaceTable(whole.subarray(0, whole.length - 1))).toThrow(RangeError);
    expect(() => parseInterfaceTable(Buffer.alloc(2))).toThrow(RangeError);
  });

  test('may be empty', () => {
    expect(parseInterfaceTable(table())).toEqual([]);
  });
});

test('a GUID is written as the registry and GetAdaptersAddresses write it', () => {
  // GUID_NULL and FOLDERID_LocalAppData as they lie in memory.
  expect(guidText(Buffer.alloc(16), 0)).toBe('{00000000-0000-0000-0000-000000000000}');
  expect(guidText(Buffer.from('8527b3f1ba6fcf4f9d557b8e7f157091', 'hex'), 0)).toBe(
    '{f1b32785-6fba-4fcf-9d55-7b8e7f157091}',
  );
});

describe('what counts', () => {
  const sort = (row: Partial<InterfaceRow>) =>
    classifyRow({
      alias: '乙太網路',
      description: '',
      type: 6,
      physicalMedium: 14,
      isHardware: true,
      isFilter: false,
      ...row,
    });

  test.each<[string, Partial<InterfaceRow>, string]>([
    ['an Ethernet card', { description: 'Realtek PCIe GbE Family Controller' }, 'ethernet'],
    [
      'a USB network adapter of a dock',
      { description: 'ASIX USB to Gigabit Ethernet Family Adapter', physicalMedium: 0 },
      'ethernet',
    ],
    [
      'a Hyper-V guest’s adapter, which is that PC’s hardware',
      { description: 'Microsoft Hyper-V Network Adapter' },
      'ethernet',
    ],
    ['a Wi-Fi radio', { type: 71, physicalMedium: 9, description: 'Intel(R) Wi-Fi 6 AX201 160MHz' }, 'wifi'],
    ['a mobile modem', { type: 243, physicalMedium: 8 }, 'mobile'],
    ['a CDMA modem', { type: 244, physicalMedium: 8 }, 'mobile'],
    [
      'Bluetooth tethering',
      { physicalMedium: 10, description: 'Bluetooth Device (Personal Area Network)' },
      'other-physical',
    ],
    ['hardware of a rare type', { type: 144, physicalMedium: 11 }, 'other-physical'],
  ])('%s does', (_, row, kind) => {
    expect(sort(row)).toEqual({ kind, counted: true, why: 'physical' });
  });

  test.each<[string, Partial<InterfaceRow>, string, string]>([
    [
      'a filter of a counted card',
      { isFilter: true, alias: '乙太網路-WFP Native MAC Layer LightWeight Filter-0000' },
      'filter',
      'filter',
    ],
    ['loopback', { type: 24, isHardware: false }, 'loopback', 'loopback'],
    ['a tunnel', { type: 131, isHardware: false, description: 'Microsoft Teredo Tunneling Adapter' }, 'vpn', 'tunnel'],
    [
      'a dial-up or VPN connection',
      { type: 23, isHardware: false, description: 'WAN Miniport (PPPOE)' },
      'vpn',
      'tunnel',
    ],
    ['WireGuard', { type: 53, isHardware: false, description: 'WireGuard Tunnel' }, 'vpn', 'tunnel'],
    ['OpenVPN, though it claims to be hardware', { description: 'TAP-Windows Adapter V9' }, 'vpn', 'tunnel'],
    [
      'a FortiClient VPN that claims to be hardware',
      { description: 'Fortinet SSL VPN Virtual Ethernet Adapter' },
      'vpn',
      'tunnel',
    ],
    [
      'VMware, though it claims to be hardware',
      { description: 'VMware Virtual Ethernet Adapter for VMnet8' },
      'virtual-machine',
      'virtual',
    ],
    ['VirtualBox', { description: 'VirtualBox Host-Only Ethernet Adapter' }, 'virtual-machine', 'virtual'],
    [
      'a Hyper-V host’s side of a switch',
      { alias: 'vEthernet (外部)', description: 'Hyper-V Virtual Ethernet Adapter #2', isHardware: false },
      'virtual-machine',
      'virtual',
    ],
    [
      'the switch of WSL',
      { alias: 'vEthernet (WSL)', description: 'Hyper-V Virtual Ethernet Adapter' },
      'container',
      'container',
    ],
    ['a network bridge', { description: 'Microsoft MAC Bridge Miniport', isHardware: false }, 'bridge', 'bridge'],
    [
      'a team of adapters',
      { description: 'Microsoft Network Adapter Multiplexor Driver', isHardware: false },
      'bridge',
      'bridge',
    ],
    [
      'Wi-Fi Direct’s virtual adapter',
      { type: 71, isHardware: false, description: 'Microsoft Wi-Fi Direct Virtual Adapter' },
      'other-virtual',
      'virtual',
    ],
    [
      'the kernel debugger’s adapter',
      { isHardware: false, description: 'Microsoft Kernel Debug Network Adapter' },
      'other-virtual',
      'virtual',
    ],
  ])('%s does not', (_, row, kind, why) => {
    expect(sort(row)).toEqual({ kind, counted: false, why });
  });
});
