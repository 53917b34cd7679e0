import type { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { caFileText } from '../../../electron/settings/ca-file.ts';

const HOUR_MS = 3_600_000;
let files = 0;

/** A file of its own, whose readings the test answers one by one. */
function slowFile() {
  const path = `/ca-${files++}.pem`;
  const readings: { answer(pem: string): void; fail(error: Error): void }[] = [];
  const read = (() =>
    new Promise<string>((answer, fail) => readings.push({ answer, fail }))) as unknown as typeof readFile;
  return { readings, ask: (nowMs: number) => caFileText(path, nowMs, read) };
}

it('is read once for all requests, however many ask at once', async () => {
  const { readings, ask } = slowFile();
  const asked = [ask(0), ask(0)];
  readings[0]?.answer('first');
  expect(await Promise.all(asked)).toEqual(['first', 'first']);
  expect(await ask(1000)).toBe('first');
  expect(readings).toHaveLength(1);
});

it('serves on while a later reading hangs, and takes up what was renewed', async () => {
  const { readings, ask } = slowFile();
  const first = ask(0);
  readings[0]?.answer('first');
  await first;
  for (let times = 0; times < 5; times++) expect(await ask(HOUR_MS + times)).toBe('first');
  expect(readings).toHaveLength(2);
  readings[1]?.answer('renewed');
  await new Promise(setImmediate);
  expect(await ask(HOUR_MS + 9)).toBe('renewed');
});

it('that cannot be read is told with the system’s words, and read again by the next', async () => {
  const { readings, ask } = slowFile();
  const first = ask(0);
  readings[0]?.fail(new Error('ENOENT'));
  await expect(first).rejects.toThrow('ENOENT');
  const second = ask(1);
  readings[1]?.answer('there');
  expect(await second).toBe('there');
});
