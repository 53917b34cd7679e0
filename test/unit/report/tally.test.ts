import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { skippedStage, summaryOf, tallyOfCheck, tallyOfReport } from '../../report/tally.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown) {
  const path = join(folder, 'report.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('a stage that is one check', () => {
  it('passes only with exit code 0', () => {
    expect(tallyOfCheck('types', 0)).toMatchObject({ passed: 1, failed: [] });
    for (const code of [1, 2, 127, null]) {
      const tally = tallyOfCheck('types', code);
      expect(tally.passed).toBe(0);
      expect(tally.failed).toHaveLength(1);
    }
  });
});

describe('a stage with a report', () => {
  it('takes its counts from the report and puts the stage before each title', () => {
    const counts = { passed: 3, failed: [{ title: 'a', why: 'b' }], skipped: [{ title: 'c', reason: 'd' }] };
    expect(tallyOfReport('unit', 1, report(counts))).toEqual({
      passed: 3,
      failed: [{ title: 'unit: a', why: 'b' }],
      skipped: [{ title: 'unit: c', reason: 'd' }],
    });
  });

  it('has failed where the runner left no report, or half of one, whatever its exit code', () => {
    for (const path of [join(folder, 'absent.json'), report('{"passed": 3'), report({ passed: 3 }), report('null')])
      expect(tallyOfReport('unit', 0, path)).toMatchObject({ passed: 0, failed: [{ title: 'unit' }] });
  });

  it('has failed where the runner ended badly though no test did', () => {
    for (const code of [1, null])
      expect(tallyOfReport('unit', code, report({ passed: 3, failed: [], skipped: [] })).failed).toHaveLength(1);
  });

  it('has failed where it found no test at all', () => {
    expect(tallyOfReport('unit', 0, report({ passed: 0, failed: [], skipped: [] })).failed).toHaveLength(1);
  });
});

describe('the summary', () => {
  it('closes with the counts, after each skipped test and why', () => {
    const { lines, ok } = summaryOf([tallyOfCheck('types', 0), skippedStage('windows', 'Wine is absent')]);
    expect(lines).toEqual(['SKIPPED windows: Wine is absent', '1 passed, 0 failed, 1 skipped']);
    expect(ok).toBe(true);
  });

  it('says in one line what was expected and what was found', () => {
    const why = 'desk.ts:7: \u001b[31mfailed\u001b[39m\n\n  Expected: 1\n  Received: 2\n';
    const { lines } = summaryOf([{ passed: 1, failed: [{ title: 'a', why }], skipped: [] }]);
    expect(lines).toEqual([
      'FAILED  a: desk.ts:7: failed | Expected: 1 | Received: 2',
      '1 passed, 1 failed, 0 skipped',
    ]);
  });

  it('is not well where something failed, or nothing passed', () => {
    expect(summaryOf([tallyOfCheck('types', 0), tallyOfCheck('lint', 1)]).ok).toBe(false);
    expect(summaryOf([skippedStage('windows', 'Wine is absent')]).ok).toBe(false);
    expect(summaryOf([]).ok).toBe(false);
  });
});
