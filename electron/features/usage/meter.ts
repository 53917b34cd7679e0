import type { Gap } from '../../contract/usage.ts';
import type { AdapterCounters, CounterReading, SessionReading } from '../../platform/platform.ts';
import { type AdapterLabel, labelBetween } from './network-label.ts';
import { type Part, type Segment, segmentsOf } from './session-part.ts';

/** What the next reading of one adapter is held against. */
export interface Baseline {
  readonly key: string;
  readonly counted: boolean;
  readonly rxBytes: number;
  readonly txBytes: number;
  /** The fastest link seen on this adapter in this boot; null where never known. */
  readonly rxBitsPerSecond: number | null;
  readonly txBitsPerSecond: number | null;
  readonly label: AdapterLabel;
  /** Not in the last reading: should it come back with its old counters, they must not count again. */
  readonly gone: boolean;
}

/** All that the meter has to remember between two readings, also across runs of the app. */
export interface MeterState {
  readonly takenAtMs: number;
  readonly sinceBootMs: number;
  readonly bootId: string;
  readonly sessionId: string | null;
  readonly atConsole: boolean | null;
  readonly locked: boolean | null;
  readonly adapters: ReadonlyMap<string, Baseline>;
  /** False where uncounted adapters were left out to keep the record small. */
  readonly complete: boolean;
  /** How the run that took this reading ended; null while it runs or where it was cut short. */
  readonly closed: 'quit' | 'shutdown' | null;
}

/** Bytes of one adapter within one stretch of time. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly adapter: AdapterCounters;
  readonly part: Part;
  readonly rxBytes: number;
  readonly txBytes: number;
  /** More than the link could have carried in the time. */
  readonly rxDoubtful: boolean;
  readonly txDoubtful: boolean;
}

/** What one reading adds to what is known. */
export interface Step {
  readonly state: MeterState;
  /** The interval by the clock of the new reading; as long as the boot clock says. */
  readonly fromMs: number;
  readonly toMs: number;
  /** False where a counted adapter's bytes within the interval are not known in full. */
  readonly measured: boolean;
  /** True where wall and boot clock disagree, or bytes were split by time between sign-ins. */
  readonly estimated: boolean;
  readonly hasCounted: boolean;
  /** As read, each under a key of its own. */
  readonly adapters: readonly AdapterCounters[];
  readonly pieces: readonly Piece[];
  readonly gaps: readonly Gap[];
}

const CLOCK_TOLERANCE_MS = 2_000;
// The boot clock of some systems is not disciplined; a crystal strays by up to about this much.
const CLOCK_DRIFT = 200e-6;
const DOUBT_FACTOR = 1.1;
const DOUBT_SLACK_BYTES = 1_000_000;
// No office adapter is faster; it marks phantom terabytes where the link speed is unknown.
const FASTEST_BITS_PER_SECOND = 100e9;
const GONE_KEPT = 32;

/**
 * Turns two looks at the counters into bytes. Pure: all clocks come in with the reading.
 * - The same boot: what each counter grew by. A counter that went backwards is a new baseline and a gap, never a wrap.
 * - An adapter that was not there before brings what it counted since it appeared.
 * - Another boot, or no state: the counters since the boot, which begin the interval.
 */
export function advance(
  state: MeterState | null,
  reading: CounterReading,
  session: SessionReading,
  labelOf: (key: string) => AdapterLabel,
): Step {
  const { bootId } = reading;
  const sinceBootMs = Math.round(reading.sinceBootMs);
  const before = state !== null && state.bootId === bootId && sinceBootMs >= state.sinceBootMs ? state : null;
  const toMs = Math.round(reading.takenAtMs);
  const elapsedMs = sinceBootMs - (before?.sinceBootMs ?? 0);
  const fromMs = toMs - elapsedMs;
  const segments = segmentsOf(fromMs, toMs, before, session);
  const pieces: Piece[] = [];
  const gaps: Gap[] = [];
  if (state && !before) gaps.push(...gapBetweenBoots(state, fromMs));

  const adapters = new Map<string, Baseline>();
  const present = withOwnKeys(reading.adapters);
  let measured = true;
  let hasCounted = false;
  for (const adapter of present) {
    const last = before?.adapters.get(adapter.key);
    const now = baselineOf(adapter, last, labelOf(adapter.key));
    adapters.set(adapter.key, now);
    if (adapter.counted) hasCounted = true;

    const growth = growthOf(adapter, last, before);
    if (adapter.counted && growth.gap) {
      measured = false;
      // Where the app was not running, neither need the PC have been: Fast Startup goes on with the same boot.
      gaps.push({ fromMs, toMs, maybeOff: before?.closed === 'quit', reason: growth.gap });
    }
    const { rxBytes, txBytes } = growth;
    if (rxBytes === 0 && txBytes === 0) continue;
    const label = last ? labelBetween(last.label, now.label) : labelBetween(now.label, now.label);
    const whole = {
      adapter,
      rxBytes,
      txBytes,
      rxDoubtful: rxBytes > mostPossible(now.rxBitsPerSecond, elapsedMs),
      txDoubtful: txBytes > mostPossible(now.txBitsPerSecond, elapsedMs),
    };
    for (const share of sharesOf(segments, rxBytes, txBytes))
      pieces.push({ ...whole, ...share, part: networkPart(share.part, label) });
  }
  if (before && keepGone(before, adapters)) {
    measured = false;
    gaps.push({ fromMs, toMs, maybeOff: false, reason: 'adapter-gone' });
  }

  const stepMs = before ? toMs - before.takenAtMs - elapsedMs : 0;
  const clockStepped = Math.abs(stepMs) > CLOCK_TOLERANCE_MS + elapsedMs * CLOCK_DRIFT;
  const { atConsole, locked, sessionId } = session;
  return {
    state: {
      takenAtMs: toMs,
      sinceBootMs,
      bootId,
      sessionId,
      atConsole,
      locked,
      adapters,
      complete: true,
      closed: null,
    },
    fromMs,
    toMs,
    measured,
    estimated: clockStepped || segments.length > 1,
    hasCounted,
    adapters: present,
    pieces,
    gaps,
  };
}

