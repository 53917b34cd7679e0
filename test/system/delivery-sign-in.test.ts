import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestAuthority } from './certificates.ts';
import { cannotRunElectron, ElectronDeliverer, standing } from './electron-deliverer.ts';
import { apache, type StoreServer } from './store-servers.ts';

const root = mkdtempSync(join(tmpdir(), 'sign-in-'));
const absent = ['/usr/bin/certutil', '/usr/lib/apache2/modules/mod_ssl.so'].find((path) => !existsSync(path));
const cannotRun = cannotRunElectron ?? apache().cannotRun ?? (absent ? `${absent} is absent` : null);
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

const deliverer = new ElectronDeliverer(root);
let hangsUp: Server;
const homes = { holder: join(root, 'holder'), stranger: join(root, 'stranger'), nobody: join(root, 'nobody') };
let store: StoreServer;
let caFile = '';

beforeAll(async () => {
  if (cannotRun) return;
  const authority = new TestAuthority(root, 'agency-ca');
  const other = new TestAuthority(root, 'other-ca');
  const host = authority.issue('localhost');
  authority.issue('wang', '/O=Agency/CN=wang');
  other.issue('mallory', '/O=Elsewhere/CN=mallory');
  authority.giveTo(homes.holder, 'wang');
  other.giveTo(homes.stranger, 'mallory');
  mkdirSync(homes.nobody);
  caFile = authority.file;
  store = apache({
    origin: 'https://localhost',
    modules: ['ssl', 'socache_shmcb'],
    lines: [
      'SSLEngine on',
      `SSLCertificateFile ${host.pem}`,
      `SSLCertificateKeyFile ${host.key}`,
      `SSLCACertificateFile ${caFile}`,
      'SSLVerifyClient require',
    ],
  });
  await deliverer.prepare();
  await store.start();
  // As TLS 1.3 refuses whoever shows none, where the closing overtakes the alert that would say so.
  const keys = { key: readFileSync(host.key), cert: readFileSync(host.pem), ca: readFileSync(caFile) };
  hangsUp = createServer({ ...keys, requestCert: true, rejectUnauthorized: false }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.destroy());
  });
  await once(hangsUp.listen(0, 'localhost'), 'listening');
}, 60_000);
afterAll(async () => {
  hangsUp?.close();
  await store?.dispose();
  rmSync(root, { recursive: true, force: true });
});

const certificate = (issuer: string, subject = '') => ({
  httpSignIn: 'client-certificate',
  httpCertificateIssuer: issuer,
  httpCertificateSubject: subject,
});
const told = async (signIn: object, home: string, address = store.address()) => {
  const settings = { http: [{ kind: '*', put: address, read: address }], ...signIn };
  return standing(await deliverer.deliver(settings, caFile, { HOME: home }), 'http');
};

describe.skipIf(cannotRun)('a store that requires a certificate, in the real Electron', () => {
  test.each([
    ['by its issuer', certificate('agency-ca')],
    ['by its holder', certificate('', 'wang')],
    ['by its issuer’s and its holder’s organisation', certificate('Test', 'Agency')],
  ])('takes a report with the one that the settings name %s', async (_how, signIn) => {
    expect(await told(signIn, homes.holder)).toMatchObject({ state: 'received', reason: null });
  });

  test.each([
    ['no sign-in is set', { httpSignIn: 'none' }, 'holder'],
    ['the account’s is of another issuer', certificate('agency-ca'), 'stranger'],
    ['the account holds none', certificate('agency-ca'), 'nobody'],
    ['the settings name another holder', certificate('agency-ca', 'lin'), 'holder'],
  ] as const)('takes none where %s, and that is told as a matter of signing in', async (_why, signIn, whose) => {
    const at = await told(signIn, homes[whose]);
    expect(at).toMatchObject({ state: 'queued', reason: 'sign-in' });
    expect(at?.detail).toMatch(/ERR_(SSL_CLIENT_AUTH|BAD_SSL_CLIENT_AUTH_CERT)/);
  });

  test('that hangs up without a word after asking for one, is told as a matter of signing in too', async () => {
    const { port } = hangsUp.address() as AddressInfo;
    const at = await told(certificate('agency-ca'), homes.stranger, `https://localhost:${port}/{id}.json`);
    expect(at).toMatchObject({ state: 'queued', reason: 'sign-in' });
    expect(at?.detail).toMatch(/ERR_SSL_CLIENT_AUTH_CERT_NEEDED, then .*ERR_/);
  });
});
