import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, describe, expect, it } from 'vitest';
import { NotRemovable } from '../../../electron/delivery/delivery.ts';
import { finishDocument } from '../../../electron/delivery/document.ts';
import { encodeDocumentFile } from '../../../electron/delivery/document-file.ts';
import { Journal } from '../../../electron/delivery/journal.ts';
import { NoSuchDocument } from '../../../electron/delivery/outbox.ts';
import { UlidMaker } from '../../../electron/delivery/ulid.ts';
import { encodeLine } from '../../../electron/storage/append-only-file.ts';
import { deskDelivery, itemWhere, ORDINARY, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const DAY_MS = 86_400_000;
const fileOf = (id: string) => `${FOLDER}/documents/${id}.json`;

describe('posting', () => {
  it('with nothing set saves here, and says no more than that', async () => {
    const delivery = deskDelivery({ folder: FOLDER, fs: new PowerCutFs(new Steps()).asFs() });
    const item = await delivery.post(report());
    expect(item).toMatchObject({ state: 'saved', channels: [], removable: true, outcome: null });
    expect((await delivery.sendNow(item.id, 50)).state).toBe('saved');
    await delivery.close();
  });

  it('gives back word for word what was posted, with its time and clock', async () => {
    const nowMs = Date.parse('2026-11-23T14:32:05+08:00');
    const delivery = deskDelivery({ folder: FOLDER, fs: new PowerCutFs(new Steps()).asFs(), nowMs: () => nowMs });
    const first = await delivery.post(report());
    const { id } = await delivery.post(
      report({ kind: 'incident-detail', about: first.id, body: { seen: '勒索訊息' } }),
    );
    const { content, about } = await delivery.item(id);
    expect(about).toBe(first.id);
    expect(content.sealed).toBeNull();
    expect(content.document).toMatchObject({
      createdAt: '2026-11-23T14:32:05+08:00',
      clock: { timeZone: 'Asia/Taipei', unixMs: nowMs, offsetMs: null },
      body: { seen: '勒索訊息' },
    });
    expect(delivery.list().map((each) => each.id)).toEqual([id, first.id]);
    await delivery.close();
  });

  it('on a full disk fails with the disk’s own words, keeps nothing, and works again once there is room', async () => {
    const fs = new PowerCutFs(new Steps());
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    fs.isFull = true;
    await expect(delivery.post(report())).rejects.toThrow('ENOSPC');
    expect(delivery.list()).toEqual([]);
    expect(fs.paths()).toEqual([]);
    fs.isFull = false;
    expect((await delivery.post(report())).state).toBe('saved');
    await delivery.close();
  });

  it('says when the journal cannot be written, sends all the same, and takes it back once it can', async () => {
    const fs = new PowerCutFs(new Steps());
    const store = new MemoryStore();
    let isAway = true;
    store.before = () => (isAway ? Promise.reject(new Error('ECONNREFUSED')) : undefined);
    const delivery = deskDelivery({
      folder: FOLDER,
      fs: fs.asFs(),
      fetch: store.fetchOn(),
      delivery: { http: [STORE] },
    });
    const { id } = await delivery.post(report());
    fs.isFull = true;
    isAway = false;
    await delivery.sendNow(id, 1_000);
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(delivery.problems()).toMatchObject([{ kind: 'cannot-save' }]);
    fs.isFull = false;
    await delivery.post(report());
    await delivery.close();
    expect(delivery.problems()).toEqual([]);
    expect(fs.textOf(`${FOLDER}/journal.jsonl`)).toContain('"state":"received"');
  });

  it('works before what earlier runs left has been read', async () => {
    const fs = new PowerCutFs(new Steps());
    const before = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const old = await before.post(report());
    await before.close();
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const starting = delivery.start();
    const fresh = await delivery.post(report());
    await starting;
    expect(delivery.list().map(({ id }) => id)).toEqual([fresh.id, old.id].sort().reverse());
    await delivery.close();
  });
});

describe('an outbox that was left', () => {
  async function left(count = 2) {
    const fs = new PowerCutFs(new Steps());
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const ids = [];
    for (let at = 0; at < count; at++) ids.push((await delivery.post(report({ body: { at } }))).id);
    await delivery.close();
    return { fs, ids };
  }

  it('is whole again without its journal', async () => {
    const { fs, ids } = await left();
    fs.overwrite(`${FOLDER}/journal.jsonl`, 'not a journal\n');
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    await delivery.start();
    expect(
      delivery
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
    await delivery.close();
  });

  it('sets a damaged document aside, says where it is, and keeps the others', async () => {
    const { fs, ids } = await left();
    const [bad = '', good = ''] = ids;
    fs.overwrite(fileOf(bad), fs.textOf(fileOf(bad)).replace('K7M', 'K7N').replace('"at":0', '"at":9'));
    fs.overwrite(`${FOLDER}/journal.jsonl`, '');
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    await delivery.start();
    expect(delivery.list().map(({ id }) => id)).toEqual([good]);
    const [problem] = delivery.problems();
    expect(problem).toMatchObject({ kind: 'damaged', detail: expect.stringContaining('SHA-256') });
    expect(fs.paths()).toContain(problem?.kind === 'damaged' ? problem.setAside : '');
    await delivery.close();
  });

  it('finds the damage when it is asked for the document, too', async () => {
    const { fs, ids } = await left(1);
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    await delivery.start();
    fs.overwrite(fileOf(ids[0] ?? ''), 'torn');
    await expect(delivery.item(ids[0] ?? '')).rejects.toThrow(NoSuchDocument);
    expect(delivery.list()).toEqual([]);
    expect(delivery.problems()).toMatchObject([{ kind: 'damaged' }]);
    await delivery.close();
  });

  it('shortens a journal that has been overtaken, and forgets nothing', async () => {
    const { fs, ids } = await left();
    const journal = `${FOLDER}/journal.jsonl`;
    fs.overwrite(journal, fs.textOf(journal).repeat(2_000));
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const starting = delivery.start();
    const fresh = await delivery.post(report());
    await starting;
    await delivery.close();
    expect(fs.textOf(journal).split('\n').length).toBeLessThan(10);
    const next = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    await next.start();
    expect(
      next
        .list()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids, fresh.id].sort());
    await next.close();
  });

  it('keeps its ids in order though the clock was stepped back between the runs', async () => {
    let nowMs = 1_800_000_000_000;
    const fs = new PowerCutFs(new Steps());
    const before = deskDelivery({ folder: FOLDER, fs: fs.asFs(), nowMs: () => nowMs });
    const { id } = await before.post(report());
    await before.close();
    nowMs -= 3 * 3_600_000;
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs(), nowMs: () => nowMs });
    await delivery.start();
    expect((await delivery.post(report())).id > id).toBe(true);
    await delivery.close();
  });
});

