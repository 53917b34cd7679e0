import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../../../electron/contract/iso-time.ts';
import {
  type DutyFacts,
  daysAfter,
  daysBetween,
  dueInYear,
  dutyOf,
} from '../../../../../electron/features/rules/acknowledgement/duty.ts';
import { type Reminded, remindingOf } from '../../../../../electron/features/rules/acknowledgement/reminders.ts';

const ZONE = 'Asia/Taipei';
const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const facts = (today: string, more: Partial<DutyFacts> = {}): DutyFacts => ({
  renewal: { kind: 'calendar-year', dueOn: '06-30' },
  remindDaysBefore: [30, 14, 7, 1],
  timeZone: ZONE,
  nowMs: at(today),
  signedAt: null,
  sinceMs: at('2026-01-05'),
  isOutdated: false,
  ...more,
});
const duty = (today: string, more?: Partial<DutyFacts>) => {
  const { state, dueOn, daysLeft } = dutyOf(facts(today, more));
  return [state, dueOn, daysLeft];
};

describe('a duty of every calendar year', () => {
  it('counts down to its day and past it', () => {
    expect(duty('2026-05-30')).toEqual(['current', '2026-06-30', 31]);
    expect(duty('2026-05-31')).toEqual(['due-soon', '2026-06-30', 30]);
    expect(duty('2026-06-30')).toEqual(['due', '2026-06-30', 0]);
    expect(duty('2026-07-02')).toEqual(['overdue', '2026-06-30', -2]);
  });

  it('is done for a year by a signature in it, also a late one', () => {
    expect(duty('2026-06-01', { signedAt: '2026-01-02T08:00:00+08:00' })).toEqual(['current', '2027-06-30', 394]);
    expect(duty('2026-12-30', { signedAt: '2026-12-29T08:00:00+08:00' })).toEqual(['current', '2027-06-30', 182]);
  });

  it('counts for the next year what was signed while that was being reminded of', () => {
    const renewal = { kind: 'calendar-year' as const, dueOn: '01-10' };
    expect(duty('2026-12-20', { renewal, signedAt: '2026-12-20T08:00:00+08:00' })).toEqual([
      'current',
      '2028-01-10',
      386,
    ]);
    expect(duty('2026-12-20', { renewal, signedAt: '2026-12-01T08:00:00+08:00' })).toEqual([
      'due-soon',
      '2027-01-10',
      21,
    ]);
  });

  it('makes nobody late for a day that had passed when the app came', () => {
    expect(duty('2026-12-03', { sinceMs: at('2026-12-03') })).toEqual(['current', '2027-06-30', 209]);
    expect(duty('2026-06-30', { sinceMs: at('2026-06-30') })).toEqual(['due', '2026-06-30', 0]);
    expect(duty('2026-12-03', { sinceMs: at('2025-12-03') })).toEqual(['overdue', '2026-06-30', -156]);
  });

  it('is not put off by a clock that ran ahead when the app came', () => {
    expect(duty('2026-06-01', { sinceMs: at('2036-01-05') })).toEqual(['due-soon', '2026-06-30', 29]);
  });

  it('takes the 28th for a 29th of February that a year has not', () => {
    expect([dueInYear(2027, '02-29'), dueInYear(2028, '02-29')]).toEqual(['2027-02-28', '2028-02-29']);
  });

  it('goes by the day of the agency’s time zone', () => {
    const nowMs = Date.parse('2026-06-29T16:30:00Z');
    expect(dayOf(nowMs, ZONE)).toBe('2026-06-30');
    expect(dutyOf({ ...facts('2026-01-01'), nowMs }).state).toBe('due');
    expect(dutyOf({ ...facts('2026-01-01'), nowMs, timeZone: 'UTC' }).state).toBe('due-soon');
  });
});

describe('a duty every so many days', () => {
  const renewal = { kind: 'days' as const, days: 365 };
  it('counts from the last signature, and gives a newcomer thirty days', () => {
    expect(duty('2026-01-05', { renewal })).toEqual(['due-soon', '2026-02-04', 30]);
    expect(duty('2027-03-01', { renewal, signedAt: '2026-03-01T08:00:00+08:00' })).toEqual(['due', '2027-03-01', 0]);
  });
});

describe('a period no longer than the first reminder', () => {
  it('is silent right after signing, and reminded of by the steps that fit into it', () => {
    const renewal = { kind: 'days' as const, days: 30 };
    const signedAt = '2026-03-01T08:00:00+08:00';
    expect(duty('2026-03-01', { renewal, signedAt })).toEqual(['current', '2026-03-31', 30]);
    expect(duty('2026-03-16', { renewal, signedAt })).toEqual(['current', '2026-03-31', 15]);
    expect(duty('2026-03-17', { renewal, signedAt })).toEqual(['due-soon', '2026-03-31', 14]);
  });
});

