import { describe, expect, it } from 'vitest';
import { Surroundings } from '../../../../electron/contract/incident.ts';
import { surroundingsOf } from '../../../../electron/features/incident/surroundings.ts';
import type { AdapterLink, GatewaysAndDns, NetworkSwitch, Platform } from '../../../../electron/platform/platform.ts';

const LINK: AdapterLink = {
  key: 'aa:bb',
  name: 'pc0',
  kind: 'ethernet',
  physical: true,
  state: 'up',
  rxBytes: 1,
  txBytes: 2,
};
const FACTS = [{ key: 'aa:bb', addresses: ['198.51.100.1'], dnsSuffixes: null }];
const WAYS: GatewaysAndDns = {
  gateways: { ok: true, value: ['198.51.100.2', 'fe80::1%pc0'] },
  dnsServers: { ok: true, value: ['198.51.100.53'] },
};
const pcOf = (
  links: ReturnType<NetworkSwitch['links']>,
  facts: ReturnType<Platform['readNetworkFacts']> = { ok: true, value: FACTS },
  ways = WAYS,
) => ({
  network: { links: () => links } as NetworkSwitch,
  readNetworkFacts: () => facts,
  readGatewaysAndDns: () => ways,
});

describe('where this PC stands in its network', () => {
  it('names each adapter with its state and addresses, and never its hardware identity', () => {
    const read = surroundingsOf(pcOf({ ok: true, value: [LINK] }));
    expect(Surroundings.parse(read)).toEqual(read);
    expect(read.adapters).toEqual({
      kind: 'known',
      value: [{ name: 'pc0', kind: 'ethernet', state: 'up', addresses: ['198.51.100.1'] }],
    });
    expect(read.gateways).toEqual({ kind: 'known', value: ['198.51.100.2', 'fe80::1%pc0'] });
    expect(read.dnsServers).toEqual({ kind: 'known', value: ['198.51.100.53'] });
    expect(JSON.stringify(read)).not.toContain('aa:bb');
    // Of the clock the document itself tells, in its own facts.
    expect(Object.keys(read).sort()).toEqual(['adapters', 'dnsServers', 'gateways']);
  });

  it('tells what could not be read, in words that fit a report', () => {
    const refused = { ok: false, detail: 'x'.repeat(500) } as const;
    const ways = { gateways: refused, dnsServers: { ok: false, detail: 'EACCES' } } as const;
    for (const pc of [pcOf(refused, undefined, ways), pcOf({ ok: true, value: [LINK] }, refused, ways)]) {
      const read = surroundingsOf(pc);
      expect(Surroundings.parse(read)).toMatchObject({
        adapters: { kind: 'unknown', why: 'x'.repeat(200) },
        gateways: { kind: 'unknown', why: 'x'.repeat(200) },
        dnsServers: { kind: 'unknown', why: 'EACCES' },
      });
    }
  });

  it('takes no more gateways and servers than a report holds, and tells none from not known', () => {
    const many = { ok: true, value: Array.from({ length: 30 }, (_, at) => `198.51.100.${at}`) } as const;
    const read = surroundingsOf(pcOf({ ok: true, value: [] }, undefined, { gateways: many, dnsServers: many }));
    expect(Surroundings.parse(read).gateways).toEqual({ kind: 'known', value: many.value.slice(0, 16) });
    const none = { ok: true, value: [] } as const;
    const alone = surroundingsOf(pcOf({ ok: true, value: [] }, undefined, { gateways: none, dnsServers: none }));
    expect(alone.gateways).toEqual({ kind: 'known', value: [] });
  });
});
