// @ts-check
// `npm start`: sets up what is missing, then runs the app. Standard output belongs to the app alone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { launchPlan } from './launch-plan.mjs';
import { runApp } from './run-app.mjs';
import { SetUpProblem } from './set-up-problem.mjs';
import { ensureSystemPackages, windowPackages } from './system-packages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** @param {string} line */
const tell = (line) => process.stderr.write(`citynet-desk: ${line}\n`);

try {
  await ensureDependencies(root, tell);
  await ensureSystemPackages(windowPackages, tell);
  // Loaded late: they need the packages installed above.
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { sandboxAdvice } = await import('./sandbox.mjs');
  const runtime = await electronRuntime(tell);
  tell(runtime.words);
  await buildIfStale(root, tell);

  if (runtime.args.includes('--no-sandbox'))
    tell("running as root, so Chromium's sandbox is off (--no-sandbox); packages never do this");
  const advice = await sandboxAdvice(runtime.executablePath);
  if (advice) throw new SetUpProblem(advice);

  const plan = launchPlan(process.argv.slice(2), process.platform, process.env);
  if (plan.lacksDisplay) for (const language of ['zh-TW', 'en']) tell(words(language).noDisplay);
  process.exitCode = await runApp(runtime.executablePath, [...runtime.args, root, ...plan.args]);
  if (process.exitCode === 127)
    tell('Electron could not be loaded: install the library named above with your package manager');
} catch (error) {
  if (!(error instanceof SetUpProblem)) throw error;
  tell(error.message);
  process.exitCode = 2;
}

/** @param {string} language @returns {{ noDisplay: string }} */
function words(language) {
  return JSON.parse(readFileSync(`${root}locales/${language}/launcher.json`, 'utf8'));
}
