import { describe, expect, it } from 'vitest';
import { isDrillDue } from '../../../../electron/features/incident/drill-reminder.ts';

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
});