describe('removing', () => {
  it('takes away what never left', async () => {
    const fs = new PowerCutFs(new Steps());
    const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const { id } = await delivery.post(report());
    await delivery.remove(id);
    expect(delivery.list()).toEqual([]);
    expect(fs.paths()).not.toContain(fileOf(id));
    await delivery.close();
    const next = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    await next.start();
    expect(next.list()).toEqual([]);
    await next.close();
  });

  it('refuses what may have left and nobody has confirmed, also after a restart', async () => {
    const fs = new PowerCutFs(new Steps());
    const store = new MemoryStore();
    store.before = () => Promise.reject(new Error('socket hang up'));
    const parts = { folder: FOLDER, fs: fs.asFs(), fetch: store.fetchOn(), delivery: { http: [STORE] } };
    const delivery = deskDelivery(parts);
    const { id } = await delivery.post(report());
    await delivery.sendNow(id, 1_000);
    await expect(delivery.remove(id)).rejects.toThrow(NotRemovable);
    await delivery.close();
    const next = deskDelivery({ ...parts, fetch: () => new Promise(() => {}) });
    await next.start();
    await expect(next.remove(id)).rejects.toThrow(NotRemovable);
    await next.close();
  });

  it('allows what could not even be connected', async () => {
    const store = new MemoryStore();
    store.before = () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'));
    const delivery = deskDelivery({
      folder: FOLDER,
      fs: new PowerCutFs(new Steps()).asFs(),
      fetch: store.fetchOn(),
      delivery: { http: [STORE] },
    });
    const { id } = await delivery.post(report());
    expect(await delivery.sendNow(id, 1_000)).toMatchObject({
      state: 'queued',
      removable: true,
      channels: [{ reason: 'unreachable' }],
    });
    await delivery.remove(id);
    expect(delivery.list()).toEqual([]);
    await delivery.close();
  });

  it('allows what stayed “sent” for longer than the agency’s days, and no sooner', async () => {
    let nowMs = 1_800_000_000_000;
    const store = new MemoryStore();
    const delivery = deskDelivery({
      folder: FOLDER,
      fs: new PowerCutFs(new Steps()).asFs(),
      fetch: store.fetchOn(),
      nowMs: () => nowMs,
      delivery: { http: [{ ...STORE, read: null }], keepDays: 30 },
    });
    const { id } = await delivery.post(report());
    await itemWhere(delivery, id, ({ state }) => state === 'sent');
    nowMs += 30 * DAY_MS;
    await expect(delivery.remove(id)).rejects.toThrow(NotRemovable);
    nowMs += 2;
    await delivery.remove(id);
    expect(delivery.list()).toEqual([]);
    await delivery.close();
  });

  it('is done by itself when the agency’s time to keep what was received is over', async () => {
    let nowMs = 1_800_000_000_000;
    const fs = new PowerCutFs(new Steps());
    const parts = {
      folder: FOLDER,
      fs: fs.asFs(),
      fetch: new MemoryStore().fetchOn(),
      nowMs: () => nowMs,
      delivery: { http: [STORE], retentionDays: 10 },
    };
    const delivery = deskDelivery(parts);
    const received = await delivery.post(report());
    await itemWhere(delivery, received.id, ({ state }) => state === 'received');
    await delivery.close();
    const waiting = deskDelivery({ ...parts, delivery: {} });
    const saved = await waiting.post(report());
    await waiting.close();
    nowMs += 11 * DAY_MS;
    const later = deskDelivery({ ...parts, fetch: () => new Promise(() => {}) });
    await later.start();
    expect(later.list().map(({ id }) => id)).toEqual([saved.id]);
    await later.close();
  });
});

