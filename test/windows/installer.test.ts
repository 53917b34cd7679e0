import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runProgram } from '../../electron/dev/run-program.mjs';

const INCLUDE = fileURLToPath(new URL('../../assets/windows-tasks/installer.nsh', import.meta.url));

const MAKENSIS = '/usr/bin/makensis';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'citynet-nsis-'));
});
beforeEach(({ skip }) => {
  if (!existsSync(MAKENSIS)) skip(`NSIS is absent (${MAKENSIS})`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As much of electron-builder's script as calls our macros (app-builder-lib/templates/nsis). */
async function compile(include: string) {
  const script = join(folder, 'installer.nsi');
  writeFileSync(
    script,
    `Unicode true
Name test
OutFile "${join(folder, 'installer.exe')}"
RequestExecutionLevel admin
!include LogicLib.nsh
!define isUpdated '"0" == "1"'
!define APP_EXECUTABLE_FILENAME citynet-desk.exe
!include "${include}"
Section install
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section un.install
  !insertmacro customUnInstall
SectionEnd
`,
  );
  return runProgram(MAKENSIS, ['-V4', '-WX', '-INPUTCHARSET', 'UTF8', script], { timeoutMs: 60_000 });
}

test('the installer’s steps compile without a warning, and name the scripts that are shipped', async () => {
  const { code, stdout, said } = await compile(INCLUDE);
  expect(code, said).toBe(0);
  expect(stdout).toContain('resources\\windows-tasks\\register-tasks.ps1');
  expect(stdout).toContain('resources\\windows-tasks\\unregister-tasks.ps1');
});

test('the red button gets a shortcut on the desktop and in the Start menu, which uninstalling takes away', async () => {
  const { stdout } = await compile(INCLUDE);
  for (const place of ['$DESKTOP', '$SMPROGRAMS'])
    for (const name of ['立即斷線並通報', 'Disconnect now and report']) {
      const link = `"${place}\\${name}.lnk"`;
      expect(stdout).toContain(`CreateShortcut: ${link}->"$INSTDIR\\citynet-desk.exe" --incident`);
      expect(stdout).toContain(`Delete: ${link}`);
    }
});

test('steps under other names do not compile, so that compiling means something', async () => {
  const empty = join(folder, 'empty.nsh');
  writeFileSync(empty, '');
  expect((await compile(empty)).code).not.toBe(0);
});
