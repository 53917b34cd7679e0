import { readFileSync } from 'node:fs';
import { decodeText, importOfficialText } from '../../electron/features/rules/import/official-text.ts';
import { median, type Result } from './result.ts';

const TEXT = 'assets/rules/official-text.txt';
const ROUNDS = 300;
/** The first are compiled as they run. */
const WARM_UP_ROUNDS = 100;

/** The city's own text, read and imported, beside reading it and splitting it at its numbers with one expression. */
export async function rulesImport(): Promise<Result[]> {
  const firstMs = tookMs(ours);
  const warm = (run: () => number) => median(Array.from({ length: ROUNDS }, () => tookMs(run)).slice(WARM_UP_ROUNDS));
  const [oursMs, splitMs] = [warm(ours), warm(splitOnly)];
  return [
    {
      row: 'import of the official text',
      ours: `${oursMs.toFixed(2)} ms, the first ${firstMs.toFixed(1)} ms`,
      yardstick: `${splitMs.toFixed(2)} ms, read and split at its numbers, unchecked`,
      compared: `${(oursMs / splitMs).toFixed(1)} ×`,
      aim: null,
    },
  ];
}

function ours(): number {
  const read = importOfficialText(decodeText(readFileSync(TEXT)) ?? '');
  if (!read.ok) throw new Error('the official text was refused');
  return read.text.articles.length;
}

function splitOnly(): number {
  const pieces = readFileSync(TEXT, 'utf8').split(/^(?:\d+、|\(\d+\)) /m);
  if (pieces.length !== 54) throw new Error(`split into ${pieces.length}`);
  return pieces.length;
}

function tookMs(run: () => number): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}
