// Builds main, preload and renderer into dist/. Plain node: it runs before anything is compiled.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const configs = ['electron/vite.config.ts', 'electron/vite.preload.config.ts', 'renderer/vite.config.ts'];

for (const configFile of configs) {
  await build({ configFile: `${root}${configFile}`, logLevel: 'warn' });
}
