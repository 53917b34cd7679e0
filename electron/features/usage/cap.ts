import type { Counting, Traffic, UnknownReason, UsageState } from '../../contract/usage.ts';

/** What clause 4(14) holds against the cap: upload plus download, or the larger of the two. */
export function countedBytes(counting: Counting, { rxBytes, txBytes }: Traffic): number {
  return counting === 'sum' ? rxBytes + txBytes : Math.max(rxBytes, txBytes);
}

/** The clause says 不得超過: exactly the cap is still within it. */
export function isOver(bytes: number, capBytes: number): boolean {
  return bytes > capBytes;
}

/** The thresholds passed, ascending: those of the settings, and 100 once the cap itself is passed. */
export function passedPercents(bytes: number, capBytes: number, warnAtPercent: readonly number[]): number[] {
  // In whole bytes: 70 % of a cap must not hang on a rounded quotient.
  const passed = new Set(warnAtPercent.filter((percent) => bytes * 100 >= capBytes * percent));
  if (isOver(bytes, capBytes)) passed.add(100);
  return [...passed].sort((a, b) => a - b);
}

export interface Standing {
  readonly state: UsageState;
  readonly unknownReason: UnknownReason | null;
}

/**
 * The verdict. `bytes` is null where nothing of today is known. While the counters cannot be read the state is
 * unknown, but what has been measured over the cap stays over.
 */
export function standingOf(
  bytes: number | null,
  rule: { readonly capBytes: number; readonly warnAtPercent: readonly number[] },
  now: { readonly readable: boolean; readonly hasCountedAdapter: boolean },
): Standing {
  if (bytes !== null && isOver(bytes, rule.capBytes)) return { state: 'over', unknownReason: null };
  if (!now.readable) return { state: 'unknown', unknownReason: 'counters-unreadable' };
  if (bytes === null)
    return { state: 'unknown', unknownReason: now.hasCountedAdapter ? 'not-measured-yet' : 'no-counted-adapter' };
  const warned = passedPercents(bytes, rule.capBytes, rule.warnAtPercent).length > 0;
  return { state: warned ? 'warn' : 'ok', unknownReason: null };
}
