// @ts-check
// `npm test [-- STAGE…]`: sets up what is missing, runs every stage (or those named) and closes with one line of counts.
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../electron/dev/build-if-stale.mjs';
import { ensureDependencies } from '../electron/dev/dependencies.mjs';
import { SetUpProblem } from '../electron/dev/set-up-problem.mjs';
import { ensureSystemPackages, testPackages, windowPackages } from '../electron/dev/system-packages.mjs';
import { failedStage, summaryOf } from './report/tally.mjs';
import { runStage } from './run-stage.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
/** @param {string} line */
const tell = (line) => process.stderr.write(`citynet-desk: ${line}\n`);

/** @type {import('./report/tally.mjs').Tally[]} */
const tallies = [];
try {
  await ensureDependencies(root, tell);
  await ensureSystemPackages([...windowPackages, ...testPackages], tell);
  const { electronRuntime } = await import('../electron/dev/electron-runtime.mjs');
  tell((await electronRuntime(tell)).words);
  for (const stage of await chosenStages(process.argv.slice(2))) {
    console.log(`\n=== ${stage.name}`);
    const startedAtMs = Date.now();
    tallies.push(await tallyOf(stage));
    console.log(`=== ${stage.name}: ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`);
  }
} catch (error) {
  if (!(error instanceof SetUpProblem)) throw error;
  tell(error.message);
  tallies.push(failedStage('set-up', error.message));
}

const { lines, ok } = summaryOf(tallies);
console.log(`\n${lines.join('\n')}`);
process.exitCode = ok ? 0 : 1;

/** @param {string[]} names */
async function chosenStages(names) {
  // Loaded late: which stages can run depends on the packages installed above.
  const { stages } = await import('./stages.mjs');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new SetUpProblem(
      `no stage is called ${unknown.join(', ')}; there are: ${stages.map(({ name }) => name).join(', ')}`,
    );
  return names.length > 0 ? stages.filter(({ name }) => names.includes(name)) : stages;
}

/** @param {import('./stages.mjs').Stage} stage */
async function tallyOf(stage) {
  try {
    if (stage.needsBuild) await buildIfStale(root, tell);
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error;
    return failedStage(stage.name, error.message);
  }
  return runStage(stage, root);
}
