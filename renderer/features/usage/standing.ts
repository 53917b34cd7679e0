import { formatBytes, formatLimit, formatPercent, type Language } from '../../../electron/contract/format.ts';
import type { UsageSnapshot } from '../../../electron/contract/usage.ts';
import { type Verdict, verdictOf } from '../../../electron/contract/verdict.ts';
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
}

const TONES: Readonly<Record<Verdict['key'], GaugeTone>> = {
  ok: 'calm',
  okOfficial: 'calm',
  warn: 'amber',
  warnOfficial: 'amber',
  over: 'amber',
  overUnlessDoubtful: 'amber',
  overOfficialUnder: 'amber',
  // Red by the commission's figure only: this PC's own is an estimate.
  overOfficial: 'red',
  unknown: 'none',
};

export function standingOf(snapshot: UsageSnapshot, language: Language): Standing {
  const verdict = verdictOf(snapshot, language);
  const { countedBytes, percent } = verdict;
  return {
    verdict,
    tone: countedBytes === null ? 'none' : TONES[verdict.key],
    used: countedBytes === null ? null : formatBytes(countedBytes, language),
    cap: formatLimit(snapshot.capBytes, language),
    percent: percent ?? 0,
    percentText: formatPercent(percent ?? 0),
  };
}
