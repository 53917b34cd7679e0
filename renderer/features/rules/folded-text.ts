/** A text as it is compared: width, case and blanks put aside, with the way back to what was written. */
export interface FoldedText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where its character begins in the original. */
  readonly from: readonly number[];
  /** And where that character ends. */
  readonly to: readonly number[];
}

const HAN = /\p{Script=Han}/u;
const BLANK = /\s/u;

/** NFKC and lower case; a run of blanks becomes one, and none where it touches a Chinese character. */
export function fold(original: string): FoldedText {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let blankAt = -1;
  let at = 0;
  for (const character of original) {
    const end = at + character.length;
    const folded = character.normalize('NFKC').toLowerCase();
    if (BLANK.test(folded)) {
      if (blankAt < 0) blankAt = at;
    } else {
      const last = text.at(-1);
      if (blankAt >= 0 && last !== undefined && !HAN.test(last) && !HAN.test(folded)) {
        text += ' ';
        from.push(blankAt);
        to.push(at);
      }
      blankAt = -1;
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) {
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { text, from, to };
}

/** A run of a text, found or not. */
export interface MarkedRun {
  readonly text: string;
  readonly isHit: boolean;
}

/** The original cut into runs, with each term marked wherever it stands; all the runs together are the original. */
export function markTerms(original: string, terms: readonly string[]): readonly MarkedRun[] {
  const folded = fold(original);
  const hit = new Uint8Array(original.length);
  for (const term of terms) {
    for (let at = folded.text.indexOf(term); at >= 0; at = folded.text.indexOf(term, at + 1))
      hit.fill(1, folded.from[at], folded.to[at + term.length - 1]);
  }
  const runs: MarkedRun[] = [];
  let begin = 0;
  for (let at = 1; at <= original.length; at++) {
    if (at < original.length && hit[at] === hit[begin]) continue;
    runs.push({ text: original.slice(begin, at), isHit: hit[begin] === 1 });
    begin = at;
  }
  return runs;
}
