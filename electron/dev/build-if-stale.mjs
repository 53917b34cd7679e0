// @ts-check
import { join } from 'node:path';
import { isStale } from './build-stamp.mjs';
import { runProgram } from './run-program.mjs';
import { SetUpProblem } from './set-up-problem.mjs';

/**
 * Builds where the sources have changed since the last build. Throws SetUpProblem with what the builder said.
 * @param {string} root the clone
 * @param {(line: string) => void} tell
 */
export async function buildIfStale(root, tell) {
  if (!isStale(root)) return;
  tell('building…');
  const { code, said } = await runProgram(process.execPath, [join(root, 'electron/dev/build.mjs')], {
    cwd: root,
    timeoutMs: 300_000,
  });
  if (code !== 0) throw new SetUpProblem(`the build failed:\n${said}`);
}
