import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InspectAnswer } from '../../electron/features/mail/look/look-task.ts';
import { BEYOND, HEAVY } from '../fixtures/hostile-messages.ts';
import { CITY } from '../fixtures/messages/labelled-message.ts';
import { bundle } from './bundle.ts';

/** The app ends its worker at 600 MB; with nothing to do it takes some 60, and the largest of these some 240. */
const MOST_BYTES = 400_000_000;

const cannotRun = existsSync('/proc/self/status') ? null : '/proc is absent';
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

describe.skipIf(cannotRun)('a message made to be hard to read, in the process that reads it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-messages-'));
  let worker = '';
  let child: ChildProcess | null = null;
  beforeAll(async () => {
    worker = await bundle('electron/features/mail/look/mail-worker.ts');
  });
  afterAll(() => {
    child?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** In a process of its own: what one message leaves in memory is not laid to the next one's charge. */
  async function inspected(message: string | Buffer) {
    const path = join(folder, 'hostile.eml');
    writeFileSync(path, Buffer.from(message as string));
    child = fork(worker, { stdio: 'inherit' });
    child.send({ kind: 'inspect', path, name: 'hostile.eml', settings: CITY });
    const [answer] = (await once(child, 'message')) as [InspectAnswer];
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    child.kill();
    return { answer, mostBytes: Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024 };
  }

  const all = [...BEYOND.map(([name, make]) => [name, make] as const), ...HEAVY];
  test.each(all)('takes no more memory than the app allows: %s', async (_, make) => {
    const { answer, mostBytes } = await inspected(make());
    expect(answer.kind).toBe('inspected');
    expect(mostBytes).toBeGreaterThan(10_000_000);
    expect(mostBytes).toBeLessThan(MOST_BYTES);
  });
});
