import type { Article, ClauseChange, RulesPack } from '../../../../../electron/contract/rules.ts';

const words = (text: string) => ({ 'zh-TW': text, en: text });

const article = (number: number, clauses: readonly string[]): Article => ({
  id: `${number}`,
  label: `第${number}條　`,
  text: `第${number}條之本文。`,
  deleted: false,
  clauses: clauses.map((text, at) => ({ id: `${number}.${at + 1}`, label: `(${at + 1}) `, text, deleted: false })),
});

const question = (id: string, clause: string) => ({
  id,
  clause,
  situation: words(`About ${clause}`),
  answers: [true, false, false].map((right) => ({ words: words('an answer'), right, why: words('because') })),
});

/** Two articles, three clauses and two questions: enough for every step of an acknowledgement. */
export function smallPack(change: Partial<RulesPack> & { readonly firstClause?: string } = {}): RulesPack {
  const { firstClause = '不得私接網路。', ...rest } = change;
  return {
    schema: 1,
    rulesId: 'small-rules',
    edition: 20240207,
    change: 'major',
    text: {
      title: '網路使用規範',
      amendments: [
        {
          action: 'amended',
          dateRoc: '中華民國113年2月7日',
          date: '2024-02-07',
          number: '府智安字第1130035811號',
          words: '中華民國113年2月7日府智安字第1130035811號函修正',
        },
      ],
      articles: [article(1, [firstClause, '應使用密碼。']), article(2, ['流量每日以1 GB為限。'])],
    },
    guide: {
      topics: [],
      clauses: {},
      mayI: [],
      questions: [question('own-network', '1.1'), question('one-gigabyte', '2.1')],
    },
    ...rest,
  };
}

/** What a change of the first clause is called. */
export const FIRST_CLAUSE_CHANGED: ClauseChange = {
  kind: 'changed',
  id: '1.1',
  before: '1.1',
  label: '(1) ',
  runs: [{ kind: 'added', text: '不得' }],
};
