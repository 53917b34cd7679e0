import type { ClauseId, OfficialText } from '../../../electron/contract/rules.ts';
import type { WordsFunction } from '../../language.ts';

/** What a text calls its first level: a rule of administration has points, a law has articles. */
export type FirstLevel = 'point' | 'article';

const SAYS_ARTICLE = /條/;

export function firstLevelOf({ articles }: OfficialText): FirstLevel {
  return articles.some(({ label }) => SAYS_ARTICLE.test(label)) ? 'article' : 'point';
}

/** `4.14` as people cite it. */
export function clauseName(id: ClauseId, firstLevel: FirstLevel, t: WordsFunction): string {
  const [first = '', ...deeper] = id.split('.').map((step) => numberOf(step, t));
  const names = deeper.map((number, depth) =>
    t(`rules-page:name.level${depth === 0 ? 2 : depth === 1 ? 3 : 4}`, { number }),
  );
  return [t(`rules-page:name.${firstLevel}`, { number: first }), ...names].join('');
}

/** `4-1` is a clause put in between later. */
function numberOf(step: string, t: WordsFunction): string {
  const [number = '', between] = step.split('-');
  return between === undefined ? number : t('rules-page:name.between', { number, between });
}
