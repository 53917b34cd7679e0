import type { Language } from '../contract/format.ts';
import { isoTime } from '../contract/iso-time.ts';
import type { SettingsView } from '../contract/settings.ts';
import { StatusReport, type UsageSnapshot } from '../contract/usage.ts';
import { officialToday } from '../contract/verdict.ts';
import { problemLine, statusText, type Translate } from './status-text.ts';

/** 0: fine. 1: a finding, the cap is passed. 2: could not run, or what it ran on cannot be relied upon. */
export type ExitCode = 0 | 1 | 2;

export interface StatusParts {
  /** Takes the reading; what it throws is told on standard error. */
  readonly takeSnapshot: () => UsageSnapshot | Promise<UsageSnapshot>;
  readonly settingsView: SettingsView;
  readonly versions: StatusReport['versions'];
  readonly json: boolean;
  readonly language: Language;
  readonly t: Translate;
  /** Whole lines, without the line end. */
  readonly write: { readonly out: (text: string) => void; readonly err: (line: string) => void };
}

/** Answers `--status [--json]`: the day's usage on standard output and, where the exit code is not 0, why in one line. */
export async function runStatus(parts: StatusParts): Promise<ExitCode> {
  const { takeSnapshot, settingsView, versions, json, language, t, write } = parts;
  let snapshot: UsageSnapshot;
  let report: StatusReport;
  try {
    snapshot = await takeSnapshot();
    report = statusReport(snapshot, settingsView, versions);
  } catch (error) {
    write.err(t('cli:status.cannotRun', { detail: oneLine(String(error)) }));
    return 2;
  }
  write.out(json ? JSON.stringify(report, null, 2) : statusText({ snapshot, settingsView, language, t }));
  const { code, line } = outcome(snapshot, settingsView, t);
  if (line) write.err(line);
  return code;
}

/** What `--json` prints, checked against its schema. Throws where the snapshot breaks it, which is a fault of ours. */
function statusReport(
  snapshot: UsageSnapshot,
  settingsView: SettingsView,
  versions: StatusReport['versions'],
): StatusReport {
  const { takenAtMs, timeZone, forecast, gaps, percent, measuredMinutes } = snapshot;
  const iso = (timeMs: number) => isoTime(timeMs, timeZone);
  const at = 'atMs' in forecast ? forecast.atMs : null;
  return StatusReport.parse({
    schema: 1,
    takenAt: iso(takenAtMs),
    day: snapshot.day,
    rxBytes: snapshot.rxBytes,
    txBytes: snapshot.txBytes,
    countedBytes: snapshot.countedBytes,
    capBytes: snapshot.capBytes,
    counting: snapshot.counting,
    // Rounded down, so that 99.96 does not read as 100 while the state is not "over".
    percent: percent === null ? null : Math.floor(percent * 10) / 10,
    state: snapshot.state,
    unknownReason: snapshot.unknownReason,
    forecast: { kind: forecast.kind, at: at === null ? null : iso(at) },
    coverageMinutes: measuredMinutes,
    onMinutes: snapshot.onMinutes,
    gaps: gaps.map(({ fromMs, toMs, maybeOff }) => ({ from: iso(fromMs), to: iso(toMs), maybeOff })),
    parts: snapshot.parts,
    doubtfulBytes: snapshot.doubtfulBytes,
    estimated: snapshot.estimated,
    adapters: snapshot.adapters.map(({ key: _, ...adapter }) => adapter),
    official: snapshot.official,
    problems: settingsView.problems.map(({ suggestion: _, ...problem }) => problem),
    versions,
  });
}

/**
 * Settings that could not be used come first: by them the cap itself may be another.
 * An unknown state is never "fine", or a script would read silence as health.
 */
function outcome(snapshot: UsageSnapshot, view: SettingsView, t: Translate): { code: ExitCode; line: string | null } {
  const managed = view.problems.filter(({ source }) => source === 'managed');
  const [first] = managed;
  if (first) {
    const more = managed.length > 1 ? t('cli:problem.more', { number: managed.length - 1 }) : '';
    const inForce = Object.values(view.sources).includes('last-good') ? 'lastGood' : 'builtIn';
    return { code: 2, line: problemLine(first, t) + more + t(`cli:problem.${inForce}`) };
  }
  const { state, unknownReason, unknownDetail } = snapshot;
  if (state === 'over' || officialToday(snapshot)?.over) return { code: 1, line: null };
  if (state !== 'unknown') return { code: 0, line: null };
  const why = t(`cli:unknown.${unknownReason ?? 'counters-unreadable'}`);
  return { code: 2, line: unknownDetail ? `${why} (${oneLine(unknownDetail)})` : why };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
