import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OwnProcess } from '../../electron/delivery/channels/folder.ts';
import type { FolderAnswer } from '../../electron/delivery/channels/folder-task.ts';
import { canonicalText } from '../../electron/delivery/document.ts';
import { sha256Of } from '../../electron/delivery/sha256.ts';
import { Unsealer } from '../../electron/delivery/unseal.ts';
import { deskDelivery, INCIDENT, itemWhere, report } from '../unit/delivery/desk.ts';
import { bundle } from './bundle.ts';

const root = mkdtempSync(join(tmpdir(), 'own-process-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let worker = '';
beforeAll(async () => {
  worker = await bundle('electron/delivery/channels/folder-worker.ts');
});

let folder = '';
let outbox = '';
let count = 0;
beforeEach(() => {
  folder = join(root, `share-${count}`);
  outbox = join(root, `outbox-${count++}`);
  mkdirSync(folder);
});

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** The worker as a child of Node, where the app has Electron's utilityProcess. */
function startProcess(): OwnProcess {
  const child = fork(worker, { stdio: 'ignore' });
  children.push(child);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the process ended')));
  ended.catch(() => {});
  return {
    async ask(task) {
      const answered = once(child, 'message').then(([answer]) => answer as FolderAnswer);
      child.send(task);
      return Promise.race([answered, ended]);
    },
    abandon: () => void child.kill('SIGKILL'),
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
  };
}

const desk = () =>
  deskDelivery({ folder: outbox, delivery: { folder, folderKind: 'share' }, startFolderProcess: startProcess });

describe('the process for shares', () => {
  test('writes each document once, though it is killed again and again', async () => {
    const delivery = desk();
    const ids: string[] = [];
    for (let at = 0; at < 40; at++) {
      ids.push((await delivery.post(report({ body: { at }, handling: INCIDENT }))).id);
      if (at % 6 === 5) children.at(-1)?.kill('SIGKILL');
      await wait(3);
    }
    for (const id of ids) {
      delivery.networkIsBack();
      await itemWhere(delivery, id, ({ state }) => state === 'received', 20_000);
    }
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual(ids.map((id) => `${id}.json`).sort());
    for (const { id, sha256 } of delivery.list())
      expect(sha256Of(readFileSync(join(folder, `${id}.json`)))).toBe(sha256);
    await delivery.close();
  });

  test('that hangs is abandoned at the bound; the report is then written by another', async () => {
    const delivery = desk();
    await itemWhere(
      delivery,
      (await delivery.post(report({ handling: INCIDENT }))).id,
      ({ state }) => state === 'received',
    );
    // What a share that is gone does to a process: it does not answer.
    children.at(-1)?.kill('SIGSTOP');
    const { id } = await delivery.post(report({ handling: INCIDENT }));
    const startedAtMs = performance.now();
    const item = await delivery.sendNow(id, 300);
    const tookMs = performance.now() - startedAtMs;
    expect(tookMs).toBeLessThan(450);
    expect(item.state).toBe('queued');
    // A later red button takes the lane from the one that hangs.
    const urgent = await delivery.post(report({ handling: INCIDENT }));
    expect((await delivery.sendNow(urgent.id, 5_000)).state).toBe('received');
    await itemWhere(delivery, id, ({ state }) => state === 'received', 20_000);
    await delivery.close();
  });
});

describe('a sealed document', () => {
  const cannotRun = existsSync('/usr/bin/age') ? null : '/usr/bin/age is absent';
  if (cannotRun) console.warn(`skipped: ${cannotRun}`);

  test.skipIf(cannotRun)('is opened by the officer with the ordinary age tool, and by nobody else', async () => {
    const [mine, stranger] = ['officer.key', 'stranger.key'].map((name) => {
      const path = join(root, name);
      execFileSync('age-keygen', ['-o', path], { stdio: 'pipe' });
      return path;
    });
    const recipient = execFileSync('age-keygen', ['-y', mine ?? ''], { encoding: 'utf8' }).trim();
    const delivery = deskDelivery({
      folder: outbox,
      delivery: { folder, folderKind: 'share', sealTo: [recipient] },
      startFolderProcess: startProcess,
    });
    const { id } = await delivery.post(report({ body: { name: '王小明' }, handling: { ...INCIDENT, mustGo: false } }));
    await itemWhere(delivery, id, ({ state }) => state === 'received');
    const { document } = (await delivery.item(id)).content;
    await delivery.close();

    const sealed = join(root, 'sealed.age');
    const envelope = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8'));
    writeFileSync(sealed, Buffer.from(envelope.sealed, 'base64'));
    const opened = execFileSync('age', ['--decrypt', '-i', mine ?? '', sealed], { encoding: 'utf8' });
    expect(opened).toBe(canonicalText(document));
    expect(() => execFileSync('age', ['--decrypt', '-i', stranger ?? '', sealed], { stdio: 'pipe' })).toThrow(
      'no identity matched',
    );
  });

  test.skipIf(cannotRun)(
    'that the age tool itself made is opened by the app, and not once a byte is lost',
    async () => {
      const path = join(root, 'roster.key');
      execFileSync('age-keygen', ['-o', path], { stdio: 'pipe' });
      const recipient = execFileSync('age-keygen', ['-y', path], { encoding: 'utf8' }).trim();
      const text = '王小明'.repeat(10_000);
      const made = execFileSync('age', ['-r', recipient], { input: text });
      const unsealer = new Unsealer(readFileSync(path, 'utf8'));
      const envelope = (bytes: Buffer) => ({
        ...{ schema: 1 as const, id: '01ARYZ6S410000000000000000', kind: 'k', createdAt: '' },
        sealed: bytes.toString('base64'),
      });
      expect(unsealer.open(envelope(made))).toBe(text);
      expect(() => unsealer.open(envelope(made.subarray(0, -1)))).toThrow('altered');
    },
  );
});
