// @ts-check
// `npm run bench [-- ROW…]`: sets up what is missing, measures every row (or those named) and prints one table.
// Exit 0: measured, whatever came of it; 1: a row could not be measured; 2: could not begin.
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../electron/dev/build-if-stale.mjs';
import { ensureDependencies } from '../../electron/dev/dependencies.mjs';
import { runApp } from '../../electron/dev/run-app.mjs';
import { SetUpProblem } from '../../electron/dev/set-up-problem.mjs';
import { ensureSystemPackages, testPackages, windowPackages } from '../../electron/dev/system-packages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** @param {string} line */
const tell = (line) => process.stderr.write(`citynet-desk: ${line}\n`);

try {
  await ensureDependencies(root, tell);
  await ensureSystemPackages([...windowPackages, ...testPackages], tell);
  // Loaded late: they need the packages installed above.
  const { display } = await import('../stages.mjs');
  const { electronRuntime } = await import('../../electron/dev/electron-runtime.mjs');
  const { runnerImport } = await import('vite');
  if (process.env.CITYNET_BENCH_INSIDE) {
    /** @type {{ module: typeof import('./bench.ts') }} */
    const { module } = await runnerImport(fileURLToPath(new URL('bench.ts', import.meta.url)));
    process.exitCode = await module.bench(process.argv.slice(2));
  } else {
    tell((await electronRuntime(tell)).words);
    await buildIfStale(root, tell);
    process.env.CITYNET_BENCH_INSIDE = '1';
    const [program = process.execPath, ...args] = [...display(), process.execPath, fileURLToPath(import.meta.url)];
    process.exitCode = await runApp(program, [...args, ...process.argv.slice(2)]);
  }
} catch (error) {
  if (!(error instanceof SetUpProblem)) throw error;
  tell(error.message);
  process.exitCode = 2;
}
