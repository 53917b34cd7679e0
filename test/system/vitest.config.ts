import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Real traffic in private network namespaces: slow, and one at a time, for they measure. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/system/**/*.test.ts'],
    allowOnly: false,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
