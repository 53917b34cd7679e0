import type { PlaceInFile } from '../../../../contract/mail.ts';

/** A piece of a document's text, with where it stands. */
export interface TextPart {
  readonly unit: PlaceInFile['unit'];
  /** Of a part in lines: the number of its first line. */
  readonly at: string;
  readonly text: string;
  /** What may label it from outside, the nearest first: the cell to its left, the column's heading. */
  readonly labels?: readonly string[];
}

/** Why a document, or a part of it, gave no text. */
export class NoText extends Error {
  readonly why: 'pictures-only' | 'encrypted' | 'damaged' | 'unknown-format' | 'no-text';

  constructor(why: NoText['why'], detail = '') {
    super(detail || why);
    this.name = 'NoText';
    this.why = why;
  }
}
