import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256Of } from '../../electron/delivery/sha256.ts';
import { cannotRunElectron, ElectronDeliverer, standing } from './electron-deliverer.ts';
import { apache } from './store-servers.ts';

const root = mkdtempSync(join(tmpdir(), 'electron-delivery-'));
const store = apache();
const cannotRun = cannotRunElectron ?? store.cannotRun;
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

const deliverer = new ElectronDeliverer(root);
let count = 0;
let share = '';
beforeAll(async () => {
  await deliverer.prepare();
  if (!cannotRun) await store.start();
});
afterAll(async () => {
  await store.dispose();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  share = join(root, `share-${count++}`);
  mkdirSync(share);
});

const deliverWith = (settings: object, caFile = '') => deliverer.deliver(settings, caFile);
const template = (address: string) => ({ kind: '*', put: address, read: address });

describe.skipIf(cannotRun)('in the real Electron', () => {
  test('a report reaches a store through the agency’s session, and a share through a utility process', async () => {
    const told = await deliverWith({ http: [template(store.address())], folder: share, folderKind: 'share' });
    expect(standing(told, 'http')).toMatchObject({ state: 'received', reason: null });
    expect(standing(told, 'folder')).toMatchObject({ state: 'received', reason: null });
    const { id, sha256 } = told.item;
    expect(sha256Of((await store.documents()).get(id) ?? '')).toBe(sha256);
    expect(sha256Of(readFileSync(join(share, `${id}.json`)))).toBe(sha256);
    console.log(`Electron ${told.electron}: sendNow ${told.tookMs.toFixed(0)} ms with a store and a share`);
  });

  test('a redirect is refused, a missing folder is quoted, a wrong certificate is named, the agency’s own is trusted', async () => {
    const made = (name: string) =>
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-subj',
          '/CN=localhost',
          '-addext',
          'subjectAltName=DNS:localhost',
          '-keyout',
          `${name}.key`,
          '-out',
          `${name}.pem`,
        ],
        { cwd: root, stdio: 'pipe' },
      );
    made('host');
    made('stranger');
    const held = new Map<string, string>();
    const redirected: string[] = [];
    const [key, cert] = ['host.key', 'host.pem'].map((name) => readFileSync(join(root, name)));
    const server = createServer({ key, cert }, (request, response) => {
      const { url = '', method } = request;
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        if (url.startsWith('/target/')) redirected.push(url);
        if (url.startsWith('/moved/'))
          return response.writeHead(307, { location: url.replace('moved', 'target') }).end();
        if (method === 'PUT') held.set(url, body);
        const found = held.get(url);
        response.writeHead(method === 'PUT' ? 201 : found ? 200 : 404).end(method === 'PUT' ? '' : found);
      });
    });
    server.listen(0, 'localhost');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `https://localhost:${(server.address() as AddressInfo).port}`;
    const ask = async (path: string, ca: string) =>
      standing(await deliverWith({ http: [template(`${base}/${path}/{id}`)] }, ca), 'http');

    expect(await ask('documents', join(root, 'host.pem'))).toMatchObject({ state: 'received' });
    expect(await ask('documents', join(root, 'stranger.pem'))).toMatchObject({
      state: 'queued',
      reason: 'certificate',
    });
    expect(await ask('documents', '')).toMatchObject({ state: 'queued', reason: 'certificate' });
    expect(await ask('moved', join(root, 'host.pem'))).toMatchObject({ state: 'queued', reason: 'redirect' });
    expect(redirected).toEqual([]);
    expect(held.size).toBe(1);
    server.close();
    const missing = await deliverWith({ http: [template(store.address('missing'))] });
    expect(standing(missing, 'http')).toMatchObject({ state: 'refused', reason: 'refused-by-store' });
  });
});
