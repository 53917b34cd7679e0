import type { ImportProblem, ImportReason } from '../../../contract/rules.ts';
import { UNSEEN } from '../../../contract/seen-text.ts';

const MOST = 100;
const WORDS_MAX_CHARACTERS = 40;

/** What could not be placed, in the order found; of more than a hundred the first hundred. */
export class Problems {
  readonly found: ImportProblem[] = [];

  /** The rest would not be shown. */
  get areEnough(): boolean {
    return this.found.length >= MOST;
  }

  add(reason: ImportReason, line: number, words: string): void {
    // What else is wrong with that line may follow from the first.
    if (this.areEnough || this.found.at(-1)?.line === line) return;
    const shown = words.length > WORDS_MAX_CHARACTERS ? `${words.slice(0, WORDS_MAX_CHARACTERS - 1)}…` : words;
    this.found.push({ line, words: shown.replace(UNSEEN, '\ufffd'), reason });
  }
}
