import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Desk, expect, test } from './desk.ts';
import { download, kernelBytes } from './network.ts';
import { DAY, usedBytes } from './true-figure.ts';
import { zh } from './words.ts';

const run = promisify(execFile);

/** A /proc/net whose `dev` is empty. A mount over the file itself would not hold: the kernel makes it anew each time. */
async function emptyProcNet(desk: Desk): Promise<string> {
  const folder = join(desk.folder, 'proc-net');
  await mkdir(folder);
  await writeFile(join(folder, 'dev'), '');
  return folder;
}

test('traffic on a network outside the list is not counted and is shown apart', async ({ desk }) => {
  await desk.setManaged({ ...DAY, networks: [{ name: '市政骨幹網路', addressRanges: ['10.0.0.0/8'] }] });
  const { page } = await desk.launch();
  await expect(page.getByTestId('used-today')).toHaveAttribute('data-bytes', '0');
  const before = kernelBytes();
  await download(9_000_000);
  const elsewhere = async () => {
    const { parts } = await desk.status();
    return parts.elsewhere.rxBytes + parts.elsewhere.txBytes;
  };
  await expect.poll(elsewhere).toBeGreaterThanOrEqual(before + 9_000_000);
  expect(await usedBytes(page)).toBe(0);

  await page.getByRole('heading', { name: zh('usage:parts.heading') }).click();
  const row = page.getByRole('row', { name: zh('usage:parts.elsewhere') });
  await expect(row).toContainText(/\d+(\.\d)? MB/);
  await expect(page.getByText(zh('usage:reading.noList'))).toHaveCount(0);
});

test('counters that cannot be read are "not known" with the reason, never 0, and come back with a gap shown', async ({
  desk,
}) => {
  await desk.setManaged(DAY);
  const { app, page } = await desk.launch();
  await download(1_000_000);
  await expect.poll(() => usedBytes(page)).toBeGreaterThan(1_000_000);

  const procNet = `/proc/${app.process().pid}/net`;
  await run('mount', ['--bind', await emptyProcNet(desk), procNet]);
  await expect(page.locator('#standing')).toHaveText('今日用量不明');
  await expect(page.getByText('/proc/net/dev has no heading')).toBeVisible();
  await expect(page.getByText(zh('usage:unknown.counters-unreadable', { commission: '智發會' }))).toBeVisible();
  await expect(page.getByRole('meter')).toHaveCount(0);

  await run('umount', [procNet]);
  await expect(page.locator('#standing')).toHaveText(zh('usage:headline.ok'));
  expect(await usedBytes(page)).toBeGreaterThan(1_000_000);
});

test('--status without counters says "not known" and why on standard error, and exits with 2', async ({ desk }) => {
  await desk.setManaged(DAY);
  const folder = await emptyProcNet(desk);
  // `exec` keeps the process, and with it the mount over its own /proc/net.
  const covered = ['-m', 'sh', '-c', 'mount --bind "$0" /proc/$$/net && exec "$@"', folder];
  const json = await desk.commandUnder('unshare', covered, ['--status', '--json']);
  expect(json.code).toBe(2);
  expect(JSON.parse(json.stdout)).toMatchObject({
    state: 'unknown',
    unknownReason: 'counters-unreadable',
    countedBytes: null,
    percent: null,
  });
  expect(json.stderr.trim().split('\n')).toHaveLength(1);
  expect(json.stderr).toContain('/proc/net/dev has no heading');
});
