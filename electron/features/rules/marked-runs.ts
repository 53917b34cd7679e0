/** A part of two texts: in both, only in the earlier, or only in the later. */
export interface MarkedRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this the two are shown as one whole for the other: the table below grows with the product of the lengths. */
const MOST_CELLS = 4_000_000;
/** A shorter run that stands in both by chance, between two changes, would only make confetti of them. */
const SHORTEST_SAME_CHARACTERS = 2;

/**
 * What must go and come for one text to become the other, in order: `same` and `removed` together are the earlier text,
 * `same` and `added` the later. Compared by characters, Latin words and figures each taken whole; a removal stands before
 * what came in its place, and what is the same by mere chance (a single character) is taken into the change around it.
 */
export function markedRuns(before: string, after: string): MarkedRun[] {
  const olds = piecesOf(before);
  const news = piecesOf(after);
  let head = 0;
  while (head < olds.length && head < news.length && olds[head] === news[head]) head++;
  let tail = 0;
  while (tail < olds.length - head && tail < news.length - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail++;
  const middle = compared(olds.slice(head, olds.length - tail), news.slice(head, news.length - tail));
  return gathered([...olds.slice(0, head).map(same), ...middle, ...olds.slice(olds.length - tail).map(same)]);
}

const same = (text: string): MarkedRun => ({ kind: 'same', text });

function piecesOf(text: string): string[] {
  return text.match(/[A-Za-z]+|[0-9０-９]+|./gsu) ?? [];
}

/** The longest common sequence (Wagner and Fischer, 1974), as pieces in order. */
function compared(olds: readonly string[], news: readonly string[]): MarkedRun[] {
  const removed = (text: string): MarkedRun => ({ kind: 'removed', text });
  const added = (text: string): MarkedRun => ({ kind: 'added', text });
  const width = news.length + 1;
  if ((olds.length + 1) * width > MOST_CELLS) return [...olds.map(removed), ...news.map(added)];
  const longest = new Uint16Array((olds.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = olds.length - 1; row >= 0; row--)
    for (let column = news.length - 1; column >= 0; column--)
      longest[row * width + column] =
        olds[row] === news[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));

  const runs: MarkedRun[] = [];
  let row = 0;
  let column = 0;
  while (row < olds.length || column < news.length) {
    const [old = '', fresh = ''] = [olds[row], news[column]];
    if (row < olds.length && column < news.length && old === fresh) {
      runs.push(same(old));
      row++;
      column++;
    } else if (row < olds.length && (column === news.length || at(row + 1, column) >= at(row, column + 1))) {
      runs.push(removed(old));
      row++;
    } else {
      runs.push(added(fresh));
      column++;
    }
  }
  return runs;
}

/** Joins pieces of a kind; each change is one removal and one addition, with no chance likeness inside. */
function gathered(pieces: readonly MarkedRun[]): MarkedRun[] {
  const runs: MarkedRun[] = [];
  let removed = '';
  let added = '';
  let common = '';
  const endChange = () => {
    if (removed) runs.push({ kind: 'removed', text: removed });
    if (added) runs.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { kind, text } of pieces) {
    if (kind === 'same') {
      common += text;
      continue;
    }
    const isInside = removed !== '' || added !== '';
    if (isInside && common.length < SHORTEST_SAME_CHARACTERS) {
      removed += common;
      added += common;
    } else {
      endChange();
      if (common) runs.push(same(common));
    }
    common = '';
    if (kind === 'removed') removed += text;
    else added += text;
  }
  endChange();
  if (common) runs.push(same(common));
  return runs;
}
