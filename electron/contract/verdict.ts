import { formatBytes, formatClock, formatLimit, formatPercent, type Language } from './format.ts';
import type { OfficialUsage, UsageSnapshot } from './usage.ts';

export type OfficialFigure = Extract<OfficialUsage, { kind: 'figure' }>;

/** The sentence that answers "how do I stand today?", as a key under `verdict` in usage.json and its values. */
export interface Verdict {
  readonly key: 'ok' | 'warn' | 'over' | 'overOfficial' | 'overOfficialUnder' | 'unknown' | 'overUnlessDoubtful';
  /** Words to fill in; the sentence also takes `commission`, the name in the settings. */
  readonly values: {
    readonly used: string;
    readonly cap: string;
    readonly percent: string;
    readonly day: string;
    /** The commission's figure for today, or '' where there is none. */
    readonly official: string;
    /** When that figure was fetched: it may lag behind this PC's. '' where there is none. */
    readonly officialAt: string;
  };
}

/** The commission's figure where it is for this snapshot's day; yesterday's says nothing about today. */
export function officialToday(snapshot: UsageSnapshot): OfficialFigure | null {
  const { official } = snapshot;
  return official.kind === 'figure' && official.day === snapshot.day ? official : null;
}

/**
 * Over by this PC's own figure is never a finding (PRODUCT, "The cap"): only the commission's figure is.
 * The commission's figure decides where there is one for today.
 */
export function verdictOf(snapshot: UsageSnapshot, language: Language): Verdict {
  const { state } = snapshot;
  const official = officialToday(snapshot);
  const decided = official?.over ? official : snapshot;
  const values = {
    used: formatBytes(decided.countedBytes ?? 0, language),
    cap: formatLimit(snapshot.capBytes, language),
    percent: formatPercent(decided.percent ?? 0),
    day: snapshot.day,
    official: official ? formatBytes(official.countedBytes, language) : '',
    officialAt: official ? formatClock(official.fetchedAtMs, snapshot.timeZone) : '',
  };
  if (official?.over) return { key: 'overOfficial', values };
  if (state !== 'over') return { key: state, values };
  if (official) return { key: 'overOfficialUnder', values };
  const withoutDoubtfulBytes = (snapshot.countedBytes ?? 0) - snapshot.doubtfulBytes;
  return { key: withoutDoubtfulBytes <= snapshot.capBytes ? 'overUnlessDoubtful' : 'over', values };
}
