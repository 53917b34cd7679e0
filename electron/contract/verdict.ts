import { formatBytes, formatPercent, type Language } from './format.ts';
import type { UsageSnapshot } from './usage.ts';

/** The sentence that answers "how do I stand today?", as a key under `usage:verdict` and its values. */
export interface Verdict {
  readonly key: 'ok' | 'warn' | 'over' | 'overOfficial' | 'unknown' | 'overUnlessDoubtful';
  readonly values: { readonly used: string; readonly cap: string; readonly percent: string; readonly day: string };
}

/**
 * Over by this PC's own figure is never a finding (PRODUCT, "The cap"): only the commission's figure is.
 * The commission's figure decides where there is one for today.
 */
export function verdictOf(snapshot: UsageSnapshot, language: Language): Verdict {
  const { official, state } = snapshot;
  const officialOver = official.kind === 'figure' && official.day === snapshot.day && official.over;
  const used = officialOver ? official.countedBytes : (snapshot.countedBytes ?? 0);
  const percent = officialOver ? official.percent : (snapshot.percent ?? 0);
  const values = {
    used: formatBytes(used, language),
    cap: formatBytes(snapshot.capBytes, language).replace(/\.00(?= )/, ''),
    percent: formatPercent(percent),
    day: snapshot.day,
  };
  if (officialOver) return { key: 'overOfficial', values };
  if (state === 'over' && (snapshot.countedBytes ?? 0) - snapshot.doubtfulBytes <= snapshot.capBytes)
    return { key: 'overUnlessDoubtful', values };
  return { key: state, values };
}
