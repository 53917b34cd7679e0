import { describe, expect, it } from 'vitest';
import { NotRemovable } from '../../../electron/delivery/delivery.ts';
import { deskDelivery, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const DAY_MS = 86_400_000;
const fileOf = (id: string) => `${FOLDER}/documents/${id}.json`;

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
