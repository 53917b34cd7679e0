// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGINT'];

/**
 * Runs Electron on this process's own streams until it ends.
 * @param {string} executablePath
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code; 128 + the signal's number where a signal ended it, 2 where it cannot start
 */
export function runApp(executablePath, args) {
  return new Promise((resolve) => {
    const app = spawn(executablePath, args, { stdio: 'inherit' });
    for (const signal of FORWARDED) {
      process.on(signal, () => {
        // A terminal sends Ctrl-C to both, and a second SIGINT would cut Electron's orderly end short.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) app.kill(signal);
      });
    }
    app.on('error', (error) => {
      process.stderr.write(`citynet-desk: ${executablePath} cannot be started: ${error.message}\n`);
      resolve(2);
    });
    app.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
}
