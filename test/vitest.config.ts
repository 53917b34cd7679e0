import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit tests: quick, no network, no display. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    allowOnly: false,
    // A hang still ends; a machine busy with other work is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The clock of the machine must not decide what a test proves.
    env: { TZ: 'UTC' },
  },
});
