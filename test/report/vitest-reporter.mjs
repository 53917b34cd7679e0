// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { NO_REASON } from './tally.mjs';

/** @import { Reporter, SerializedError, TestCase, TestModule, TestResultFailed, Vitest } from 'vitest/node' */
/** @import { Tally } from './tally.mjs' */

/**
 * Writes a Tally to `--outputFile`. Vitest's own JSON report leaves out why a test was skipped, what went wrong
 * outside a test, and counts no failure for a file that could not be loaded.
 * @implements {Reporter}
 */
export default class TallyReporter {
  #path = '';

  /** @param {Vitest} vitest */
  onInit(vitest) {
    const { outputFile } = vitest.config;
    if (typeof outputFile !== 'string') throw new Error('the tally reporter needs --outputFile=PATH');
    this.#path = outputFile;
  }

  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly SerializedError[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Tally} */
    const tally = { passed: 0, failed: [], skipped: [] };
    for (const error of unhandledErrors) tally.failed.push({ title: 'outside any test', why: error.message });
    for (const module of modules) {
      for (const error of module.errors()) tally.failed.push({ title: module.relativeModuleId, why: error.message });
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) tally.failed.push({ title: suite.fullName, why: error.message });
      for (const test of module.children.allTests()) count(test, tally);
    }
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(tally));
  }
}

/** @param {TestCase} test @param {Tally} tally */
function count(test, tally) {
  const title = `${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') tally.passed++;
  else if (result.state === 'failed') tally.failed.push({ title, why: wordsFor(result.errors[0]) });
  else if (result.state === 'skipped') tally.skipped.push({ title, reason: result.note ?? NO_REASON });
  else tally.failed.push({ title, why: 'never finished' });
}

/** With the line, which may stand in a helper. @param {TestResultFailed['errors'][number] | undefined} error */
function wordsFor(error) {
  const at = error?.stacks?.[0];
  const place = at ? `${basename(at.file)}:${at.line}: ` : '';
  return `${place}${error?.message ?? 'failed'}`;
}
