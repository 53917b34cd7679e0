import { describe, expect, it } from 'vitest';
import { Labels } from '../../../../electron/features/usage/labels.ts';
import type { AdapterNetworkFacts, Read } from '../../../../electron/platform/platform.ts';
import { SimulatedPc } from './simulated-pc.ts';

const CITY = [{ name: 'city', addressRanges: ['10.0.0.0/8'], dnsSuffixes: [] }];

function labels() {
  const pc = new SimulatedPc(0);
  const answer: { now: Read<readonly AdapterNetworkFacts[]>; reads: number } = {
    now: { ok: true, value: [] },
    reads: 0,
  };
  const made = new Labels({
    readNetworkFacts: () => {
      answer.reads++;
      return answer.now;
    },
  });
  const refresh = (sinceBootMs: number, lastBytes: number | null = 0) => {
    const reading = pc.readCounters();
    if (!reading.ok) throw new Error('unreadable');
    made.refresh(sinceBootMs, reading.value.adapters, () => lastBytes);
  };
  const lan = (...addresses: string[]) => {
    answer.now = { ok: true, value: [{ key: 'lan', addresses, dnsSuffixes: [] }] };
  };
  return { made, refresh, lan, answer, pc };
}

describe('the labels of the adapters', () => {
  it('are municipal without asking the system while no list is set', () => {
    const { made, refresh, answer } = labels();
    made.use([]);
    refresh(0);
    expect([made.of('lan'), answer.reads]).toEqual(['municipal', 0]);
  });

  it('are read once a minute, and unknown where the system does not tell', () => {
    const { made, refresh, lan, answer } = labels();
    made.use(CITY);
    lan('10.1.2.3');
    refresh(0);
    refresh(59_000);
    expect([made.of('lan'), made.of('wlan'), answer.reads]).toEqual(['municipal', 'unknown', 1]);
    answer.now = { ok: false, detail: 'no' };
    refresh(60_000);
    expect([made.of('lan'), answer.reads]).toEqual(['unknown', 2]);
  });

  it('are read at once when traffic shows on an adapter that had no address', () => {
    const { made, refresh, lan, answer, pc } = labels();
    made.use(CITY);
    lan();
    refresh(0);
    expect(made.of('lan')).toBe('none');
    lan('10.1.2.3');
    refresh(2_000);
    expect([made.of('lan'), answer.reads]).toEqual(['none', 1]);
    pc.move('lan', 5, 0);
    refresh(4_000);
    expect([made.of('lan'), answer.reads]).toEqual(['municipal', 2]);
  });

  it('follow another list from the next look on', () => {
    const { made, refresh, lan, answer } = labels();
    made.use(CITY);
    lan('192.0.2.1');
    refresh(0);
    expect(made.of('lan')).toBe('elsewhere');
    made.use([{ name: 'city', addressRanges: ['192.0.2.0/24'], dnsSuffixes: [] }]);
    refresh(1_000);
    expect([made.of('lan'), answer.reads]).toEqual(['municipal', 2]);
  });
});
