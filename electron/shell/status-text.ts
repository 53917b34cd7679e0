import {
  formatBytes,
  formatClock,
  formatDay,
  formatDuration,
  formatPercent,
  type Language,
} from '../contract/format.ts';
import type { SettingsProblem, SettingsView } from '../contract/settings.ts';
import type { AdapterUsage, Traffic, UsageSnapshot } from '../contract/usage.ts';
import { forecastSentence, type Verdict, verdictOf } from '../contract/verdict.ts';

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface StatusTextParts {
  readonly snapshot: UsageSnapshot;
  readonly settingsView: SettingsView;
  readonly language: Language;
  readonly t: Translate;
}

const GAPS_SHOWN = 5;

/** The page's answer as lines of text, in the page's own words: the verdict first, then what it rests on. */
export function statusText(parts: StatusTextParts): string {
  const { snapshot, settingsView, language, t } = parts;
  const verdict = verdictOf(snapshot, language);
  const forecast = forecastSentence(snapshot, verdict);
  const commission = settingsView.values.commission.name;
  const time = formatClock(snapshot.takenAtMs, snapshot.timeZone);
  return [
    t('cli:status.title', { day: formatDay(snapshot.day, language), time }),
    '',
    t(`usage:verdict.${verdict.key}`, { ...verdict.values, commission }),
    ...unknownLines(parts, commission),
    ...(forecast && snapshot.state !== 'unknown' ? [t(`usage:forecast.${forecast.key}`, { ...forecast })] : []),
    ...officialLines(parts, commission),
    '',
    ...figureLines(parts, verdict),
    ...gapLines(parts),
    ...readingLines(parts),
    '',
    ...partLines(parts),
    ...adapterLines(parts),
    ...settingsView.problems.map((problem) => problemLine(problem, t)),
  ].join('\n');
}

/** Where, which field, why, and what was found: one line, for the text and for standard error. */
export function problemLine(problem: SettingsProblem, t: Translate): string {
  const { source, where, field, reason, found, suggestion } = problem;
  const parts = [
    t(`cli:problem.${source}`, { where }),
    t('ui:problem.line', { field: field || t('ui:problem.whole'), reason: t(`ui:problem.reason.${reason}`) }),
    found && t('ui:problem.found', { found: found.replace(/\s+/g, ' ') }),
    suggestion && t('ui:problem.suggestion', { suggestion }),
  ];
  return parts.filter(Boolean).join(t('cli:problem.join'));
}

function unknownLines({ snapshot, t }: StatusTextParts, commission: string): string[] {
  const { state, unknownReason, unknownDetail } = snapshot;
  if (state !== 'unknown' || !unknownReason) return [];
  const why = t(`usage:unknown.${unknownReason}`, { commission });
  return unknownDetail ? [why, t('cli:status.detail', { detail: unknownDetail })] : [why];
}

function officialLines({ snapshot, language, t }: StatusTextParts, commission: string): string[] {
  const { official, timeZone, day } = snapshot;
  if (official.kind === 'not-set') return [];
  if (official.kind === 'waiting') return [t('cli:status.officialNone', { commission })];
  if (official.kind === 'error')
    return [
      t(`usage:official.error.${official.reason}`, { commission }),
      t('cli:status.detail', { detail: official.detail }),
    ];
  if (official.day !== day) return [t('cli:status.officialNone', { commission })];
  const values = {
    commission,
    used: formatBytes(official.countedBytes, language),
    percent: formatPercent(official.percent),
    time: formatClock(official.fetchedAtMs, timeZone),
  };
  return [t('cli:status.official', values), ...(official.stale ? [t('usage:official.stale')] : [])];
}

function figureLines({ snapshot, language, t }: StatusTextParts, { byCommission, room }: Verdict): string[] {
  const { rxBytes, txBytes, countedBytes, measuredMinutes, onMinutes } = snapshot;
  const labelled = (label: string, value: string) => t('cli:status.labelled', { label, value });
  const lines: string[] = [];
  if (byCommission && countedBytes !== null)
    lines.push(labelled(t('usage:official.own'), formatBytes(countedBytes, language)));
  if (rxBytes !== null && txBytes !== null) lines.push(trafficText({ rxBytes, txBytes }, language, t));
  if (room) lines.push(labelled(t(`usage:figure.${room.key}`), formatBytes(room.bytes, language)));
  const values = { measured: formatDuration(measuredMinutes, language), on: formatDuration(onMinutes, language) };
  return [...lines, labelled(t('usage:figure.coverage'), t('usage:figure.coverageValue', values))];
}

function gapLines({ snapshot, t }: StatusTextParts): string[] {
  const { gaps, timeZone } = snapshot;
  const lines = gaps.slice(0, GAPS_SHOWN).map(({ fromMs, toMs, maybeOff }) => {
    const values = { from: formatClock(fromMs, timeZone), to: formatClock(toMs, timeZone) };
    return t(maybeOff ? 'usage:gap.maybeOff' : 'usage:gap.sentence', values);
  });
  return gaps.length > GAPS_SHOWN ? [...lines, t('usage:gap.more', { number: gaps.length - GAPS_SHOWN })] : lines;
}

function readingLines({ snapshot, language, t }: StatusTextParts): string[] {
  const { counting, networksConfigured, estimated, doubtfulBytes } = snapshot;
  const lines = [t(`usage:reading.${counting}`)];
  if (!networksConfigured) lines.push(t('usage:reading.noList'));
  if (estimated) lines.push(t('usage:reading.estimated'));
  if (doubtfulBytes > 0) lines.push(t('usage:reading.doubtful', { bytes: formatBytes(doubtfulBytes, language) }));
  return lines;
}

function partLines({ snapshot, language, t }: StatusTextParts): string[] {
  const held = Object.entries(snapshot.parts).filter(([, { rxBytes, txBytes }]) => rxBytes + txBytes > 0);
  if (held.length === 0) return [];
  const lines = held.map(([part, traffic]) => {
    const value = trafficText(traffic, language, t);
    return `  ${t('cli:status.labelled', { label: t(`usage:parts.${part}`), value })}`;
  });
  return [t('usage:parts.heading'), ...lines, ''];
}

function adapterLines({ snapshot, language, t }: StatusTextParts): string[] {
  if (snapshot.adapters.length === 0) return [t('usage:adapters.none')];
  return [t('usage:adapters.heading'), ...snapshot.adapters.map((adapter) => adapterLine(adapter, language, t))];
}

function adapterLine(adapter: AdapterUsage, language: Language, t: Translate): string {
  const kind = t(`usage:adapters.kind.${adapter.kind}`);
  const counted = t(adapter.counted ? 'usage:adapters.yes' : 'usage:adapters.no');
  const absent = adapter.present ? '' : t('usage:adapters.absent');
  return `  ${adapter.name || t('usage:adapters.rest')}${absent} · ${kind} · ${counted} · ${trafficText(adapter, language, t)}`;
}

function trafficText({ rxBytes, txBytes }: Traffic, language: Language, t: Translate): string {
  return t('usage:bar.values', { down: formatBytes(rxBytes, language), up: formatBytes(txBytes, language) });
}
