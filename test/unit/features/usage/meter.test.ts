import { describe, expect, it } from 'vitest';
import { advance, type MeterState } from '../../../../electron/features/usage/meter.ts';
import type { AdapterLabel } from '../../../../electron/features/usage/network-label.ts';
import { SimulatedPc } from './simulated-pc.ts';
import { taipei } from './temporary-ledger.ts';

const START_MS = taipei('2026-11-23 09:00');
const MINUTE_MS = 60_000;

function meter(pc: SimulatedPc, label: { now: AdapterLabel } = { now: 'municipal' }) {
  let state: MeterState | null = null;
  return {
    take: () => {
      const reading = pc.readCounters();
      if (!reading.ok) throw new Error(reading.detail);
      const step = advance(state, reading.value, pc.session, () => label.now);
      state = step.state;
      return step;
    },
  };
}

describe('the meter', () => {
  it('counts what each counter grew by since the reading before', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    take();
    pc.pass(15_000);
    pc.move('lan', 1_000, 200);
    pc.move('tunnel', 999, 9);
    const step = take();
    expect(step.pieces.map((p) => [p.adapter.key, p.adapter.counted, p.rxBytes, p.txBytes, p.part])).toEqual([
      ['lan', true, 1_000, 200, 'atWork'],
      ['tunnel', false, 999, 9, 'atWork'],
    ]);
    expect([step.fromMs, step.toMs, step.measured, step.estimated, step.gaps]).toEqual([
      START_MS,
      START_MS + 15_000,
      true,
      false,
      [],
    ]);
  });

  it('begins with the boot, and takes what came before the first reading as before sign-in', () => {
    const pc = new SimulatedPc(START_MS, 3 * MINUTE_MS);
    pc.move('lan', 5_000, 0);
    pc.signIn(START_MS - MINUTE_MS);
    const step = meter(pc).take();
    expect(step.fromMs).toBe(START_MS - 3 * MINUTE_MS);
    expect(step.pieces).toMatchObject([{ part: 'beforeSignIn', rxBytes: 5_000 }]);
    expect(step.estimated).toBe(false);
  });

  it('splits by time, as an estimate, where the sign-in lies well before the first reading', () => {
    const pc = new SimulatedPc(START_MS, 40 * MINUTE_MS);
    pc.move('lan', 4_001, 1);
    pc.signIn(START_MS - 30 * MINUTE_MS);
    const step = meter(pc).take();
    expect(step.pieces.map((p) => [p.part, p.rxBytes, p.txBytes])).toEqual([
      ['beforeSignIn', 1_000, 0],
      ['atWork', 3_001, 1],
    ]);
    expect(step.estimated).toBe(true);
  });

  it('takes a counter that went backwards as a new baseline and a gap, never as a wrap', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    pc.move('lan', 4_000_000_000, 10);
    take();
    pc.pass(15_000);
    pc.reset('lan');
    pc.move('lan', 500, 20);
    const reset = take();
    expect(reset.pieces).toEqual([]);
    expect(reset.gaps).toEqual([
      { fromMs: START_MS, toMs: START_MS + 15_000, maybeOff: false, reason: 'counter-reset' },
    ]);
    expect(reset.measured).toBe(false);
    pc.pass(15_000);
    pc.move('lan', 7, 0);
    expect(take().pieces).toMatchObject([{ rxBytes: 7, txBytes: 0 }]);
  });

  it('counts an adapter that appears, notes one that goes, and never counts its old bytes again', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    pc.adapter('wlan').present = false;
    take();
    pc.pass(1_000);
    pc.adapter('wlan').present = true;
    pc.move('wlan', 900, 0);
    expect(take().pieces).toMatchObject([{ rxBytes: 900 }]);
    pc.pass(1_000);
    pc.adapter('wlan').present = false;
    expect(take().gaps).toMatchObject([{ reason: 'adapter-gone' }]);
    pc.pass(1_000);
    expect(take().gaps).toEqual([]);
    pc.adapter('wlan').present = true;
    pc.move('wlan', 50, 0);
    expect(take().pieces).toMatchObject([{ rxBytes: 50 }]);
  });

  it('neither loses nor doubles bytes when the clock is stepped, and marks the day estimated', () => {
    for (const stepMs of [-30_000, 30_000, -86_400_000 * 365]) {
      const pc = new SimulatedPc(START_MS);
      const { take } = meter(pc);
      take();
      pc.pass(10_000);
      pc.wallMs += stepMs;
      pc.move('lan', 63_000_000, 0);
      const step = take();
      expect(step.pieces).toMatchObject([{ rxBytes: 63_000_000 }]);
      expect([step.toMs - step.fromMs, step.toMs, step.estimated]).toEqual([10_000, pc.wallMs, true]);
    }
  });

  it('counts since the resume where Fast Startup goes on with the boot and the counters began again', () => {
    for (const closed of ['quit', 'shutdown'] as const) {
      const pc = new SimulatedPc(START_MS);
      pc.move('lan', 900, 900);
      const first = meter(pc).take();
      pc.pass(14 * 60 * MINUTE_MS);
      pc.reset('lan');
      pc.move('lan', 40, 4);
      pc.signIn(pc.wallMs);
      const reading = pc.readCounters();
      if (!reading.ok) throw new Error('unreadable');
      const step = advance({ ...first.state, closed }, reading.value, pc.session, () => 'municipal');
      if (closed === 'shutdown') {
        expect(step.gaps).toEqual([]);
        expect(step.pieces).toMatchObject([{ part: 'beforeSignIn', rxBytes: 40, txBytes: 4 }]);
      } else {
        expect(step.gaps).toMatchObject([{ reason: 'counter-reset', maybeOff: true }]);
        expect(step.pieces).toEqual([]);
      }
    }
  });

  it('leaves a gap between boots, and none where the PC was shut down in order', () => {
    for (const closed of [null, 'shutdown'] as const) {
      const pc = new SimulatedPc(START_MS);
      const first = meter(pc).take();
      pc.reboot(10 * MINUTE_MS);
      pc.pass(1_000);
      pc.move('lan', 3, 0);
      const reading = pc.readCounters();
      if (!reading.ok) throw new Error('unreadable');
      const step = advance({ ...first.state, closed }, reading.value, pc.session, () => 'municipal');
      const gap = { fromMs: START_MS, toMs: START_MS + 10 * MINUTE_MS, maybeOff: true, reason: 'restarted' };
      expect(step.gaps).toEqual(closed ? [] : [gap]);
      expect(step.pieces).toMatchObject([{ rxBytes: 3 }]);
    }
  });

  it('says that the clock is unknown where a boot seems to lie before the last reading', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    take();
    pc.reboot(0);
    pc.wallMs = START_MS - 1_000;
    expect(take().gaps).toMatchObject([{ reason: 'clock-unknown', fromMs: START_MS - 1_000 }]);
  });

  it('marks what the link could not have carried, in its direction, and counts it', () => {
    const pc = new SimulatedPc(START_MS);
    pc.linkSpeed = 100e6;
    const { take } = meter(pc);
    take();
    pc.pass(1_000);
    pc.move('lan', 14_750_000, 14_750_001);
    expect(take().pieces).toMatchObject([{ rxBytes: 14_750_000, rxDoubtful: false, txDoubtful: true }]);
  });

  it('holds a link of unknown speed against 100 Gbit/s, and a slowed one against its fastest of this boot', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    take();
    pc.pass(1_000);
    pc.move('lan', 4_290_000_000, 40_000_000_000);
    expect(take().pieces).toMatchObject([{ rxDoubtful: false, txDoubtful: true }]);
    pc.linkSpeed = 1e9;
    take();
    pc.linkSpeed = 6e6;
    take();
    pc.pass(1_000);
    pc.move('lan', 100_000_000, 0);
    expect(take().pieces).toMatchObject([{ rxDoubtful: false }]);
  });

  it('puts bytes to their part: locked, another account, elsewhere, unknown', () => {
    const pc = new SimulatedPc(START_MS);
    const label: { now: AdapterLabel } = { now: 'municipal' };
    const { take } = meter(pc, label);
    take();
    const partAfter = (change: () => void) => {
      change();
      pc.pass(1_000);
      pc.move('lan', 1, 1);
      return take().pieces[0]?.part;
    };
    const session = (now: Partial<typeof pc.session>) => {
      pc.session = { ...pc.session, ...now };
    };
    expect(partAfter(() => session({ locked: true }))).toBe('atWork');
    expect(partAfter(() => {})).toBe('locked');
    expect(partAfter(() => session({ locked: false }))).toBe('locked');
    expect(partAfter(() => session({ atConsole: false }))).toBe('otherAccounts');
    expect(partAfter(() => session({ atConsole: true }))).toBe('otherAccounts');
    expect(partAfter(() => session({ atConsole: null, locked: null }))).toBe('atWork');
    label.now = 'elsewhere';
    expect(partAfter(() => {})).toBe('unknownNetwork');
    expect(partAfter(() => {})).toBe('elsewhere');
  });

  it('takes what came between two sign-ins of one boot as before sign-in', () => {
    const pc = new SimulatedPc(START_MS);
    const { take } = meter(pc);
    take();
    pc.pass(60 * MINUTE_MS);
    pc.move('lan', 600, 60);
    pc.signIn(START_MS + 50 * MINUTE_MS);
    expect(take().pieces.map((p) => [p.part, p.rxBytes, p.txBytes])).toEqual([
      ['beforeSignIn', 500, 50],
      ['atWork', 100, 10],
    ]);
  });

  it('keeps two adapters that claim one identity apart', () => {
    const pc = new SimulatedPc(START_MS);
    pc.adapters[1] = { ...pc.adapter('wlan'), key: 'lan', rxBytes: 70 };
    const { take } = meter(pc);
    take();
    pc.pass(1_000);
    pc.move('lan', 5, 0);
    expect(take().pieces.map((p) => p.rxBytes)).toEqual([5]);
  });
});
