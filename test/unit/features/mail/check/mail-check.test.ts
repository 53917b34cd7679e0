import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MailCheckView } from '../../../../../electron/contract/mail.ts';
import { LOOKED, NOTHING_FOUND, openDesk } from './desk.ts';
import { filesOnDisk, pause } from './files-on-disk.ts';

const { at, file } = filesOnDisk();

describe('taking files', () => {
  it('looks into each and has it scanned, one of each at a time', async () => {
    const slow = async () => {
      await pause(5);
      return LOOKED;
    };
    const desk = openDesk({}, slow, async () => {
      await pause(3);
      return NOTHING_FOUND;
    });
    await desk.check.take([file('報告.pdf'), file('b.txt'), file('c.txt')]);
    expect(desk.check.view().progress).toMatchObject({ filesTotal: 3 });
    await desk.settled();
    const { files, progress } = MailCheckView.parse(desk.check.view());
    expect(files.map(({ name, state }) => [name, state])).toEqual([
      ['報告.pdf', 'done'],
      ['b.txt', 'done'],
      ['c.txt', 'done'],
    ]);
    expect(progress).toBeNull();
    expect(desk.most).toEqual({ looks: 1, scans: 1 });
  });

  it('leaves out folders, pipes, devices and what is not there, and says which', async () => {
    mkdirSync(at('資料夾'));
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('報告.pdf'));
    const desk = openDesk();
    await desk.check.take([
      at('資料夾'),
      at('pipe'),
      '/dev/zero',
      at('gone'),
      'relative.txt',
      at('報告.pdf'),
      '\\\\.\\PhysicalDrive0',
    ]);
    expect(desk.check.view().leftOut).toEqual([
      { name: '資料夾', why: 'folder' },
      { name: 'pipe', why: 'not-a-file' },
      { name: 'zero', why: 'not-a-file' },
      { name: 'gone', why: 'gone' },
      { name: 'relative.txt', why: 'not-a-file' },
      { name: '報告.pdf', why: 'not-a-file' },
      { name: '\\\\.\\PhysicalDrive0', why: 'not-a-file' },
    ]);
    expect(desk.check.view().files).toEqual([]);
  });

  it('follows a link to its file, and shows where it leads', async () => {
    symlinkSync(file('帳冊.xlsx'), at('link.xlsx'));
    const desk = openDesk();
    await desk.check.take([at('link.xlsx')]);
    expect(desk.check.view().files.map(({ name }) => name)).toEqual(['link.xlsx → 帳冊.xlsx']);
  });

  it('takes no file twice, however it is named', async () => {
    symlinkSync(file('a.txt'), at('b.txt'));
    const desk = openDesk();
    await desk.check.take([at('a.txt'), at('b.txt')]);
    expect(desk.check.view().files).toHaveLength(1);
  });

  it('looks anew at one that is taken again, in its place, and at all when asked to', async () => {
    const desk = openDesk();
    const paths = [file('a.txt'), file('b.txt')];
    await desk.check.take(paths);
    await desk.settled();
    const before = desk.check.view().files;
    file('a.txt', 'corrected');
    await desk.check.take(paths.slice(0, 1));
    await desk.settled();
    const after = desk.check.view().files;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]).toMatchObject({ state: 'done', bytes: 9 });
    const looks = () => desk.asked.filter(({ kind }) => kind === 'look').length;
    expect(looks()).toBe(3);
    rmSync(paths[1] ?? '');
    await desk.check.recheck();
    await desk.settled();
    expect(looks()).toBe(4);
    expect(desk.check.view()).toMatchObject({
      files: [{ state: 'done' }, { state: 'failed', scan: { kind: 'not-scanned', why: 'gone' } }],
      leftOut: [],
    });
  });

  it('takes a thousand, and says of the rest that they are too many', async () => {
    const paths = Array.from({ length: 1003 }, (_, at) => file(`${at}.txt`));
    const desk = openDesk();
    await desk.check.take(paths);
    const { files, leftOut } = desk.check.view();
    expect([files.length, leftOut.length, leftOut[0]?.why]).toEqual([1000, 3, 'too-many']);
    desk.check.close();
  });

  it('keeps paths from the page', async () => {
    const desk = openDesk();
    await desk.check.take([file('a.txt')]);
    expect(JSON.stringify(desk.check.view())).not.toContain(at(''));
  });
});

