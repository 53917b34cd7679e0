import { formatBytes, formatClock, formatLimit, formatPercent, type Language } from './format.ts';
import type { OfficialUsage, UsageSnapshot } from './usage.ts';

export type OfficialFigure = Extract<OfficialUsage, { kind: 'figure' }>;

type Key =
  | 'ok'
  | 'warn'
  | 'over'
  | 'overUnlessDoubtful'
  | 'overOfficialUnder'
  | 'okOfficial'
  | 'warnOfficial'
  | 'overOfficial'
  | 'unknown';

/** The sentence that answers "how do I stand today?", as a key under `verdict` in usage.json and its values. */
export interface Verdict {
  readonly key: Key;
  /** The figures below are the commission's, not this PC's. */
  readonly byCommission: boolean;
  /** What is held against the cap; null where nothing is known. */
  readonly countedBytes: number | null;
  readonly percent: number | null;
  /** Room or excess by that figure, named by a key under `figure` in usage.json. */
  readonly room: { readonly key: 'left' | 'overBy' | 'overByDoubtful' | 'overByOwn'; readonly bytes: number } | null;
  /** The commission's figure bears on this verdict and is too old to reassure, which has to be said. */
  readonly outdated: boolean;
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
 * The commission's figure decides where it is the fuller (PRODUCT, "The cap"), however old: a day's total only grows.
 * The lower of the two reassures only while it is fresh. Over by this PC's own figure is never a finding.
 */
export function verdictOf(snapshot: UsageSnapshot, language: Language): Verdict {
  const { capBytes } = snapshot;
  const official = officialToday(snapshot);
  const key = keyOf(snapshot, official);
  const byCommission = key === 'okOfficial' || key === 'warnOfficial' || key === 'overOfficial';
  const { countedBytes, percent } = byCommission && official ? official : snapshot;
  return {
    key,
    byCommission,
    countedBytes,
    percent,
    room: countedBytes === null ? null : roomOf(key, capBytes - countedBytes),
    outdated: official?.stale === true && key !== 'overOfficial' && (byCommission || snapshot.state === 'over'),
    values: {
      used: formatBytes(countedBytes ?? 0, language),
      cap: formatLimit(capBytes, language),
      percent: formatPercent(percent ?? 0),
      day: snapshot.day,
      official: official ? formatBytes(official.countedBytes, language) : '',
      officialAt: official ? formatClock(official.fetchedAtMs, snapshot.timeZone) : '',
    },
  };
}

function keyOf(snapshot: UsageSnapshot, official: OfficialFigure | null): Key {
  const { state, countedBytes, doubtfulBytes, capBytes } = snapshot;
  const ownBytes = countedBytes ?? 0;
  if (official?.over) return 'overOfficial';
  if (official && official.countedBytes > ownBytes) {
    if (official.warn) return 'warnOfficial';
    // Well under the cap with a delay, and nothing of our own to set against it: that does not make it known.
    return state === 'unknown' ? 'unknown' : 'okOfficial';
  }
  if (state !== 'over') return state;
  if (official && !official.stale) return 'overOfficialUnder';
  return ownBytes - doubtfulBytes <= capBytes ? 'overUnlessDoubtful' : 'over';
}

function roomOf(key: Key, leftBytes: number): Verdict['room'] {
  if (leftBytes >= 0) return { key: 'left', bytes: leftBytes };
  const bytes = -leftBytes;
  if (key === 'overUnlessDoubtful') return { key: 'overByDoubtful', bytes };
  return { key: key === 'overOfficialUnder' ? 'overByOwn' : 'overBy', bytes };
}

/** The forecast's sentence, as a key under `forecast` in usage.json, and the clock time for it ('' where it has none). */
export interface ForecastSentence {
  readonly key:
    | 'at'
    | 'not-today'
    | 'reached'
    | 'reachedUntimed'
    | 'reachedDoubtful'
    | 'reachedDoubtfulUntimed'
    | 'too-early'
    | 'not-measured'
    | 'unsteady';
  readonly time: string;
}

/** null where the commission's figure decides: a forecast is of this PC's own, and would contradict it. */
export function forecastSentence(snapshot: UsageSnapshot, verdict: Verdict): ForecastSentence | null {
  const { forecast, timeZone } = snapshot;
  if (verdict.byCommission) return null;
  if (forecast.kind === 'unknown') return { key: forecast.reason, time: '' };
  if (forecast.kind === 'not-today') return { key: 'not-today', time: '' };
  const time = forecast.atMs === null ? '' : formatClock(forecast.atMs, timeZone);
  if (forecast.kind === 'at') return { key: 'at', time };
  const reached = verdict.key === 'overUnlessDoubtful' ? 'reachedDoubtful' : 'reached';
  return { key: time === '' ? `${reached}Untimed` : reached, time };
}
