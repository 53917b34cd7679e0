import type { PlaceInFile } from '../../../../contract/mail.ts';

/** A piece of a document's text, with where it stands. */
export interface TextPart {
  readonly unit: PlaceInFile['unit'];
  /** Of a part in lines: the number of its first line. */
  readonly at: string;
  readonly text: string;
  /** What labels it from outside: the column's heading and the cell to its left. */
  readonly label?: string;
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
