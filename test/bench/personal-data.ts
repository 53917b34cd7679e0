import { labelledTexts, precisionOf, recallOf, scoreFinder } from '../fixtures/personal-data-set.ts';
import type { Result } from './result.ts';

const MISTAKES_SHOWN = 20;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** How much of the labelled set the finder finds, and how much of what it finds is there; by kind. */
export async function personalData(): Promise<Result[]> {
  const { scores, mistakes } = scoreFinder();
  for (const mistake of mistakes.slice(0, MISTAKES_SHOWN)) process.stderr.write(`  ${mistake}\n`);
  return scores.map((score) => {
    const { kind, right, missed, wrong } = score;
    return {
      row: kind,
      ours: `recall ${percent(recallOf(score))}, precision ${percent(precisionOf(score))}`,
      yardstick: `${labelledTexts.length} labelled texts`,
      compared: `${right} right, ${missed} missed, ${wrong} wrong`,
      aim: { words: '≥ 98 % at ≥ 95 %', isMet: recallOf(score) >= 0.98 && precisionOf(score) >= 0.95 },
    };
  });
}
