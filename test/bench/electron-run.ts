import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';

export const OURS = fileURLToPath(new URL('../..', import.meta.url));
export const BARE = fileURLToPath(new URL('bare', import.meta.url));

const QUIT_TIMEOUT_MS = 10_000;

export interface ElectronRun {
  readonly child: ChildProcess;
  /** Unix ms, just before the process was made. */
  readonly startedAtMs: number;
  /** Ends it as a sign-out would; by force where it does not go. */
  end(): Promise<void>;
}

/** Starts `app` (OURS or BARE) on a data folder, with Chromium's own messages thrown away. */
export async function runElectron(
  app: string,
  userData: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<ElectronRun> {
  const runtime = await electronRuntime();
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = spawn(runtime.executablePath, [...runtime.args, app, `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, LANG: 'zh_TW.UTF-8', LANGUAGE: 'zh_TW', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  return {
    child,
    startedAtMs,
    async end() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), QUIT_TIMEOUT_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** The app's data folder of a person who has been through the first cards. */
export async function furnish(userData: string): Promise<void> {
  await mkdir(userData, { recursive: true });
  await writeFile(join(userData, 'shell.json'), JSON.stringify({ schema: 1, firstRunDone: true, saidOnce: [] }));
}
