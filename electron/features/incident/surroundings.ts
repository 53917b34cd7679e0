import type { Surroundings } from '../../contract/incident.ts';
import type { Platform, Read } from '../../platform/platform.ts';

const NAMES_MAX = 64;
const LINE_MAX_CHARACTERS = 200;
const SERVERS_MAX = 16;

/** Where this PC stands in its network. Quick reads only; what no read of ours tells is unknown, with the reason. */
export function surroundingsOf(
  platform: Pick<Platform, 'network' | 'readNetworkFacts' | 'readGatewaysAndDns'>,
): Surroundings {
  const { gateways, dnsServers } = platform.readGatewaysAndDns();
  return {
    adapters: adaptersOf(platform),
    gateways: addressesOf(gateways),
    dnsServers: addressesOf(dnsServers),
  };
}

function adaptersOf({
  network,
  readNetworkFacts,
}: Pick<Platform, 'network' | 'readNetworkFacts'>): Surroundings['adapters'] {
  const links = network.links();
  if (!links.ok) return unknown(links.detail);
  const facts = readNetworkFacts();
  if (!facts.ok) return unknown(facts.detail);
  const addressesByKey = new Map(facts.value.map(({ key, addresses }) => [key, addresses]));
  const value = links.value.slice(0, NAMES_MAX).map(({ key, name, kind, state }) => ({
    name,
    kind,
    state,
    addresses: [...(addressesByKey.get(key) ?? [])].slice(0, NAMES_MAX),
  }));
  return { kind: 'known', value };
}

function addressesOf(read: Read<readonly string[]>): Surroundings['gateways'] {
  return read.ok ? { kind: 'known', value: read.value.slice(0, SERVERS_MAX) } : unknown(read.detail);
}

const unknown = (detail: string) => ({ kind: 'unknown', why: detail.slice(0, LINE_MAX_CHARACTERS) }) as const;
