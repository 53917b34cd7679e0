// @ts-check
// Runs all e2e tests in two parts side by side, each on a display, a bus and a private network of its own: half of
// their time is waiting. Closes with one report (results/e2e.json) and one record of the event loop for both.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { display } from '../stages.mjs';

/** @import { EventLoopRecord } from './event-loop.ts' */
/** @import { Tally } from '../report/tally.mjs' */

const PARTS = Math.min(2, availableParallelism());
const FIRST_DISPLAY = 99;
/** So that neither takes the other's while both look for a free one. */
const DISPLAYS_APART = 50;

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const specs = readdirSync(file('.')).filter((name) => name.endsWith('.spec.ts'));
const parts = Array.from({ length: PARTS }, (_, at) => ({
  suffix: `-${at + 1}`,
  display: display(FIRST_DISPLAY + at * DISPLAYS_APART),
  // Dealt by turns: what takes long stands together in the alphabet.
  specs: specs.filter((_name, place) => place % PARTS === at),
}));

for (const { suffix } of parts) rmSync(file(`../results/e2e${suffix}.json`), { force: true });
const codes = await Promise.all(parts.map(run));

/** @type {Tally} */
const tally = { passed: 0, failed: [], skipped: [] };
for (const [at, { suffix }] of parts.entries()) {
  const part = /** @type {Tally | null} */ (written(`e2e${suffix}`));
  if (!part) tally.failed.push({ title: `part ${at + 1}`, why: `wrote no report, and ended with ${codes[at]}` });
  tally.passed += part?.passed ?? 0;
  tally.failed.push(...(part?.failed ?? []));
  tally.skipped.push(...(part?.skipped ?? []));
}
writeFileSync(file('../results/e2e.json'), JSON.stringify(tally));

const tests = parts.flatMap(
  ({ suffix }) => /** @type {EventLoopRecord | null} */ (written(`event-loop${suffix}`))?.tests ?? [],
);
/** @type {EventLoopRecord} */
const record = { schema: 1, worstBlockMs: Math.max(0, ...tests.map((one) => one.worstBlockMs)), tests };
writeFileSync(file('../results/event-loop.json'), JSON.stringify(record, null, 2));

process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** @param {typeof parts[number]} part @returns {Promise<number>} */
function run(part) {
  const names = part.specs.map((name) => `/e2e/${name.replaceAll('.', '\\.')}$`);
  const [program = process.execPath, ...args] = [...part.display, process.execPath, file('run.mjs'), ...names];
  const env = { ...process.env, CITYNET_TEST_PART: part.suffix };
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** null: not there. @param {string} name @returns {unknown} */
function written(name) {
  try {
    return JSON.parse(readFileSync(file(`../results/${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}
