import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type { PersonalSettings } from '../../electron/contract/settings.ts';
import { StatusReport } from '../../electron/contract/usage.ts';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { recordEventLoop, watchEventLoop } from './event-loop.ts';
import { holdAnswers } from './main-answers.ts';

if (!process.env.CITYNET_TEST_PEER)
  throw new Error('run these tests by test/e2e/run.mjs: here the red button would cut the network of this PC');

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMAND_TIMEOUT_MS = 20_000;

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Leave the three cards of the first run to the test. */
  readonly firstRun?: boolean;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DeskOptions {
  readonly through?: string | null;
  /** For every start on this desk. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One PC with one person's data folder; the app may be started on it again and again. */
export class Desk {
  readonly folder: string;
  readonly apps: ElectronApplication[] = [];
  /** A program that is started in Electron's place and in its turn starts it; null: none. */
  readonly #through: string | null;
  readonly #env: Readonly<Record<string, string>>;

  constructor(folder: string, { through = null, env = {} }: DeskOptions = {}) {
    this.folder = folder;
    this.#through = through;
    this.#env = env;
  }

  get userData(): string {
    return join(this.folder, 'data');
  }

  get managedFile(): string {
    return join(this.folder, 'managed.json');
  }

  /** Where the desktop looks for what to start at sign-in. */
  get autostartFile(): string {
    return join(this.folder, 'config/autostart/citynet-desk.desktop');
  }

  /** Starts the real app on this folder and waits for its page. */
  async launch(options: LaunchOptions = {}): Promise<{ app: ElectronApplication; page: Page }> {
    const app = await this.launchHidden(options);
    const page = await app.firstWindow();
    // Not by its role: behind the first run's cards it has none.
    await page.locator('h1').waitFor();
    return { app, page };
  }

  /** Starts the real app and waits for no window. */
  async launchHidden(options: LaunchOptions = {}): Promise<ElectronApplication> {
    if (!options.firstRun) await this.#skipFirstRun();
    const { executablePath, args } = await this.#program(options.args);
    const app = await electron.launch({ executablePath, args, cwd: ROOT, env: this.#environment(options) });
    this.apps.push(app);
    holdAnswers(app);
    await watchEventLoop(app);
    return app;
  }

  /** Starts the executable as a script or a second double-click would, and waits for its end. */
  async run(args: readonly string[], { env = {} }: LaunchOptions = {}): Promise<CommandResult> {
    const program = await this.#program(args);
    return finished(program.executablePath, program.args, this.#environment({ env }));
  }

  /** A command line, on a PC without a display. */
  async command(args: readonly string[], options: LaunchOptions = {}): Promise<CommandResult> {
    const program = await this.#program(args);
    return finished(program.executablePath, program.args, this.#withoutDisplay(options));
  }

  /** The same, started by another program with its own arguments before. */
  async commandUnder(by: string, before: readonly string[], args: readonly string[]): Promise<CommandResult> {
    const program = await this.#program(args);
    return finished(by, [...before, program.executablePath, ...program.args], this.#withoutDisplay({}));
  }

  /** What `--status --json` prints, held to its schema. */
  async status(): Promise<StatusReport> {
    const { stdout, stderr } = await this.command(['--status', '--json']);
    if (stdout === '') throw new Error(`--status printed nothing: ${stderr}`);
    return StatusReport.parse(JSON.parse(stdout));
  }

  /** Writes the administrator's file: values, or text as it stands. */
  async setManaged(value: object | string): Promise<void> {
    await writeFile(this.managedFile, typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** What the person chose on an earlier day. */
  async setOwn(values: Partial<PersonalSettings>): Promise<void> {
    await mkdir(this.userData, { recursive: true });
    await writeFile(join(this.userData, 'settings.json'), JSON.stringify({ schema: 1, values }));
  }

  /** Ends the app as a power cut would: no handler runs. */
  async kill(app: ElectronApplication): Promise<void> {
    const gone = once(app.process(), 'exit');
    app.process().kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app.close().catch(() => {});
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #program(args: readonly string[] = []): Promise<{ executablePath: string; args: string[] }> {
    const runtime = await electronRuntime();
    return {
      executablePath: this.#through ?? runtime.executablePath,
      args: [...runtime.args, ROOT, `--user-data-dir=${this.userData}`, ...args],
    };
  }

  #environment({ env }: LaunchOptions): Record<string, string> {
    const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return {
      ...Object.fromEntries(inherited),
      LANG: 'zh_TW.UTF-8',
      LANGUAGE: 'zh_TW',
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_CONFIG_DIRS: join(this.folder, 'system-config'),
      // Every desktop has a system bus; where there is none Chromium adds lines of its own to standard error.
      DBUS_SYSTEM_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS ?? '',
      CITYNET_MANAGED: this.managedFile,
      CITYNET_PHYSICAL: 'pc0',
      ...this.#env,
      ...env,
    };
  }

  #withoutDisplay(options: LaunchOptions): Record<string, string> {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = this.#environment(options);
    return environment;
  }

  async #skipFirstRun(): Promise<void> {
    const path = join(this.userData, 'shell.json');
    if (existsSync(path)) return;
    await mkdir(this.userData, { recursive: true });
    await writeFile(path, JSON.stringify({ schema: 1, firstRunDone: true, saidOnce: [] }));
  }
}

/**
 * On a busy PC a command line may end before Chromium's first helper has said that it is up; that helper then logs its
 * broken pipe. It is started before any of the app's code, and nothing tells when it is done, so no app can avoid it.
 */
const HELPER_LEFT_ALONE = /^\[\d+:[\d/.]+:ERROR:zygote_linux\.cc\(\d+\)\] write: Broken pipe \(32\)\n/gm;

function finished(program: string, args: readonly string[], env: Record<string, string>): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(program, args, { env, cwd: ROOT, timeout: COMMAND_TIMEOUT_MS }, (error, stdout, stderr) => {
      const said = stderr.replace(HELPER_LEFT_ALONE, '');
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr: said });
    });
  });
}

export const test = base.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
  desk: async ({}, use, { title }) => {
    const desk = new Desk(await mkdtemp(join(tmpdir(), 'citynet-e2e-')));
    await use(desk);
    await recordEventLoop(title, desk.apps);
    await desk.close();
  },
});
export { expect } from '@playwright/test';
