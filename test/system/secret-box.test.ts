import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { electronRuntime } from '../../electron/dev/electron-runtime.mjs';
import { probeApp } from './probe-app.ts';

const needed = [
  '/usr/bin/gnome-keyring-daemon',
  '/usr/bin/dbus-run-session',
  '/usr/bin/xvfb-run',
  '/usr/bin/dbus-send',
];
const absent = needed.find((path) => !existsSync(path));
if (absent) console.warn(`skipped: ${absent} is absent`);

/** The app asks for nothing that takes longer; beyond it a person sees the window stand still. */
const HELD_UP_MOST_MS = 400;
const BOUND_MS = 3_000;

interface Told {
  readonly step: string;
  readonly answer: string;
  readonly tookMs: number;
  readonly heldUpMs: number;
}

const root = mkdtempSync(join(tmpdir(), 'citynet-keyring-'));
let app = '';
let session: Session;
let count = 0;

/** A session bus of its own with the real gnome-keyring on it, and an Electron beside it that asks. */
class Session {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterableIterator<string>;
  private readonly home: string;
  private said = '';

  constructor(executable: string, args: readonly string[], keyring: 'unlocked' | 'none' | 'basic_text') {
    this.home = join(root, `home-${count++}`);
    const run = `${this.home}/run`;
    // The daemon stays this shell's child, so that nothing outlives the session.
    const daemon = `printf secret | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 & echo $! > "${run}/keyring"; for i in $(seq 50); do dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true && break; sleep 0.1; done;`;
    const store = keyring === 'basic_text' ? 'basic' : 'gnome-libsecret';
    const electron = `xvfb-run --auto-servernum "${executable}" ${args.join(' ')} "${app}" --password-store=${store} --user-data-dir="${this.home}/data"`;
    const script = `mkdir -p "${run}"; chmod 700 "${run}"; echo "$DBUS_SESSION_BUS_ADDRESS" > "${run}/bus"; ${keyring === 'none' ? '' : daemon} ${electron}; test -f "${run}/keyring" && kill -9 $(cat "${run}/keyring")`;
    const env = { ...process.env, HOME: this.home, XDG_RUNTIME_DIR: run, XDG_DATA_HOME: `${this.home}/share` };
    this.child = spawn('dbus-run-session', ['--', 'sh', '-c', script], { env });
    this.child.stderr.on('data', (chunk) => {
      this.said += chunk;
    });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(step: string): Promise<Told> {
    this.child.stdin.write(`${step}\n`);
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) throw new Error(`the probe has ended: ${this.said}`);
      const [, told] = /^PROBE (.*)$/.exec(value) ?? [];
      if (told) return JSON.parse(told);
    }
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(Number(readFileSync(`${this.home}/run/keyring`, 'utf8')), name);
  }

  lock(): void {
    const bus = readFileSync(`${this.home}/run/bus`, 'utf8').trim();
    const send = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
    execFileSync(
      'dbus-send',
      [...send, 'org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login'],
      { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus }, stdio: 'pipe' },
    );
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end('end\n');
    await ended;
  }
}

describe.skipIf(absent)('the key store of a real desktop', () => {
  let runtime: { executablePath: string; args: string[] };
  beforeAll(async () => {
    app = await probeApp('test/system/secret-box-probe.ts', join(root, 'app'));
    runtime = await electronRuntime();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  afterEach(() => session.end());

  const begin = (keyring: 'unlocked' | 'none' | 'basic_text') => {
    session = new Session(runtime.executablePath, runtime.args, keyring);
  };

  describe('with gnome-keyring unlocked', () => {
    beforeEach(() => begin('unlocked'));

    test('seals what only it can open', async () => {
      expect(await session.ask('state')).toMatchObject({ answer: 'ready' });
      expect(await session.ask('seal')).toMatchObject({ answer: 'sealed' });
      expect(await session.ask('open')).toMatchObject({ answer: 'a private key' });
    });

    test('then locked is told as locked, at once and without a prompt', async () => {
      await session.ask('seal');
      session.lock();
      const told = await session.ask('state');
      expect(told).toMatchObject({ answer: 'locked' });
      expect(told.heldUpMs).toBeLessThan(HELD_UP_MOST_MS);
      expect((await session.ask('open')).answer).toMatch(/^refused: .*locked/);
    });

    test('then stopped holds up nothing: the loop goes on, and the answer is that it is late', async () => {
      // The first question loads the library of the bus.
      await session.ask('state');
      session.signal('SIGSTOP');
      for (const step of ['state', 'seal']) {
        const told = await session.ask(step);
        expect(told.answer).toMatch(/late|in time/);
        expect(told.tookMs).toBeLessThan(BOUND_MS + 500);
        expect(told.heldUpMs).toBeLessThan(HELD_UP_MOST_MS);
        console.log(
          `stopped key store, ${step}: ${told.tookMs.toFixed(0)} ms, loop held ${told.heldUpMs.toFixed(0)} ms`,
        );
      }
      session.signal('SIGCONT');
      expect(await session.ask('state')).toMatchObject({ answer: 'ready' });
      expect(await session.ask('seal')).toMatchObject({ answer: 'sealed' });
    });
  });

  test('that is stopped before the app ever asked holds up nothing either', async () => {
    begin('unlocked');
    // Ready, and the keyring with it; nothing has touched the store yet.
    while (!existsSync(join(root, `home-${count - 1}`, 'data'))) await new Promise((passed) => setTimeout(passed, 50));
    session.signal('SIGSTOP');
    const told = await session.ask('state');
    expect(told).toMatchObject({ answer: 'late' });
    expect(told.heldUpMs).toBeLessThan(HELD_UP_MOST_MS);
    session.signal('SIGCONT');
  });

  test('that is not there is absent, and none is started', async () => {
    begin('none');
    expect(await session.ask('state')).toMatchObject({ answer: 'absent' });
    expect((await session.ask('seal')).answer).toMatch(/^refused/);
  });

  test('with a password that everybody knows counts as none', async () => {
    begin('basic_text');
    expect(await session.ask('state')).toMatchObject({ answer: 'absent' });
    expect((await session.ask('seal')).answer).toMatch(/^refused/);
  });
});
