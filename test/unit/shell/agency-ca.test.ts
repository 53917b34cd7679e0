import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({}));
const { certificatesIn, leadsToAgency } = await import('../../../electron/shell/agency-ca.ts');

const DAY_MS = 86_400_000;
let folder: string;
const pem: Record<string, string> = {};

/** Real certificates by the real OpenSSL: a root, an intermediate, leaves, and a stranger of the same name. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agency-ca-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = (name: string) => openssl('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', `${name}.key`);
  const make = (name: string, issuer: string | null, extensions: string, subject = name) => {
    key(name);
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${subject}`, '-out', `${name}.csr`);
    const signer = issuer
      ? ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
      : ['-signkey', `${name}.key`];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signer,
      '-days',
      '30',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
    pem[name] = readFileSync(join(folder, `${name}.pem`), 'utf8');
  };
  const ca = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign';
  const host = 'basicConstraints=CA:FALSE\nsubjectAltName=DNS:usage.city.example';
  make('root', null, ca);
  make('middle', 'root', ca);
  make('leaf', 'middle', host);
  make('direct', 'root', host);
  make('stranger', null, ca, 'root');
  make('forged', 'stranger', host);
  make('not-a-ca', 'root', 'basicConstraints=CA:FALSE');
  make('below-leaf', 'not-a-ca', host);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const leads = (names: string[], hostName = 'usage.city.example', nowMs = Date.now() + DAY_MS) =>
  leadsToAgency(
    names.map((name) => pem[name] ?? ''),
    certificatesIn(pem.root ?? ''),
    hostName,
    nowMs,
  );

describe('a certificate chain', () => {
  it('is trusted where it leads to the agency root, sent or not', () => {
    expect(leads(['direct'])).toBe(true);
    expect(leads(['leaf', 'middle'])).toBe(true);
    expect(leads(['leaf', 'middle', 'root'])).toBe(true);
  });

  it.each([
    ['its issuer is missing', ['leaf']],
    ['a stranger of the same name signed it', ['forged', 'stranger']],
    ['an issuer is not a CA', ['below-leaf', 'not-a-ca', 'root']],
    ['it is empty', []],
    ['it is not a certificate', ['nothing']],
  ])('is refused where %s', (_why, names) => {
    expect(leads(names)).toBe(false);
  });

  it('is refused for another host', () => {
    expect(leads(['direct'], 'other.city.example')).toBe(false);
  });

  it('is refused once out of date', () => {
    expect(leads(['direct'], undefined, Date.now() + 40 * DAY_MS)).toBe(false);
    expect(leads(['direct'], undefined, Date.now() - 40 * DAY_MS)).toBe(false);
  });

  it('cannot be judged by a file that holds no certificate', () => {
    expect(() => certificatesIn('hello')).toThrow('no certificate');
  });
});
