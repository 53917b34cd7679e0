import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LinuxSession, type LockHints, parseStateFile } from '../../../../electron/platform/linux/session.ts';

/** In the shape that logind of systemd 252 to 257 writes (session_save in src/login/logind-session.c). */
const DESKTOP = `# This is private data. Do not parse.
UID=1000
USER=wang
ACTIVE=1
IS_DISPLAY=1
STATE=active
REMOTE=0
TYPE=wayland
CLASS=user
SCOPE=session-2.scope
SEAT=seat0
TTY=tty2
SERVICE=gdm-password
DESKTOP=GNOME
VTNR=2
LEADER=1234
REALTIME=1795410745421331
MONOTONIC=31042417
`;
const SIGNED_IN_AT_MS = 1_795_410_745_421;
const inBackground = DESKTOP.replace('ACTIVE=1', 'ACTIVE=0').replace('STATE=active', 'STATE=online');
const seat = (active: string, uid: number) => `IS_SEAT0=1\nACTIVE=${active}\nACTIVE_UID=${uid}\nSESSIONS=2 5\n`;
const session = (uid: number, lines: string) => `UID=${uid}\nACTIVE=1\nREMOTE=0\nSEAT=seat0\n${lines}`;

describe('the session', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-session-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const open = (lock: Partial<LockHints> = {}, environment: NodeJS.ProcessEnv = { XDG_SESSION_ID: '2' }) =>
    new LinuxSession(
      1000,
      { hintOf: () => null, wasLocked: false, ...lock },
      { run: folder, cgroup: join(folder, 'cgroup') },
      environment,
    );

  describe('is remote', () => {
    const desktopOnNoSeat = DESKTOP.replace('SEAT=seat0\n', '').replace('SERVICE=gdm-password', 'SERVICE=systemd-user');

    test.each([
      ['by ssh, as logind says', DESKTOP.replace('REMOTE=0', 'REMOTE=1')],
      ['by the service that opened it', DESKTOP.replace('SERVICE=gdm-password', 'SERVICE=xrdp-sesman')],
      ['where a desktop is drawn for no seat, as VNC does', desktopOnNoSeat],
    ])('%s', (_, text) => {
      put({ 'sessions/2': text });
      expect(open().isRemote()).toBe(true);
    });

    test.each(['SSH_CONNECTION', 'SSH_TTY', 'XRDP_SESSION'])('by the mark %s, also without logind', (name) => {
      expect(open({}, { [name]: '1' }).isRemote()).toBe(true);
    });

    test('not at a seat of this PC', () => {
      put({ 'sessions/2': DESKTOP });
      expect(open().isRemote()).toBe(false);
    });

    test('or not, which nobody can tell without a session or for one without desktop and seat', () => {
      expect(open().isRemote()).toBeNull();
      put({ 'sessions/2': desktopOnNoSeat.replace('TYPE=wayland', 'TYPE=unspecified') });
      expect(open().isRemote()).toBeNull();
    });
  });

  describe('beside others', () => {
    const of = (uid: number, parts = '') => `UID=${uid}\nSTATE=online\nCLASS=user\n${parts}`;

    test('counts each other account once', () => {
      put({ 'sessions/2': DESKTOP, 'sessions/3': of(1001), 'sessions/4': of(1001), 'sessions/c5': of(1002) });
      expect(open().otherAccounts()).toBe(2);
    });

    test('does not count itself, the greeter, background work or who is leaving', () => {
      put({
        'sessions/2': DESKTOP,
        'sessions/3': of(1000),
        'sessions/c1': of(42).replace('CLASS=user', 'CLASS=greeter'),
        'sessions/6': of(1003).replace('CLASS=user', 'CLASS=background'),
        'sessions/7': of(1004).replace('STATE=online', 'STATE=closing'),
        'sessions/7.ref': of(1005),
      });
      expect(open().otherAccounts()).toBe(0);
    });

    test('cannot be told without logind, which is not "nobody"', () => {
      expect(open().otherAccounts()).toBeNull();
    });
  });

  test('in front is at the console, with its beginning and an identity of its own', () => {
    put({ 'sessions/2': DESKTOP, 'seats/seat0': seat('2', 1000) });
    expect(open().read()).toEqual({
      atConsole: true,
      locked: null,
      sessionId: '2@1795410745421331',
      signedInAtMs: SIGNED_IN_AT_MS,
    });
  });

  test('is not at the console while another account is', () => {
    put({ 'sessions/2': inBackground, 'sessions/5': session(1001, 'CLASS=user\n'), 'seats/seat0': seat('5', 1001) });
    expect(open().read().atConsole).toBe(false);
  });

  test('is at the console where another session of the same account is', () => {
    put({ 'sessions/2': inBackground, 'sessions/5': session(1000, 'CLASS=user\n'), 'seats/seat0': seat('5', 1000) });
    expect(open().read().atConsole).toBe(true);
  });

  test('locked behind a greeter is still this account’s; behind one that is for switching, nobody can tell', () => {
    put({ 'sessions/2': inBackground, 'sessions/c1': session(120, 'CLASS=greeter\n'), 'seats/seat0': seat('c1', 120) });
    expect(open({ hintOf: () => true }).read()).toMatchObject({ atConsole: true, locked: true });
    expect(open({ hintOf: () => false }).read().atConsole).toBeNull();
  });

  test('over ssh or remote desktop, without a seat, is active while logind says so', () => {
    put({ 'sessions/2': DESKTOP.replace('SEAT=seat0\n', '').replace('REMOTE=0', 'REMOTE=1') });
    expect(open().read().atConsole).toBe(true);
    put({ 'sessions/2': inBackground.replace('SEAT=seat0\n', '').replace('REMOTE=0', 'REMOTE=1') });
    expect(open().read().atConsole).toBeNull();
  });

  test('is known again after a new sign-in under the same number as another one', () => {
    put({ 'sessions/2': DESKTOP });
    const reader = open();
    const first = reader.read().sessionId;
    put({ 'sessions/2': DESKTOP.replace('REALTIME=1795410745421331', 'REALTIME=1795414345421331') });
    expect(reader.read().sessionId).not.toBe(first);
  });

  test.each<[string, Record<string, string>, NodeJS.ProcessEnv]>([
    ['the kernel’s control group', { cgroup: '0::/user.slice/user-1000.slice/session-2.scope\n' }, {}],
    ['the variable of pam_systemd', {}, { XDG_SESSION_ID: '2' }],
    ['the account’s graphical session', { 'users/1000': 'NAME=wang\nDISPLAY=2\n' }, {}],
  ])('is found by %s', (_, files, environment) => {
    put({ 'sessions/2': DESKTOP, ...files });
    expect(open({}, environment).read().atConsole).toBe(true);
  });

  test('of another account is never taken, whatever the variable says', () => {
    put({ 'sessions/5': session(1001, ''), 'seats/seat0': seat('5', 1001) });
    expect(open({}, { XDG_SESSION_ID: '5' }).read()).toEqual({
      atConsole: null,
      locked: null,
      sessionId: null,
      signedInAtMs: null,
    });
  });

  test('cannot be told without logind, nor by a variable that leads elsewhere', () => {
    const unknown = { atConsole: null, locked: null, sessionId: null, signedInAtMs: null };
    put({ secret: DESKTOP });
    expect(open({}, {}).read()).toEqual(unknown);
    expect(open({}, { XDG_SESSION_ID: '../secret' }).read()).toEqual(unknown);
  });

  test('that leaves out a figure leaves it unknown', () => {
    put({ 'sessions/2': 'UID=1000\nACTIVE=perhaps\n' });
    expect(open().read()).toEqual({ atConsole: null, locked: null, sessionId: '2@', signedInAtMs: null });
  });
});

