const UNIT_ENDING = /(bytes?|[kmgt]i?b|percents?|minutes?|mins?|seconds?|secs?|ms|hours?)$/i;

/**
 * The known name that a mistyped one most likely means, or null where none is near.
 * A wrong unit at the end (`capMB` for `capBytes`) is as near as a slip of the finger.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const stem = name.replace(UNIT_ENDING, '').toLowerCase();
  let nearest: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const sameStem = stem !== '' && candidate.replace(UNIT_ENDING, '').toLowerCase() === stem;
    const distance = sameStem ? 0 : editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Levenshtein distance: insertions, deletions and replacements. Bounded, as the words come from outside. */
function editDistance(from: string, to: string): number {
  if (from.length > 64) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let at = 1; at <= from.length; at++) {
    const next = [at];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[at - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
