// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const FIRST_LINES = 10;
const LAST_LINES = 20;

/**
 * @typedef {object} Finished
 * @property {number | null} code exit code; null where it never started, was killed or ran out of time
 * @property {string} stdout
 * @property {string} said the first and last lines of both streams, for an error message
 */

/**
 * Runs a program to its end and keeps what it says: the launcher's standard output belongs to the app alone.
 * Never rejects: a program that does not exist is a `code` of null with the reason in `said`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<Finished>}
 */
export function runProgram(command, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    let stdout = '';
    let both = '';
    let late = false;
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer =
      timeoutMs &&
      setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, timeoutMs);
    /** @param {number | null} code @param {string} [why] */
    const finish = (code, why) => {
      clearTimeout(timer || undefined);
      const lines = `${both}${late ? `\nstopped after ${(timeoutMs ?? 0) / 1000} s` : ''}${why ? `\n${why}` : ''}`;
      const said = shortened(stripVTControlCharacters(lines).trim());
      resolve({ code, stdout, said });
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      both += chunk;
    });
    child.stderr.on('data', (chunk) => {
      both += chunk;
    });
    child.on('error', (error) => finish(null, error.message));
    child.on('close', (code) => finish(code));
  });
}

/** npm says first what is wrong, a stack says it last. @param {string} text */
function shortened(text) {
  const lines = text.split('\n');
  if (lines.length <= FIRST_LINES + LAST_LINES) return text;
  return [...lines.slice(0, FIRST_LINES), '…', ...lines.slice(-LAST_LINES)].join('\n');
}

/**
 * Runs npm through node itself: on Windows `npm` is a script that only a shell could start.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, timeoutMs?: number }} [options]
 */
export function runNpm(args, options) {
  const cli = npmCli();
  // Under `npm start --silent` a nested npm would inherit the silence and hide its errors.
  const all = [...args, '--loglevel=error', '--no-audit', '--no-fund'];
  return cli ? runProgram(process.execPath, [cli, ...all], options) : runProgram('npm', all, options);
}

/** npm's own script: the one that runs us, or the one beside this node; undefined where neither is found. */
function npmCli() {
  const running = process.env.npm_execpath;
  const bin = dirname(process.execPath);
  const places = [
    ...(running && basename(running) === 'npm-cli.js' ? [running] : []),
    join(bin, 'node_modules/npm/bin/npm-cli.js'),
    join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return places.find((place) => existsSync(place));
}
