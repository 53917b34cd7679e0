import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What one file changes for all that run beside it: modules, globals, the page's words. */
const CHANGES_FOR_ALL = /\bvi\.(mock|doMock|stub\w+|spyOn|useFakeTimers)\(|\bi18next\b|\/renderer\//;
const apart = readdirSync(join(root, 'test/unit'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/unit/${name.replaceAll('\\', '/')}`)
  .filter((file) => /\.test\.tsx?$/.test(file))
  .filter((file) => CHANGES_FOR_ALL.test(`${file}\n${readFileSync(join(root, file), 'utf8')}`));

const shared = {
  allowOnly: false,
  // A hang still ends; a machine busy with other work is no failure.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

// The clock of the machine must not decide what a test proves. Set here: a thread cannot set the zone it runs in.
process.env.TZ = 'UTC';

/** Unit tests: quick, no network, no display. */
export default defineConfig({
  root,
  test: {
    projects: [
      // Half a second for each file would go into starting afresh and loading the same modules again.
      {
        test: {
          ...shared,
          name: 'together',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: apart,
          pool: 'threads',
          isolate: false,
        },
      },
      { test: { ...shared, name: 'apart', include: apart } },
    ],
  },
});
