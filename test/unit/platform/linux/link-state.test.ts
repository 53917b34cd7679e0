import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkState, readLink } from '../../../../electron/platform/linux/link-state.ts';
import type { AdapterCounters } from '../../../../electron/platform/platform.ts';

const UP = '0x1003';
const SET_DOWN = '0x1002';

describe('a link’s state', () => {
  it('is down where it was set down, whatever else is said of it', () => {
    for (const operstate of ['up', 'down', 'dormant', 'unknown', null])
      expect(linkState(SET_DOWN, operstate, '1')).toBe('down');
  });

  it('is up where the driver says so, or sets no state at all', () => {
    expect(linkState(UP, 'up', '1')).toBe('up');
    expect(linkState(UP, 'unknown', '1')).toBe('up');
  });

  it.each(['down', 'lowerlayerdown', 'notpresent'])('is down where it is %s without a carrier', (operstate) => {
    expect(linkState(UP, operstate, '0')).toBe('down');
    expect(linkState(UP, operstate, null)).toBe('down');
  });

  it('is not known while the carrier and the state contradict each other', () => {
    expect(linkState(UP, 'down', '1')).toBe('unknown');
  });

  it('is not known where it may pass frames at any moment, or where nothing can be read', () => {
    expect(linkState(UP, 'dormant', '1')).toBe('unknown');
    expect(linkState(UP, 'testing', '1')).toBe('unknown');
    expect(linkState(UP, null, null)).toBe('unknown');
    expect(linkState(null, 'down', '0')).toBe('unknown');
    expect(linkState('nonsense', 'down', '0')).toBe('unknown');
  });
});

describe('one adapter', () => {
  const adapter: AdapterCounters = {
    key: 'mac@pci',
    name: 'enp1s0',
    kind: 'ethernet',
    counted: true,
    why: 'physical',
    rxBytes: 7,
    txBytes: 9,
    rxBitsPerSecond: null,
    txBitsPerSecond: null,
  };

  it('is read with its state, its counters and whether it decides', () => {
    const folder = mkdtempSync(join(tmpdir(), 'citynet-net-'));
    mkdirSync(join(folder, 'enp1s0'));
    for (const [file, text] of Object.entries({ flags: UP, operstate: 'up', carrier: '1' }))
      writeFileSync(join(folder, 'enp1s0', file), `${text}\n`);
    expect(readLink(adapter, folder)).toEqual({
      key: 'mac@pci',
      name: 'enp1s0',
      kind: 'ethernet',
      physical: true,
      state: 'up',
      rxBytes: 7,
      txBytes: 9,
    });
    rmSync(folder, { recursive: true });
  });

  it('that /sys does not show is not taken for down', () => {
    expect(readLink(adapter, '/nonexistent').state).toBe('unknown');
  });
});
