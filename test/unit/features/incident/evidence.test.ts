import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EvidenceShelf, type Screenshot } from '../../../../electron/features/incident/evidence.ts';

const none = { kind: 'unknown', why: 'not read here' } as const;
const TAKEN = { kind: 'taken', pngBase64: 'AAAA' } as const;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shelfWith = (screenshot: () => Promise<Screenshot>) =>
  new EvidenceShelf(folder, { connections: async () => ({ listening: none, live: none }), screenshot });

it('is gathered once an incident, also where it is asked for twice at once', async () => {
  const screenshot = vi.fn(async () => TAKEN);
  const shelf = shelfWith(screenshot);
  await Promise.all([shelf.gather('a', false), shelf.gather('a', false)]);
  await shelfWith(screenshot).gather('a', false);
  expect(screenshot).toHaveBeenCalledOnce();
  expect(shelf.of('a')).toMatchObject({ firstId: 'a', screenshot: TAKEN });
});

it('of a real incident survives a drill, and each is discarded alone', async () => {
  const shelf = shelfWith(async () => TAKEN);
  await shelf.gather('real', false);
  await shelf.gather('drill', true);
  await shelf.gather('another drill', true);
  expect([shelf.of('real')?.firstId, shelf.of('drill'), shelf.of('another drill')?.firstId]).toEqual([
    'real',
    null,
    'another drill',
  ]);
  await shelf.discard('another drill');
  expect([shelf.of('real')?.firstId, shelf.of('another drill')]).toEqual(['real', null]);
  await shelf.discard('real');
  expect(readdirSync(folder)).toEqual([]);
});

it('tells when the picture has been taken, though it failed, and keeps nobody waiting beyond the bound', async () => {
  let taken: (picture: Screenshot) => void = () => {};
  const shelf = shelfWith(() => new Promise((resolve) => (taken = resolve)));
  const told: string[] = [];
  void shelf.pictureFirst(5000).then(() => told.push('picture'));
  void shelf.gather('a', false);
  await new Promise((passed) => setTimeout(passed, 20));
  expect(told).toEqual([]);
  taken(TAKEN);
  await vi.waitFor(() => expect(told).toEqual(['picture']));

  const failing = shelfWith(() => Promise.reject(new Error('no display')));
  const first = failing.pictureFirst(5000);
  await failing.gather('b', false);
  await first;
  const startedMs = performance.now();
  await failing.pictureFirst(30);
  expect(performance.now() - startedMs).toBeLessThan(1000);
});
