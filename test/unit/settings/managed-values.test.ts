import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SettingsProblem } from '../../../electron/contract/settings.ts';
import { readManagedValues } from '../../../electron/settings/managed-values.ts';

const where = '/etc/citynet-desk/managed.json';
const read = (value: unknown) => readManagedValues({ kind: 'found', where, encoding: 'json', value });

function problems(value: unknown): SettingsProblem[] {
  const result = read(value);
  return result.kind === 'bad' ? [...result.problems] : [];
}

const reasonsOf = (value: unknown) => problems(value).map(({ field, reason }) => `${field} ${reason}`);

describe('managed settings', () => {
  it('takes the example that is shipped for administrators', () => {
    const example = JSON.parse(readFileSync('assets/policy/managed.example.json', 'utf8'));
    const result = read(example);
    expect(result.kind === 'bad' && result.problems).toBe(false);
    expect(result).toMatchObject({ kind: 'good', values: { capBytes: example.capBytes, networks: example.networks } });
  });

  it('takes an empty file as managing nothing', () => {
    expect(read({})).toEqual({ kind: 'good', values: {} });
  });

  it('fills what may be left out within a structured setting', () => {
    expect(read({ networks: [{ name: 'LAN', addressRanges: ['10.0.0.0/8'] }] })).toEqual({
      kind: 'good',
      values: { networks: [{ name: 'LAN', addressRanges: ['10.0.0.0/8'], dnsSuffixes: [] }] },
    });
  });

  it('says where the source was refused and why', () => {
    const refused = { kind: 'refused', where, reason: 'writable-by-others', detail: 'mode 666' } as const;
    expect(readManagedValues(refused)).toEqual({
      kind: 'bad',
      problems: [{ source: 'managed', where, field: '', reason: 'writable-by-others', found: 'mode 666' }],
    });
  });

  it.each([
    ['a list', [], ' wrong-type'],
    ['null', null, ' wrong-type'],
    ['a word', 'capBytes', ' wrong-type'],
    ['a cap of 0', { capBytes: 0 }, 'capBytes out-of-range'],
    ['a cap below 0', { capBytes: -1 }, 'capBytes out-of-range'],
    ['a cap with its unit', { capBytes: '1 GB' }, 'capBytes wrong-unit'],
    ['a cap in megabytes', { capBytes: 1000 }, 'capBytes wrong-unit'],
    ['a cap as text', { capBytes: 'much' }, 'capBytes wrong-type'],
    ['a cap of half a byte', { capBytes: 1_000_000_000.5 }, 'capBytes bad-value'],
    ['a cap beyond whole numbers', { capBytes: 1e300 }, 'capBytes out-of-range'],
    ['a time zone that does not exist', { timeZone: 'Asia/Taoyuan' }, 'timeZone no-such-time-zone'],
    ['a day that starts at 24:00', { dayStartsAt: '24:00' }, 'dayStartsAt bad-value'],
    ['a third way of counting', { counting: 'average' }, 'counting bad-value'],
    ['steps that fall', { warnAtPercent: [85, 70] }, 'warnAtPercent not-ascending'],
    ['a step twice', { toastAtPercent: [85, 85] }, 'toastAtPercent not-ascending'],
    ['a step with its unit', { warnAtPercent: [70, '85%'] }, 'warnAtPercent.1 wrong-unit'],
    ['a step of 0', { warnAtPercent: [0] }, 'warnAtPercent.0 out-of-range'],
    ['steps that are no list', { warnAtPercent: 70 }, 'warnAtPercent wrong-type'],
    [
      'a bad address range',
      { networks: [{ name: 'LAN', addressRanges: ['10.0.0.0/8', '10.0.0/8'] }] },
      'networks.0.addressRanges.1 bad-value',
    ],
    [
      'an address without its range',
      { networks: [{ name: 'LAN', addressRanges: ['10.0.0.1'] }] },
      'networks.0.addressRanges.0 bad-value',
    ],
    [
      'a DNS suffix with a leading dot',
      { networks: [{ name: 'LAN', dnsSuffixes: ['.gov.tw'] }] },
      'networks.0.dnsSuffixes.0 bad-value',
    ],
    ['a network without a condition', { networks: [{ name: 'LAN' }] }, 'networks.0 missing-field'],
    ['a contact without a name', { commission: { phone: '1999' } }, 'commission.name missing-field'],
    ['a contact with an empty name', { commission: { name: '' } }, 'commission.name missing-field'],
    ['a CA file on a share', { caFile: '\\\\server\\ca\\ca.pem' }, 'caFile bad-value'],
    ['a CA file by a relative path', { caFile: 'ca.pem' }, 'caFile bad-value'],
    ['a yes for a switch', { startAtSignIn: 'yes' }, 'startAtSignIn wrong-type'],
    ['a theme that there is not', { theme: 'sepia' }, 'theme bad-value'],
  ])('refuses %s', (_, value, expected) => {
    expect(reasonsOf(value)).toEqual([expected]);
  });

  it.each([
    ['http://usage.example/{account}', 'https-required'],
    ['ftp://usage.example/{account}', 'bad-value'],
    ['usage.example/{account}', 'bad-value'],
    ['https://{account}.example/', 'bad-value'],
    ['https://usage.example{day}/', 'bad-value'],
    ['https://user:secret@usage.example/', 'bad-value'],
    ['https://usage.example/{name}', 'bad-value'],
    ['http://127.0.0.1.example/', 'https-required'],
  ])('refuses %s as the address of the official figure', (url, reason) => {
    expect(reasonsOf({ officialUsage: { url, rxPointer: '/rx', txPointer: '/tx' } })).toEqual([
      `officialUsage.url ${reason}`,
    ]);
  });

  it.each([
    'https://usage.example/v1/{account}/{day}',
    'https://usage.example/v1?who={account}&on={day}',
    'http://127.0.0.1:8080/{account}',
    'http://localhost/{account}',
    'http://[::1]:8080/{account}',
  ])('takes %s as the address of the official figure', (url) => {
    expect(reasonsOf({ officialUsage: { url, rxPointer: '/rx', txPointer: '' } })).toEqual([]);
  });

  it('names each bad field, once', () => {
    expect(
      reasonsOf({
        capBytes: 0,
        timeZone: 'Mars/Olympus',
        agencyName: 7,
        officialUsage: { url: 'http://x.example', rxPointer: 'rx', txPointer: '/tx' },
      }),
    ).toEqual([
      'agencyName wrong-type',
      'capBytes out-of-range',
      'timeZone no-such-time-zone',
      'officialUsage.rxPointer bad-value',
      'officialUsage.url https-required',
    ]);
  });

  it('takes none of a file of which one field is bad', () => {
    expect(read({ capBytes: 5_000_000_000, theme: 'sepia' })).toMatchObject({ kind: 'bad' });
  });

  it.each([
    [{ capMB: 1000 }, 'capMB', 'capBytes'],
    [{ cap: 1000 }, 'cap', 'capBytes'],
    [{ capbytes: 1 }, 'capbytes', 'capBytes'],
    [{ warnPercent: [] }, 'warnPercent', 'warnAtPercent'],
    [{ timezone: 'Asia/Taipei' }, 'timezone', 'timeZone'],
    [{ commission: { name: 'IT', fone: '1', phone: '' } }, 'commission.fone', 'phone'],
    [
      { networks: [{ name: 'LAN', addressRange: [], dnsSuffixes: ['a.tw'] }] },
      'networks.0.addressRange',
      'addressRanges',
    ],
  ])('names the known field that an unknown one in %j most likely means', (value, field, suggestion) => {
    expect(problems(value)).toMatchObject([{ field, reason: 'unknown-field', suggestion }]);
  });

  it('suggests nothing for a field that is like no other', () => {
    const [problem] = problems({ printerQueue: 1 });
    expect(problem).toEqual({ source: 'managed', where, field: 'printerQueue', reason: 'unknown-field', found: '1' });
  });

  it('shows what was found, shortened and without a password', () => {
    expect(problems({ agencyName: 'x'.repeat(500) })[0]?.found).toBe(`${'x'.repeat(79)}…`);
    const url = 'https://user:secret@usage.example/';
    expect(problems({ officialUsage: { url, rxPointer: '', txPointer: '' } })[0]?.found).toBe(
      'https://…@usage.example/',
    );
    expect(problems({ officialUsage: [url] })[0]?.found).not.toContain('secret');
  });

  it('takes rules only from https, or from this PC, and a key only whole', () => {
    const [url, publicKey] = ['https://rules.example/', `${'A'.repeat(43)}=`];
    expect(read({ rules: { url, publicKey } }).kind).toBe('good');
    expect(read({ rules: { url: 'http://127.0.0.1:8080/pack.json' } }).kind).toBe('good');
    expect(reasonsOf({ rules: { url: 'http://rules.example/' } })).toEqual(['rules.url https-required']);
    expect(reasonsOf({ rules: { url, signatureUrl: 'http://rules.example/' } })).toEqual([
      'rules.signatureUrl https-required',
    ]);
    expect(reasonsOf({ rules: { url: 'https://rules.example/{account}' } })).toEqual(['rules.url bad-value']);
    expect(reasonsOf({ rules: { url, publicKey: 'AAAA' } })).toEqual(['rules.publicKey bad-value']);
    expect(problems({ rules: { url, checkMinutes: 5 } })).toMatchObject([{ suggestion: 'checkHours' }]);
  });

  it('names what is wrong with the acknowledgement', () => {
    expect(reasonsOf({ acknowledgement: { renewal: { kind: 'calendar-year', dueOn: '13-01' } } })).toEqual([
      'acknowledgement.renewal.dueOn bad-value',
    ]);
    expect(problems({ acknowledgement: { remindDaysAfter: [1] } })).toMatchObject([{ suggestion: 'remindDaysBefore' }]);
    expect(problems({ acknowledgement: { askWhom: { name: 'A', tel: '1' } } })[0]?.field).toBe(
      'acknowledgement.askWhom.tel',
    );
  });
});