describe('what becomes of a file', () => {
  it.each([
    ['late', 'too-large-to-look-into', 'too-large'],
    ['too-much-memory', 'too-large-to-look-into', 'too-large'],
    ['died', 'damaged', 'damaged'],
  ] as const)(
    'whose worker ended (%s) is failed with the reason, and the rest goes on',
    async (why, kind, notLooked) => {
      const desk = openDesk({}, async (name) => (name === 'bad.pdf' ? { kind: 'ended', why } : LOOKED));
      await desk.check.take([file('bad.pdf'), file('good.pdf')]);
      await desk.settled();
      const [bad, good] = desk.check.view().files;
      expect(bad).toMatchObject({
        state: 'failed',
        findings: [{ kind, detail: why }],
        personalData: { kind: 'not-looked', why: notLooked },
        scan: NOTHING_FOUND,
      });
      expect(good).toMatchObject({ state: 'done', findings: [] });
    },
  );

  it('that went away meanwhile is said to be gone, and never "nothing found"', async () => {
    const path = file('a.txt');
    const desk = openDesk({}, async () => {
      rmSync(path);
      return { kind: 'failed', code: 'ENOENT', message: '' };
    });
    await desk.check.take([path]);
    await desk.settled();
    expect(desk.check.view().files[0]).toMatchObject({
      state: 'failed',
      findings: [{ kind: 'unreadable', detail: 'gone' }],
      scan: { kind: 'not-scanned', why: 'gone' },
    });
  });

  it.each([
    ['EBUSY', 'in-use'],
    ['EACCES', 'no-access'],
    ['EIO', 'EIO'],
  ])('that cannot be read (%s) is failed with what a person can do something about: %s', async (code, detail) => {
    const desk = openDesk({}, async () => ({ kind: 'failed', code, message: '' }));
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    expect(desk.check.view().files[0]).toMatchObject({ state: 'failed', findings: [{ kind: 'unreadable', detail }] });
  });

  it('that changed meanwhile is looked into and scanned again, at its new size', async () => {
    let looks = 0;
    const desk = openDesk({}, async () => {
      if (looks++ === 0) file('a.txt', 'longer than it was');
      return LOOKED;
    });
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    expect(looks).toBe(2);
    expect(desk.check.view().files[0]).toMatchObject({ state: 'done', bytes: 18 });
  });

  it('that keeps changing is given up, and said to', async () => {
    let looks = 0;
    const desk = openDesk({}, async () => {
      file('a.txt', 'x'.repeat(++looks + 1));
      return LOOKED;
    });
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    expect(looks).toBe(3);
    expect(desk.check.view().files[0]).toMatchObject({
      state: 'failed',
      findings: [{ kind: 'unreadable', detail: 'changing' }],
    });
  });

  it('that was corrected and saved time and again is looked into each time', async () => {
    const desk = openDesk();
    await desk.check.take([file('a.txt')]);
    for (const text of ['one', 'two.', 'three', 'four..']) {
      await desk.settled();
      file('a.txt', text);
      await desk.check.confirm();
    }
    await desk.settled();
    expect(desk.check.view().files[0]).toMatchObject({ state: 'done', bytes: 6 });
  });

  it('that was done and changes later is found out when it is asked again', async () => {
    const desk = openDesk();
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    file('a.txt', 'something else');
    await desk.check.confirm();
    await desk.settled();
    expect(desk.check.view().files[0]).toMatchObject({ state: 'done', bytes: 14 });
  });

  it('whose scanner breaks is not scanned, with what it said', async () => {
    const desk = openDesk({}, undefined, async () => Promise.reject(new Error('no socket')));
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    expect(desk.check.view().files[0]?.scan).toMatchObject({
      kind: 'not-scanned',
      why: 'failed',
      detail: 'Error: no socket',
    });
  });
});
