import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where several run side by side, each has its own results. */
const part = process.env.CITYNET_TEST_PART ?? '';

/** The real Electron. One at a time: real windows on two cores. No second tries: a flaky test is a bug. */
export default defineConfig({
  testDir: folder('e2e'),
  outputDir: folder(`results/e2e${part}`),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], [folder('report/playwright-reporter.mjs'), { outputFile: folder(`results/e2e${part}.json`) }]],
  use: { trace: 'retain-on-failure' },
});
