import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import text from '../../../../assets/rules/text.json' with { type: 'json' };
import type { Clause, ClauseChange, OfficialText } from '../../../../electron/contract/rules.ts';
import { TextDifference } from '../../../../electron/contract/rules.ts';
import { differenceOf } from '../../../../electron/features/rules/difference.ts';
import { type MarkedRun, markedRuns } from '../../../../electron/features/rules/marked-runs.ts';
import { clausesOf } from '../../../../electron/features/rules/pack.ts';

const official = text as OfficialText;
const changesOf = (before: OfficialText, after: OfficialText) =>
  differenceOf({ edition: 1, change: 'major', text: before }, { edition: 2, change: 'minor', text: after }).changes;

/** A text of one article whose clauses are numbered in order. */
const listed = (...texts: string[]): OfficialText => ({
  title: '規範',
  amendments: [],
  articles: [
    {
      id: '1',
      label: '一、',
      text: '如下：',
      deleted: false,
      clauses: texts.map((words, at) => ({ id: `1.${at + 1}`, label: `(${at + 1}) `, text: words, deleted: false })),
    },
  ],
});
const short = (changes: readonly ClauseChange[]) =>
  changes.map((change) => [change.kind, ...('before' in change ? [change.before] : []), change.id].join(' '));
const marked = (runs: readonly MarkedRun[]) =>
  runs.map(({ kind, text: words }) => ({ same: words, removed: `[-${words}-]`, added: `[+${words}+]` })[kind]).join('');

const A = '各機關不得自行安裝無線網路設備。';
const B = '禁止私自以任何儀器竊聽市政網路上之通訊。';
const C = '應適當使用電子郵件系統，避免混用。';
const D = '不得下載未經授權之電腦程式或檔案。';

describe('the difference of two texts', () => {
  it('is none where nothing changed', () => {
    expect(changesOf(official, official)).toEqual([]);
  });

  it('tells added, removed, changed and renumbered clauses, in the later text’s order', () => {
    expect(short(changesOf(listed(A, B), listed(A, B, C)))).toEqual(['added 1.3']);
    expect(short(changesOf(listed(A, B, C), listed(A, C)))).toEqual(['removed 1.2', 'renumbered 1.3 1.2']);
    expect(short(changesOf(listed(A, B), listed(A, C, B)))).toEqual(['added 1.2', 'renumbered 1.2 1.3']);
    expect(short(changesOf(listed(A, B, C), listed(C, A, B)))).toEqual([
      'renumbered 1.3 1.1',
      'renumbered 1.1 1.2',
      'renumbered 1.2 1.3',
    ]);
    expect(short(changesOf(listed(A, B), listed(A, '禁止以任何儀器或軟體竊聽市政網路上之通訊。')))).toEqual([
      'changed 1.2 1.2',
    ]);
  });

  it('knows a clause again that was moved and changed at once', () => {
    const changed = '禁止以任何儀器竊聽本府市政網路上之通訊。';
    expect(short(changesOf(listed(A, B, C), listed(A, D, changed, C)))).toEqual([
      'added 1.2',
      'changed 1.2 1.3',
      'renumbered 1.3 1.4',
    ]);
  });

  it('shows a deletion that keeps its number as that clause’s change', () => {
    const after = listed(A, '（刪除）', C);
    const [article] = after.articles;
    if (article?.clauses[1]) article.clauses[1].deleted = true;
    expect(short(changesOf(listed(A, B, C), after))).toEqual(['changed 1.2 1.2']);
  });

  it('carries the later edition’s own word on whether it counts, and keeps to the contract', () => {
    const difference = differenceOf(
      { edition: 20240207, change: 'major', text: listed(A, B) },
      { edition: 20250101, change: 'minor', text: listed(B, C) },
    );
    expect(difference).toMatchObject({ fromEdition: 20240207, toEdition: 20250101, change: 'minor' });
    expect(TextDifference.parse(difference)).toEqual(difference);
  });

  const words = fc.array(fc.constantFrom(A, B, C, D, `${A}但經核准者，不在此限。`, B.replace('禁止', '不得')), {
    maxLength: 8,
  });
  it('applied to the earlier text gives the later', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, after] = [listed(...one), listed(...other)];
        expect(applied(before, changesOf(before, after), after)).toEqual(
          clausesOf(after).map(({ id, text: clause }) => [id, clause]),
        );
      }),
    );
  });
});

/** Every clause of the later text from the earlier and the changes alone; `after` gives only which numbers there are. */
function applied(before: OfficialText, changes: readonly ClauseChange[], after: OfficialText): [string, string][] {
  const olds = new Map(clausesOf(before).map((clause) => [clause.id, clause.text]));
  const gone = new Set(changes.filter(({ kind }) => kind === 'removed').map(({ id }) => id));
  const now = new Map<string, string>();
  for (const change of changes) {
    if (change.kind === 'added' || change.kind === 'renumbered') now.set(change.id, change.text);
    if (change.kind === 'renumbered') expect(olds.get(change.before)).toBe(change.text);
    if (change.kind !== 'changed') continue;
    expect(textOf(change.runs, 'removed')).toBe(olds.get(change.before));
    now.set(change.id, textOf(change.runs, 'added'));
  }
  return clausesOf(after).map(({ id }: Clause) => {
    const stayed = gone.has(id) ? undefined : olds.get(id);
    return [id, now.get(id) ?? stayed ?? `nothing says what ${id} is`];
  });
}

const textOf = (runs: readonly MarkedRun[], kind: 'removed' | 'added') =>
  runs
    .filter((run) => run.kind === 'same' || run.kind === kind)
    .map((run) => run.text)
    .join('');

describe('the words marked in a changed clause', () => {
  it.each([
    ['流量每日不得超過一GB。', '流量每日不得超過二GB。', '流量每日不得超過[-一-][+二+]GB。'],
    ['應以書面向智發會申請。', '應以書面或電子方式向智發會申請。', '應以書面[+或電子方式+]向智發會申請。'],
    ['不得超過20 MB之限制', '不得超過25 MB之限制', '不得超過[-20-][+25+] MB之限制'],
    ['使用Line軟體', '使用LinkedIn軟體', '使用[-Line-][+LinkedIn+]軟體'],
    ['甲乙丙丁戊', '子乙丑丁寅', '[-甲乙丙丁戊-][+子乙丑丁寅+]'],
    ['', '新增', '[+新增+]'],
    ['刪去', '', '[-刪去-]'],
    ['相同', '相同', '相同'],
  ])('%s → %s', (before, after, expected) => {
    expect(marked(markedRuns(before, after))).toBe(expected);
  });

  it('give back both texts, whatever they are, in no more runs than there are changes', () => {
    const any = fc.array(fc.constantFrom('不得', '應', '智發會', '以書面', 'GB', '1', '。', '，', '網路'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const runs = markedRuns(before, after);
        expect(textOf(runs, 'removed')).toBe(before);
        expect(textOf(runs, 'added')).toBe(after);
        for (const [at, run] of runs.entries()) {
          expect(run.text).not.toBe('');
          expect(runs[at + 1]?.kind).not.toBe(run.kind);
        }
      }),
    );
  });

  it('are the whole for the whole where comparing would take too long', () => {
    const [before, after] = ['甲乙'.repeat(2000), '丙丁'.repeat(2000)];
    expect(markedRuns(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
