import { describe, expect, it } from 'vitest';
import { readManagedValues } from '../../../electron/settings/managed-values.ts';
import { fromRegistry } from '../../../electron/settings/registry-values.ts';

describe('settings from the registry', () => {
  it('reads switches from REG_DWORD', () => {
    expect(fromRegistry({ toasts: 0, startAtSignIn: 1 })).toEqual({ toasts: false, startAtSignIn: true });
  });

  it('reads lists of numbers from REG_MULTI_SZ, leaving out empty lines', () => {
    expect(fromRegistry({ warnAtPercent: ['70', '85', ''] })).toEqual({ warnAtPercent: [70, 85] });
  });

  it('reads numbers from REG_SZ, REG_DWORD and REG_QWORD alike', () => {
    expect(fromRegistry({ capBytes: '1000000000' })).toEqual({ capBytes: 1_000_000_000 });
    expect(fromRegistry({ capBytes: 5_000_000_000 })).toEqual({ capBytes: 5_000_000_000 });
  });

  it('does not tell capitals apart in names, as the registry does not', () => {
    expect(fromRegistry({ CAPBYTES: 2_000_000, Commission: { Name: 'IT', PHONE: '1' } })).toEqual({
      capBytes: 2_000_000,
      commission: { name: 'IT', phone: '1' },
    });
  });

  it('reads structured settings from subkeys, from JSON in REG_SZ and from JSON lines', () => {
    const network = { name: 'LAN', addressRanges: ['10.0.0.0/8'], dnsSuffixes: ['a.tw'] };
    expect(fromRegistry({ networks: JSON.stringify([network]) })).toEqual({ networks: [network] });
    expect(fromRegistry({ networks: [JSON.stringify(network)] })).toEqual({ networks: [network] });
    expect(fromRegistry({ officialUsage: { url: 'https://a.tw', refreshMinutes: '15' } })).toEqual({
      officialUsage: { url: 'https://a.tw', refreshMinutes: 15 },
    });
  });

  it('takes the empty key of a policy that was switched off as nothing set', () => {
    expect(fromRegistry({ commission: {}, officialUsage: {}, toasts: 1 })).toEqual({ toasts: true });
  });

  it('keeps text that looks like a number where text is asked for', () => {
    expect(fromRegistry({ agencyName: '1999', commission: { name: '5', phone: '03' } })).toEqual({
      agencyName: '1999',
      commission: { name: '5', phone: '03' },
    });
  });

  it.each([
    [{ toasts: 2 }, 'toasts wrong-type'],
    [{ capBytes: '1 GB' }, 'capBytes wrong-unit'],
    [{ networks: ['{"name": '] }, 'networks.0 wrong-type'],
    [{ networks: '[{' }, 'networks wrong-type'],
    [{ capMb: 5 }, 'capMb unknown-field'],
    [{ warnAtPercent: ['70', 'x'] }, 'warnAtPercent.1 wrong-type'],
    ['x', ' wrong-type'],
  ])('leaves what it cannot turn, here %j, to be refused by name', (value, expected) => {
    const read = readManagedValues({ kind: 'found', where: 'HKLM', encoding: 'registry', value });
    expect(read.kind === 'bad' && read.problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([expected]);
  });

  it('is as strict for a JSON file as JSON is', () => {
    const read = readManagedValues({
      kind: 'found',
      where: 'f',
      encoding: 'json',
      value: { toasts: 1, capBytes: '1000000000' },
    });
    expect(read.kind === 'bad' && read.problems.map(({ reason }) => reason)).toEqual(['wrong-type', 'wrong-type']);
  });

  it('reads one of several forms from JSON in REG_SZ', () => {
    const renewal = '{"kind":"days","days":365}';
    const value = { acknowledgement: { renewal, allowUnprotectedKey: 1, remindDaysBefore: ['30', '7'] } };
    expect(readManagedValues({ kind: 'found', where: 'HKLM', encoding: 'registry', value })).toMatchObject({
      kind: 'good',
      values: {
        acknowledgement: {
          renewal: { kind: 'days', days: 365 },
          allowUnprotectedKey: true,
          remindDaysBefore: [30, 7],
        },
      },
    });
  });
});