describe('10,000 waiting documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const COUNT = 10_000;

  it('are there again in well under a second, without holding up the first page', async () => {
    const away = { folder, fetch: () => new Promise<Response>(() => {}), delivery: { http: [STORE] } };
    const seed = deskDelivery(away);
    const first = await seed.post(report());
    await seed.close();
    const journal = new Journal(
      (await import('../../../electron/delivery/durable-files.ts')).realFs,
      join(folder, 'journal.jsonl'),
    );
    const [record] = (await journal.read()).records.values();
    if (!record) throw new Error('the first document has no line in the journal');
    const { document } = (await seed.item(first.id)).content;
    const ids = new UlidMaker({ nowMs: () => Date.now() - 60_000 });
    const lines: string[] = [];
    for (let at = 1; at < COUNT; at++) {
      const id = ids.next();
      writeFileSync(
        join(folder, 'documents', `${id}.json`),
        encodeDocumentFile(finishDocument({ ...document, id }, 10_000), ORDINARY),
      );
      lines.push(encodeLine({ item: { ...record, id } }));
    }
    writeFileSync(join(folder, 'journal.jsonl'), lines.join(''), { flag: 'a' });

    const loop = monitorEventLoopDelay({ resolution: 1 });
    const startedAtMs = performance.now();
    const delivery = deskDelivery(away);
    const builtAtMs = performance.now();
    loop.enable();
    await delivery.start();
    loop.disable();
    const openMs = performance.now() - startedAtMs;
    console.log(
      `10,000 documents: built ${(builtAtMs - startedAtMs).toFixed(1)} ms, opened ${openMs.toFixed(0)} ms, loop held at most ${(loop.max / 1e6).toFixed(0)} ms`,
    );
    expect(delivery.list()).toHaveLength(COUNT);
    // What start-up waits for is the building; the rest is read in slices beside the first page.
    expect(builtAtMs - startedAtMs).toBeLessThan(50);
    expect(openMs).toBeLessThan(1_500);
    await delivery.close();
  });
});
