// @ts-check
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * What a stage of the test run came to.
 * @typedef {object} Tally
 * @property {number} passed
 * @property {{ title: string, why: string }[]} failed
 * @property {{ title: string, reason: string }[]} skipped
 */

/** Enough for what was expected and what was found instead. */
const WHY_MAX_CHARACTERS = 400;

/** What a skipped test shows that does not say why. */
export const NO_REASON = 'no reason given';

/**
 * A stage that is one check: passed if it ended with 0.
 * @param {string} stage
 * @param {number | null} code null: killed, out of time or never started
 * @returns {Tally}
 */
export function tallyOfCheck(stage, code) {
  return code === 0 ? { passed: 1, failed: [], skipped: [] } : failedStage(stage, wordsFor(code));
}

/**
 * A stage whose runner writes a report. A runner that crashed, or that ended badly without naming a test, has failed.
 * @param {string} stage
 * @param {number | null} code
 * @param {string} reportPath
 * @returns {Tally}
 */
export function tallyOfReport(stage, code, reportPath) {
  /** @type {Tally} */
  let tally;
  try {
    tally = JSON.parse(readFileSync(reportPath, 'utf8'));
    if (!Number.isInteger(tally.passed)) throw new Error('no count of passed tests');
    if (!Array.isArray(tally.failed) || !Array.isArray(tally.skipped))
      throw new Error('no list of failed or skipped tests');
  } catch (error) {
    return failedStage(
      stage,
      `no readable report (${error instanceof Error ? error.message : error}); ${wordsFor(code)}`,
    );
  }
  if (code !== 0 && tally.failed.length === 0)
    tally.failed.push({ title: 'the runner', why: `all tests passed, yet it ${wordsFor(code)}` });
  if (tally.passed + tally.failed.length + tally.skipped.length === 0)
    return failedStage(stage, 'the runner found no test');
  return {
    passed: tally.passed,
    failed: tally.failed.map((one) => ({ ...one, title: `${stage}: ${one.title}` })),
    skipped: tally.skipped.map((one) => ({ ...one, title: `${stage}: ${one.title}` })),
  };
}

/** @param {string} stage @param {string} reason @returns {Tally} */
export function skippedStage(stage, reason) {
  return { passed: 0, failed: [], skipped: [{ title: stage, reason }] };
}

/** @param {string} stage @param {string} why @returns {Tally} */
export function failedStage(stage, why) {
  return { passed: 0, failed: [{ title: stage, why }], skipped: [] };
}

/**
 * The lines that close a test run; the last is `N passed, N failed, N skipped`.
 * @param {readonly Tally[]} tallies
 */
export function summaryOf(tallies) {
  const passed = tallies.reduce((sum, one) => sum + one.passed, 0);
  const failed = tallies.flatMap((one) => one.failed);
  const skipped = tallies.flatMap((one) => one.skipped);
  const lines = [
    ...skipped.map(({ title, reason }) => `SKIPPED ${title}: ${reason}`),
    ...failed.map(({ title, why }) => `FAILED  ${title}: ${inOneLine(why)}`),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ];
  return { lines, ok: failed.length === 0 && passed > 0 };
}

/** @param {string} why */
function inOneLine(why) {
  const lines = stripVTControlCharacters(why).split('\n');
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  return said.join(' | ').slice(0, WHY_MAX_CHARACTERS);
}

/** @param {number | null} code */
function wordsFor(code) {
  return code === null ? 'was killed or ran out of time' : `ended with exit code ${code}`;
}
