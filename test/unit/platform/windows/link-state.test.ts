import { describe, expect, it } from 'vitest';
import type { InterfaceRow } from '../../../../electron/platform/windows/if-table.ts';
import { linkOf, linkState } from '../../../../electron/platform/windows/link-state.ts';

const row: InterfaceRow = {
  guid: '{6b29fc40-ca47-1067-b31d-00dd010662da}',
  alias: '乙太網路',
  description: 'Realtek PCIe GbE',
  type: 6,
  physicalMedium: 14,
  isHardware: true,
  isFilter: false,
  operStatus: 1,
  rxBytes: 5,
  txBytes: 6,
  rxBitsPerSecond: null,
  txBitsPerSecond: null,
};

describe('a link’s state', () => {
  it.each([
    [1, 'up'],
    [2, 'down'],
    [3, 'unknown'],
    [4, 'unknown'],
    [5, 'unknown'],
    [6, 'down'],
    [7, 'down'],
    [99, 'unknown'],
  ])('of IF_OPER_STATUS %i is %s', (operStatus, state) => {
    expect(linkState(operStatus)).toBe(state);
  });
});

describe('one row', () => {
  it('is a link under its GUID, which stays when the index changes', () => {
    expect(linkOf(row)).toEqual({
      key: row.guid,
      name: '乙太網路',
      kind: 'ethernet',
      physical: true,
      state: 'up',
      rxBytes: 5,
      txBytes: 6,
    });
  });

  it('of a filter or a VPN does not decide', () => {
    expect(linkOf({ ...row, isFilter: true }).physical).toBe(false);
    expect(linkOf({ ...row, type: 53 }).physical).toBe(false);
  });
});
