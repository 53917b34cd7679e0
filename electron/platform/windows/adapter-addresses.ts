import { addressText } from '../address-text.ts';
import { isLinkLocal } from '../link-local.ts';

/** One IP_ADAPTER_ADDRESSES (iptypes.h), as far as it is used. */
export interface AdapterAddresses {
  /** `{XXXXXXXX-…}` in lower case, as InterfaceRow.guid. */
  readonly guid: string;
  readonly isUp: boolean;
  readonly addresses: readonly string[];
  readonly dnsSuffixes: readonly string[];
  /** With the zone of link-local ones; empty where the call was not asked for them, as the servers. */
  readonly gateways: readonly string[];
  readonly dnsServers: readonly string[];
}

/** Offsets in the 64-bit structures. */
const ADAPTER = {
  next: 8,
  name: 16,
  firstUnicast: 24,
  firstDnsServer: 48,
  dnsSuffix: 56,
  operStatus: 104,
  firstGateway: 208,
  firstDnsSuffix: 440,
} as const;
const UNICAST = { next: 8, sockaddr: 16, dadState: 40 } as const;
/** IP_ADAPTER_GATEWAY_ADDRESS and IP_ADAPTER_DNS_SERVER_ADDRESS. */
const SERVER = { next: 8, sockaddr: 16 } as const;
const SUFFIX = { next: 0, text: 8 } as const;
const AF_INET = 2;
const AF_INET6 = 23;
/** IpDadStateDeprecated 3 and Preferred 4 are in use; tentative, duplicate and invalid ones are not. */
const LEAST_DAD_STATE = 3;
/** IfOperStatusUp */
const UP = 1;

/**
 * Follows the linked lists inside a buffer that GetAdaptersAddresses filled while it stood at `baseAddress`.
 * Throws a RangeError where a pointer leads outside.
 */
export function parseAdapterAddresses(buffer: Buffer, baseAddress: bigint): AdapterAddresses[] {
  const follow = (at: number): number | null => {
    const pointer = buffer.readBigUInt64LE(at);
    if (pointer === 0n) return null;
    const offset = Number(pointer - baseAddress);
    if (!(offset >= 0 && offset < buffer.length)) throw new RangeError('An adapter list points outside its buffer');
    return offset;
  };
  const list = (first: number, nextAt: number): number[] => {
    const entries: number[] = [];
    // No list is longer than its buffer: a loop ends too.
    for (
      let entry = follow(first);
      entry !== null && entries.length < buffer.length / 8;
      entry = follow(entry + nextAt)
    )
      entries.push(entry);
    return entries;
  };
  const wide = (at: number): string => {
    let end = at;
    while (buffer.readUInt16LE(end) !== 0) end += 2;
    return buffer.toString('utf16le', at, end);
  };

  const serversFrom = (first: number): string[] =>
    list(first, SERVER.next)
      .map((entry) => socketAddressText(buffer, follow(entry + SERVER.sockaddr), 'with-zone'))
      .filter((address) => address !== null);

  return [0, ...list(ADAPTER.next, ADAPTER.next)].map((adapter) => {
    const name = follow(adapter + ADAPTER.name);
    const ownSuffix = follow(adapter + ADAPTER.dnsSuffix);
    const suffixes = list(adapter + ADAPTER.firstDnsSuffix, SUFFIX.next).map((entry) => wide(entry + SUFFIX.text));
    if (ownSuffix !== null) suffixes.unshift(wide(ownSuffix));
    const plain = suffixes
      .map((suffix) => suffix.toLowerCase().replace(/^\.+|\.+$/g, ''))
      .filter((suffix) => suffix !== '');
    return {
      guid: name === null ? '' : buffer.toString('latin1', name, buffer.indexOf(0, name)).toLowerCase(),
      isUp: buffer.readUInt32LE(adapter + ADAPTER.operStatus) === UP,
      addresses: list(adapter + ADAPTER.firstUnicast, UNICAST.next)
        .filter((entry) => buffer.readUInt32LE(entry + UNICAST.dadState) >= LEAST_DAD_STATE)
        .map((entry) => socketAddressText(buffer, follow(entry + UNICAST.sockaddr)))
        .filter((address) => address !== null),
      dnsSuffixes: [...new Set(plain)],
      gateways: serversFrom(adapter + ADAPTER.firstGateway),
      dnsServers: serversFrom(adapter + ADAPTER.firstDnsServer),
    };
  });
}

/** SOCKADDR_IN or SOCKADDR_IN6, whose zone is a number of this PC's. */
function socketAddressText(
  buffer: Buffer,
  at: number | null,
  zone: 'with-zone' | 'without' = 'without',
): string | null {
  if (at === null) return null;
  const family = buffer.readUInt16LE(at);
  if (family === AF_INET) return addressText(buffer.subarray(at + 4, at + 8));
  if (family !== AF_INET6) return null;
  const address = addressText(buffer.subarray(at + 8, at + 24));
  return zone === 'with-zone' && isLinkLocal(address) ? `${address}%${buffer.readUInt32LE(at + 24)}` : address;
}
