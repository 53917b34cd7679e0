// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './run-program.mjs';
import { SetUpProblem } from './set-up-problem.mjs';

/** @typedef {{ packages: Record<string, { version?: string, resolved?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * Installs what package-lock.json names, unless it stands already.
 * @param {string} root the clone
 * @param {(line: string) => void} tell
 */
export async function ensureDependencies(root, tell) {
  const wanted = readLock(join(root, 'package-lock.json'));
  if (!wanted)
    throw new SetUpProblem('package-lock.json is missing or damaged. Restore it: git checkout package-lock.json');
  // npm's own record of what it installed, written last: an interrupted installation has none.
  const installed = readLock(join(root, 'node_modules/.package-lock.json'));
  if (installed && missingFrom(installed, wanted).length === 0) return;
  tell('installing the packages named in package-lock.json (npm ci)…');
  const { code, said } = await runNpm(['ci'], { cwd: root, timeoutMs: 900_000 });
  if (code !== 0) throw new SetUpProblem(`npm ci failed, so the app cannot be built. What npm said:\n${said}`);
}

/**
 * Packages that the lock file names and that are absent or of another version.
 * Optional ones may be absent: they belong to other systems.
 * @param {Lock} installed
 * @param {Lock} wanted
 * @returns {string[]}
 */
export function missingFrom(installed, wanted) {
  return Object.entries(wanted.packages)
    .filter(([path, entry]) => {
      if (path === '') return false;
      const there = installed.packages[path];
      return there ? there.version !== entry.version : !entry.optional;
    })
    .map(([path]) => path);
}

/** @param {string} path @returns {Lock | null} */
function readLock(path) {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8'));
    return value && typeof value.packages === 'object' ? value : null;
  } catch {
    return null;
  }
}
