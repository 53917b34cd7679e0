import { z } from 'zod';

/** A calendar day of the configured zone and day boundary, `YYYY-MM-DD`; no 31 February. */
export const DayId = z.iso.date();
export type DayId = z.infer<typeof DayId>;

const Bytes = z.int().nonnegative();
const Minutes = z.number().nonnegative();
/** Unix time in milliseconds. */
const TimeMs = z.number();

/** Downloaded (rx) and uploaded (tx) bytes. */
export const Traffic = z.strictObject({ rxBytes: Bytes, txBytes: Bytes });
export type Traffic = z.infer<typeof Traffic>;

/**
 * The two readings of clause 4(14) 「使用網路上傳或下載流量每日不得超過一GB」:
 * `sum` holds upload plus download against the cap (the stricter, built-in),
 * `each-direction` holds the larger of the two.
 */
export const Counting = z.enum(['sum', 'each-direction']);
export type Counting = z.infer<typeof Counting>;

export const AdapterKind = z.enum([
  'ethernet',
  'wifi',
  'mobile',
  'other-physical',
  'loopback',
  'vpn',
  'virtual-machine',
  'container',
  'bridge',
  'filter',
  'other-virtual',
]);
export type AdapterKind = z.infer<typeof AdapterKind>;

/** Which network an adapter's bytes crossed, by the managed list. */
export const NetworkLabel = z.enum(['municipal', 'elsewhere', 'unknown']);
export type NetworkLabel = z.infer<typeof NetworkLabel>;

export const UsageState = z.enum(['ok', 'warn', 'over', 'unknown']);
export type UsageState = z.infer<typeof UsageState>;

/** Why there is no figure. The words for each stand in `locales/`. */
export const UnknownReason = z.enum(['counters-unreadable', 'not-measured-yet', 'no-counted-adapter']);
export type UnknownReason = z.infer<typeof UnknownReason>;

export const Forecast = z.discriminatedUnion('kind', [
  /** Too little is known to say; never shown as "no risk". */
  z.strictObject({ kind: z.literal('unknown'), reason: z.enum(['too-early', 'not-measured', 'unsteady']) }),
  /** At today's pace the day ends first. */
  z.strictObject({ kind: z.literal('not-today') }),
  /** At today's pace the cap is reached at this time. */
  z.strictObject({ kind: z.literal('at'), atMs: TimeMs }),
  /** The cap has been passed; the time is null where it fell in a stretch not timed. */
  z.strictObject({ kind: z.literal('reached'), atMs: TimeMs.nullable() }),
]);
export type Forecast = z.infer<typeof Forecast>;

/** A stretch whose bytes nobody knows. `maybeOff`: the PC may have been off for all or part of it. */
export const Gap = z.strictObject({
  fromMs: TimeMs,
  toMs: TimeMs,
  maybeOff: z.boolean(),
  reason: z.enum([
    'restarted',
    'counter-reset',
    'counters-unreadable',
    'adapter-gone',
    'clock-unknown',
    'file-damaged',
  ]),
});
export type Gap = z.infer<typeof Gap>;

export const AdapterUsage = z.strictObject({
  /** Tells the rows of one snapshot apart, and says nothing of the adapter: its hardware identity stays in main. */
  key: z.string(),
  name: z.string(),
  kind: AdapterKind,
  counted: z.boolean(),
  /** Why it counts or does not: a word for `locales/`, e.g. `physical`, `tunnel`, `virtual`. */
  why: z.enum(['physical', 'loopback', 'tunnel', 'virtual', 'bridge', 'filter', 'container', 'not-hardware']),
  present: z.boolean(),
  network: NetworkLabel,
  /** All of today's bytes seen on this adapter, whatever their label and part. */
  rxBytes: Bytes,
  txBytes: Bytes,
});
export type AdapterUsage = z.infer<typeof AdapterUsage>;

export const HourUsage = z.strictObject({
  startMs: TimeMs,
  endMs: TimeMs,
  rxBytes: Bytes,
  txBytes: Bytes,
  /** Of these, moved while the screen was locked. */
  lockedBytes: Bytes,
  measuredMinutes: Minutes,
  hasGap: z.boolean(),
  estimated: z.boolean(),
  doubtful: z.boolean(),
});
export type HourUsage = z.infer<typeof HourUsage>;

/** The day's bytes on counted adapters, split so that the parts add up to the whole. */
export const UsageParts = z.strictObject({
  /** Municipal, at the console, screen unlocked. Counts. */
  atWork: Traffic,
  /** Municipal, screen locked (updates, backups). Counts, and is shown as such. */
  locked: Traffic,
  /** Municipal, since the PC started and before this account signed in. Counts. */
  beforeSignIn: Traffic,
  /** Any network, while another account was at the console. Does not count for this person. */
  otherAccounts: Traffic,
  /** On a network outside the managed list. Does not count. */
  elsewhere: Traffic,
  /** On a network that could not be told. Shown apart, never turns the verdict. */
  unknownNetwork: Traffic,
});
export type UsageParts = z.infer<typeof UsageParts>;

