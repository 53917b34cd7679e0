import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, describe, expect, it } from 'vitest';
import { SealedDocument } from '../../../electron/contract/delivery.ts';
import type { Fetch } from '../../../electron/delivery/channels/http-exchange.ts';
import type { Delivery } from '../../../electron/delivery/delivery.ts';
import { canonicalText } from '../../../electron/delivery/document.ts';
import { deskDelivery, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const PERSONAL = { personal: true, urgent: false, mustGo: false };
const identity = await generateX25519Identity();
const other = await generateX25519Identity();
const sealTo = [await identityToRecipient(identity), await identityToRecipient(other)];

const open: Delivery[] = [];
afterEach(() => Promise.all(open.splice(0).map((delivery) => delivery.close())));

function desk(fetch: Fetch, sealing: readonly string[], fs = new PowerCutFs(new Steps())) {
  const delivery = deskDelivery({
    folder: FOLDER,
    fs: fs.asFs(),
    fetch,
    delivery: { http: [STORE], sealTo: [...sealing] },
  });
  open.push(delivery);
  return delivery;
}

/** A store as an administrator may have left it: what anybody may do there. */
function storeWith(may: { list?: number; read?: number; delete?: number }) {
  const store = new MemoryStore();
  const inner = store.fetchOn();
  const deleted: string[] = [];
  const fetch: Fetch = async (address, init) => {
    const { pathname } = new URL(address);
    const isPlace = pathname === '/documents/';
    if (init.method === 'DELETE') {
      if (store.documents.has(pathname.split('/').at(-1) ?? '')) deleted.push(pathname);
      return new Response('', { status: may.delete ?? 405 });
    }
    if (init.method === 'PROPFIND' || /_(all_docs|search)$/.test(pathname)) return new Response('', { status: 405 });
    if (isPlace) return new Response(`<a href="01ARYZ6S410000000000000000.json">`, { status: may.list ?? 403 });
    if (pathname.includes('01ARYZ6S41')) return new Response('{}', { status: may.read ?? 403 });
    return inner(address, init);
  };
  return { store, fetch, deleted };
}

describe('a personal document', () => {
  it('leaves as an envelope that shows id, kind, time and schema, and nothing of its content', async () => {
    const store = new MemoryStore();
    const delivery = desk(store.fetchOn(), sealTo);
    const { id } = await delivery.post(report({ handling: PERSONAL, body: { name: '王小明' } }));
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    const held = store.documents.get(id) ?? '';
    expect(held).not.toContain('王小明');
    expect(Object.keys(JSON.parse(held)).sort()).toEqual(['createdAt', 'id', 'kind', 'schema', 'sealed']);
    const { content } = await delivery.item(id);
    expect(content.sealed).toEqual(SealedDocument.parse(JSON.parse(held)));
    for (const each of [identity, other]) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(each);
      const opened = await decrypter.decrypt(Buffer.from(content.sealed?.sealed ?? '', 'base64'), 'text');
      expect(opened).toBe(canonicalText(content.document));
    }
  });

  it('is the same envelope at each attempt, also after a restart', async () => {
    const store = new MemoryStore();
    const fs = new PowerCutFs(new Steps());
    const bodies: string[] = [];
    store.before = (method, _, body = '') => {
      if (method !== 'PUT') return undefined;
      bodies.push(body);
      return Promise.reject(new Error('net::ERR_CONNECTION_RESET'));
    };
    const first = desk(store.fetchOn(), sealTo, fs);
    const { id } = await first.post(report({ handling: PERSONAL }));
    await first.sendNow(id, 1_000);
    await first.close();
    const second = desk(store.fetchOn(), sealTo, fs);
    await second.start();
    await second.sendNow(id, 1_000);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toBe(bodies[0]);
  });

  it('that is not personal leaves as it is', async () => {
    const store = new MemoryStore();
    const delivery = desk(store.fetchOn(), sealTo);
    const { id } = await delivery.post(report());
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(store.documents.get(id)).toContain('K7M-4Q2');
  });
});

