import { searchOf } from '../../renderer/features/rules/search.ts';
import { PACK } from '../fixtures/acknowledgement-scenes.ts';
import { median, type Result } from './result.ts';

const ROUNDS = 20;
const MOST_MS = 16;
/** Typed letter by letter, as people ask. */
const TYPED = [
  'LINE',
  '可以用手機熱點嗎',
  'bittorrent',
  '大檔案',
  'may I share my password with a colleague',
  '25MB',
  '勒索軟體',
];

/** Each key stroke's answer from the whole built-in pack, beside looking for the same letters in all of its text. */
export async function search(): Promise<Result[]> {
  const ask = searchOf(PACK);
  const whole = allTextsOf(PACK);
  const strokes = TYPED.flatMap((typed) => Array.from(typed, (_, at) => typed.slice(0, at + 1)));
  const ours = strokes.map((stroke) => rounds(() => ask(stroke).clauses.length));
  const scan = strokes.map((stroke) => rounds(() => whole.filter((text) => text.includes(stroke)).length));
  // A stroke's own cost is its median: the single slowest is whatever else this machine did then, and stands beside it.
  const [worstMs, usualMs, scanMs] = [Math.max(...ours.map(median)), median(ours.flat()), median(scan.flat())];
  return [
    {
      row: `a key stroke of the search (${strokes.length} strokes, ${ROUNDS} rounds)`,
      ours: `${usualMs.toFixed(2)} ms, worst stroke ${worstMs.toFixed(2)} ms, slowest once ${Math.max(...ours.flat()).toFixed(1)} ms`,
      yardstick: `${scanMs.toFixed(3)} ms, String.includes over the same texts, unranked; slowest once ${Math.max(...scan.flat()).toFixed(1)} ms`,
      compared: `${(usualMs / scanMs).toFixed(0)} ×`,
      aim: { words: `worst stroke ≤ ${MOST_MS} ms`, isMet: worstMs <= MOST_MS },
    },
  ];
}

const rounds = (run: () => number): number[] => Array.from({ length: ROUNDS }, () => tookMs(run));

function tookMs(run: () => number): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** Every text of the pack, wherever it stands in it. */
function allTextsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(allTextsOf) : [];
}
