import { describe, expect, it } from 'vitest';
import type { MailCheckView } from '../../../../../electron/contract/mail.ts';
import { hung, LOOKED, openDesk } from './desk.ts';
import { filesOnDisk, pause } from './files-on-disk.ts';

const { file, sparse } = filesOnDisk();

describe('stopping', () => {
  it('ends what is at work at once, and what is not done says so', async () => {
    const desk = openDesk({}, async (name, signal) => (name === 'a.txt' ? LOOKED : hung(signal)));
    await desk.check.take([file('a.txt'), file('slow.txt'), file('b.txt')]);
    await pause(30);
    desk.check.cancel();
    expect(desk.check.view().files.map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled']);
    expect(desk.check.view().progress).toBeNull();
  });

  it('ends the taking of files too, and names those that were not taken', async () => {
    const paths = Array.from({ length: 120 }, (_, at) => file(`${at}.txt`));
    const desk = openDesk();
    const taking = desk.check.take(paths);
    expect(desk.check.view().progress).toMatchObject({ filesDone: 0, filesTotal: 120 });
    await pause(0);
    desk.check.cancel();
    await taking;
    const { files, leftOut, progress } = desk.check.view();
    expect(files.length + leftOut.length).toBe(120);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(new Set(leftOut.map(({ why }) => why))).toEqual(new Set(['stopped']));
    expect(progress).toBeNull();
  });

  it('by clearing leaves nothing to be taken afterwards', async () => {
    const desk = openDesk();
    const taking = desk.check.take(Array.from({ length: 120 }, (_, at) => file(`${at}.txt`)));
    await pause(0);
    desk.check.clear();
    await taking;
    expect(desk.check.view()).toMatchObject({ files: [], leftOut: [], progress: null });
  });

  it('lets a cancelled file be taken again', async () => {
    let isHung = true;
    const desk = openDesk({}, async (_, signal) => (isHung ? hung(signal) : LOOKED));
    const path = file('a.txt');
    await desk.check.take([path]);
    desk.check.cancel();
    isHung = false;
    await desk.check.take([path]);
    await desk.settled();
    expect(desk.check.view().files.map(({ state }) => state)).toEqual(['done']);
  });

  it('of one that is taken away leaves the others at work', async () => {
    const desk = openDesk({}, async (name, signal) => (name === 'slow.txt' ? hung(signal) : LOOKED));
    await desk.check.take([file('slow.txt'), file('b.txt')]);
    const [slow] = desk.check.view().files;
    desk.check.remove(slow?.id ?? '');
    await desk.settled();
    expect(desk.check.view().files.map(({ name, state }) => [name, state])).toEqual([['b.txt', 'done']]);
  });

  it('by clearing forgets files, recipients and answers', async () => {
    const desk = openDesk({ ownDomains: ['a.tw'] });
    await desk.check.take([file('a.txt')]);
    desk.check.setRecipients('x@b.tw');
    desk.check.setAnswers({ ...desk.check.view().answers, classified: 'yes' });
    desk.check.clear();
    expect(desk.check.view()).toMatchObject({ files: [], size: null, recipients: null, answers: { classified: null } });
  });
});

describe('what the page is told', () => {
  it('comes at most ten times a second, and at the end as it then stands', async () => {
    const desk = openDesk({}, async () => {
      await pause(2);
      return LOOKED;
    });
    const told: MailCheckView[] = [];
    desk.check.onChange((view) => told.push(view));
    const startedMs = performance.now();
    await desk.check.take(Array.from({ length: 100 }, (_, at) => file(`${at}.txt`)));
    await desk.settled();
    await pause(150);
    const seconds = (performance.now() - startedMs) / 1000;
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(seconds * 10 + 1);
    expect(told.at(-1)?.progress).toBeNull();
  });
});

describe('what would make it fit', () => {
  it('is told by real packing: text shrinks, what is packed already does not', async () => {
    const desk = openDesk();
    await desk.check.take([sparse('zeros.log', 30_000_000)]);
    await expect
      .poll(() => desk.check.view().size, { timeout: 10_000 })
      .toMatchObject({ fits: 'no', ways: [{ kind: 'zip', fits: true }, { kind: 'link' }] });
    await desk.check.take([file('noise.bin', Buffer.from(Array.from({ length: 300_000 }, () => Math.random() * 256)))]);
    const zipBytes = () => desk.check.view().size?.ways.find((way) => way.kind === 'zip')?.wireBytes;
    await expect.poll(zipBytes, { timeout: 10_000 }).toBeGreaterThan(400_000);
  });

  it('counts a file that is added while the others are being packed', async () => {
    const desk = openDesk({}, undefined, undefined, 60);
    await desk.check.take([sparse('a.log', 30_000_000)]);
    await expect.poll(() => desk.asked.some(({ kind }) => kind === 'pack')).toBe(true);
    await desk.check.take([sparse('b.log', 1_000_000)]);
    await desk.settled();
    const zip = () => desk.check.view().size?.ways.find((way) => way.kind === 'zip');
    await expect.poll(zip, { timeout: 5000 }).toMatchObject({ fits: true });
  });

  it('is not worked out for what fits as it is', async () => {
    const desk = openDesk();
    await desk.check.take([file('a.txt')]);
    await desk.settled();
    expect(desk.asked.some(({ kind }) => kind === 'pack')).toBe(false);
  });
});
