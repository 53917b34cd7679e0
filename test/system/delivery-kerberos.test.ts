import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cannotRunElectron, ElectronDeliverer, standing } from './electron-deliverer.ts';
import { TestRealm } from './kerberos.ts';
import { apache, type StoreServer } from './store-servers.ts';

const root = mkdtempSync(join(tmpdir(), 'kerberos-'));
const GSSAPI = '/usr/lib/apache2/modules/mod_auth_gssapi.so';
const cannotRun =
  cannotRunElectron ?? apache().cannotRun ?? TestRealm.cannotRun ?? (existsSync(GSSAPI) ? null : `${GSSAPI} is absent`);
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

const deliverer = new ElectronDeliverer(root);
const realm = new TestRealm(root);
const log = join(root, 'access.log');
/** What a host that the settings do not name was sent, having asked for the same sign-in. */
const askedElsewhere: (string | undefined)[] = [];
let store: StoreServer;
let elsewhere: Server;
let elsewhereAddress = '';

beforeAll(async () => {
  if (cannotRun) return;
  // Apache's children serve as another user than root, and read the realm's files.
  chmodSync(root, 0o755);
  await realm.start();
  realm.signIn('tickets');
  store = apache({
    origin: 'http://localhost',
    modules: ['authn_core', 'authz_user', 'auth_gssapi', 'headers'],
    lines: [
      `LogFormat "%u %m %>s cookie=%{Cookie}i" plain`,
      `CustomLog ${log} plain`,
      'Header always set Set-Cookie "session=1; Path=/"',
      '<Location />',
      '  AuthType GSSAPI',
      '  AuthName desk',
      `  GssapiCredStore keytab:${realm.keytab}`,
      '  Require valid-user',
      '</Location>',
    ],
    environment: realm.environment('none'),
  });
  mkdirSync(join(root, 'home'));
  await deliverer.prepare();
  await store.start();
  elsewhere = createServer((request, response) => {
    askedElsewhere.push(request.headers.authorization);
    response.writeHead(401, { 'www-authenticate': 'Negotiate' }).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
  elsewhereAddress = `http://localhost:${(elsewhere.address() as AddressInfo).port}/figure`;
}, 60_000);
afterAll(async () => {
  elsewhere?.close();
  await store?.dispose();
  await realm.stop();
  rmSync(root, { recursive: true, force: true });
});

const told = async (httpSignIn: string, tickets: string) => {
  const address = store.address();
  const settings = { http: [{ kind: '*', put: address, read: address }], httpSignIn };
  const more = { ...realm.environment(tickets), PROBE_ALSO: elsewhereAddress };
  return standing(await deliverer.deliver(settings, '', more), 'http');
};
const seen = () => readFileSync(log, 'utf8').trim().split('\n');

describe.skipIf(cannotRun)('a store that asks for the domain’s sign-in, in the real Electron', () => {
  test('knows who delivered, from the ticket of the account alone', async () => {
    expect(await told('integrated', 'tickets')).toMatchObject({ state: 'received', reason: null });
    expect(seen()).toContainEqual(expect.stringMatching(/^wang@DESK\.TEST PUT 201 /));
  });

  test('is sent no cookie, though it sets one each time', () => {
    expect(seen().length).toBeGreaterThan(2);
    expect(seen().filter((line) => !line.endsWith('cookie=-'))).toEqual([]);
  });

  test.each([
    ['no account is signed in', 'integrated', 'none'],
    ['the settings say no sign-in', 'none', 'tickets'],
  ])('is not delivered to where %s, and that is told as a matter of signing in', async (_why, httpSignIn, tickets) => {
    expect(await told(httpSignIn, tickets)).toMatchObject({ state: 'queued', reason: 'sign-in' });
  });

  test('is the only one that is signed in to: another server on the very same host gets no token', () => {
    expect(askedElsewhere.length).toBeGreaterThanOrEqual(3);
    expect(askedElsewhere.filter((sent) => sent !== undefined)).toEqual([]);
  });
});
