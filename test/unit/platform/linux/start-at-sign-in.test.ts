import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  autostartFolders,
  parseDesktopEntry,
  quoteExec,
  readStartAtSignIn,
  writeStartAtSignIn,
} from '../../../../electron/platform/linux/start-at-sign-in.ts';

const COMMAND = ['/opt/市網通/citynet-desk', '--hidden'];

describe('start at sign-in', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'citynet-autostart-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const folders = () => ({ own: join(root, 'own'), system: [join(root, 'system')] });
  const file = (folder: 'own' | 'system') => join(root, folder, 'citynet-desk.desktop');
  const administrator = (text: string) => {
    mkdirSync(join(root, 'system'));
    writeFileSync(file('system'), text);
  };

  test('is off without a file, on with one, and off without a trace again', () => {
    expect(readStartAtSignIn(folders())).toBe(false);
    writeStartAtSignIn(true, COMMAND, folders());
    expect(readStartAtSignIn(folders())).toBe(true);
    expect(parseDesktopEntry(readFileSync(file('own'), 'utf8'))).toEqual(
      new Map([
        ['Type', 'Application'],
        ['Name', 'CityNet Desk'],
        ['Exec', '"/opt/市網通/citynet-desk" "--hidden"'],
        ['Terminal', 'false'],
      ]),
    );
    writeStartAtSignIn(false, [], folders());
    expect(readStartAtSignIn(folders())).toBe(false);
    expect(readdirSync(join(root, 'own'))).toEqual([]);
  });

  test('switched off hides the administrator’s file instead of uncovering it', () => {
    administrator('[Desktop Entry]\nType=Application\nExec=citynet-desk\n');
    expect(readStartAtSignIn(folders())).toBe(true);
    writeStartAtSignIn(false, COMMAND, folders());
    expect(readStartAtSignIn(folders())).toBe(false);
    expect(existsSync(file('own'))).toBe(true);
    writeStartAtSignIn(true, COMMAND, folders());
    expect(readStartAtSignIn(folders())).toBe(true);
  });

  test.each([
    ['hidden', '[Desktop Entry]\nType=Application\nExec=x\nHidden=true\n'],
    ['switched off in GNOME', '[Desktop Entry]\nType=Application\nExec=x\nX-GNOME-Autostart-enabled=false\n'],
    ['without a command', '[Desktop Entry]\nType=Application\n'],
    ['of another type', '[Desktop Entry]\nType=Link\nExec=x\n'],
    ['empty', ''],
    ['with its keys in another group', '[Desktop Action]\nType=Application\nExec=x\n'],
  ])('reads as off from a file %s', (_, text) => {
    administrator(text);
    expect(readStartAtSignIn(folders())).toBe(false);
  });

  test('fails with the system’s words where the folder cannot be made', () => {
    writeFileSync(join(root, 'own'), 'a file in the way');
    expect(() => writeStartAtSignIn(true, COMMAND, folders())).toThrow(/EEXIST|ENOTDIR/);
  });
});

describe('the folders', () => {
  test('follow the XDG variables', () => {
    expect(autostartFolders({ XDG_CONFIG_HOME: '/home/wang/conf', XDG_CONFIG_DIRS: '/etc/a:/etc/b' })).toEqual({
      own: '/home/wang/conf/autostart',
      system: ['/etc/a/autostart', '/etc/b/autostart'],
    });
  });
  test('are the standard’s where the variables are empty or relative', () => {
    const standard = { own: join(homedir(), '.config/autostart'), system: ['/etc/xdg/autostart'] };
    expect(autostartFolders({})).toEqual(standard);
    expect(autostartFolders({ XDG_CONFIG_HOME: 'conf', XDG_CONFIG_DIRS: '' })).toEqual(standard);
  });
});

/** Takes an Exec value apart again by the specification: string escapes first, then quoting. */
function unquoteExec(exec: string): string[] {
  const plain = exec.replace(
    /\\([\\nrts])/g,
    (_, code: string) => ({ '\\': '\\', n: '\n', r: '\r', t: '\t', s: ' ' })[code] ?? code,
  );
  return [...plain.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, argument = '']) =>
    argument.replace(/\\(.)/gs, '$1').replaceAll('%%', '%'),
  );
}

test.each([
  [['/opt/City Net/app', '--hidden']],
  [['/opt/a', 'say "hello"', '$HOME', '`id`', 'back\\slash', '50%', '%f']],
  [['/opt/市網通/app', 'two\nlines', 'a\ttab', '']],
])('the command %j comes back whole from its Exec line', (command) => {
  const exec = quoteExec(command);
  expect(exec).not.toMatch(/[\n\r\t]/);
  expect(unquoteExec(exec)).toEqual(command);
});