describe('with a mistyped key, that an earlier version took as good', () => {
  const FIRST_REPORT = { personal: true, urgent: true, mustGo: true };
  const good = sealTo[0] ?? '';
  const mistyped = good.slice(0, -1) + (good.endsWith('q') ? 'p' : 'q');

  it('alone, the first document of an incident goes as it is', async () => {
    const { store, fetch } = storeWith({ list: 200, read: 200 });
    const delivery = desk(fetch, [mistyped]);
    const { id } = await delivery.post(report({ handling: FIRST_REPORT }));
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(store.documents.get(id)).toContain('K7M-4Q2');
  });

  it('alone, another personal document is kept back as without a key', async () => {
    const { store, fetch } = storeWith({ list: 200, read: 200 });
    const delivery = desk(fetch, [mistyped]);
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'open-to-others');
    expect(store.documents.has(id)).toBe(false);
  });

  it.each([PERSONAL, FIRST_REPORT])(
    'beside a good one, what is personal is sealed to the good one (%j)',
    async (how) => {
      const store = new MemoryStore();
      const delivery = desk(store.fetchOn(), [mistyped, good]);
      const { id } = await delivery.post(report({ handling: how }));
      await itemWhere(delivery, id, ({ state }) => state === 'received');
      const { content } = await delivery.item(id);
      expect(store.documents.get(id)).toBe(canonicalText(content.sealed));
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const opened = await decrypter.decrypt(Buffer.from(content.sealed?.sealed ?? '', 'base64'), 'text');
      expect(opened).toBe(canonicalText(content.document));
    },
  );
});

describe('a sealed form that cannot be kept on disk', () => {
  const fullForSealed = () => {
    const fs = new PowerCutFs(new Steps()).asFs();
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    return {
      ...fs,
      mkdir: ((path: string, ...rest: []) =>
        path.endsWith('sealed') ? Promise.reject(full) : fs.mkdir(path, ...rest)) as typeof fs.mkdir,
    };
  };

  it('holds back a personal document, but not the first of an incident', async () => {
    const store = new MemoryStore();
    const delivery = deskDelivery({
      folder: FOLDER,
      fs: fullForSealed(),
      fetch: store.fetchOn(),
      delivery: { http: [STORE], sealTo },
    });
    open.push(delivery);
    const held = await delivery.post(report({ handling: PERSONAL }));
    const first = await delivery.post(report({ handling: { ...PERSONAL, mustGo: true } }));
    await itemWhere(delivery, first.id, ({ state }) => state === 'received');
    await itemWhere(delivery, held.id, ({ channels }) => channels[0]?.detail.includes('ENOSPC') ?? false);
    expect([...store.documents.keys()]).toEqual([first.id]);
  });
});

describe('without a key', () => {
  it.each([
    ['list and read others’ documents', { list: 200, read: 200 }, 'list yes, read yes, delete no'],
    ['list them', { list: 200 }, 'list yes, read no, delete no'],
    ['delete them', { delete: 404 }, 'list no, read unknown, delete yes'],
  ])('a personal document stays where this account could %s, and the administrator is told', async (_, may, detail) => {
    const { store, fetch, deleted } = storeWith(may);
    store.documents.set('01ARYZ6S410000000000000000', '{}');
    const delivery = desk(fetch, []);
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.state === 'held');
    expect(item).toMatchObject({
      state: 'queued',
      removable: true,
      channels: [{ reason: 'open-to-others', attempts: 0 }],
    });
    expect(store.documents.has(id)).toBe(false);
    expect(deleted).toEqual([]);
    expect(delivery.problems()).toEqual([
      { kind: 'open-to-others', channel: 'http', place: 'https://store.example/documents/', detail },
    ]);
  });

  it('the first document of an incident goes all the same', async () => {
    const { store, fetch } = storeWith({ list: 200, read: 200 });
    const delivery = desk(fetch, []);
    const { id } = await delivery.post(report({ handling: { personal: true, urgent: true, mustGo: true } }));
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(store.documents.has(id)).toBe(true);
  });

  it('a personal document goes where nobody sees what is there', async () => {
    const { fetch } = storeWith({});
    const delivery = desk(fetch, []);
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(delivery.problems()).toEqual([]);
  });

  it('no answer is never taken for a no', async () => {
    const delivery = desk(() => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')), []);
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'access-unknown');
    expect(delivery.problems()).toEqual([]);
  });
});
