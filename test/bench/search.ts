import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { searchOf } from '../../renderer/features/rules/search.ts';
import { PACK } from '../fixtures/acknowledgement-scenes.ts';
import { furnish, OURS, runElectron } from './electron-run.ts';
import { median, type Result } from './result.ts';

const HOOK = fileURLToPath(new URL('search-hook.cjs', import.meta.url));
const SAID = 'citynet-bench:';
const WINDOW_TIMEOUT_MS = 180_000;
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
export async function search(folder: string): Promise<Result[]> {
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
    await onScreen(folder),
  ];
}

/** Each stroke in the real app's window, until what it finds is drawn, beside the same strokes in a bare field there. */
async function onScreen(folder: string): Promise<Result> {
  await furnish(folder);
  const env = { NODE_OPTIONS: `--require=${HOOK}`, CITYNET_BENCH_TYPED: JSON.stringify(TYPED) };
  const { child, end } = await runElectron(OURS, folder, { env });
  const timer = setTimeout(() => child.kill('SIGKILL'), WINDOW_TIMEOUT_MS);
  try {
    if (!child.stdout) throw new Error('Electron has no standard output');
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith(SAID)) continue;
      return resultOf(JSON.parse(line.slice(SAID.length)) as OnScreen);
    }
    throw new Error(`the app ended, or was stopped after ${WINDOW_TIMEOUT_MS / 1000} s, before it had found anything`);
  } finally {
    clearTimeout(timer);
    await end();
  }
}

interface OnScreen {
  readonly failed?: string;
  readonly strokes: readonly (readonly Stroke[])[];
  readonly bare: readonly Stroke[];
}
interface Stroke {
  readonly ms: number;
  /** The page has changed for it. */
  readonly isAnswered: boolean;
}

function resultOf({ failed, strokes, bare }: OnScreen): Result {
  if (failed) throw new Error(failed);
  if (!strokes.flat().some(({ isAnswered }) => isAnswered)) throw new Error('the page answered no stroke');
  const bareMs = median(bare.map(({ ms }) => ms));
  const each = (strokes[0] ?? []).map((_, at) => median(strokes.map((round) => round[at]?.ms ?? Number.NaN)));
  const [usualMs, worstMs] = [median(each), Math.max(...each)];
  return {
    row: `the same on the screen (${each.length} strokes, ${strokes.length} rounds)`,
    ours: `${usualMs.toFixed(1)} ms, worst stroke ${worstMs.toFixed(1)} ms`,
    yardstick: `${bareMs.toFixed(1)} ms, a bare field in the same window, to its next frame`,
    compared: `${(usualMs - bareMs).toFixed(1)} ms more, worst ${(worstMs - bareMs).toFixed(1)} ms`,
    aim: { words: `usual stroke ≤ bare + ${MOST_MS} ms`, isMet: usualMs <= bareMs + MOST_MS },
  };
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
