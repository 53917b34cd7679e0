/** One line of the table. Figures come with their unit, as text. */
export type Result =
  | {
      readonly row: string;
      readonly ours: string;
      /** What stands beside it, measured in the same run. */
      readonly yardstick: string;
      /** Ratio to the yardstick, or difference from it. */
      readonly compared: string;
      /** Null where the figure stands only beside the yardstick's. */
      readonly aim: { readonly words: string; readonly isMet: boolean } | null;
    }
  | { readonly row: string; readonly notMeasured: string };

const HEAD = ['', 'ours', 'yardstick', 'compared', 'aim', ''];

export function tableOf(results: readonly Result[]): string {
  const lines = results.map((result) =>
    'notMeasured' in result
      ? [result.row, `not measured: ${result.notMeasured}`]
      : [result.row, result.ours, result.yardstick, result.compared, ...aimOf(result.aim)],
  );
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...lines].map((line) => (line.length === HEAD.length ? (line[column]?.length ?? 0) : 0))),
  );
  widths[0] = Math.max(...lines.map(([row = '']) => row.length));
  return [HEAD, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function aimOf(aim: { words: string; isMet: boolean } | null): [string, string] {
  return aim ? [aim.words, aim.isMet ? 'met' : 'NOT MET'] : ['', ''];
}

/** The middle one; the mean of the two middle ones of an even count. Throws for none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

export const spread = (figures: readonly number[], digits: number): string =>
  `${Math.min(...figures).toFixed(digits)}–${Math.max(...figures).toFixed(digits)}`;
