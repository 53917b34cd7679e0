import { describe, expect, it } from 'vitest';
import { Surroundings } from '../../../../electron/contract/incident.ts';
import { surroundingsOf } from '../../../../electron/features/incident/surroundings.ts';
import type { AdapterLink, NetworkSwitch, Platform } from '../../../../electron/platform/platform.ts';

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
const pcOf = (
  links: ReturnType<NetworkSwitch['links']>,
  facts: ReturnType<Platform['readNetworkFacts']> = { ok: true, value: FACTS },
) => ({ network: { links: () => links } as NetworkSwitch, readNetworkFacts: () => facts });

describe('where this PC stands in its network', () => {
  it('names each adapter with its state and addresses, and never its hardware identity', () => {
    const read = surroundingsOf(pcOf({ ok: true, value: [LINK] }), () => ['198.51.100.53']);
    expect(Surroundings.parse(read)).toEqual(read);
    expect(read.adapters).toEqual({
      kind: 'known',
      value: [{ name: 'pc0', kind: 'ethernet', state: 'up', addresses: ['198.51.100.1'] }],
    });
    expect(read.dnsServers).toEqual({ kind: 'known', value: ['198.51.100.53'] });
    expect(JSON.stringify(read)).not.toContain('aa:bb');
  });

  it('tells what could not be read, in words that fit a report', () => {
    const refused = { ok: false, detail: 'x'.repeat(500) } as const;
    for (const pc of [pcOf(refused), pcOf({ ok: true, value: [LINK] }, refused)]) {
      const read = surroundingsOf(pc, () => {
        throw new Error('no resolver');
      });
      expect(Surroundings.parse(read)).toMatchObject({
        adapters: { kind: 'unknown', why: 'x'.repeat(200) },
        dnsServers: { kind: 'unknown', why: 'Error: no resolver' },
      });
    }
  });
});
