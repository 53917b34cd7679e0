import { isLinkLocal } from '../link-local.ts';
import type { AdapterNetworkFacts, GatewaysAndDns, Read } from '../platform.ts';
import { INCLUDE_GATEWAYS, readAdapterList, SKIP } from './adapter-list.ts';

/** Addresses and connection-specific suffixes of each adapter that has IP. */
export function readNetworkFacts(): Read<readonly AdapterNetworkFacts[]> {
  return reading(() =>
    readAdapterList(SKIP.anycast | SKIP.multicast | SKIP.dnsServers).map(({ guid, addresses, dnsSuffixes }) => ({
      key: guid,
      addresses: addresses.filter((address) => !isLinkLocal(address)),
      dnsSuffixes,
    })),
  );
}

/** Windows names these where an adapter has IPv6 and no server for it; nothing answers there. */
const PLACEHOLDER_SERVERS = /^fec0:0:0:ffff::[123](%|$)/;

/** Those of adapters that are up, in Windows' order. */
export function readGatewaysAndDns(): GatewaysAndDns {
  const adapters = reading(() =>
    readAdapterList(SKIP.unicast | SKIP.anycast | SKIP.multicast | INCLUDE_GATEWAYS).filter(({ isUp }) => isUp),
  );
  if (!adapters.ok) return { gateways: adapters, dnsServers: adapters };
  const servers = adapters.value.flatMap(({ dnsServers }) => dnsServers);
  return {
    gateways: { ok: true, value: [...new Set(adapters.value.flatMap(({ gateways }) => gateways))] },
    dnsServers: { ok: true, value: [...new Set(servers.filter((server) => !PLACEHOLDER_SERVERS.test(server)))] },
  };
}

function reading<T>(read: () => T): Read<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
