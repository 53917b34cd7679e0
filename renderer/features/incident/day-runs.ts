interface DayRun {
  readonly first: number;
  readonly last: number;
}

/** Days that follow each other, as their first and last; two such days are each named: 1, 2, 4, 5, 6 are 1; 2; 4 to 6. */
export function dayRuns(days: readonly number[]): readonly DayRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const day of [...days].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day });
  }
  const alone = (day: number) => ({ first: day, last: day });
  return runs.flatMap((run) => (run.last - run.first === 1 ? [alone(run.first), alone(run.last)] : [run]));
}