export const OfficialUsage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-set') }),
  z.strictObject({ kind: z.literal('waiting') }),
  z.strictObject({
    kind: z.literal('figure'),
    day: DayId,
    rxBytes: Bytes.nullable(),
    txBytes: Bytes.nullable(),
    countedBytes: Bytes,
    percent: z.number().nonnegative(),
    /** At or past the first warning threshold. */
    warn: z.boolean(),
    over: z.boolean(),
    fetchedAtMs: TimeMs,
    /** A later attempt failed, or it is older than twice the interval between attempts: it no longer reassures. */
    stale: z.boolean(),
    /** Set when a later attempt failed and this is the last good figure. */
    lastError: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('error'),
    reason: z.enum(['unreachable', 'refused', 'not-understood', 'certificate', 'too-large', 'late']),
    detail: z.string(),
    atMs: TimeMs,
  }),
]);
export type OfficialUsage = z.infer<typeof OfficialUsage>;

/** All that the usage page, the tray and `--status` say about today. */
export const UsageSnapshot = z.strictObject({
  takenAtMs: TimeMs,
  day: DayId,
  dayStartMs: TimeMs,
  dayEndMs: TimeMs,
  timeZone: z.string(),
  state: UsageState,
  unknownReason: UnknownReason.nullable(),
  /** The error that the operating system gave, for the page's "why". */
  unknownDetail: z.string().nullable(),
  counting: Counting,
  capBytes: z.int().positive(),
  /** What is held against the cap; null where nothing is known, never 0 for "not measured". */
  countedBytes: Bytes.nullable(),
  rxBytes: Bytes.nullable(),
  txBytes: Bytes.nullable(),
  percent: z.number().nonnegative().nullable(),
  leftBytes: Bytes.nullable(),
  /** Of the counted bytes, more than the link could have carried in the time. Counted and marked. */
  doubtfulBytes: Bytes,
  /** True where part of today's figure was split by time rather than read at the boundary. */
  estimated: z.boolean(),
  parts: UsageParts,
  /** False: no list is set and all traffic is taken as municipal. */
  networksConfigured: z.boolean(),
  forecast: Forecast,
  measuredMinutes: Minutes,
  /** Minutes that the PC is known to have been on today. */
  onMinutes: Minutes,
  gaps: z.array(Gap),
  hours: z.array(HourUsage),
  adapters: z.array(AdapterUsage),
  official: OfficialUsage,
  /** Thresholds passed today, ascending, e.g. [70, 85]. */
  passedPercent: z.array(z.number()),
});
export type UsageSnapshot = z.infer<typeof UsageSnapshot>;

/** One day of history. A day without a measurement has null figures. */
export const DayUsage = z.strictObject({
  day: DayId,
  measured: z.boolean(),
  rxBytes: Bytes.nullable(),
  txBytes: Bytes.nullable(),
  countedBytes: Bytes.nullable(),
  lockedBytes: Bytes,
  /** The cap in force on that day. */
  capBytes: z.int().positive(),
  over: z.boolean(),
  measuredMinutes: Minutes,
  onMinutes: Minutes,
  hasGap: z.boolean(),
  estimated: z.boolean(),
  doubtful: z.boolean(),
  note: z.string(),
});
export type DayUsage = z.infer<typeof DayUsage>;

/** How far back the ledger keeps days, and hours, in days. */
export const DAYS_KEPT = 400;
export const HOURS_KEPT_DAYS = 60;

/**
 * What `--status --json` prints: a public interface (README), so a change here raises `schema`.
 * All figures are this PC's own measurement, whatever the commission's is, but `official`, which is the commission's.
 * Bytes are whole numbers; `percent` has one decimal; times are ISO 8601 with zone.
 */
export const StatusReport = z.strictObject({
  schema: z.literal(1),
  takenAt: z.string(),
  day: DayId,
  rxBytes: Bytes.nullable(),
  txBytes: Bytes.nullable(),
  countedBytes: Bytes.nullable(),
  capBytes: z.int().positive(),
  counting: Counting,
  percent: z.number().nullable(),
  state: UsageState,
  unknownReason: UnknownReason.nullable(),
  forecast: z.strictObject({ kind: z.enum(['unknown', 'not-today', 'at', 'reached']), at: z.string().nullable() }),
  coverageMinutes: Minutes,
  onMinutes: Minutes,
  gaps: z.array(z.strictObject({ from: z.string(), to: z.string(), maybeOff: z.boolean() })),
  parts: UsageParts,
  doubtfulBytes: Bytes,
  estimated: z.boolean(),
  adapters: z.array(AdapterUsage.omit({ key: true })),
  official: OfficialUsage,
  /** What was wrong with the settings: SettingsProblem, without the suggestion. */
  problems: z.array(
    z.strictObject({
      source: z.enum(['managed', 'you']),
      where: z.string(),
      field: z.string(),
      reason: z.string(),
      found: z.string(),
    }),
  ),
  versions: z.strictObject({ app: z.string(), electron: z.string(), node: z.string(), os: z.string() }),
});
export type StatusReport = z.infer<typeof StatusReport>;
