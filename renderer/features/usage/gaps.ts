import type { Gap } from '../../../electron/contract/usage.ts';

/** Gaps closer than this read as one to a person. */
const JOIN_WITHIN_MS = 60_000;

/** One stretch as the page names it, with every reason that made it. */
export interface GapStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly maybeOff: boolean;
  readonly reasons: readonly Gap['reason'][];
}

/**
 * The day's gaps in order, held to the day, with touching ones joined.
 * A joined stretch may have been "off" only if every part of it may.
 */
export function mergedGaps(gaps: readonly Gap[], dayStartMs: number, dayEndMs: number): readonly GapStretch[] {
  const merged: GapStretch[] = [];
  const inOrder = [...gaps].sort((a, b) => a.fromMs - b.fromMs);
  for (const gap of inOrder) {
    const fromMs = Math.max(gap.fromMs, dayStartMs);
    const toMs = Math.min(gap.toMs, dayEndMs);
    if (toMs <= fromMs) continue;
    const last = merged.at(-1);
    if (last && fromMs - last.toMs <= JOIN_WITHIN_MS) {
      merged[merged.length - 1] = {
        fromMs: last.fromMs,
        toMs: Math.max(last.toMs, toMs),
        maybeOff: last.maybeOff && gap.maybeOff,
        reasons: last.reasons.includes(gap.reason) ? last.reasons : [...last.reasons, gap.reason],
      };
    } else {
      merged.push({ fromMs, toMs, maybeOff: gap.maybeOff, reasons: [gap.reason] });
    }
  }
  return merged;
}
