// @ts-check
// Runs the e2e tests on a private network of their own (test/system/private-network.ts): the only traffic the app sees
// is what a test sends, and the red button cuts no more than that network. Without one they do not run at all.
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
rmSync(file(`../results/event-loop${process.env.CITYNET_TEST_PART ?? ''}.json`), { force: true });

/** @type {{ module: typeof import('../system/private-network.ts') }} */
const { module } = await runnerImport(file('../system/private-network.ts'));
// Where this process may give the network every account of the PC, tests can run the app as an ordinary one.
const network = await module.openPrivateNetwork(process.getuid?.() === 0 ? 'all' : 'one');
const child = network.start(process.execPath, playwright, {
  stdio: 'inherit',
  env: { ...process.env, ...module.membershipOf(network) },
});
process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
await network.close();