describe('what a reading begun now is of', () => {
  const scope = (today: string, more: Partial<DutyFacts> = {}) => dutyOf(facts(today, more)).scope;
  it('the changes alone while the period’s own reading is not owed, and then the whole', () => {
    expect(scope('2026-05-30', { isOutdated: true })).toBe('changes');
    for (const today of ['2026-05-31', '2026-06-30', '2026-07-02'])
      expect(scope(today, { isOutdated: true })).toBe('whole');
    expect(scope('2026-05-30')).toBe('whole');
    expect(scope('2026-05-30', { renewal: null, isOutdated: true })).toBe('changes');
    expect(scope('2026-05-30', { renewal: null })).toBe('whole');
  });
});

it('without a rule there is no duty, and a major amendment is told all the same', () => {
  expect(duty('2026-06-30', { renewal: null })).toEqual(['none', null, null]);
  expect(duty('2026-06-30', { renewal: null, isOutdated: true })).toEqual(['new-edition', null, null]);
});

describe('whatever the rule, the dates and the signatures', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((days) => daysAfter('2024-01-01', days));
  const renewal = fc.oneof(
    fc
      .integer({ min: 0, max: 365 })
      .map((days) => ({ kind: 'calendar-year' as const, dueOn: daysAfter('2024-01-01', days).slice(5) })),
    fc.integer({ min: 1, max: 800 }).map((days) => ({ kind: 'days' as const, days })),
  );

  it('signing today always ends the duty, and never for more than two years and a day, or N days', () => {
    fc.assert(
      fc.property(renewal, day, (rule, today) => {
        const after = dutyOf(facts(today, { renewal: rule, signedAt: `${today}T09:00:00+08:00` }));
        const left = after.daysLeft ?? 0;
        expect(after.dueOn).toBe(daysAfter(today, left));
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(rule.kind === 'days' ? rule.days : 2 * 366 + 1);
      }),
    );
  });

  it('each step is said once, a toast comes at most once a day, and once due every day', () => {
    fc.assert(
      fc.property(renewal, day, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }), (rule, start, jumps) => {
        let today = start;
        let reminded: Reminded | null = null;
        const said: { today: string; left: number; due: string }[] = [];
        for (const jump of jumps) {
          const now = dutyOf(facts(today, { renewal: rule, sinceMs: at(start) }));
          for (let asked = 0; asked < 3; asked++) {
            const { toast, notice, reminded: after } = remindingOf(now, 1, today, [30, 14, 7, 1], reminded);
            if (toast) said.push({ today, left: now.daysLeft ?? 0, due: now.dueOn ?? '' });
            if (now.state === 'current') expect([toast, notice]).toEqual([false, null]);
            if (now.state === 'overdue' || now.state === 'due') expect([toast, notice]).toEqual([asked === 0, 'due']);
            reminded = after;
          }
          today = daysAfter(today, jump);
        }
        expect(new Set(said.map((each) => each.today)).size).toBe(said.length);
        const ahead = said.filter(({ left }) => left > 0);
        expect(ahead.length).toBeLessThanOrEqual(4 * new Set(ahead.map(({ due }) => due)).size);
      }),
    );
  });
});

describe('reminders', () => {
  const days = (from: string, to: string, more: Partial<DutyFacts> = {}) => {
    let reminded: Reminded | null = null;
    const toasts: number[] = [];
    for (let today = from; daysBetween(today, to) >= 0; today = daysAfter(today, 1)) {
      const now = dutyOf(facts(today, more));
      const reminding = remindingOf(now, 20240207, today, [30, 14, 7, 1], reminded);
      if (reminding.toast) toasts.push(now.daysLeft ?? Number.NaN);
      reminded = reminding.reminded;
    }
    return toasts;
  };

  it('come 30, 14, 7 and 1 days ahead, then daily', () => {
    expect(days('2026-05-01', '2026-07-03')).toEqual([30, 14, 7, 1, 0, -1, -2, -3]);
  });

  it('come with the next step where the PC was off on the day of one', () => {
    expect(days('2026-06-18', '2026-06-29')).toEqual([12, 7, 1]);
  });

  it('tell of a major amendment once, and then by the due day’s steps', () => {
    expect(days('2026-05-01', '2026-06-30', { isOutdated: true, signedAt: null })).toEqual([60, 30, 14, 7, 1, 0]);
  });
});
