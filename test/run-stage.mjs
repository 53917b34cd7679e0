// @ts-check
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { skippedStage, tallyOfCheck, tallyOfReport } from './report/tally.mjs';

/**
 * Runs one stage to its end and counts what came of it.
 * @param {import('./stages.mjs').Stage} stage
 * @param {string} root the clone
 * @returns {Promise<import('./report/tally.mjs').Tally>}
 */
export async function runStage(stage, root) {
  const reason = (await stage.cannotRun?.()) ?? null;
  if (reason !== null) return skippedStage(stage.name, reason);
  // An older run's report must not speak for this one.
  if (stage.report) rmSync(`${root}${stage.report}`, { force: true });
  const code = await runBounded(stage.command, root, stage.timeoutMs);
  return stage.report ? tallyOfReport(stage.name, code, `${root}${stage.report}`) : tallyOfCheck(stage.name, code);
}

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {number} timeoutMs
 * @returns {Promise<number | null>} null: killed, out of time or never started
 */
function runBounded([program = '', ...args], cwd, timeoutMs) {
  return new Promise((resolve) => {
    // A process group of its own, so that windows and servers that a stage started end with it.
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const end = () => endGroup(child);
    const stop = () => {
      end();
      process.exit(130);
    };
    const timer = setTimeout(end, timeoutMs);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    /** @param {number | null} code */
    const finish = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      end();
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(error.message);
      finish(null);
    });
    child.on('exit', finish);
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  try {
    if (child.pid && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
