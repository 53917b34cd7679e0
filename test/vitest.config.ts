import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit tests: quick, no network, no display. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    allowOnly: false,
    // The clock of the machine must not decide what a test proves.
    env: { TZ: 'UTC' },
  },
});
