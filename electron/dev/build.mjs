// @ts-check
// Builds main, preload and renderer into dist/, always. `npm start` builds only what is stale (build-if-stale.mjs).
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { markBuilt, markStale } from './build-stamp.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
// In this order: the first empties dist/electron, which the second adds to.
const configs = ['electron/vite.config.ts', 'electron/vite.preload.config.ts', 'renderer/vite.config.ts'];

const beganAt = new Date();
markStale(root);
try {
  for (const configFile of configs) await build({ configFile: `${root}${configFile}`, logLevel: 'warn' });
  markBuilt(root, beganAt);
} catch (error) {
  // The builder's message names file and line; its stack is its own.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
