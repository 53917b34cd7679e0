import {
  chmodSync,
  promises as fs,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliverySettings } from '../../../electron/contract/settings.ts';
import { FolderChannel, type OwnProcess } from '../../../electron/delivery/channels/folder.ts';
import { doFolderTask, type FolderFs, type FolderTask } from '../../../electron/delivery/channels/folder-task.ts';
import type { Delivery } from '../../../electron/delivery/delivery.ts';
import { sha256Of } from '../../../electron/delivery/sha256.ts';
import { deskDelivery, INCIDENT, itemWhere, report } from './desk.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

const root = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});

const open: Delivery[] = [];
afterEach(() => Promise.all(open.splice(0).map((delivery) => delivery.close())));

function desk(delivery: Partial<DeliverySettings> = {}, startFolderProcess?: () => OwnProcess) {
  const made = deskDelivery({
    folder: FOLDER,
    fs: new PowerCutFs(new Steps()).asFs(),
    delivery: { folder, ...delivery },
    ...(startFolderProcess && { startFolderProcess }),
  });
  open.push(made);
  return made;
}

const SHARE = { folderKind: 'share' } as const;
const ID = '01ARYZ6S410000000000000000';
const write = (text: string): FolderTask => ({ kind: 'write', folder, id: ID, text, sha256s: [sha256Of(text)] });

describe('a folder', () => {
  it('on this PC has it saved, never sent, and it may be removed again', async () => {
    const delivery = desk();
    const { id } = await delivery.post(report());
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.state === 'saved');
    expect(item).toMatchObject({ state: 'saved', removable: true, retryable: false });
    expect(item.history.map(({ state }) => state)).not.toContain('sent');
    expect(sha256Of(readFileSync(join(folder, `${id}.json`)))).toBe(item.sha256);
    expect(readdirSync(folder)).toEqual([`${id}.json`]);
  });

  it('on a share has received it once it gives the same back', async () => {
    const delivery = desk(SHARE);
    const { id } = await delivery.post(report({ handling: INCIDENT }));
    const item = await delivery.sendNow(id, 2_000);
    expect(item).toMatchObject({
      state: 'received',
      removable: false,
      channels: [{ channel: 'folder', place: folder }],
    });
  });

  it('that is not there is named, and tried again when the network is back', async () => {
    rmSync(folder, { recursive: true });
    const delivery = desk(SHARE);
    const { id } = await delivery.post(report());
    const item = await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'no-folder');
    expect(item).toMatchObject({ state: 'queued', removable: true, retryable: true });
    mkdirSync(folder);
    delivery.networkIsBack();
    await itemWhere(delivery, id, ({ state }) => state === 'received');
  });

  it('keeps another content of the same name, and is said to', async () => {
    writeFileSync(join(folder, `${ID}.json`), 'another');
    expect(await doFolderTask(write('mine'))).toEqual({ kind: 'differs' });
    expect(readFileSync(join(folder, `${ID}.json`), 'utf8')).toBe('another');
    expect(readdirSync(folder)).toEqual([`${ID}.json`]);
  });

  it('takes a repeat for what it is, and writes nothing', async () => {
    expect(await doFolderTask(write('mine'))).toMatchObject({ kind: 'written', readBack: true });
    chmodSync(join(folder, `${ID}.json`), 0o400);
    expect(await doFolderTask(write('mine'))).toMatchObject({ kind: 'written', readBack: true });
    expect(readdirSync(folder)).toEqual([`${ID}.json`]);
  });

  it('never shows half a document under its name, whoever looks', async () => {
    const text = 'x'.repeat(4_000_000);
    const sizes = new Set<number>();
    const writing = doFolderTask(write(text)).then(() => true);
    for (let isDone = false; !isDone; ) {
      for (const name of readdirSync(folder))
        if (name === `${ID}.json`) sizes.add(readFileSync(join(folder, name)).length);
      isDone = await Promise.race([writing, new Promise<false>((resolve) => setImmediate(resolve, false))]);
    }
    for (const name of readdirSync(folder)) sizes.add(readFileSync(join(folder, name)).length);
    expect([...sizes]).toEqual([4_000_000]);
  });

  it('that is a file answers as no folder', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(await doFolderTask(write('mine'))).toMatchObject({ kind: 'error', code: 'ENOTDIR' });
  });
});

