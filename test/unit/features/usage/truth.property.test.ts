import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Gap } from '../../../../electron/contract/usage.ts';
import { calendarFor } from '../../../../electron/features/usage/calendar.ts';
import { unmeasured } from '../../../../electron/features/usage/day-view.ts';
import { Ledger } from '../../../../electron/features/usage/ledger.ts';
import { Today } from '../../../../electron/features/usage/today.ts';
import { ADAPTER_KEYS, SimulatedPc } from './simulated-pc.ts';
import {
  bytesIn,
  everyHour,
  quickFs,
  removeTemporaryFolders,
  TAIPEI,
  taipei,
  temporaryFolder,
} from './temporary-ledger.ts';

afterAll(removeTemporaryFolders);

/** What the oracle knows of the last reading: nothing here is computed from the meter. */
interface Known {
  /** True bytes moved by each counted adapter up to the reading. */
  readonly movedAtReading: Map<string, number>;
  readonly countersAtReading: Map<string, readonly [number, number]>;
  readonly disturbed: Set<string>;
  readonly boots: number;
  readonly closedInOrder: boolean;
  /** Bytes that no meter could know. */
  readonly lost: number;
  readonly measured: number;
}

/** A stretch in which bytes were lost and a gap must say so. */
interface Loss {
  readonly fromMs: number;
  readonly toMs: number;
}

const copy = (known: Known): Known => ({
  ...known,
  movedAtReading: new Map(known.movedAtReading),
  countersAtReading: new Map(known.countersAtReading),
  disturbed: new Set(known.disturbed),
});

/** Runs the real meter and ledger on a simulated PC beside an oracle that saw every byte move. */
class Trial {
  readonly pc = new SimulatedPc(taipei('2026-11-23 08:00'));
  readonly folder = temporaryFolder();
  readonly #calendar = calendarFor(TAIPEI.timeZone, TAIPEI.dayStartsAt);
  #ledger: Ledger;
  #today: Today;
  #moved = new Map<string, number>();
  #known: Known;
  #durable: Known;
  #disturbedSinceSave = new Set<string>();
  #losses: Loss[] = [];
  #durableLosses: readonly Loss[] = [];
  #lastReadingSinceBootMs = 0;

  constructor() {
    const start = 2 ** 32 - 3_000_000;
    this.pc.adapter('old32').rxBytes = start;
    this.#moved.set('old32', start);
    this.#known = {
      movedAtReading: new Map(),
      countersAtReading: new Map(),
      disturbed: new Set(),
      boots: 0,
      closedInOrder: false,
      lost: 0,
      measured: 0,
    };
    this.#durable = copy(this.#known);
    [this.#ledger, this.#today] = this.#open();
  }

  move(key: string, rxBytes: number, txBytes: number, ms: number): void {
    this.pc.pass(ms);
    const adapter = this.pc.adapter(key);
    if (!adapter.present) return;
    if (adapter.counted) this.#moved.set(key, (this.#moved.get(key) ?? 0) + rxBytes + txBytes);
    if (this.pc.move(key, rxBytes, txBytes)) this.disturb(key);
  }

  disturb(key: string): void {
    if (!this.pc.adapter(key).counted) return;
    this.#known.disturbed.add(key);
    this.#disturbedSinceSave.add(key);
  }

