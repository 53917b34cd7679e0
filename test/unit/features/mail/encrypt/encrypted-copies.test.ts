import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { EncryptedCopy } from '../../../../../electron/contract/mail.ts';
import type { WorkerEnded } from '../../../../../electron/features/mail/check/ports.ts';
import { encrypt } from '../../../../../electron/features/mail/encrypt/encrypt.ts';
import type { EncryptTask } from '../../../../../electron/features/mail/encrypt/encrypt-task.ts';
import { EncryptedCopies, namedApart } from '../../../../../electron/features/mail/encrypt/encrypted-copies.ts';
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

type Work = (task: EncryptTask, signal: AbortSignal) => Promise<WorkerAnswer | WorkerEnded>;

function copiesBy(work: Work, askWhere = async (): Promise<string | null> => join(folder, 'copy.zip')) {
  const worker = {
    ask: (task: { kind: string }, _timeoutMs: number, signal: AbortSignal) => work(task as EncryptTask, signal),
    close: () => {},
  };
  return new EncryptedCopies({ worker, askWhere });
}
const files = () => [{ path: join(folder, 'a.txt'), name: 'a.txt' }];

describe('the encrypted copy', () => {
  it('is a new file, with its size on the wire and a passphrase', async () => {
    const made = EncryptedCopy.parse(await copiesBy(encrypt).make(files()));
    expect(made).toMatchObject({ fileName: 'copy.zip', bytes: readFileSync(join(folder, 'copy.zip')).length });
    expect(made.wireBytes).toBeGreaterThan(made.bytes);
    expect(made.passphrase.length).toBeGreaterThan(20);
  });

  it('leaves alone what stands there, and takes the next name that is free', async () => {
    writeFileSync(join(folder, 'copy.zip'), 'mine');
    writeFileSync(join(folder, 'copy (2).zip'), 'mine too');
    expect(await copiesBy(encrypt).make(files())).toMatchObject({ fileName: 'copy (3).zip' });
    expect(readFileSync(join(folder, 'copy.zip'), 'utf8')).toBe('mine');
  });

  it('is none where the person closes the dialog', async () => {
    expect(await copiesBy(encrypt, async () => null).make(files())).toBeNull();
    expect(readdirSync(folder)).toEqual(['a.txt']);
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
    const copies = copiesBy(endedHalfWay);
    const making = copies.make(files());
    await new Promise((resolve) => setTimeout(resolve, 20));
    copies.cancel();
    expect(await making).toBeNull();
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('leaves nothing behind where its process is ended, and says that it could not be saved', async () => {
    await expect(copiesBy(endedHalfWay).make(files())).rejects.toMatchObject({
      code: 'cannot-save',
      message: 'too-much-memory',
    });
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('passes on the system’s words, and can be tried again', async () => {
    const copies = copiesBy(async (task) => {
      if (existsSync(join(folder, 'full')))
        return { kind: 'failed', code: 'ENOSPC', message: 'no space left on device' };
      return encrypt(task);
    });
    writeFileSync(join(folder, 'full'), '');
    await expect(copies.make(files())).rejects.toMatchObject({
      code: 'cannot-save',
      message: 'no space left on device',
    });
    rmSync(join(folder, 'full'));
    expect(await copies.make(files())).not.toBeNull();
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
