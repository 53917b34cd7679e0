import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseNameservers, readGatewaysAndDns } from '../../../../electron/platform/linux/gateways-and-dns.ts';

const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t0103A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
`;
const ZEROS = '0'.repeat(32);
const IPV6_ROUTES = `${ZEROS} 00 ${ZEROS} 00 fe800000000000000000000000000001 00000400 1 0 00000003     eth0\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-ways-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readGatewaysAndDns({
    resolvConf: join(folder, 'resolv.conf'),
    behindStub: join(folder, 'behind'),
    route: join(folder, 'route'),
    ipv6Route: join(folder, 'ipv6_route'),
  });
}

test('gateways come with the preferred first, and a link-local one with its adapter', () => {
  expect(read({ route: ROUTES, ipv6_route: IPV6_ROUTES }).gateways).toEqual({
    ok: true,
    value: ['192.0.2.1', '192.168.3.1', 'fe80::1%eth0'],
  });
});

test('no default route, or no IPv6 at all, is known to be none', () => {
  expect(read({ route: ROUTES.split('\n')[0] ?? '' }).gateways).toEqual({ ok: true, value: [] });
});

test('a file that is there and cannot be read is not known, and spoils nothing else', () => {
  mkdirSync(join(folder, 'ipv6_route'));
  const { gateways, dnsServers } = read({ route: ROUTES, 'resolv.conf': 'nameserver 192.0.2.53\n' });
  expect(gateways).toMatchObject({ ok: false, detail: expect.stringContaining('EISDIR') });
  expect(dnsServers).toEqual({ ok: true, value: ['192.0.2.53'] });
});

test('servers behind systemd-resolved’s own address are told, and its own where they are not known', () => {
  const stub = { 'resolv.conf': 'nameserver 127.0.0.53\noptions edns0\n' };
  expect(read(stub).dnsServers).toEqual({ ok: true, value: ['127.0.0.53'] });
  expect(read({ ...stub, behind: 'nameserver 10.1.1.1\nnameserver fe80::1%eth0\n' }).dnsServers).toEqual({
    ok: true,
    value: ['10.1.1.1', 'fe80::1%eth0'],
  });
});

test('without a resolv.conf there are no servers', () => {
  expect(read({}).dnsServers).toEqual({ ok: true, value: [] });
});

test('only addresses are servers, each once', () => {
  const text =
    '# nameserver 1.1.1.1\nnameserver 192.0.2.1\n nameserver\t192.0.2.1 \nnameserver nonsense\nnameserver\nsearch a.tw\n';
  expect(parseNameservers(text)).toEqual(['192.0.2.1']);
});
