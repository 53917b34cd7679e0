import { describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../electron/delivery/delivery.ts';
import type { DeliveryFs } from '../../../electron/delivery/durable-files.ts';
import { NoSuchDocument } from '../../../electron/delivery/outbox.ts';
import { deskDelivery, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

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
    expect(delivery.problems()).toMatchObject([{ kind: 'cannot-save', detail: expect.stringContaining('ENOSPC') }]);
    fs.isFull = false;
    expect((await delivery.post(report())).state).toBe('saved');
    await delivery.close();
    expect(delivery.problems()).toEqual([]);
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

  /** That disk, but for what `refuses` it with EIO. */
  function ailing(disk: PowerCutFs, refuses: (path: string) => boolean): DeliveryFs {
    const fs = disk.asFs();
    const refused = async (path: string) => {
      if (refuses(path)) throw Object.assign(new Error(`EIO: ${path}`), { code: 'EIO' });
    };
    return {
      ...fs,
      readdir: (path) => refused(path).then(() => fs.readdir(path)),
      readFile: (path, encoding) => refused(path).then(() => fs.readFile(path, encoding)),
    };
  }
  const idsOf = (delivery: Delivery) => delivery.list().map(({ id }) => id);
  const unread = { kind: 'cannot-read', detail: expect.stringContaining('EIO') };

  it.each([
    ['its folder', (path: string) => path.endsWith('documents')],
    ['its journal', (path: string) => path.endsWith('.jsonl')],
  ])('is not said to be empty while %s cannot be read, and is read again by itself', async (_, refuses) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { fs, ids } = await left();
    let isIll = true;
    const delivery = deskDelivery({ folder: FOLDER, fs: ailing(fs, (path) => isIll && refuses(path)) });
    let told = 0;
    delivery.onChange(() => told++);
    await expect(delivery.start()).rejects.toThrow('EIO');
    expect(delivery.problems()).toEqual([unread]);
    expect(told).toBe(1);
    const fresh = await delivery.post(report());
    isIll = false;
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    while (delivery.total < 3) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(idsOf(delivery)).toEqual([fresh.id, ...ids.toReversed()]);
    expect(delivery.problems()).toEqual([]);
    await delivery.close();
  });

  it('does without its journal where that alone stays unreadable, and sends what waits', async () => {
    const { fs, ids } = await left();
    const store = new MemoryStore();
    const delivery = deskDelivery({
      ...{ folder: FOLDER, fetch: store.fetchOn(), delivery: { http: [STORE] } },
      fs: ailing(fs, (path) => path.endsWith('.jsonl')),
    });
    for (let times = 0; times < 2; times++) await expect(delivery.start()).rejects.toThrow('EIO');
    await delivery.start();
    for (const id of ids) await itemWhere(delivery, id, ({ state }) => state === 'received');
    expect(delivery.problems()).toEqual([]);
    await delivery.close();
  });

  it('says that one document cannot be read, and keeps the others', async () => {
    const { fs, ids } = await left();
    const [bad = '', good = ''] = ids;
    fs.overwrite(`${FOLDER}/journal.jsonl`, '');
    let isIll = true;
    const delivery = deskDelivery({ folder: FOLDER, fs: ailing(fs, (path) => isIll && path === fileOf(bad)) });
    await expect(delivery.start()).rejects.toThrow('EIO');
    expect(idsOf(delivery)).toEqual([good]);
    expect(delivery.problems()).toEqual([unread]);
    isIll = false;
    await delivery.start();
    expect(idsOf(delivery).sort()).toEqual(ids);
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
