import { describe, expect, it } from 'vitest';
import { dayOfDrillReminder, isDrillDue } from '../../../../electron/features/incident/drill-reminder.ts';

const ZONE = 'Asia/Taipei';
const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-23T09:00');

describe('the yearly reminder of a drill', () => {
  it.each([
    ['no drill was ever held', '09-21', null, true],
    ["none was held since this year's day", '09-21', at('2026-09-20T23:59'), true],
    ['one was held on the day itself', '09-21', at('2026-09-21T00:01'), false],
    ["this year's day has not come, and last year's was kept", '12-01', at('2025-12-02T10:00'), false],
    ["this year's day has not come, and last year's was missed", '12-01', at('2025-11-30T10:00'), true],
    ['today is the day', '11-23', at('2026-11-22T10:00'), true],
    ['the agency wants none', '', null, false],
  ])('where %s', (_, reminder, last, isDue) => {
    expect(isDrillDue(reminder, last, NOW, ZONE)).toBe(isDue);
  });

  it("turns with the agency's day, not with UTC's", () => {
    expect(isDrillDue('09-21', at('2026-01-01T09:00'), at('2026-09-21T00:30'), ZONE)).toBe(true);
    expect(isDrillDue('09-21', at('2026-01-01T09:00'), at('2026-09-20T23:30'), ZONE)).toBe(false);
  });

  it.each([
    ['from its day on', '2026-09-21T00:30', null, '2026-09-21'],
    ['for thirty days', '2026-10-20T23:30', null, '2026-09-21'],
    ['and no longer', '2026-10-21T00:30', null, null],
    ['over the new year', '2027-01-05T09:00', null, '2026-12-20'],
    ['until a drill was held', '2026-09-25T09:00', at('2026-09-24T09:00'), null],
  ])('is said in the window %s', (_, now, last, day) => {
    const reminder = now.startsWith('2027') ? '12-20' : '09-21';
    expect(dayOfDrillReminder(reminder, last, at(now), ZONE)).toBe(day);
  });
});
