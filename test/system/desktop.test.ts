import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineInterface, type MessageBus } from 'dbus-native';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LockWatch } from '../../electron/platform/linux/lock-watch.ts';
import { hasTrayHost } from '../../electron/platform/linux/tray-host.ts';
import { openTestBus, type TestBus } from './test-bus.ts';

const BOUND_MS = 1_000;

let bus: TestBus;
beforeEach(async () => {
  bus = await openTestBus();
});
afterEach(() => bus.close());

const until = async (holds: () => boolean) => {
  const givenUpAtMs = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > givenUpAtMs) throw new Error('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('a tray host', () => {
  const serveWatcher = async (isHostRegistered: boolean) => {
    const watcher = await bus.serve('org.kde.StatusNotifierWatcher');
    await watcher.export(
      '/StatusNotifierWatcher',
      defineInterface({
        name: 'org.kde.StatusNotifierWatcher',
        properties: { IsStatusNotifierHostRegistered: { type: 'b', access: 'read', get: () => isHostRegistered } },
      }),
    );
  };

  test('is there where the watcher says that one has registered', async () => {
    await serveWatcher(true);
    expect(await hasTrayHost(BOUND_MS, bus.address)).toBe(true);
  });

  test('is not there where a watcher runs without a host', async () => {
    await serveWatcher(false);
    expect(await hasTrayHost(BOUND_MS, bus.address)).toBe(false);
  });

  test('is not there without a watcher, and that is known at once', async () => {
    const startedAtMs = performance.now();
    expect(await hasTrayHost(BOUND_MS, bus.address)).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(BOUND_MS / 2);
  });

  test('is not there without a bus', async () => {
    expect(await hasTrayHost(BOUND_MS, 'unix:path=/nonexistent/bus')).toBe(false);
    expect(await hasTrayHost(BOUND_MS, 'nonsense')).toBe(false);
    expect(await hasTrayHost(BOUND_MS, null)).toBe(false);
  });

  test('that never answers is given up within the bound', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'citynet-silent-'));
    const silent = createServer().listen(join(folder, 'bus'));
    await once(silent, 'listening');
    const startedAtMs = performance.now();
    expect(await hasTrayHost(300, `unix:path=${folder}/bus`)).toBe(false);
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(290);
    expect(performance.now() - startedAtMs).toBeLessThan(BOUND_MS);
    silent.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the lock of a session', () => {
  const PATH = '/org/freedesktop/login1/session/_32';

  /** logind, as far as it is asked: one session named 2. */
  const serveLogind = async (locked: boolean) => {
    let lockedHint = locked;
    const logind: MessageBus = await bus.serve('org.freedesktop.login1');
    await logind.export(
      '/org/freedesktop/login1',
      defineInterface({
        name: 'org.freedesktop.login1.Manager',
        methods: {
          GetSession: {
            in: { id: 's' },
            out: { path: 'o' },
            handler: ({ id }: { id: string }) => {
              if (id !== '2') throw new Error(`No session '${id}' known`);
              return PATH;
            },
          },
        },
      }),
    );
    await logind.export(
      PATH,
      defineInterface({
        name: 'org.freedesktop.login1.Session',
        properties: { LockedHint: { type: 'b', access: 'read', get: () => lockedHint } },
      }),
    );
    return {
      logind,
      setLocked(value: boolean) {
        lockedHint = value;
        logind.sendSignal(PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', 'sa{sv}as', [
          'org.freedesktop.login1.Session',
          [['LockedHint', ['b', value]]],
          [],
        ]);
      },
    };
  };

  test('is asked once and then follows logind’s signal both ways', async () => {
    const { setLocked } = await serveLogind(false);
    const watch = new LockWatch(bus.address);
    expect(watch.hintOf('2')).toBeNull();
    await until(() => watch.hintOf('2') === false);
    expect(watch.wasLocked).toBe(false);
    setLocked(true);
    await until(() => watch.hintOf('2') === true);
    setLocked(false);
    await until(() => watch.hintOf('2') === false);
    expect(watch.wasLocked).toBe(true);
    watch.close();
  });

  test('is not known for a session that logind does not know', async () => {
    await serveLogind(true);
    const watch = new LockWatch(bus.address);
    watch.hintOf('9');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(watch.hintOf('9')).toBeNull();
    watch.close();
  });

  test('is no longer known once the bus is lost', async () => {
    const own = await openTestBus();
    const saved = bus;
    bus = own;
    await serveLogind(true);
    bus = saved;
    const watch = new LockWatch(own.address);
    await until(() => watch.hintOf('2') === true);
    await own.close();
    await until(() => watch.hintOf('2') === null);
    watch.close();
  });

  test('is not known, and nothing breaks, without a bus', async () => {
    const watch = new LockWatch('unix:path=/nonexistent/bus');
    expect(watch.hintOf('2')).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(watch.hintOf('2')).toBeNull();
  });
});

test('the bus is the reference implementation', () => {
  expect(execFileSync('dbus-daemon', ['--version'], { encoding: 'utf8' })).toContain('D-Bus Message Bus Daemon');
});
