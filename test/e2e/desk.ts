import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TRAFFIC = join(ROOT, 'test/system/traffic.mjs');
const run = promisify(execFile);

/** Set by run.mjs: the peer beyond `pc0`; absent where no private network could be made. */
export const PEER = process.env.CITYNET_TEST_PEER;

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** Contents of the managed settings file. */
  readonly managed?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** Leave the three cards of the first run to the test. */
  readonly firstRun?: boolean;
}

/** One PC with one person's data folder; the app may be started on it again and again. */
export class Desk {
  readonly folder: string;
  readonly #open: ElectronApplication[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  get userData(): string {
    return join(this.folder, 'data');
  }

  /** Starts the real app on this folder and waits for its window, unless started hidden. */
  async launch(options: LaunchOptions = {}): Promise<{ app: ElectronApplication; page: Page }> {
    const app = await this.launchHidden(options);
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return { app, page };
  }

  async launchHidden(options: LaunchOptions = {}): Promise<ElectronApplication> {
    if (!options.firstRun) await this.#skipFirstRun();
    const { executablePath, args } = await electronRuntime();
    const app = await electron.launch({
      executablePath,
      args: [...args, ROOT, `--user-data-dir=${this.userData}`, ...(options.args ?? [])],
      cwd: ROOT,
      env: await this.#environment(options),
    });
    this.#open.push(app);
    await watchEventLoop(app);
    return app;
  }

  /** Runs a command line to its end, as a script would. */
  async command(args: readonly string[], options: LaunchOptions = {}): Promise<CommandResult> {
    const runtime = await electronRuntime();
    const all = [...runtime.args, ROOT, `--user-data-dir=${this.userData}`, ...args];
    const env = { ...(await this.#environment(options)) };
    delete env.DISPLAY;
    return new Promise((resolve) => {
      execFile(runtime.executablePath, all, { env, timeout: 20_000 }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      });
    });
  }

  async setManaged(value: unknown): Promise<void> {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    await writeFile(this.managedFile, text);
  }

  get managedFile(): string {
    return join(this.folder, 'managed.json');
  }

  async close(): Promise<void> {
    for (const app of this.#open) await app.close().catch(() => {});
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #environment({ managed, env }: LaunchOptions): Promise<Record<string, string>> {
    if (managed !== undefined) await this.setManaged(managed);
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    return {
      ...inherited,
      LANG: 'zh_TW.UTF-8',
      LANGUAGE: 'zh_TW',
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      CITYNET_MANAGED: this.managedFile,
      CITYNET_PHYSICAL: 'pc0',
      ...env,
    };
  }

  async #skipFirstRun(): Promise<void> {
    const path = join(this.userData, 'shell.json');
    const there = await readFile(path).then(
      () => true,
      () => false,
    );
    if (there) return;
    const { mkdir } = await import('node:fs/promises');
    await mkdir(this.userData, { recursive: true });
    await writeFile(path, JSON.stringify({ schema: 1, firstRunDone: true, saidOnce: [] }));
  }
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** TCP payload that `pc0` receives; resolves when it is all there. */
export async function download(bytes: number): Promise<void> {
  await run(process.execPath, [TRAFFIC, 'download', String(bytes), PEER ?? '']);
}

export async function upload(bytes: number): Promise<void> {
  await run(process.execPath, [TRAFFIC, 'upload', String(bytes), PEER ?? '']);
}

/** The number that the page shows, in bytes. */
export async function usedBytes(page: Page): Promise<number> {
  return Number(await page.getByTestId('used-today').getAttribute('data-bytes'));
}

export function processOf(app: ElectronApplication): ChildProcess {
  return app.process();
}

/** Starts the main process's own measure of how long its event loop is ever blocked; bench prints the worst of all. */
async function watchEventLoop(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { eventLoopDelay: delay });
  });
}

/** The longest block of the main process's event loop since the launch, in milliseconds. */
export async function worstBlockMs(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => (globalThis as unknown as { eventLoopDelay: { max: number } }).eventLoopDelay.max / 1e6);
}

export const test = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
  desk: async ({}, use) => {
    const desk = new Desk(await mkdtemp(join(tmpdir(), 'citynet-e2e-')));
    await use(desk);
    await desk.close();
  },
});
export { expect } from '@playwright/test';
