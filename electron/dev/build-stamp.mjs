// @ts-check
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['electron', 'renderer', 'locales', 'assets', 'package.json', 'package-lock.json'];
const OUTPUTS = ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/renderer/index.html'];
const STAMP = 'dist/.built';

/**
 * True where a source is newer than the last whole build, or an output is missing.
 * A folder's own time tells of files deleted from it.
 * @param {string} root the clone
 */
export function isStale(root) {
  const builtAtMs = timeOf(join(root, STAMP));
  if (builtAtMs === null || OUTPUTS.some((path) => timeOf(join(root, path)) === null)) return true;
  return SOURCES.some((path) => newestTimeMs(join(root, path)) >= builtAtMs);
}

/** @param {string} root */
export function markStale(root) {
  rmSync(join(root, STAMP), { force: true });
}

/**
 * @param {string} root
 * @param {Date} beganAt what is saved during the build belongs to the next one
 */
export function markBuilt(root, beganAt) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, STAMP), '');
  utimesSync(join(root, STAMP), beganAt, beganAt);
}

/** @param {string} path @returns {number} Unix ms; 0 where there is nothing */
function newestTimeMs(path) {
  const own = timeOf(path) ?? 0;
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return own;
  }
  return entries.reduce((newest, entry) => {
    const inside = join(path, entry.name);
    return Math.max(newest, entry.isDirectory() ? newestTimeMs(inside) : (timeOf(inside) ?? 0));
  }, own);
}

/** @param {string} path @returns {number | null} Unix ms; null where it is not there */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
