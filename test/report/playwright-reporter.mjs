// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { NO_REASON } from './tally.mjs';

/** @import { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter' */
/** @import { Tally } from './tally.mjs' */

/**
 * Writes a Tally to the configured `outputFile`. A test that passed only when tried again counts as failed.
 * @implements {Reporter}
 */
export default class TallyReporter {
  /** @type {Suite | undefined} */
  #suite;
  /** @type {string[]} */
  #errors = [];
  #path;

  /** @param {{ outputFile: string }} options */
  constructor({ outputFile }) {
    this.#path = outputFile;
  }

  printsToStdio() {
    return false;
  }

  /** @param {FullConfig} _config @param {Suite} suite */
  onBegin(_config, suite) {
    this.#suite = suite;
  }

  /** @param {TestError} error */
  onError(error) {
    this.#errors.push(error.message ?? String(error.value));
  }

  onEnd() {
    /** @type {Tally} */
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const why of this.#errors) tally.failed.push({ title: 'outside any test', why });
    for (const test of this.#suite?.allTests() ?? []) count(test, tally);
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(tally));
  }
}

/** @param {TestCase} test @param {Tally} tally */
function count(test, tally) {
  const title = test.titlePath().filter(Boolean).join(' > ');
  const outcome = test.outcome();
  const error = test.results.flatMap((result) => result.errors)[0];
  // Playwright calls a test that a crash or `maxFailures` kept from running "skipped" too; only a marked one is.
  const mark = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  if (outcome === 'expected') tally.passed++;
  else if (outcome === 'skipped' && mark) tally.skipped.push({ title, reason: mark.description ?? NO_REASON });
  else tally.failed.push({ title, why: error ? wordsFor(error) : outcome === 'skipped' ? 'was not run' : outcome });
}

/** With the line, which may stand in a helper. @param {TestError} error */
function wordsFor({ location, message, value }) {
  const place = location ? `${basename(location.file)}:${location.line}: ` : '';
  return `${place}${message ?? value}`;
}
