import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale, markBuilt, markStale } from '../../../electron/dev/build-stamp.mjs';

const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const BUILD_BEGAN = new Date('2026-01-02T00:00:00Z');
const LATER = new Date('2026-01-03T00:00:00Z');

let root: string;
function put(path: string, time: Date) {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), time, time);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  for (const path of ['electron/main.ts', 'renderer/ui/Part.tsx', 'package.json']) put(path, LONG_AGO);
  for (const path of ['main.js', 'preload.cjs']) put(`dist/electron/${path}`, BUILD_BEGAN);
  put('dist/renderer/index.html', BUILD_BEGAN);
  for (const folder of ['electron', 'renderer/ui', 'renderer']) utimesSync(join(root, folder), LONG_AGO, LONG_AGO);
  markBuilt(root, BUILD_BEGAN);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a build', () => {
  it('is fresh while no source has changed since it began', () => {
    expect(isStale(root)).toBe(false);
  });

  it('is stale once a source anywhere below has changed, a save during the build included', () => {
    put('renderer/ui/Part.tsx', LATER);
    expect(isStale(root)).toBe(true);
    put('renderer/ui/Part.tsx', BUILD_BEGAN);
    expect(isStale(root)).toBe(true);
  });

  it('is stale once a source is deleted', () => {
    rmSync(join(root, 'renderer/ui/Part.tsx'));
    expect(isStale(root)).toBe(true);
  });

  it('is stale where an output is missing', () => {
    rmSync(join(root, 'dist/electron/preload.cjs'));
    expect(isStale(root)).toBe(true);
  });

  it('is stale from the moment a build begins until it is whole', () => {
    markStale(root);
    expect(isStale(root)).toBe(true);
  });
});
