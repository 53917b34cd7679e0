import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import checkPackage from '../../../electron/dev/check-package.mjs';

describe('a package made for users', () => {
  let appOutDir = '';
  beforeEach(() => {
    appOutDir = mkdtempSync(join(tmpdir(), 'package-'));
  });
  afterEach(() => rmSync(appOutDir, { recursive: true }));

  const addNative = (name: string) =>
    mkdirSync(join(appOutDir, 'resources/app.asar.unpacked/node_modules/@koromix', name), { recursive: true });

  it('is refused for Windows without the native caller of that system, and says what to do', () => {
    addNative('koffi-linux-x64');
    expect(() => checkPackage({ electronPlatformName: 'win32', appOutDir })).toThrow(
      /lacks @koromix\/koffi-win32-x64 \(found: koffi-linux-x64\).*Build Windows packages on Windows/,
    );
  });

  it('is refused for Windows without any native caller', () => {
    expect(() => checkPackage({ electronPlatformName: 'win32', appOutDir })).toThrow(/found: none/);
  });

  it('passes for Windows with it', () => {
    addNative('koffi-win32-x64');
    expect(() => checkPackage({ electronPlatformName: 'win32', appOutDir })).not.toThrow();
  });

  it('needs none on Linux, which makes no such calls', () => {
    expect(() => checkPackage({ electronPlatformName: 'linux', appOutDir })).not.toThrow();
  });
});
