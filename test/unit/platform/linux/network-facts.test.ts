import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdapterIdentity } from '../../../../electron/platform/linux/adapters.ts';
import {
  parseLinkDomains,
  parseResolvConf,
  readNetworkFacts,
} from '../../../../electron/platform/linux/network-facts.ts';

const ROUTE = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT                                                       
eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0                                                                           
eth0\t000200C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0                                                                           
`;

describe('suffixes', () => {
  test('of resolv.conf are those of its last search or domain line', () => {
    expect(parseResolvConf('# made by hand\nnameserver 10.0.0.1\nsearch TYCG.gov.tw. example.tw\n')).toEqual([
      'tycg.gov.tw',
      'example.tw',
    ]);
    expect(parseResolvConf('search a.tw\ndomain b.tw\n')).toEqual(['b.tw']);
    expect(parseResolvConf('search .\n')).toEqual([]);
    expect(parseResolvConf('')).toEqual([]);
  });
  test('of a link leave out names that only route queries', () => {
    expect(parseLinkDomains('# private\nSERVERS=10.0.0.1\nDOMAINS=tycg.gov.tw ~corp.example ~.\n')).toEqual([
      'tycg.gov.tw',
    ]);
    expect(parseLinkDomains('SERVERS=10.0.0.1\n')).toEqual([]);
  });
});

describe('the facts of each adapter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-facts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const adapter = (name: string, ifindex: number): [string, AdapterIdentity] => [
    name,
    { key: `key of ${name}`, ifindex, kind: 'ethernet', counted: true, why: 'physical' },
  ];
  const suffixes = (files: Record<string, string>, names = ['eth0', 'wlan0']) => {
    for (const sub of ['resolved', 'networkd']) mkdirSync(join(folder, sub), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const facts = readNetworkFacts(new Map(names.map((name, index) => adapter(name, index + 2))), {
      resolvConf: join(folder, 'resolv.conf'),
      route: join(folder, 'route'),
      ipv6Route: join(folder, 'ipv6_route'),
      resolvedLinks: join(folder, 'resolved'),
      networkdLinks: join(folder, 'networkd'),
    });
    if (!facts.ok) throw new Error(facts.detail);
    return facts.value.map(({ dnsSuffixes }) => dnsSuffixes);
  };
  const wlanToo = ROUTE + ROUTE.split('\n')[1]?.replace('eth0', 'wlan0');

  test('give the system’s suffix to the one adapter with a default route', () => {
    expect(suffixes({ 'resolv.conf': 'search tycg.gov.tw\n', route: ROUTE })).toEqual([['tycg.gov.tw'], []]);
  });
  test('say "not known" where two adapters have a default route and one list serves both', () => {
    expect(suffixes({ 'resolv.conf': 'search tycg.gov.tw\n', route: wlanToo })).toEqual([null, null]);
  });
  test('say "not known" where no adapter has a default route', () => {
    expect(suffixes({ 'resolv.conf': 'search tycg.gov.tw\n', route: 'heading\n' })).toEqual([null, null]);
  });
  test('believe what systemd-resolved keeps of a link above the system’s list', () => {
    const files = { 'resolv.conf': 'search tycg.gov.tw home.arpa\n', route: wlanToo };
    expect(suffixes({ ...files, 'resolved/2': 'DOMAINS=tycg.gov.tw\n', 'networkd/3': 'DOMAINS=home.arpa\n' })).toEqual([
      ['tycg.gov.tw'],
      ['home.arpa'],
    ]);
  });
  test('are known to be none where nothing sets a suffix', () => {
    expect(suffixes({ 'resolv.conf': 'nameserver 10.0.0.1\n', route: ROUTE })).toEqual([[], []]);
    expect(suffixes({ route: ROUTE })).toEqual([[], []]);
  });
  test('say "not known" where a file is there and cannot be read', () => {
    mkdirSync(join(folder, 'resolv.conf'));
    expect(suffixes({ route: ROUTE })).toEqual([null, []]);
  });
  test('carry this machine’s loopback addresses under the adapter’s key', () => {
    const facts = readNetworkFacts(new Map([adapter('lo', 1)]));
    expect(facts).toMatchObject({ ok: true, value: [{ key: 'key of lo' }] });
    const expected = (networkInterfaces().lo ?? []).map(({ address }) => address);
    expect(facts.ok && facts.value[0]?.addresses).toEqual(expected);
  });
});
