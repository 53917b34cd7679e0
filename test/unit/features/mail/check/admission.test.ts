import { expect, it } from 'vitest';
import { admitted } from '../../../../../electron/features/mail/check/admission.ts';

const lateWorker = { ask: async () => ({ kind: 'ended', why: 'late' }) as const, close: () => {} };

async function entriesOf(signal: AbortSignal): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { entry } of admitted(lateWorker, ['/a', '/b'], signal)) kinds.push(entry.kind);
  return kinds;
}

it('a place that does not answer is not said to be forbidden', async () => {
  expect(await entriesOf(new AbortController().signal)).toEqual(['no-answer', 'no-answer']);
});

it('what the person did not wait for is said to be that', async () => {
  expect(await entriesOf(AbortSignal.abort())).toEqual(['stopped', 'stopped']);
});
