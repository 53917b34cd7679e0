import { describe, expect, it } from 'vitest';
import { deliveryAddressProblems, signInOrigins, smtpAddress } from '../../../electron/settings/delivery-addresses.ts';
import { readManagedValues } from '../../../electron/settings/managed-values.ts';

const problems = (delivery: unknown) => {
  const read = readManagedValues({ kind: 'found', where: 'file', encoding: 'json', value: { delivery } });
  return read.kind === 'bad' ? read.problems.map(({ field, reason }) => `${field} ${reason}`) : [];
};

const KEY = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

describe('the delivery setting', () => {
  it('fills in whatever the administrator leaves out', () => {
    const read = readManagedValues({ kind: 'found', where: 'file', encoding: 'json', value: { delivery: {} } });
    expect(read).toMatchObject({ kind: 'good', values: { delivery: { folder: null, http: [], keepDays: 30 } } });
  });

  it.each([
    ['an address without https', { http: [{ kind: '*', put: 'http://a.example/{id}' }] }, 'http.0.put https-required'],
    ['an address without the id', { http: [{ kind: '*', put: 'https://a.example/x' }] }, 'http.0.put bad-value'],
    [
      'a placeholder in the host',
      { http: [{ kind: '*', put: 'https://{kind}.example/{id}' }] },
      'http.0.put bad-value',
    ],
    [
      'a placeholder that is none',
      { http: [{ kind: '*', put: 'https://a.example/{id}/{day}' }] },
      'http.0.put bad-value',
    ],
    ['a password in an address', { http: [{ kind: '*', put: 'https://u:p@a.example/{id}' }] }, 'http.0.put bad-value'],
    [
      'a status address without https',
      { http: [{ kind: 'incident', put: 'https://a.example/{id}', status: 'http://a.example/{id}' }] },
      'http.0.status https-required',
    ],
    ['a kind with capitals', { http: [{ kind: 'Incident', put: 'https://a.example/{id}' }] }, 'http.0.kind bad-value'],
    ['a folder by a relative path', { folder: 'reports' }, 'folder bad-value'],
    ['a key that is no age recipient', { sealTo: ['ssh-ed25519 AAAA'] }, 'sealTo.0 bad-value'],
    ['a private key in the place of the public one', { sealTo: ['AGE-SECRET-KEY-1QQ'] }, 'sealTo.0 bad-value'],
    ['a key with one letter mistyped', { sealTo: [KEY.replace('3z7h', '3z7k')] }, 'sealTo.0 bad-value'],
    ['a mistyped key behind a good one', { sealTo: [KEY, KEY.replace('3z7h', '3z7k')] }, 'sealTo.1 bad-value'],
    ['days as text with their unit', { keepDays: '30 days' }, 'keepDays wrong-unit'],
    ['a bound of a few bytes', { maxDocumentBytes: 8 }, 'maxDocumentBytes out-of-range'],
    ['a certificate that nothing names', { httpSignIn: 'client-certificate' }, 'httpCertificateIssuer missing-field'],
    ['an unknown field', { keepDay: 30 }, 'keepDay unknown-field'],
    [
      'a mail server that is a web address',
      { smtpServer: 'https://mail.example', smtpFrom: 'a@a.example', smtpTo: ['b@a.example'] },
      'smtpServer bad-value',
    ],
  ])('refuses %s', (_, delivery, problem) => {
    expect(problems(delivery)).toEqual([`delivery.${problem}`]);
  });

  it('takes a good key, and refuses it with any one letter mistyped', () => {
    expect(problems({ sealTo: [KEY] })).toEqual([]);
    for (let at = 4; at < KEY.length; at++) {
      const mistyped = KEY.slice(0, at) + (KEY[at] === 'q' ? 'p' : 'q') + KEY.slice(at + 1);
      expect(problems({ sealTo: [mistyped] }), `letter ${at}`).toEqual(['delivery.sealTo.0 bad-value']);
    }
  });

  it('asks for sender and mailbox where a mail server is set', () => {
    expect(problems({ smtpServer: 'smtp://mail.example' })).toEqual([
      'delivery.smtpFrom missing-field',
      'delivery.smtpTo missing-field',
    ]);
  });

  it.each([
    ['\\\\server\\reports', 'share'],
    ['\\\\?\\UNC\\server\\reports', 'share'],
    ['\\\\?\\C:\\reports', 'local'],
    ['C:\\reports', 'local'],
    ['/srv/reports', 'local'],
  ])('takes the folder %s, set as one of this PC, for what it is: %s', (folder, folderKind) => {
    const value = { delivery: { folder, folderKind: 'local' } };
    const read = readManagedValues({ kind: 'found', where: 'file', encoding: 'json', value });
    expect(read).toMatchObject({ kind: 'good', values: { delivery: { folder, folderKind } } });
  });

  it('takes plain http to this PC only', () => {
    expect(deliveryAddressProblems({ http: [{ kind: '*', put: 'http://127.0.0.1:8080/{id}' }] })).toEqual([]);
    expect(deliveryAddressProblems({ http: [{ kind: '*', put: 'http://127.0.0.1.example/{id}' }] })).toHaveLength(1);
  });
});

describe('a mail server’s address', () => {
  it('names host, port and how the way is encrypted', () => {
    expect(smtpAddress('smtp://mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      isTls: false,
      isLoopback: false,
    });
    expect(smtpAddress('smtps://mail.example')).toMatchObject({ port: 465, isTls: true });
    expect(smtpAddress('smtp://localhost:2525')).toMatchObject({ port: 2525, isLoopback: true });
  });

  it('holds nothing else', () => {
    for (const address of [
      'smtp://u:p@mail.example',
      'smtp://mail.example/x',
      'smtp://',
      'mail.example',
      'http://mail.example',
    ])
      expect(smtpAddress(address)).toBeNull();
  });
});

describe('where a sign-in may go', () => {
  it('is each origin of the managed addresses, with its port, and no other', () => {
    const http = [
      { kind: '*', put: 'https://a.example/{kind}/{id}', read: 'https://b.example:8443/{id}', status: null },
      { kind: 'incident', put: 'https://a.example/i/{id}', read: null, status: 'http://127.0.0.1:81/{id}' },
    ];
    expect([...signInOrigins(http)]).toEqual(['https://a.example', 'https://b.example:8443', 'http://127.0.0.1:81']);
    expect(signInOrigins([])).toEqual(new Set());
  });
});
