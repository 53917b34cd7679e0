import { expect, it } from 'vitest';
import { isoTime } from '../../../electron/contract/iso-time.ts';

const at = Date.parse('2026-07-01T12:34:56.789Z');

it.each([
  ['Asia/Taipei', '2026-07-01T20:34:56+08:00'],
  ['UTC', '2026-07-01T12:34:56+00:00'],
  ['America/New_York', '2026-07-01T08:34:56-04:00'],
  ['Asia/Kolkata', '2026-07-01T18:04:56+05:30'],
  ['America/St_Johns', '2026-07-01T10:04:56-02:30'],
])('writes a time in %s with its offset', (zone, expected) => {
  expect(isoTime(at, zone)).toBe(expected);
  expect(Date.parse(expected)).toBe(at - 789);
});

it('tells the two hours apart in which a clock is set back', () => {
  expect(isoTime(Date.parse('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00');
  expect(isoTime(Date.parse('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30:00+01:00');
});
