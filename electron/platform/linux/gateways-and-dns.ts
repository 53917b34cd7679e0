import { isIP } from 'node:net';
import { isLinkLocal } from '../link-local.ts';
import type { GatewaysAndDns, Read } from '../platform.ts';
import { type DefaultRoute, defaultRoutes, ipv6DefaultRoutes } from './default-routes.ts';
import { readOrAbsent } from './read-or-absent.ts';

/** Named so that tests can point elsewhere. */
export interface ResolverFiles {
  readonly resolvConf: string;
  /** The servers behind systemd-resolved's own address, systemd-resolved.service(8). */
  readonly behindStub: string;
  readonly route: string;
  readonly ipv6Route: string;
}

const SYSTEM_FILES: ResolverFiles = {
  resolvConf: '/etc/resolv.conf',
  behindStub: '/run/systemd/resolve/resolv.conf',
  route: '/proc/net/route',
  ipv6Route: '/proc/net/ipv6_route',
};

/** systemd-resolved answers here and asks others. */
const STUBS = ['127.0.0.53', '127.0.0.54'];

export function readGatewaysAndDns(files: ResolverFiles = SYSTEM_FILES): GatewaysAndDns {
  return { gateways: readGateways(files), dnsServers: readServers(files) };
}

function readGateways(files: ResolverFiles): Read<readonly string[]> {
  const ipv4 = readOrAbsent(files.route);
  if (!ipv4.ok) return ipv4;
  // Absent where IPv6 is switched off.
  const ipv6 = readOrAbsent(files.ipv6Route);
  if (!ipv6.ok) return ipv6;
  return {
    ok: true,
    value: unique([...gatewaysOf(defaultRoutes(ipv4.value)), ...gatewaysOf(ipv6DefaultRoutes(ipv6.value))]),
  };
}

function gatewaysOf(routes: readonly DefaultRoute[]): string[] {
  return routes
    .toSorted((a, b) => a.metric - b.metric)
    .flatMap(({ gateway, adapter }) => {
      if (gateway === null) return [];
      return isLinkLocal(gateway) ? `${gateway}%${adapter}` : gateway;
    });
}

function readServers(files: ResolverFiles): Read<readonly string[]> {
  const asked = readOrAbsent(files.resolvConf);
  if (!asked.ok) return asked;
  const servers = parseNameservers(asked.value);
  if (servers.length === 0 || !servers.every((server) => STUBS.includes(server))) return { ok: true, value: servers };
  const behind = readOrAbsent(files.behindStub);
  const real = behind.ok ? parseNameservers(behind.value) : [];
  return { ok: true, value: real.length > 0 ? real : servers };
}

/** resolv.conf(5): a `nameserver` line has one address, in IPv6 perhaps with its zone. */
export function parseNameservers(text: string): string[] {
  const words = text.split('\n').map((line) => line.trim().split(/\s+/));
  return unique(
    words.flatMap(([keyword, server = '']) => {
      const isServer = keyword === 'nameserver' && isIP(server.replace(/%.*$/, '')) !== 0;
      return isServer ? server : [];
    }),
  );
}

const unique = (texts: readonly string[]) => [...new Set(texts)];
