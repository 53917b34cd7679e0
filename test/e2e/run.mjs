// @ts-check
// Runs the e2e tests on a private network of their own (test/system/private-network.ts), so that the only traffic the
// app sees is what a test sends. Without network namespaces they run on this PC's network; what needs one is skipped.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const playwright = [
  file('../../node_modules/@playwright/test/cli.js'),
  'test',
  ...['-c', file('../playwright.config.ts')],
  ...process.argv.slice(2),
];

// An older run's record must not speak for this one.
rmSync(file('../results/event-loop.json'), { force: true });

/** @type {import('../system/private-network.ts').PrivateNetwork | null} */
let network = null;
try {
  /** @type {{ module: typeof import('../system/private-network.ts') }} */
  const { module } = await runnerImport(file('../system/private-network.ts'));
  network = await module.openPrivateNetwork();
} catch (error) {
  console.error(`e2e: no private network: ${error}`);
}
const options = /** @type {const} */ ({ stdio: 'inherit' });
const child = network
  ? network.start(process.execPath, playwright, {
      ...options,
      env: { ...process.env, CITYNET_TEST_PEER: network.peerAddress },
    })
  : spawn(process.execPath, playwright, options);
process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
await network?.close();
