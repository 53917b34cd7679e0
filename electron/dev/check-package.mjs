// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * electron-builder's `afterPack`: refuses a package that would not run. npm installs koffi's native half for the
 * system it runs on only, so that a Windows package made elsewhere would lack it, and nobody would see it before a user.
 * @param {{ electronPlatformName: string, appOutDir: string }} context
 */
export default function checkPackage({ electronPlatformName, appOutDir }) {
  if (electronPlatformName !== 'win32') return;
  const natives = join(appOutDir, 'resources/app.asar.unpacked/node_modules/@koromix');
  const found = existsSync(natives) ? readdirSync(natives) : [];
  if (found.includes('koffi-win32-x64')) return;
  throw new Error(
    `The package lacks @koromix/koffi-win32-x64 (found: ${found.join(', ') || 'none'}), so it could not read this PC's counters. ` +
      'Build Windows packages on Windows, after `npm ci` there.',
  );
}
