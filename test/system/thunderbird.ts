import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { runProgram } from '../../electron/dev/run-program.mjs';

const PROGRAM = '/usr/bin/thunderbird';
const READY_MS = 40_000;
const QUIT_MS = 20_000;
const SCRIPT_MS = 70_000;
/** Not Marionette's own 2828, which somebody's browser may have. */
const PORT = 28_281;

export const lacksThunderbird = (): string | null =>
  existsSync(PROGRAM) ? null : 'Thunderbird is absent (Debian package thunderbird)';

/** A real Thunderbird without a window, driven from inside by Mozilla's remote protocol (Marionette, version 3). */
export interface RunningThunderbird {
  /** Runs a script with the program's own powers and gives what it returns. */
  run<T>(script: string): Promise<T>;
  /** As File > Quit does. */
  quit(): Promise<void>;
  kill(): void;
}

export interface ThunderbirdStart {
  /** Where it keeps its profiles. */
  readonly home: string;
  /** E.g. `-P name`. */
  readonly args?: readonly string[];
  /** Stands in for /etc/thunderbird, for this program alone. */
  readonly systemFolder?: string;
}

export async function startThunderbird({
  home,
  args = [],
  systemFolder,
}: ThunderbirdStart): Promise<RunningThunderbird> {
  const env = {
    ...process.env,
    HOME: home,
    // Without an account it would, sooner or later, ask for one in a tab before the mail.
    MOZ_MARIONETTE_PREF_STATE_ACROSS_RESTARTS: JSON.stringify({
      'marionette.port': PORT,
      'mail.provider.suppress_dialog_on_startup': true,
    }),
  };
  const flags = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access'];
  const command = [PROGRAM, ...flags, ...args];
  const mount = 'mount --bind "$0" /etc/thunderbird && exec "$@"';
  const [program = '', ...rest] = systemFolder
    ? ['unshare', '-rm', 'sh', '-c', mount, systemFolder, ...command]
    : command;
  const child = spawn(program, rest, { env, stdio: 'ignore' });
  try {
    const ask = await askOver(await reach(child));
    await ask('WebDriver:NewSession', { capabilities: {} });
    await ask('WebDriver:SetTimeouts', { script: SCRIPT_MS });
    await ask('Marionette:SetContext', { value: 'chrome' });
    return {
      async run<T>(script: string) {
        const wrapped = `const done = arguments[0]; (async () => { ${script} })().then(done, (e) => done({ thrown: String(e) }));`;
        const { value } = await ask<{ value: T & { thrown?: string } }>('WebDriver:ExecuteAsyncScript', {
          script: wrapped,
          args: [],
        });
        if (value && typeof value === 'object' && value.thrown) throw new Error(value.thrown);
        return value;
      },
      async quit() {
        const ended = once(child, 'exit', { signal: AbortSignal.timeout(QUIT_MS) });
        await Promise.all([ended, ask('Marionette:Quit', { flags: ['eAttemptQuit'] })]);
      },
      kill: () => child.kill('SIGKILL'),
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

export async function createProfile(home: string, name: string): Promise<void> {
  const { code, said } = await runProgram(PROGRAM, ['--headless', '--no-remote', '-CreateProfile', name], {
    env: { ...process.env, HOME: home },
    timeoutMs: READY_MS,
  });
  if (code !== 0) throw new Error(`thunderbird -CreateProfile: ${said}`);
}

async function reach(child: ChildProcess): Promise<Socket> {
  const givenUpAtMs = performance.now() + READY_MS;
  for (;;) {
    const socket = connect(PORT, '127.0.0.1');
    const connected = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    if (connected) return socket;
    if (child.exitCode !== null || performance.now() > givenUpAtMs) throw new Error('Thunderbird did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type Answer = readonly [type: number, id: number, error: object | null, result: unknown];

/** Messages are JSON after their length and a colon; the first is a greeting. */
async function askOver(socket: Socket) {
  let unread = Buffer.alloc(0);
  const waiting: ((message: unknown) => void)[] = [];
  const next = () => new Promise<unknown>((resolve) => waiting.push(resolve));
  const greeting = next();
  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const colon = unread.indexOf(':');
      const end = colon + 1 + Number(unread.toString('latin1', 0, Math.max(colon, 0)));
      if (colon < 0 || unread.length < end) return;
      const message = JSON.parse(unread.toString('utf8', colon + 1, end));
      unread = unread.subarray(end);
      waiting.shift()?.(message);
    }
  });
  socket.on('error', () => {});
  await greeting;
  let id = 0;
  return async <T>(name: string, parameters: object): Promise<T> => {
    const answer = next();
    const message = JSON.stringify([0, ++id, name, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    const [, , error, result] = (await answer) as Answer;
    if (error) throw new Error(`${name}: ${JSON.stringify(error).slice(0, 500)}`);
    return result as T;
  };
}
