import { formatBytes, formatLimit, formatPercent, type Language } from '../../../electron/contract/format.ts';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { officialToday, type Verdict, verdictOf } from '../../../electron/contract/verdict.ts';
import type { GaugeTone } from './Gauge.tsx';

/** What the head of the page shows, worked out once from a snapshot. */
export interface Standing {
  readonly verdict: Verdict;
  readonly tone: GaugeTone;
  /** The largest figure on the page; null where nothing is known. */
  readonly used: string | null;
  readonly cap: string;
  readonly percent: number;
  readonly percentText: string;
  /** True where the figure shown is the commission's, which decides. */
  readonly byCommission: boolean;
}

const TONES: Readonly<Record<Verdict['key'], GaugeTone>> = {
  ok: 'calm',
  warn: 'amber',
  over: 'amber',
  overUnlessDoubtful: 'amber',
  overOfficialUnder: 'amber',
  // Red by the commission's figure only: this PC's own is an estimate.
  overOfficial: 'red',
  unknown: 'none',
};

export function standingOf(snapshot: UsageSnapshot, language: Language): Standing {
  const verdict = verdictOf(snapshot, language);
  const byCommission = verdict.key === 'overOfficial';
  const figure = byCommission ? officialToday(snapshot) : snapshot;
  const counted = figure?.countedBytes ?? null;
  const percent = figure?.percent ?? 0;
  return {
    verdict,
    tone: counted === null ? 'none' : TONES[verdict.key],
    used: counted === null ? null : formatBytes(counted, language),
    cap: formatLimit(snapshot.capBytes, language),
    percent,
    percentText: formatPercent(percent),
    byCommission,
  };
}
