import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The Windows code, run under Wine: slow, and one at a time, for they measure. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/windows/**/*.test.ts'],
    allowOnly: false,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
