import type { AdapterKind, AdapterUsage } from '../../contract/usage.ts';

/** One MIB_IF_ROW2 (netioapi.h), as far as it is used. */
export interface InterfaceRow {
  /** `{XXXXXXXX-…}` in lower case: permanent, where index and LUID are not. */
  readonly guid: string;
  /** The connection's name, which the person may change. */
  readonly alias: string;
  /** The driver's name. */
  readonly description: string;
  /** IANA ifType. */
  readonly type: number;
  /** NDIS_PHYSICAL_MEDIUM. */
  readonly physicalMedium: number;
  readonly isHardware: boolean;
  readonly isFilter: boolean;
  /** IF_OPER_STATUS: 1 up, 2 down. */
  readonly operStatus: number;
  /** Null: more than 2^53 − 1. */
  readonly rxBytes: number | null;
  readonly txBytes: number | null;
  /** Null: not known to the driver. */
  readonly rxBitsPerSecond: number | null;
  readonly txBitsPerSecond: number | null;
}

/** Layout of MIB_IF_TABLE2 and MIB_IF_ROW2, 64-bit; a count, padding, then the rows. */
export const TABLE_HEADING_BYTES = 8;
export const ROW_BYTES = 1352;
const AT = {
  guid: 12,
  alias: 28,
  description: 542,
  type: 1128,
  physicalMedium: 1140,
  flags: 1152,
  operStatus: 1156,
  transmitSpeed: 1192,
  receiveSpeed: 1200,
  inOctets: 1208,
  outOctets: 1280,
} as const;
const NAME_BYTES = 514;
const HARDWARE_FLAG = 0x1;
const FILTER_FLAG = 0x2;

/** Parses a whole copied table. Throws a RangeError where it is shorter than its own count says. */
export function parseInterfaceTable(table: Buffer): InterfaceRow[] {
  const count = table.readUInt32LE(0);
  if (table.length < TABLE_HEADING_BYTES + count * ROW_BYTES)
    throw new RangeError(`The interface table says ${count} rows and holds ${table.length} bytes`);
  const rows: InterfaceRow[] = [];
  for (let index = 0; index < count; index++) rows.push(parseRow(table, TABLE_HEADING_BYTES + index * ROW_BYTES));
  return rows;
}

function parseRow(table: Buffer, row: number): InterfaceRow {
  const flags = table.readUInt8(row + AT.flags);
  return {
    guid: guidText(table, row + AT.guid),
    alias: fixedText(table, row + AT.alias),
    description: fixedText(table, row + AT.description),
    type: table.readUInt32LE(row + AT.type),
    physicalMedium: table.readUInt32LE(row + AT.physicalMedium),
    isHardware: (flags & HARDWARE_FLAG) !== 0,
    isFilter: (flags & FILTER_FLAG) !== 0,
    operStatus: table.readUInt32LE(row + AT.operStatus),
    rxBytes: exact(table.readBigUInt64LE(row + AT.inOctets)),
    txBytes: exact(table.readBigUInt64LE(row + AT.outOctets)),
    rxBitsPerSecond: speed(table.readBigUInt64LE(row + AT.receiveSpeed)),
    txBitsPerSecond: speed(table.readBigUInt64LE(row + AT.transmitSpeed)),
  };
}

function fixedText(table: Buffer, at: number): string {
  const text = table.toString('utf16le', at, at + NAME_BYTES);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** A GUID as Windows writes it: three numbers little-endian, then eight bytes. */
export function guidText(bytes: Buffer, at: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const tail = bytes.toString('hex', at + 8, at + 16);
  return `{${hex(bytes.readUInt32LE(at), 8)}-${hex(bytes.readUInt16LE(at + 4), 4)}-${hex(bytes.readUInt16LE(at + 6), 4)}-${tail.slice(0, 4)}-${tail.slice(4)}}`;
}

function exact(value: bigint): number | null {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}

/** NDIS_LINK_SPEED_UNKNOWN is all ones; drivers of a link that is down say 0. */
function speed(value: bigint): number | null {
  return value === 0n ? null : exact(value);
}

const IF_TYPE = {
  ethernet: 6,
  ppp: 23,
  loopback: 24,
  propVirtual: 53,
  wifi: 71,
  tunnel: 131,
  mobileGsm: 243,
  mobileCdma: 244,
} as const;
const MEDIUM = { wirelessLan: 1, wirelessWan: 8, native80211: 9, bluetooth: 10 } as const;

const VM_NAME = /vmware|virtualbox|hyper-v virtual|^vethernet|parallels|qemu virtual|virtual switch/i;
const VPN_NAME =
  /\btap-|tap adapter|wintun|wireguard|openvpn|\bvpn\b|anyconnect|fortinet|forticlient|globalprotect|pangp|juniper|pulse secure|zerotier|tailscale|wan miniport|teredo|isatap|6to4/i;
const BRIDGE_NAME = /mac bridge|network bridge|multiplexor/i;
const CONTAINER_NAME = /\b(docker|wsl|nat switch)\b/i;

/**
 * Which rows carry this PC's traffic on a wire or radio, each byte once. Windows marks hardware; filter rows repeat
 * their adapter. Names are a second guard, as some VPN and virtual-machine drivers claim to be hardware.
 */
export function classifyRow(
  row: Pick<InterfaceRow, 'alias' | 'description' | 'type' | 'physicalMedium' | 'isHardware' | 'isFilter'>,
): { kind: AdapterKind; counted: boolean; why: AdapterUsage['why'] } {
  const not = (kind: AdapterKind, why: AdapterUsage['why']) => ({ kind, counted: false, why });
  const { type, physicalMedium } = row;
  if (row.isFilter) return not('filter', 'filter');
  if (type === IF_TYPE.loopback) return not('loopback', 'loopback');
  if (CONTAINER_NAME.test(row.alias)) return not('container', 'container');
  if (VM_NAME.test(row.description) || VM_NAME.test(row.alias)) return not('virtual-machine', 'virtual');
  if (type === IF_TYPE.tunnel || type === IF_TYPE.ppp || type === IF_TYPE.propVirtual || VPN_NAME.test(row.description))
    return not('vpn', 'tunnel');
  if (BRIDGE_NAME.test(row.description)) return not('bridge', 'bridge');
  if (!row.isHardware) return not('other-virtual', 'virtual');
  const counted = (kind: AdapterKind) => ({ kind, counted: true, why: 'physical' }) as const;
  if (type === IF_TYPE.mobileGsm || type === IF_TYPE.mobileCdma || physicalMedium === MEDIUM.wirelessWan)
    return counted('mobile');
  if (type === IF_TYPE.wifi || physicalMedium === MEDIUM.native80211 || physicalMedium === MEDIUM.wirelessLan)
    return counted('wifi');
  return counted(type === IF_TYPE.ethernet && physicalMedium !== MEDIUM.bluetooth ? 'ethernet' : 'other-physical');
}
