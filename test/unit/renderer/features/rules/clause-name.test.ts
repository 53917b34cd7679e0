import { expect, it } from 'vitest';
import en from '../../../../../locales/en/rules-page.json' with { type: 'json' };
import zh from '../../../../../locales/zh-TW/rules-page.json' with { type: 'json' };
import { clauseName, firstLevelOf } from '../../../../../renderer/features/rules/clause-name.ts';
import type { WordsFunction } from '../../../../../renderer/language.ts';
import { PACK } from '../../../../fixtures/acknowledgement-scenes.ts';

/** The words under `rules-page:name`, filled in. */
const wordsOf = ({ name }: typeof zh) =>
  ((key: string, values: Record<string, string>) =>
    (name as Record<string, string>)[key.replace('rules-page:name.', '')]?.replace(
      /\{\{(\w+)\}\}/g,
      (_, hole: string) => values[hole] ?? '',
    )) as unknown as WordsFunction;

it('a clause is named as people cite it', () => {
  const named = (id: string) => [clauseName(id, 'point', wordsOf(zh)), clauseName(id, 'point', wordsOf(en))];
  expect(named('4')).toEqual(['第 4 點', 'Clause 4']);
  expect(named('4.14')).toEqual(['第 4 點第 14 款', 'Clause 4(14)']);
  expect(named('3.1.2')).toEqual(['第 3 點第 1 款第 2 目', 'Clause 3(1)(2)']);
  expect(named('4-1.2')).toEqual(['第 4 之 1 點第 2 款', 'Clause 4-1(2)']);
});

it('a text of articles is cited by articles', () => {
  expect(firstLevelOf(PACK.text)).toBe('point');
  const [first] = PACK.text.articles;
  if (!first) throw new Error('the text has no article');
  expect(firstLevelOf({ ...PACK.text, articles: [{ ...first, label: '第一條　' }] })).toBe('article');
  expect(clauseName('4.14', 'article', wordsOf(zh))).toBe('第 4 條第 14 款');
});
