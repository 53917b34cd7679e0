import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { EncryptedCopyView } from '../../../../../electron/contract/mail.ts';
import type { MailWorker, WorkerEnded } from '../../../../../electron/features/mail/check/ports.ts';
import { encrypt } from '../../../../../electron/features/mail/encrypt/encrypt.ts';
import type { EncryptTask } from '../../../../../electron/features/mail/encrypt/encrypt-task.ts';
import { EncryptedCopies, namedApart } from '../../../../../electron/features/mail/encrypt/encrypted-copies.ts';
import { settle } from '../../../../../electron/features/mail/encrypt/settle.ts';
import type { WorkerAnswer } from '../../../../../electron/features/mail/look/worker-task.ts';

const root = mkdtempSync(join(tmpdir(), 'encrypted-copies-'));
let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.txt'), 'a');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Work = (
  task: EncryptTask,
  signal: AbortSignal,
  tell: (bytes: number) => void,
) => Promise<WorkerAnswer | WorkerEnded>;

const really: Work = (task, _signal, tell) => encrypt(task, tell);

function copiesBy(work: Work, askWhere = async (): Promise<string | null> => join(folder, 'copy.zip')) {
  const told: EncryptedCopyView[] = [];
  const worker: MailWorker = {
    ask: async (task, _timeoutMs, signal, tell = () => {}) => {
      if (task.kind === 'encrypt') return work(task, signal, tell);
      if (task.kind === 'settle') return settle(task);
      throw new Error(`not expected here: ${task.kind}`);
    },
    close: () => {},
  };
  const copies = new EncryptedCopies({
    worker,
    askWhere,
    onChange: (view) => told.push(EncryptedCopyView.parse(view)),
  });
  return { copies, told };
}
const files = () => [{ path: join(folder, 'a.txt'), name: 'a.txt', bytes: 1 }];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function made(copies: EncryptedCopies) {
  await copies.make(files());
  const view = copies.view();
  if (view.kind !== 'made') throw new Error(`no copy: ${view.kind}`);
  return view.copy;
}

describe('the encrypted copy', () => {
  it('is a new file, with its size on the wire and a passphrase', async () => {
    const copy = await made(copiesBy(really).copies);
    expect(copy).toMatchObject({ fileName: 'copy.zip', bytes: readFileSync(join(folder, 'copy.zip')).length });
    expect(copy.wireBytes).toBeGreaterThan(copy.bytes);
    expect(copy.passphrase.length).toBeGreaterThan(20);
  });

  it('leaves alone what stands there, and takes the next name that is free', async () => {
    writeFileSync(join(folder, 'copy.zip'), 'mine');
    writeFileSync(join(folder, 'copy (2).zip'), 'mine too');
    expect(await made(copiesBy(really).copies)).toMatchObject({ fileName: 'copy (3).zip' });
    expect(readFileSync(join(folder, 'copy.zip'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is none where the person closes the dialog', async () => {
    const { copies, told } = copiesBy(really, async () => null);
    await copies.make(files());
    expect(copies.view()).toEqual({ kind: 'none' });
    expect(told).toEqual([]);
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('tells how far it is', async () => {
    const { copies, told } = copiesBy(async (task, _signal, tell) => {
      tell(1);
      return encrypt(task, () => {});
    });
    await copies.make(files());
    expect(told.map((view) => (view.kind === 'making' ? view.bytesDone : view.kind))).toEqual([0, 1, 'made']);
  });

  it('keeps its passphrase until that is noted, and makes no other before', async () => {
    const { copies, told } = copiesBy(really);
    const { passphrase } = await made(copies);
    copies.cancel();
    await expect(copies.make(files())).rejects.toMatchObject({ code: 'not-available' });
    expect(copies.view()).toMatchObject({ kind: 'made', copy: { passphrase } });
    copies.noted();
    expect([copies.view(), told.at(-1)]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
    expect((await made(copies)).passphrase).not.toBe(passphrase);
  });

  it('that was stopped after all was written leaves no file that nobody can open', async () => {
    const { copies } = copiesBy(async (task) => {
      const answer = await encrypt(task, () => {});
      copies.cancel();
      return answer;
    });
    await copies.make(files());
    expect([copies.view().kind, readdirSync(folder)]).toEqual(['none', ['a.txt']]);
  });

  /** Half a file on disk, and a process that is ended before it could tidy up. */
  const endedHalfWay: Work = async ({ partial }, signal) => {
    writeFileSync(partial, 'half');
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
      setTimeout(resolve, 50);
    });
    return { kind: 'ended', why: signal.aborted ? 'stopped' : 'too-much-memory' };
  };

  it('leaves nothing half-written behind when it is cancelled', async () => {
    const { copies } = copiesBy(endedHalfWay);
    const making = copies.make(files());
    await pause(20);
    copies.cancel();
    await making;
    expect([copies.view().kind, readdirSync(folder)]).toEqual(['none', ['a.txt']]);
  });

  it('leaves nothing half-written behind when the app ends', async () => {
    const { copies } = copiesBy(endedHalfWay);
    const making = copies.make(files());
    await pause(20);
    await copies.close();
    expect(readdirSync(folder)).toEqual(['a.txt']);
    await making;
  });

  it('leaves nothing behind where its process is ended, and says that it could not be saved', async () => {
    const { copies } = copiesBy(endedHalfWay);
    await expect(copies.make(files())).rejects.toMatchObject({ code: 'cannot-save', message: 'too-much-memory' });
    expect([copies.view().kind, readdirSync(folder)]).toEqual(['none', ['a.txt']]);
  });

  it('passes on the system’s words, and can be tried again', async () => {
    const { copies } = copiesBy(async (task) => {
      if (existsSync(join(folder, 'full')))
        return { kind: 'failed', code: 'ENOSPC', message: 'no space left on device' };
      return encrypt(task, () => {});
    });
    writeFileSync(join(folder, 'full'), '');
    await expect(copies.make(files())).rejects.toMatchObject({
      code: 'cannot-save',
      message: 'no space left on device',
    });
    rmSync(join(folder, 'full'));
    expect(await made(copies)).toMatchObject({ fileName: 'copy.zip' });
  });
});

describe('names in the copy', () => {
  it('are told apart without regard to capitals, and none that Windows cannot unpack', () => {
    const names = ['a.txt', 'A.TXT', 'a.txt', 'b:c?.pdf', '報告.docx', ' ', 'x/y'];
    expect(namedApart(names.map((name) => ({ path: '/p', name }))).map(({ name }) => name)).toEqual([
      'a.txt',
      'A (2).TXT',
      'a (3).txt',
      'b_c_.pdf',
      '報告.docx',
      ' ',
      'x_y',
    ]);
  });
});
