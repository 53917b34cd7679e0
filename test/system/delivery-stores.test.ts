import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalText } from '../../electron/delivery/document.ts';
import { sha256Of } from '../../electron/delivery/sha256.ts';
import { deskDelivery, INCIDENT, itemWhere, ORDINARY, report } from '../unit/delivery/desk.ts';
import { apache, couch, freePort, nginx, type StoreServer } from './store-servers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delivery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DOCUMENTS = 60;

describe.each([apache(), nginx(), couch()])('$name', (server: StoreServer) => {
  if (server.cannotRun) console.warn(`skipped: ${server.cannotRun}`);
  const addresses = () => ({ kind: '*' as const, put: server.address(), read: server.address(), status: null });
  const desk = () => deskDelivery({ folder, fetch, delivery: { http: [addresses()] } });

  beforeAll(async () => {
    if (!server.cannotRun) await server.start();
  });
  afterAll(() => server.dispose());

  test.skipIf(server.cannotRun)(
    'holds one of each, though it is killed again and again, and so is the app',
    async () => {
      let delivery = desk();
      await delivery.start();
      const ids: string[] = [];
      for (let at = 0; at < DOCUMENTS; at++) {
        const body = { at, words: '伺服器於傳送途中停止' };
        ids.push((await delivery.post(report({ body, handling: at % 3 ? ORDINARY : INCIDENT }))).id);
        if (at % 15 === 7) await server.kill();
        if (at % 15 === 12) {
          await server.start();
          delivery.networkIsBack();
        }
        if (at % 20 === 19) {
          await delivery.close();
          delivery = desk();
          await delivery.start();
        }
        await wait(5);
      }
      delivery.networkIsBack();
      for (const id of ids) await itemWhere(delivery, id, ({ state }) => state === 'received', 30_000);
      const held = await server.documents();
      expect([...held.keys()].sort()).toEqual([...ids].sort());
      for (const { id, sha256 } of delivery.list())
        expect(sha256Of(canonicalText(JSON.parse(held.get(id) ?? '')))).toBe(sha256);
      await delivery.close();
    },
  );

  test.skipIf(server.cannotRun)('answers a repeat as a document that it holds', async () => {
    const before = (await server.documents()).size;
    const first = desk();
    const { id } = await first.post(report());
    await itemWhere(first, id, ({ state }) => state === 'received');
    await first.close();
    // As if the journal had been lost: all is sent again.
    rmSync(join(folder, 'journal.jsonl'));
    const second = desk();
    await second.start();
    await itemWhere(second, id, ({ state }) => state === 'received');
    await second.close();
    expect((await server.documents()).size).toBe(before + 1);
  });

  test.skipIf(server.cannotRun)('keeps what stands under an id that something else already has', async () => {
    const delivery = desk();
    const { id } = await delivery.post(report());
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    const { document } = (await delivery.item(id)).content;
    await delivery.close();
    // The same id with other content, as a damaged copy of this PC would send.
    const other = deskDelivery({ folder: join(folder, 'other'), fetch, delivery: { http: [addresses()] } });
    const { HttpChannel } = await import('../../electron/delivery/channels/http.ts');
    const channel = new HttpChannel({ fetch, addresses: [addresses()], account: 'staff' });
    const text = canonicalText({ ...document, body: { another: true } });
    const sha256 = sha256Of(text);
    const parcel = { id, kind: 'incident', text, sha256, plainSha256: sha256, document: null, isRepeat: true };
    const arrival = await channel.deliver(parcel, AbortSignal.timeout(5_000), () => {});
    expect(arrival).toMatchObject({ kind: 'failed', reason: 'differs' });
    expect(JSON.parse((await server.documents()).get(id) ?? '')).toEqual(document);
    await other.close();
  });

  test.skipIf(server.cannotRun)('is found to be open to others, and gets no unsealed personal document', async () => {
    const before = (await server.documents()).size;
    const delivery = desk();
    const { id } = await delivery.post(report({ handling: { personal: true, urgent: false, mustGo: false } }));
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.state === 'held');
    expect(item.channels[0]?.reason).toBe('open-to-others');
    expect(delivery.problems()).toMatchObject([{ kind: 'open-to-others' }]);
    await delivery.close();
    expect((await server.documents()).size).toBe(before);
  });
});

describe('what real servers answer', () => {
  const [dav, web] = [apache(), nginx()];
  beforeAll(async () => {
    if (!dav.cannotRun) await dav.start();
    if (!web.cannotRun) await web.start();
  });
  afterAll(async () => {
    await dav.dispose();
    await web.dispose();
  });

  async function standing(put: string, body = {}) {
    const delivery = deskDelivery({ folder, fetch, delivery: { http: [{ kind: '*', put, read: put, status: null }] } });
    const { id } = await delivery.post(report({ body, handling: INCIDENT }));
    await delivery.sendNow(id, 5_000);
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason !== null);
    await delivery.close();
    return item.channels[0];
  }

  test.skipIf(dav.cannotRun)('Apache’s 409 for a missing folder is no proof of anything', async () => {
    const found = await standing(dav.address('missing'));
    expect(found).toMatchObject({ state: 'refused', reason: 'refused-by-store' });
    expect(found?.detail).toMatch(/^HTTP 409 /);
  });

  test.skipIf(web.cannotRun)('nginx’s 413 is quoted', async () => {
    const found = await standing(web.address(), { words: 'x'.repeat(100_000) });
    expect(found).toMatchObject({ state: 'refused', reason: 'refused-by-store' });
    expect(found?.detail).toContain('413 Request Entity Too Large');
  });

  test.skipIf(web.cannotRun)('a redirect is not followed, and nothing arrives where it leads', async () => {
    const before = (await web.documents()).size;
    expect(await standing(web.address('elsewhere'))).toMatchObject({ state: 'queued', reason: 'redirect' });
    expect((await web.documents()).size).toBe(before);
  });

  test('nobody at the port is unreachable, and surely nothing left', async () => {
    const port = await freePort();
    const put = `http://127.0.0.1:${port}/{id}`;
    const delivery = deskDelivery({ folder, fetch, delivery: { http: [{ kind: '*', put, read: put, status: null }] } });
    const { id } = await delivery.post(report({ handling: INCIDENT }));
    expect(await delivery.sendNow(id, 2_000)).toMatchObject({
      state: 'queued',
      removable: true,
      channels: [{ reason: 'unreachable' }],
    });
    await delivery.close();
  });

  test('a server that takes everything and never answers holds nobody up beyond the bound', async () => {
    const silent: Server = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const put = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/{id}`;
    const delivery = deskDelivery({ folder, fetch, delivery: { http: [{ kind: '*', put, read: put, status: null }] } });
    const { id } = await delivery.post(report({ handling: INCIDENT }));
    const startedAtMs = performance.now();
    const item = await delivery.sendNow(id, 1_500);
    const tookMs = performance.now() - startedAtMs;
    console.log(`a dead channel held sendNow for ${tookMs.toFixed(0)} ms of 1500`);
    expect(tookMs).toBeLessThan(1_600);
    expect(item).toMatchObject({ state: 'queued', removable: false });
    await delivery.close();
    silent.closeAllConnections();
    silent.close();
  });
});
