import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../../electron/platform/run-command.ts';

const NODE = process.execPath;
const say = (script: string, timeoutMs = 10_000) => runCommand(NODE, ['-e', script], timeoutMs);

describe('a program of the system', () => {
  it('gives its exit code and the words of both streams', async () => {
    expect(await say('console.log("out"); console.error("err"); process.exit(3)')).toMatchObject({
      kind: 'ended',
      code: 3,
      said: expect.stringMatching(/^(out\nerr|err\nout)$/),
    });
  });

  it('that does not exist is absent, which is not a failure', async () => {
    expect(await runCommand('no-such-program-here', [], 1_000)).toEqual({ kind: 'absent' });
  });

  it('that may not be started is a failure in the system’s words', async () => {
    const end = await runCommand(tmpdir(), [], 1_000);
    expect(end).toMatchObject({ kind: 'failed', detail: expect.stringContaining('EACCES') });
  });

  it('is ended at its time, and then it is late', async () => {
    const startedAtMs = performance.now();
    expect(await say('setInterval(() => {}, 1000)', 200)).toEqual({ kind: 'late' });
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  });

  it('is ended when the signal says so, and not even begun after that', async () => {
    const startedAtMs = performance.now();
    const signal = AbortSignal.timeout(200);
    const end = await runCommand(NODE, ['-e', 'setInterval(() => {}, 1000)'], 10_000, { signal });
    expect(end).toEqual({ kind: 'late' });
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    expect(await runCommand(NODE, ['-e', 'process.exit(3)'], 10_000, { signal })).toEqual({ kind: 'late' });
  });

  it('that is killed by another is a failure, not an exit code', async () => {
    expect(await say('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).toEqual({
      kind: 'failed',
      detail: 'ended by SIGTERM',
    });
  });

  it('takes its arguments as they are: no shell reads them', async () => {
    const end = await runCommand(NODE, ['-e', 'console.log(process.argv[1])', '--', '$(id); `id` & echo *'], 10_000);
    expect(end).toMatchObject({ kind: 'ended', said: '$(id); `id` & echo *' });
  });

  it('may say more than is kept', async () => {
    const end = await say('process.stdout.write("x".repeat(100_000))');
    expect(end.kind === 'ended' && end.said.length).toBe(16_384);
    const more = await runCommand(NODE, ['-e', 'process.stdout.write("x".repeat(100_000))'], 10_000, {
      mostCharacters: 50_000,
    });
    expect(more.kind === 'ended' && more.said.length).toBe(50_000);
  });

  it('is given further variables by name alone', async () => {
    process.env.CITYNET_TEST_NAMED = 'named';
    const script = 'console.log(process.env.CITYNET_TEST_NAMED, "CITYNET_TEST_UNSET" in process.env)';
    const passOn = ['CITYNET_TEST_NAMED', 'CITYNET_TEST_UNSET'];
    const end = await runCommand(NODE, ['-e', script], 10_000, { passOn });
    delete process.env.CITYNET_TEST_NAMED;
    expect(end).toMatchObject({ said: 'named false' });
  });

  it('speaks English, and inherits nothing else of this process', async () => {
    process.env.CITYNET_TEST_SECRET = 'secret';
    const end = await say('console.log(process.env.LC_ALL, process.env.CITYNET_TEST_SECRET, process.env.HOME)');
    delete process.env.CITYNET_TEST_SECRET;
    expect(end).toMatchObject({ said: 'C.UTF-8 undefined undefined' });
  });
});

describe('a program of the same name elsewhere', () => {
  let folder = '';
  const before = process.env.PATH;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-path-'));
  });
  afterEach(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true });
  });

  it('is not run, whatever this process’s own search path says', async () => {
    writeFileSync(join(folder, 'planted-nmcli'), '#!/bin/sh\necho planted\n', { mode: 0o755 });
    process.env.PATH = `${folder}:${before}`;
    expect(await runCommand('planted-nmcli', [], 1_000)).toEqual({ kind: 'absent' });
  });
});
