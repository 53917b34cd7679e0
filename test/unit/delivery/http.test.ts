import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpChannel } from '../../../electron/delivery/channels/http.ts';
import type { Delivery } from '../../../electron/delivery/delivery.ts';
import { documentIn } from '../../../electron/delivery/document-within.ts';
import { deskDelivery, INCIDENT, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const open: Delivery[] = [];
afterEach(() => Promise.all(open.splice(0).map((delivery) => delivery.close())));

function desk(store: MemoryStore, addresses: object = STORE) {
  const delivery = deskDelivery({
    folder: FOLDER,
    fs: new PowerCutFs(new Steps()).asFs(),
    fetch: store.fetchOn(),
    delivery: { http: [addresses as typeof STORE] },
  });
  open.push(delivery);
  return delivery;
}

async function posted(store: MemoryStore, addresses: object = STORE) {
  const delivery = desk(store, addresses);
  const { id } = await delivery.post(report({ handling: INCIDENT }));
  return { delivery, id, item: await delivery.sendNow(id, 2_000) };
}

const standingOf = async (store: MemoryStore, addresses?: object) => {
  const { delivery, id } = await posted(store, addresses);
  return (
    await itemWhere(delivery, id, ({ channels }) => (channels[0]?.attempts ?? 0) > 0 && channels[0]?.reason !== null)
  ).channels[0];
};

describe('a store', () => {
  it('that gives the same back has received it', async () => {
    const store = new MemoryStore();
    const { delivery, id } = await posted(store);
    const item = await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(item.history.map(({ state }) => state)).toEqual(['saved', 'queued', 'sent', 'received']);
    expect(item.channels).toMatchObject([{ channel: 'http', place: STORE.put, state: 'received', attempts: 1 }]);
    expect(store.requests.slice(0, 2)).toEqual([`PUT /documents/${id}`, `GET /documents/${id}`]);
    expect(item).toMatchObject({ removable: false, retryable: false });
  });

  it.each([
    ['CouchDB’s names', (held: object) => ({ _id: 'x', _rev: '1-a', ...held })],
    ['a search engine’s wrapping', (held: object) => ({ _index: 'i', found: true, _source: held })],
    ['another order of names', (held: object) => Object.fromEntries(Object.entries(held).reverse())],
  ])('that answers with %s has received it', async (_, wrapped) => {
    const store = new MemoryStore();
    store.before = (method, id) => {
      const held = store.documents.get(id);
      return method === 'GET' && held ? Response.json(wrapped(JSON.parse(held))) : undefined;
    };
    const { delivery, id } = await posted(store);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
  });

  it('that may not be read has it sent, and no more is claimed', async () => {
    const store = new MemoryStore();
    store.before = (method) => (method === 'GET' ? new Response('no', { status: 403 }) : undefined);
    expect(await standingOf(store)).toMatchObject({ state: 'sent', reason: 'no-access', detail: 'HTTP 403 no' });
    expect(await posted(new MemoryStore(), { ...STORE, read: null })).toMatchObject({ item: { state: 'sent' } });
  });

  it('that took it and shows nothing has it sent, not received', async () => {
    const store = new MemoryStore();
    store.before = (method) => (method === 'GET' ? new Response('', { status: 404 }) : undefined);
    const { delivery, id } = await posted(store);
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'not-there');
    expect(item).toMatchObject({ state: 'sent', retryable: true });
  });

  it('that keeps something else under the id is said to, and its content is left alone', async () => {
    const store = new MemoryStore();
    store.before = (method, id) => {
      if (method === 'PUT') store.documents.set(id, '{"another":1}');
      return method === 'PUT' ? new Response('exists', { status: 409 }) : undefined;
    };
    expect(await standingOf(store)).toMatchObject({ state: 'refused', reason: 'differs', detail: '{"another":1}' });
    expect([...store.documents.values()]).toEqual(['{"another":1}']);
  });

  it.each([409, 412, 500])('that answers %d to what it already holds has received it', async (status) => {
    const store = new MemoryStore();
    store.before = (method, id, body = '') => {
      if (method !== 'PUT') return undefined;
      store.documents.set(id, body);
      return new Response('', { status });
    };
    const { delivery, id } = await posted(store);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
  });

  it('that was given it unsealed before a key was set has it all the same', async () => {
    const store = new MemoryStore();
    const fs = new PowerCutFs(new Steps());
    const start = (sealTo: string[]) => {
      const made = deskDelivery({
        ...{ folder: FOLDER, fs: fs.asFs(), fetch: store.fetchOn() },
        delivery: { http: [STORE], sealTo },
      });
      open.push(made);
      return made;
    };
    store.before = (method, id, body = '') => {
      if (method === 'PUT') store.documents.set(id, body);
      return method === 'PUT' ? Promise.reject(new Error('net::ERR_CONNECTION_RESET')) : undefined;
    };
    const before = start([]);
    const { id } = await before.post(report({ handling: INCIDENT }));
    await before.sendNow(id, 2_000);
    await before.close();
    const after = start([await identityToRecipient(await generateX25519Identity())]);
    await after.start();
    await itemWhere(after, id, ({ state }) => state === 'received');
  });

  it.each([
    [
      413,
      '<html><title>413</title><body>Request Entity Too Large</body></html>',
      'HTTP 413 413 Request Entity Too Large',
    ],
    [409, 'parent folder is missing', 'HTTP 409 parent folder is missing'],
    [500, 'boom\u0007\n\nboom', 'HTTP 500 boom boom'],
  ])('that refuses with %d is quoted, and asked again', async (status, words, detail) => {
    const store = new MemoryStore();
    store.before = (method) => (method === 'PUT' ? new Response(words, { status }) : undefined);
    const { delivery, id, item } = await posted(store);
    expect(item.channels[0]).toMatchObject({ state: 'refused', reason: 'refused-by-store', detail });
    store.before = () => undefined;
    delivery.retry(id);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
  });

  it('that asks who this is, is not said to have refused the document', async () => {
    const store = new MemoryStore();
    store.before = (method) => (method === 'PUT' ? new Response('', { status: 401 }) : undefined);
    const { delivery, id, item } = await posted(store);
    expect(item.channels[0]).toMatchObject({ state: 'queued', reason: 'sign-in', detail: 'HTTP 401' });
    store.before = () => undefined;
    delivery.retry(id);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
  });

  it('that answers garbage, or without an end, is not believed', async () => {
    const garbage = new MemoryStore();
    garbage.before = (method) => (method === 'GET' ? new Response('<html>Welcome</html>') : undefined);
    expect(await standingOf(garbage)).toMatchObject({ state: 'sent', reason: 'not-understood' });
    const endless = new MemoryStore();
    endless.before = (method) => (method === 'GET' ? new Response('x'.repeat(500_000)) : undefined);
    expect(await standingOf(endless)).toMatchObject({ state: 'sent', reason: 'answer-too-large' });
  });

  it.each([
    ['redirect', new TypeError('unexpected redirect'), 'redirect'],
    ['Chromium’s redirect', new Error('Attempted to redirect, but redirect policy was "error"'), 'redirect'],
    ['certificate', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate'],
    ['a certificate of ours', new Error('net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED'), 'sign-in'],
    ['our certificate', new Error('net::ERR_BAD_SSL_CLIENT_AUTH_CERT'), 'sign-in'],
    ['lost connection', new Error('net::ERR_CONNECTION_RESET'), 'unreachable'],
  ])('behind a %s gets nothing, and the reason is told apart', async (_, error, reason) => {
    const store = new MemoryStore();
    store.before = () => Promise.reject(error);
    expect(await standingOf(store)).toMatchObject({ state: 'queued', reason });
  });

  it('on a port that Chromium never asks is the settings’ fault, and not the network’s', async () => {
    const store = new MemoryStore();
    store.before = () => Promise.reject(new Error('net::ERR_UNSAFE_PORT'));
    expect(await standingOf(store)).toMatchObject({ reason: 'bad-settings' });
  });

  it('that did not answer is looked into before anything is written again', async () => {
    const store = new MemoryStore();
    store.ignoresIfNoneMatch = true;
    const delivery = desk(store);
    let isCut = true;
    store.before = (method, id, body = '') => {
      if (method !== 'PUT' || !isCut) return undefined;
      isCut = false;
      store.documents.set(id, body);
      return Promise.reject(new Error('net::ERR_CONNECTION_RESET'));
    };
    const { id } = await delivery.post(report());
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'unreachable');
    delivery.networkIsBack();
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(store.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it.each([
    ['refuses to be read', () => new Response('', { status: 403 })],
    ['fails when read', () => new Response('', { status: 500 })],
    ['answers reading with a page of its own', () => new Response('<html>Welcome</html>')],
    ['answers reading without an end', () => new Response('x'.repeat(500_000))],
  ])('that was away once and %s is written to again, and has it sent', async (_, answer) => {
    const store = new MemoryStore();
    store.before = (method) => (method === 'PUT' ? new Response('later', { status: 503 }) : answer());
    const { delivery, id } = await posted(store);
    store.before = (method) => (method === 'GET' ? answer() : undefined);
    delivery.retry(id);
    await itemWhere(delivery, id, ({ state }) => state === 'sent');
    expect(store.requests.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
    expect([...store.documents.keys()]).toEqual([id]);
  });

  it('that has something of that name and shows it to nobody is not said to have refused', async () => {
    const store = new MemoryStore();
    store.before = (method) => new Response('', { status: method === 'PUT' ? 412 : 403 });
    expect(await standingOf(store)).toMatchObject({ state: 'refused', reason: 'no-access', detail: 'HTTP 412' });
  });

  it('is never spoken to in the clear', async () => {
    const store = new MemoryStore();
    expect(await standingOf(store, { ...STORE, put: 'http://store.example/{id}' })).toMatchObject({
      reason: 'bad-settings',
    });
    expect(store.requests).toEqual([]);
  });

  it('is asked with redirects refused, nothing cached, and If-None-Match', async () => {
    const asked: unknown[] = [];
    const channel = new HttpChannel({
      account: 'staff',
      addresses: [{ ...STORE, put: 'https://store.example/{account}/{id}', read: null }],
      fetch: async (address, init) => {
        asked.push(address, init.method, init.redirect, init.cache, init.headers['if-none-match'], init.body);
        return new Response('', { status: 201, headers: { date: 'Mon, 23 Nov 2026 06:32:05 GMT' } });
      },
    });
    const parcel = {
      id: 'I/D',
      kind: 'incident',
      text: '{}',
      sha256: '',
      plainSha256: '',
      document: null,
      isRepeat: false,
    };
    const arrival = await channel.deliver(parcel, new AbortController().signal, () => {});
    expect(asked).toEqual(['https://store.example/staff/I%2FD', 'PUT', 'error', 'no-store', '*', '{}']);
    expect(arrival).toMatchObject({ state: 'sent', isFinal: true, serverTimeMs: Date.parse('2026-11-23T06:32:05Z') });
  });
});

describe('a person’s answer', () => {
  const at = '2026-11-23T14:40:00+08:00';

  it('is seen, then handled, in their words and with their name', async () => {
    const store = new MemoryStore();
    const { delivery, id } = await posted(store);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    store.statuses.set(id, { schema: 1, id, seen: { at, by: '王小明' }, _rev: '2-x', extra: 1 });
    delivery.networkIsBack();
    const seen = await itemWhere(delivery, id, ({ state }) => state === 'seen');
    expect(seen.outcome?.seen).toEqual({ at, by: '王小明' });
    store.statuses.set(id, {
      schema: 1,
      id,
      seen: { at, by: '王小明' },
      handled: { at, by: '李', words: '虛驚一場', falseAlarm: true },
    });
    delivery.networkIsBack();
    const handled = await itemWhere(delivery, id, ({ state }) => state === 'handled');
    expect(handled.outcome?.handled).toEqual({ at, by: '李', words: '虛驚一場', falseAlarm: true });
    const asked = store.requests.length;
    delivery.networkIsBack();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.requests).toHaveLength(asked);
  });

  it.each([
    ['of another document', { id: '01ARYZ6S410000000000000000' }],
    ['without the person’s name', { seen: { at } }],
    ['with a time that is none', { seen: { at: 'yesterday', by: '王' } }],
  ])('%s is not taken', async (_, status) => {
    const store = new MemoryStore();
    const { delivery, id } = await posted(store);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    store.statuses.set(id, { schema: 1, id, ...status });
    const before = store.requests.length;
    delivery.networkIsBack();
    while (store.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(delivery.list()[0]).toMatchObject({ state: 'received', outcome: null });
  });

  it('that it was refused ends it', async () => {
    const store = new MemoryStore();
    const { delivery, id } = await posted(store);
    store.statuses.set(id, { schema: 1, id, refused: { at, by: '王', words: '非本機關' } });
    delivery.networkIsBack();
    expect((await itemWhere(delivery, id, ({ state }) => state === 'refused')).history.at(-1)).toMatchObject({
      detail: '非本機關',
    });
  });

  it('is not fetched again while its ETag stands', async () => {
    const store = new MemoryStore();
    const { delivery, id } = await posted(store);
    store.statuses.set(id, { schema: 1, id, seen: { at, by: '王小明' } });
    delivery.networkIsBack();
    const { history } = await itemWhere(delivery, id, ({ state }) => state === 'seen');
    for (let times = 0; times < 3; times++) {
      delivery.networkIsBack();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(delivery.list()[0]?.history).toEqual(history);
    expect(store.notModified).toBeGreaterThan(0);
  });
});

describe('what a store wraps a document in', () => {
  it('is taken off, and what is no document is none', () => {
    expect(documentIn('{"_id":1,"a":2}')).toEqual({ a: 2 });
    expect(documentIn('{"_source":{"a":2,"_x":1},"found":true}')).toEqual({ a: 2 });
    for (const text of ['', 'null', '[]', '"a"', '{"_source":null}', '{']) expect(documentIn(text)).toBeUndefined();
  });
});
