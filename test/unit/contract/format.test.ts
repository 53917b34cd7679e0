import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDayShort,
  formatDuration,
  formatLimit,
  formatPercent,
} from '../../../electron/contract/format.ts';

describe('bytes', () => {
  it('are decimal, as the cap is', () => {
    expect(formatBytes(620_000_000, 'zh-TW')).toBe('620 MB');
    expect(formatBytes(1_120_000_000, 'en')).toBe('1.12 GB');
    expect(formatBytes(3_400_000, 'en')).toBe('3.4 MB');
    expect(formatBytes(12_900, 'en')).toBe('12 KB');
  });

  it('below a kilobyte are named in the language in use', () => {
    expect(formatBytes(0, 'zh-TW')).toBe('0 位元組');
    expect(formatBytes(999, 'en')).toBe('999 bytes');
  });

  it('never round up to the cap before it is reached', () => {
    expect(formatBytes(999_999_999, 'zh-TW')).toBe('999 MB');
    expect(formatBytes(1_999_999_999, 'en')).toBe('1.99 GB');
  });

  it('lose nothing to binary fractions', () => {
    for (let hundredths = 100; hundredths < 1000; hundredths += 1) {
      expect(formatBytes(hundredths * 10_000_000, 'en')).toBe(`${(hundredths / 100).toFixed(2)} GB`);
    }
  });
});

describe('a limit', () => {
  it('drops idle zeros and keeps the others', () => {
    expect(formatLimit(1_000_000_000, 'zh-TW')).toBe('1 GB');
    expect(formatLimit(1_500_000_000, 'en')).toBe('1.5 GB');
    expect(formatLimit(1_050_000_000, 'en')).toBe('1.05 GB');
    expect(formatLimit(500_000_000, 'en')).toBe('500 MB');
    expect(formatLimit(5_000_000, 'en')).toBe('5 MB');
  });
});

it('a percentage never reads as 100 before 100', () => {
  expect(formatPercent(99.99)).toBe('99%');
  expect(formatPercent(100)).toBe('100%');
  expect(formatPercent(0.4)).toBe('0%');
});

it('a clock time is of the configured zone, by 24 hours', () => {
  const time = Date.UTC(2026, 10, 23, 7, 40, 5);
  expect(formatClock(time, 'Asia/Taipei')).toBe('15:40');
  expect(formatClock(time, 'UTC', true)).toBe('07:40:05');
  expect(formatClock(Date.UTC(2026, 10, 22, 16), 'Asia/Taipei')).toBe('00:00');
});

it('a day has the ROC year in Chinese and the common one in English', () => {
  expect(formatDay('2026-11-23', 'zh-TW')).toBe('115 年 11 月 23 日');
  expect(formatDay('2026-11-23', 'en')).toBe('23 November 2026');
});

it('a day on an axis is short', () => {
  expect(formatDayShort('2026-11-03', 'zh-TW')).toBe('11/3');
  expect(formatDayShort('2026-02-29', 'en')).toBe('29 Feb');
});

it('a duration is in whole minutes, with hours only where there are any', () => {
  expect(formatDuration(370, 'zh-TW')).toBe('6 小時 10 分');
  expect(formatDuration(59.9, 'zh-TW')).toBe('59 分');
  expect(formatDuration(480, 'en')).toBe('8 h 0 min');
});