interface Growth {
  readonly rxBytes: number;
  readonly txBytes: number;
  readonly gap: 'counter-reset' | 'adapter-gone' | null;
}

const NO_GROWTH: Growth = { rxBytes: 0, txBytes: 0, gap: null };

function growthOf(adapter: AdapterCounters, last: Baseline | undefined, before: MeterState | null): Growth {
  const { rxBytes, txBytes } = adapter;
  if (!last) return before && !before.complete && !adapter.counted ? NO_GROWTH : { rxBytes, txBytes, gap: null };
  const backwards = rxBytes < last.rxBytes || txBytes < last.txBytes;
  // Gone, or switched off with the PC (Fast Startup), and back with lower counters: it shows what was moved since.
  if (backwards && (last.gone || before?.closed === 'shutdown')) return { rxBytes, txBytes, gap: null };
  if (backwards) return { ...NO_GROWTH, gap: 'counter-reset' };
  // Back with higher counters: kept or made anew, nobody can tell; the difference is true of both.
  const gap = last.gone && last.rxBytes + last.txBytes > 0 ? 'adapter-gone' : null;
  return { rxBytes: rxBytes - last.rxBytes, txBytes: txBytes - last.txBytes, gap };
}

/** Two adapters under one key would be held against each other: the second goes by its name as well. */
function withOwnKeys(adapters: readonly AdapterCounters[]): readonly AdapterCounters[] {
  const seen = new Set<string>();
  for (const { key } of adapters) seen.add(key);
  if (seen.size === adapters.length) return adapters;
  seen.clear();
  return adapters.map((adapter, index) => {
    const key = !seen.has(adapter.key) ? adapter.key : `${adapter.key}#${adapter.name}`;
    const own = seen.has(key) ? `${key}#${index}` : key;
    seen.add(own);
    return own === adapter.key ? adapter : { ...adapter, key: own };
  });
}

function baselineOf(adapter: AdapterCounters, last: Baseline | undefined, label: AdapterLabel): Baseline {
  const { key, counted, rxBytes, txBytes } = adapter;
  const rxBitsPerSecond = faster(adapter.rxBitsPerSecond, last?.rxBitsPerSecond ?? null);
  const txBitsPerSecond = faster(adapter.txBitsPerSecond, last?.txBitsPerSecond ?? null);
  return { key, counted, rxBytes, txBytes, rxBitsPerSecond, txBitsPerSecond, label, gone: false };
}

/** Carries over the adapters that are no longer there; true where a counted one has just gone. */
function keepGone(before: MeterState, adapters: Map<string, Baseline>): boolean {
  let justGone = false;
  let kept = 0;
  for (const [key, last] of before.adapters) {
    if (adapters.has(key)) continue;
    if (last.counted && !last.gone) justGone = true;
    // Containers come and go by the hundred; counted adapters never do.
    if (!last.counted && ++kept > GONE_KEPT) continue;
    adapters.set(key, last.gone ? last : { ...last, gone: true });
  }
  return justGone;
}

function gapBetweenBoots(state: MeterState, bootMs: number): Gap[] {
  if (state.closed === 'shutdown') return [];
  if (bootMs > state.takenAtMs) return [{ fromMs: state.takenAtMs, toMs: bootMs, maybeOff: true, reason: 'restarted' }];
  // By this clock the PC started before it was last seen running: how long it was off cannot be told.
  return [{ fromMs: bootMs, toMs: bootMs + 1, maybeOff: true, reason: 'clock-unknown' }];
}

/** Splits bytes over the segments by time, to the byte. */
function sharesOf(segments: readonly Segment[], rxBytes: number, txBytes: number) {
  const [first, second] = segments;
  if (!first || !second) return segments.map((segment) => ({ ...segment, rxBytes, txBytes }));
  const ratio = (first.toMs - first.fromMs) / (second.toMs - first.fromMs);
  const rxFirst = Math.floor(rxBytes * ratio);
  const txFirst = Math.floor(txBytes * ratio);
  return [
    { ...first, rxBytes: rxFirst, txBytes: txFirst },
    { ...second, rxBytes: rxBytes - rxFirst, txBytes: txBytes - txFirst },
  ];
}

function networkPart(part: Segment['part'], label: ReturnType<typeof labelBetween>): Part {
  if (part === 'otherAccounts' || label === 'municipal') return part;
  return label === 'elsewhere' ? 'elsewhere' : 'unknownNetwork';
}

function mostPossible(bitsPerSecond: number | null, elapsedMs: number): number {
  const bytesPerMs = (bitsPerSecond ?? FASTEST_BITS_PER_SECOND) / 8000;
  return bytesPerMs * elapsedMs * DOUBT_FACTOR + DOUBT_SLACK_BYTES;
}

function faster(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
