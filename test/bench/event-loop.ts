import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { EventLoopRecord } from '../e2e/event-loop.ts';
import { median, type Result } from './result.ts';

const WRITTEN = fileURLToPath(new URL('../results/event-loop.json', import.meta.url));
const MOST_MS = 50;

/** The longest that main's event loop was blocked in all e2e tests, by monitorEventLoopDelay (test/e2e/event-loop.ts). */
export async function eventLoop(): Promise<Result[]> {
  let text: string;
  try {
    text = await readFile(WRITTEN, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('the e2e tests write it; run first: npm test -- e2e');
  }
  const { worstBlockMs, tests } = JSON.parse(text) as EventLoopRecord;
  const worst = tests.find((test) => test.worstBlockMs === worstBlockMs);
  if (!worst) throw new Error(`${WRITTEN} holds no measured test; run again: npm test -- e2e`);
  return [
    {
      row: "main's longest block in all e2e tests",
      ours: `${worstBlockMs.toFixed(0)} ms, in "${worst.title}"`,
      yardstick: `median test ${median(tests.map((test) => test.worstBlockMs)).toFixed(0)} ms`,
      compared: '',
      aim: { words: `≤ ${MOST_MS} ms`, isMet: worstBlockMs <= MOST_MS },
    },
  ];
}
