import type { FileFinding, NotLookedReason } from '../../../contract/mail.ts';
import { Bomb, NotOpened } from './archive/unpack.ts';
import { type Bounds, OutOfBounds } from './budget.ts';
import { NoText } from './text/text-part.ts';

/** Bounds whose end is the end of the whole look, not of one part. */
const FINAL_BOUNDS = new Set<keyof Bounds>(['timeoutMs', 'unpackedBytes', 'entries']);

interface LeftOut {
  readonly why: NotLookedReason;
  /** null: a document without text is nothing to tell of. */
  readonly finding: Pick<FileFinding, 'kind' | 'detail'> | null;
  /** Nothing further is looked into. */
  readonly isFinal: boolean;
}

/** Why something was not looked into. What is no such reason is a mistake of ours, and still no clean bill. */
export function whyLeftOut(error: unknown): LeftOut {
  const leftOut = (why: NotLookedReason, kind: FileFinding['kind'] | null, detail: string, isFinal = false) => ({
    why,
    finding: kind && { kind, detail },
    isFinal,
  });
  if (error instanceof OutOfBounds) {
    const why = error.bound === 'timeoutMs' ? 'stopped' : 'too-large';
    if (error.bound === 'depth') return leftOut(why, 'archive-too-deep', '');
    return leftOut(why, 'too-large-to-look-into', error.message, FINAL_BOUNDS.has(error.bound));
  }
  if (error instanceof Bomb) return leftOut('too-large', 'archive-bomb', error.message);
  if (error instanceof NotOpened) return leftOut('unknown-format', 'unreadable', error.message);
  if (!(error instanceof NoText)) return leftOut('damaged', 'damaged', error instanceof Error ? error.message : '');
  if (error.why === 'damaged') return leftOut('damaged', 'damaged', error.message);
  return leftOut(error.why, error.why === 'encrypted' ? 'encrypted' : null, '');
}