  read(): void {
    const before = this.#known;
    this.#today.read();
    const sameBoot = before.boots === this.pc.boots;
    let lost = before.lost;
    let lostHere = 0;
    let tellable = !sameBoot && before.boots > 0;
    for (const { key, counted, present, rxBytes, txBytes } of this.pc.adapters) {
      if (!counted) continue;
      const unread = (this.#moved.get(key) ?? 0) - (before.movedAtReading.get(key) ?? 0);
      const last = before.countersAtReading.get(key);
      // What a counter lost between the boot and the first look at it was never to be known.
      if (!sameBoot) lostHere += Math.max(0, unread - (present ? rxBytes + txBytes : 0));
      else if (before.disturbed.has(key)) {
        lostHere += unread;
        // Made anew and past its old counters, or come and gone, within one interval: no counter can tell.
        if (last && (!present || rxBytes < last[0] || txBytes < last[1])) tellable = true;
      }
    }
    lost += lostHere;
    const total = bytesIn(everyHour(this.#ledger, this.folder));
    const truth = [...this.#moved.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(total, 'never more than the truth').toBeLessThanOrEqual(truth);
    expect(total, 'short only by what was lost with a counter').toBeGreaterThanOrEqual(truth - lost);
    const shortHere = truth - total - this.#shortBefore();
    if (shortHere > 0 && tellable && !(before.closedInOrder && !sameBoot)) this.#losses.push(this.#stretch(sameBoot));
    this.#known = {
      movedAtReading: new Map(this.#moved),
      countersAtReading: new Map(
        this.pc.adapters.filter((a) => a.present).map((a) => [a.key, [a.rxBytes, a.txBytes] as const]),
      ),
      disturbed: new Set(this.pc.adapters.filter((a) => !a.present).map((a) => a.key)),
      boots: this.pc.boots,
      closedInOrder: false,
      lost,
      measured: total,
    };
    this.#lastReadingSinceBootMs = this.pc.sinceBootMs;
  }

  async save(how: 'journal' | 'fold' | 'quit' | 'shutdown'): Promise<void> {
    if (how === 'fold')
      await this.#ledger.fold({
        today: this.#calendar.dayAt(this.pc.wallMs).day,
        dayOf: (timeMs) => this.#calendar.dayAt(timeMs).day,
        summarise: (day) => unmeasured(day, TAIPEI.capBytes),
      });
    else await this.#ledger.save(how === 'journal' ? null : how);
    expect(this.#ledger.saveProblem).toBeNull();
    this.#durable = { ...copy(this.#known), closedInOrder: how === 'shutdown' };
    this.#durableLosses = [...this.#losses];
    this.#disturbedSinceSave.clear();
  }

  /** The app ends without a word and starts again. */
  kill(): void {
    for (const key of this.#disturbedSinceSave) this.#durable.disturbed.add(key);
    this.#known = copy(this.#durable);
    this.#losses = [...this.#durableLosses];
    [this.#ledger, this.#today] = this.#open();
    expect(bytesIn(everyHour(this.#ledger, this.folder)), 'the same after a restart').toBe(this.#known.measured);
  }

  checkWhole(): void {
    const hours = everyHour(this.#ledger, this.folder);
    for (const hour of hours) {
      const onAdapters = [...hour.adapters.values()].filter((a) => a.counted);
      const total = onAdapters.reduce((sum, a) => sum + a.rxBytes + a.txBytes, 0);
      expect(total, 'the parts add up to the whole').toBe(bytesIn([hour]));
      for (const { rxBytes, txBytes } of [...Object.values(hour.parts), ...hour.adapters.values()]) {
        expect(rxBytes).toBeGreaterThanOrEqual(0);
        expect(txBytes).toBeGreaterThanOrEqual(0);
      }
      expect(hour.measuredMs).toBeLessThanOrEqual(hour.onMs);
    }
    for (const [index, hour] of hours.entries()) {
      const next = hours[index + 1];
      if (next) expect(hour.endMs, 'hours do not overlap').toBeLessThanOrEqual(next.startMs);
    }
    const gaps: Gap[] = hours.flatMap((hour) => hour.gaps);
    for (const loss of this.#losses)
      expect(
        gaps.some((gap) => gap.fromMs <= loss.fromMs + 1 && gap.toMs >= loss.toMs - 1) ||
          gaps.some((gap) => gap.reason === 'clock-unknown' && Math.abs(gap.fromMs - loss.toMs) <= 1),
        `a gap covers ${JSON.stringify(loss)}; there are ${JSON.stringify(gaps)}`,
      ).toBe(true);
  }

  #shortBefore(): number {
    const seen = [...this.#known.movedAtReading.values()].reduce((sum, bytes) => sum + bytes, 0);
    return seen - this.#known.measured;
  }

  #stretch(sameBoot: boolean): Loss {
    const { wallMs, sinceBootMs } = this.pc;
    // Between boots the gap ends with the later one's start; how far back it reaches, only clocks tell.
    if (!sameBoot) return { fromMs: wallMs - sinceBootMs, toMs: wallMs - sinceBootMs };
    return { fromMs: wallMs - (sinceBootMs - this.#lastReadingSinceBootMs), toMs: wallMs };
  }

  #open(): [Ledger, Today] {
    const nowMs = () => this.pc.wallMs;
    const ledger = new Ledger({ folder: this.folder, fs: quickFs, nowMs });
    this.#lastReadingSinceBootMs = ledger.state?.sinceBootMs ?? 0;
    return [ledger, new Today({ platform: this.pc, ledger, settings: () => TAIPEI, nowMs })];
  }
}

const key = fc.constantFrom(...ADAPTER_KEYS);
const minutes = (most: number) => fc.integer({ min: 0, max: most * 60_000 });
const event = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('move' as const), key, rx: fc.nat(5e6), tx: fc.nat(5e6), ms: minutes(3) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      how: fc.constantFrom('journal' as const, 'fold' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('kill' as const, 'quit' as const, 'shutdown' as const, 'power-cut' as const),
      ms: minutes(600),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('reset' as const, 'remove' as const, 'put-back' as const, 'make-anew' as const),
      key,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('step-clock' as const), ms: fc.integer({ min: -2e8, max: 2e8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sleep' as const), ms: minutes(1200) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'lock' as const,
        'unlock' as const,
        'switch-away' as const,
        'switch-back' as const,
        'sign-in-again' as const,
      ),
    }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

async function happen(trial: Trial, what: Event): Promise<void> {
  const { pc } = trial;
  switch (what.kind) {
    case 'move':
      return trial.move(what.key, what.rx, what.tx, what.ms);
    case 'read':
      return trial.read();
    case 'save':
      return trial.save(what.how);
    case 'kill':
      return trial.kill();
    case 'quit':
      trial.read();
      await trial.save('quit');
      return trial.kill();
    case 'shutdown':
      trial.read();
      await trial.save('shutdown');
      pc.reboot(what.ms);
      return trial.kill();
    case 'power-cut':
      pc.reboot(what.ms);
      return trial.kill();
    case 'reset':
      trial.disturb(what.key);
      return pc.reset(what.key);
    case 'remove':
      trial.disturb(what.key);
      pc.adapter(what.key).present = false;
      return;
    case 'put-back':
      pc.adapter(what.key).present = true;
      return;
    case 'make-anew':
      trial.disturb(what.key);
      pc.reset(what.key);
      pc.adapter(what.key).present = true;
      return;
    case 'step-clock':
      pc.wallMs += what.ms;
      return;
    case 'sleep':
      return pc.pass(what.ms);
    case 'lock':
    case 'unlock':
      pc.session = { ...pc.session, locked: what.kind === 'lock' };
      return;
    case 'switch-away':
    case 'switch-back':
      pc.session = { ...pc.session, atConsole: what.kind === 'switch-back' };
      return;
    case 'sign-in-again':
      return pc.signIn(pc.wallMs);
  }
}

describe('the meter and its record, over any history', () => {
  it('measure the truth, short only of what was lost with a counter, and then with a gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 60 }), async (history) => {
        const trial = new Trial();
        for (const what of history) await happen(trial, what);
        trial.read();
        trial.checkWhole();
        await trial.save('fold');
        trial.kill();
        trial.checkWhole();
      }),
      // RUNS=5000 searches longer.
      { numRuns: Number(process.env.RUNS ?? 150) },
    );
  }, 600_000);
});
