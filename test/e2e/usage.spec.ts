import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { type Desk, expect, test } from './desk.ts';
import { download, upload } from './network.ts';
import { beyondKernel, DAY, expectEveryByte, OVERHEAD, usedBytes } from './true-figure.ts';

test('counts what is downloaded and uploaded, to the byte as the kernel does', async ({ desk }) => {
  await desk.setManaged(DAY);
  const { page } = await desk.launch();
  const beyond = await beyondKernel(page);
  const before = await usedBytes(page);
  await download(30_000_000);
  await upload(8_000_000);
  await expectEveryByte(page, beyond);
  const moved = (await usedBytes(page)) - before;
  expect(moved).toBeGreaterThanOrEqual(38_000_000);
  expect(moved).toBeLessThan(38_000_000 * OVERHEAD);
});

test('--status gives the figure of the page while the app runs', async ({ desk }) => {
  await desk.setManaged(DAY);
  const { page } = await desk.launch();
  const beyond = await beyondKernel(page);
  await download(5_000_000);
  await expectEveryByte(page, beyond);
  const before = await usedBytes(page);
  const { countedBytes, rxBytes, txBytes, parts } = await desk.status();
  expect(countedBytes).toBeGreaterThanOrEqual(before);
  await expect.poll(() => usedBytes(page)).toBeGreaterThanOrEqual(countedBytes ?? Number.POSITIVE_INFINITY);
  expect((await usedBytes(page)) - before).toBeLessThan(100_000);
  expect(countedBytes).toBe((rxBytes ?? 0) + (txBytes ?? 0));
  const { atWork, locked, beforeSignIn } = parts;
  expect([atWork, locked, beforeSignIn].reduce((sum, part) => sum + part.rxBytes + part.txBytes, 0)).toBe(countedBytes);
});

test('a restart keeps the figure, and adds what moved while the app was closed', async ({ desk }) => {
  await desk.setManaged(DAY);
  const first = await desk.launch();
  const beyond = await beyondKernel(first.page);
  await download(5_000_000);
  await expectEveryByte(first.page, beyond);
  await first.app.close();
  await download(3_000_000);
  const { page } = await desk.launch();
  await expectEveryByte(page, beyond);
});

test('kill -9 in the middle of a download loses nothing and counts nothing twice', async ({ desk }) => {
  await desk.setManaged(DAY);
  const first = await desk.launch();
  const beyond = await beyondKernel(first.page);
  const before = await usedBytes(first.page);
  await download(4_000_000);
  await expect.poll(() => usedBytes(first.page)).toBeGreaterThan(before + 4_000_000);
  const running = download(60_000_000);
  await desk.kill(first.app);
  await running;
  const second = await desk.launch();
  await expectEveryByte(second.page, beyond);
  // Once more, after a life that ended before its first minute was written.
  await desk.kill(second.app);
  const { page } = await desk.launch();
  await expectEveryByte(page, beyond);
});

test('--status writes nothing, whether or not the app runs', async ({ desk }) => {
  await desk.setManaged(DAY);
  const { app, page } = await desk.launch();
  await beyondKernel(page);
  const unchangedByStatus = async () => {
    const before = ledgerDigest(desk);
    await desk.status();
    return ledgerDigest(desk) === before;
  };
  // The app itself writes once a minute, which may fall between the two looks.
  await expect.poll(unchangedByStatus, { timeout: 15_000 }).toBe(true);
  await app.close();
  expect(ledgerDigest(desk)).not.toBe(digestOf([]));
  expect(await unchangedByStatus()).toBe(true);
});

test('--status takes its own reading while the app does not run', async ({ desk }) => {
  await desk.setManaged(DAY);
  const { app, page } = await desk.launch();
  // Without a reading of this day, what a PC that was on before it began has counted is shared out between the days.
  await beyondKernel(page);
  await app.close();
  const before = await desk.status();
  await download(6_000_000);
  const after = await desk.status();
  const moved = (after.countedBytes ?? 0) - (before.countedBytes ?? 0);
  expect(moved).toBeGreaterThanOrEqual(6_000_000);
  expect(moved).toBeLessThan(6_000_000 * OVERHEAD);
});

test('a second start brings the first one’s window forward and ends', async ({ desk }) => {
  await desk.setManaged(DAY);
  const { app } = await desk.launch();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await expect.poll(() => visibleWindows(app)).toBe(0);
  expect((await desk.run([])).code).toBe(0);
  await expect.poll(() => visibleWindows(app)).toBe(1);
});

function visibleWindows(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length);
}

function ledgerDigest(desk: Desk): string {
  const folder = join(desk.userData, 'usage');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return digestOf(names.map((entry) => join(entry.parentPath, entry.name)).sort());
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}