describe('a share that is set as a folder of this PC', () => {
  const [PC, CIFS, NFS] = [0xef53, 0xff534d42, 0x6969];
  /** The worker's task on a system whose folders lie elsewhere than they do here. */
  const processOn = (realpath: string, type: number): OwnProcess => ({
    ask: (task) =>
      doFolderTask(task, {
        ...fs,
        realpath: async () => realpath,
        statfs: async () => ({ type }),
      } as unknown as FolderFs),
    abandon: () => {},
    hasEnded: false,
  });
  const PERSONAL = { personal: true, urgent: false, mustGo: false };

  it.each([
    ['a mapped drive', '\\\\server\\reports', PC],
    ['a mounted CIFS share', '/mnt/reports', CIFS],
    ['a mounted NFS export', '/mnt/reports', NFS],
  ])('is found out: %s is given nothing personal unsealed, and what it has counts as sent', async (_, path, type) => {
    const delivery = desk({}, () => processOn(path, type));
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'open-to-others');
    expect(readdirSync(folder)).toEqual([]);
    const other = await delivery.post(report());
    await itemWhere(delivery, other.id, ({ state }) => state === 'received');
  });

  it('is told from a folder of this PC, which is', async () => {
    const delivery = desk({}, () => processOn('C:\\reports', PC));
    const { id } = await delivery.post(report({ handling: PERSONAL }));
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.state === 'saved');
  });

  it('is taken for a share while it does not answer', async () => {
    const hanging = { ask: () => new Promise<never>(() => {}), abandon: () => {}, hasEnded: false };
    const channel = new FolderChannel({ folder, isShare: false, startProcess: () => hanging });
    expect(await channel.needsSealing(AbortSignal.timeout(20))).toBe(true);
  });

  it('has what was only saved there sent, sealed or as it lies there, once the setting is put right', async () => {
    const fs = new PowerCutFs(new Steps()).asFs();
    const start = (over: Partial<DeliverySettings>) => {
      const made = deskDelivery({ folder: FOLDER, fs, delivery: { folder, ...over } });
      open.push(made);
      return made;
    };
    const before = start({});
    const { id } = await before.post(report({ handling: PERSONAL }));
    await itemWhere(before, id, ({ channels }) => channels[0]?.state === 'saved');
    const lies = readFileSync(join(folder, `${id}.json`), 'utf8');
    await before.close();
    const after = start({ ...SHARE, sealTo: [await identityToRecipient(await generateX25519Identity())] });
    await after.start();
    await itemWhere(after, id, ({ state }) => state === 'received');
    expect(readFileSync(join(folder, `${id}.json`), 'utf8')).toBe(lies);
  });
});

describe('a share that hangs', () => {
  function hanging() {
    const started: { isAbandoned: boolean }[] = [];
    const start = (): OwnProcess => {
      const own = { isAbandoned: false };
      started.push(own);
      return {
        ask: () => new Promise(() => {}),
        abandon: () => {
          own.isAbandoned = true;
        },
        hasEnded: false,
      };
    };
    return { started, start };
  }

  it('is abandoned when late, keeps nobody waiting, and is not given a fourth process', async () => {
    const { started, start } = hanging();
    const delivery = desk(SHARE, start);
    const { id } = await delivery.post(report({ handling: INCIDENT }));
    const startedAtMs = performance.now();
    await delivery.sendNow(id, 100);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    for (let times = 0; times < 5; times++) {
      const other = await delivery.post(report({ handling: INCIDENT }));
      await delivery.sendNow(other.id, 10);
    }
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'late' || (channels[0]?.attempts ?? 0) > 0);
    expect(started.length).toBeLessThanOrEqual(3);
    expect(started.slice(0, -1).every(({ isAbandoned }) => isAbandoned)).toBe(true);
  });

  it('does not keep the app from closing', async () => {
    const delivery = deskDelivery({
      folder: FOLDER,
      fs: new PowerCutFs(new Steps()).asFs(),
      delivery: { folder, ...SHARE },
      startFolderProcess: hanging().start,
    });
    await delivery.post(report());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const startedAtMs = performance.now();
    await delivery.close();
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });
});

describe('what others could do in a folder', () => {
  it('is found without reading or deleting anything', async () => {
    writeFileSync(join(folder, `${ID}.json`), 'theirs');
    expect(await doFolderTask({ kind: 'access', folder })).toEqual({
      kind: 'access',
      access: { list: 'yes', read: 'yes', delete: 'yes', detail: folder },
    });
    expect(readFileSync(join(folder, `${ID}.json`), 'utf8')).toBe('theirs');
  });

  it('keeps a personal document back on an open share without a key, and the administrator is told', async () => {
    const delivery = desk(SHARE);
    const { id } = await delivery.post(report({ handling: { personal: true, urgent: false, mustGo: false } }));
    await itemWhere(delivery, id, ({ channels }) => channels[0]?.reason === 'open-to-others');
    expect(readdirSync(folder)).toEqual([]);
    expect(delivery.problems()).toMatchObject([{ kind: 'open-to-others', channel: 'folder', place: folder }]);
  });
});
