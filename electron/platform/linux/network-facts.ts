import { networkInterfaces } from 'node:os';
import { isLinkLocal } from '../link-local.ts';
import type { AdapterNetworkFacts, Read } from '../platform.ts';
import type { AdapterIdentity } from './adapters.ts';
import { defaultRoutes, ipv6DefaultRoutes } from './default-routes.ts';
import { readOrAbsent } from './read-or-absent.ts';

/** Where DNS suffixes and default routes are read; named so that tests can point elsewhere. */
export interface NetworkFiles {
  readonly resolvConf: string;
  readonly route: string;
  readonly ipv6Route: string;
  /** One file a link, named by its index, where systemd-resolved keeps what NetworkManager told it. */
  readonly resolvedLinks: string;
  /** The same of systemd-networkd. */
  readonly networkdLinks: string;
}

export const SYSTEM_NETWORK_FILES: NetworkFiles = {
  resolvConf: '/etc/resolv.conf',
  route: '/proc/net/route',
  ipv6Route: '/proc/net/ipv6_route',
  resolvedLinks: '/run/systemd/resolve/netif',
  networkdLinks: '/run/systemd/netif/links',
};

/** Addresses and DNS suffixes of the interfaces given, by name. Addresses follow the network namespace. */
export function readNetworkFacts(
  identities: ReadonlyMap<string, AdapterIdentity>,
  files: NetworkFiles = SYSTEM_NETWORK_FILES,
): Read<readonly AdapterNetworkFacts[]> {
  try {
    const addressesByName = networkInterfaces();
    const suffixesOf = suffixReader(files);
    const value: AdapterNetworkFacts[] = [];
    for (const [name, { key, ifindex }] of identities) {
      const addresses = (addressesByName[name] ?? [])
        .map((entry) => entry.address)
        .filter((address) => !isLinkLocal(address));
      value.push({ key, addresses, dnsSuffixes: suffixesOf(name, ifindex) });
    }
    return { ok: true, value };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A link's own suffixes where a service keeps them by link. Else the system-wide search list, which belongs to the
 * one interface with a default route; where several have one, or none, nobody can say whose it is, and that is null.
 */
function suffixReader(files: NetworkFiles): (name: string, ifindex: number | null) => readonly string[] | null {
  const route = readOrAbsent(files.route);
  const ipv6Route = readOrAbsent(files.ipv6Route);
  const search = readOrAbsent(files.resolvConf);
  const searchList = search.ok ? parseResolvConf(search.value) : null;
  const holders =
    route.ok && ipv6Route.ok
      ? new Set([...defaultRoutes(route.value), ...ipv6DefaultRoutes(ipv6Route.value)].map(({ adapter }) => adapter))
      : null;

  return (name, ifindex) => {
    if (ifindex !== null) {
      const links = [files.resolvedLinks, files.networkdLinks].map((folder) => readOrAbsent(`${folder}/${ifindex}`));
      const own = links.flatMap((link) => (link.ok ? parseLinkDomains(link.value) : []));
      if (own.length > 0) return own;
    }
    if (searchList?.length === 0) return [];
    if (holders === null || holders.size === 0) return null;
    if (!holders.has(name)) return [];
    return holders.size === 1 ? searchList : null;
  };
}

/** resolv.conf(5): the last of `search` and `domain` is in force. */
export function parseResolvConf(text: string): string[] {
  let list: string[] = [];
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'search') list = words;
    else if (keyword === 'domain') list = words.slice(0, 1);
  }
  return normalised(list);
}

/** `DOMAINS=` of systemd's link files. `~name` only routes queries and is no suffix of the link. */
export function parseLinkDomains(text: string): string[] {
  const domains = /^DOMAINS=(.*)$/m.exec(text)?.[1] ?? '';
  return normalised(domains.split(/\s+/).filter((domain) => !domain.startsWith('~')));
}

function normalised(suffixes: readonly string[]): string[] {
  const plain = suffixes.map((suffix) => suffix.toLowerCase().replace(/^\.+|\.+$/g, ''));
  return [...new Set(plain)].filter((suffix) => suffix !== '');
}
