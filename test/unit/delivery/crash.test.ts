import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NotRemovable } from '../../../electron/delivery/delivery.ts';
import { sha256Of } from '../../../electron/delivery/sha256.ts';
import { deskDelivery, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCut, PowerCutFs, Steps } from './power-cut-fs.ts';

/** One whole life of two documents: posted, sent at once, received. Answers what the person was shown as saved. */
async function live(fs: PowerCutFs, store: MemoryStore): Promise<string[]> {
  const delivery = deskDelivery({
    folder: FOLDER,
    fs: fs.asFs(),
    fetch: store.fetchOn(fs.steps),
    delivery: { http: [STORE] },
  });
  const shown: string[] = [];
  try {
    await delivery.start();
    for (const code of ['first', 'second']) {
      const { id } = await delivery.post(report({ body: { code } }));
      shown.push(id);
      await delivery.sendNow(id, 1_000);
      for (let turns = 0; turns < 40 && !fs.steps.isOver; turns++) await turn();
    }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  await delivery.close();
  return shown;
}

/** The next start, on the disk that was left, in peace. */
async function recover(disk: PowerCutFs, store: MemoryStore, shown: readonly string[]) {
  const delivery = deskDelivery({
    folder: FOLDER,
    fs: disk.asFs(),
    fetch: store.fetchOn(),
    delivery: { http: [STORE] },
  });
  await delivery.start();
  const received = [];
  for (const id of shown) received.push(await itemWhere(delivery, id, ({ state }) => state === 'received'));
  const all = delivery.list();
  for (const { id } of all) await itemWhere(delivery, id, ({ state }) => state === 'received');
  const problems = delivery.problems();
  await delivery.close();
  return { received, all, problems };
}

const whole = new Steps();
await live(new PowerCutFs(whole), new MemoryStore());

describe('a power cut', () => {
  it('is tried after every step of a whole life, and there are many', () => {
    expect(whole.count).toBeGreaterThan(30);
  });

  const lives = ['lost', 'kept'].flatMap((unconfirmed) => [false, true].map((nginx) => [unconfirmed, nginx] as const));
  it.each(lives)(
    'after any step loses nothing that was shown as saved (unconfirmed writes %s, a store that overwrites: %s)',
    async (unconfirmed, nginx) => {
      for (let last = 0; last <= whole.count; last++) {
        const store = new MemoryStore();
        store.ignoresIfNoneMatch = nginx;
        const fs = new PowerCutFs(new Steps(last));
        const shown = await live(fs, store);
        const disk = fs.afterPowerCut(unconfirmed as 'lost' | 'kept', new Steps());
        const { received, all, problems } = await recover(disk, store, shown);

        expect(received.map(({ id }) => id)).toEqual(shown);
        // One of each in the store, none twice under another id, and none that nobody posted.
        expect([...store.documents.keys()].sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { id, sha256 } of all) expect(sha256Of(store.documents.get(id) ?? '')).toBe(sha256);
        expect(all.length).toBeLessThanOrEqual(2);
        expect(store.overwritten).toBe(0);
        expect(problems).toEqual([]);
        expect(disk.paths().filter((path) => path.endsWith('.tmp'))).toEqual([]);
      }
    },
  );

  it('after a removal does not bring the document back', async () => {
    const fs = new PowerCutFs(new Steps());
    const first = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
    const [removed, kept] = [await first.post(report()), await first.post(report())];
    await first.remove(removed.id);
    const second = deskDelivery({ folder: FOLDER, fs: fs.afterPowerCut('lost', new Steps()).asFs() });
    await second.start();
    expect(second.list().map(({ id }) => id)).toEqual([kept.id]);
    await second.close();
    await first.close();
  });

  it('in the midst of an attempt does not let the document pass for one that never left', async () => {
    const fs = new PowerCutFs(new Steps());
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const fetch = () => {
      asked();
      return new Promise<Response>(() => {});
    };
    const first = deskDelivery({ folder: FOLDER, fs: fs.asFs(), fetch, delivery: { http: [STORE] } });
    const { id } = await first.post(report());
    await isAsked;
    const second = deskDelivery({ folder: FOLDER, fs: fs.afterPowerCut('lost', new Steps()).asFs(), fetch });
    await second.start();
    await expect(second.remove(id)).rejects.toThrow(NotRemovable);
    await second.close();
    await first.close();
  });

  it('after any step of a removal leaves the document whole or gone', async () => {
    const ways = { kept: 0, gone: 0 };
    for (let last = 0; last < 60; last++) {
      const before = new PowerCutFs(new Steps());
      const first = deskDelivery({ folder: FOLDER, fs: before.asFs() });
      const { id } = await first.post(report());
      await first.close();
      const fs = before.afterPowerCut('kept', new Steps(last));
      const second = deskDelivery({ folder: FOLDER, fs: fs.asFs() });
      await second
        .start()
        .then(() => second.remove(id))
        .catch((error) => expect(error).toBeInstanceOf(PowerCut));
      await second.close();
      const third = deskDelivery({ folder: FOLDER, fs: fs.afterPowerCut('kept', new Steps()).asFs() });
      await third.start();
      const found = third.list();
      if (found.length === 0) ways.gone++;
      else {
        expect((await third.item(id)).content.document.body).toEqual(report().body);
        ways.kept++;
      }
      expect(third.problems()).toEqual([]);
    }
    expect(ways.kept).toBeGreaterThan(3);
    expect(ways.gone).toBeGreaterThan(3);
  });
});