describe('the lock', () => {
  const files = { run: '', cgroup: '' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'citynet-lock-'));
    mkdirSync(join(folder, 'sessions'));
    files.run = folder;
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const locked = (desktop: string, hint: boolean | null, wasLocked = false) => {
    writeFileSync(join(folder, 'sessions/2'), DESKTOP.replace('GNOME', desktop));
    return new LinuxSession(1000, { hintOf: () => hint, wasLocked }, files, { XDG_SESSION_ID: '2' }).read().locked;
  };

  test('is believed when logind says locked', () => {
    expect(locked('sway', true)).toBe(true);
  });
  test('is believed open on a desktop whose locker tells logind', () => {
    expect(locked('GNOME', false)).toBe(false);
    expect(locked('KDE', false)).toBe(false);
  });
  test('is not known on a desktop that may never tell, until it once has', () => {
    expect(locked('sway', false)).toBeNull();
    expect(locked('sway', false, true)).toBe(false);
  });
  test('is not known while the bus has not answered', () => {
    expect(locked('GNOME', null)).toBeNull();
  });
});

test('a state file is read line by line, comments and stray lines left out', () => {
  expect([...parseStateFile('# UID=1\nUID=2\nnonsense\nREMOTE_HOST=a=b\n=x\n')]).toEqual([
    ['UID', '2'],
    ['REMOTE_HOST', 'a=b'],
  ]);
});
