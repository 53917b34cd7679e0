import { describe, expect, it } from 'vitest';
import type { DayUsage, HourUsage } from '../../../../electron/contract/usage.ts';
import { usageCsv } from '../../../../electron/features/usage/export-csv.ts';
import en from '../../../../locales/en/cli.json' with { type: 'json' };
import zh from '../../../../locales/zh-TW/cli.json' with { type: 'json' };

const timeZone = 'Asia/Taipei';
const t = (key: string) => key.replace('cli:csv.', '');

const day: DayUsage = {
  day: '2026-11-23',
  measured: true,
  rxBytes: 900_000_000,
  txBytes: 123_456_789,
  countedBytes: 1_023_456_789,
  lockedBytes: 5,
  capBytes: 1_000_000_000,
  over: true,
  measuredMinutes: 370.04,
  onMinutes: 480,
  hasGap: true,
  estimated: false,
  doubtful: false,
  note: '',
};
const unmeasured: DayUsage = {
  ...day,
  measured: false,
  rxBytes: null,
  txBytes: null,
  countedBytes: null,
  lockedBytes: 0,
  over: false,
  measuredMinutes: 0,
  onMinutes: 0,
};
const hour: HourUsage = {
  startMs: Date.parse('2026-11-23T01:00:00Z'),
  endMs: Date.parse('2026-11-23T02:00:00Z'),
  rxBytes: 10,
  txBytes: 20,
  lockedBytes: 0,
  measuredMinutes: 59.96,
  hasGap: false,
  estimated: true,
  doubtful: false,
};

/** RFC 4180 read back: rows of cells. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cell.exec(csv); match; match = cell.exec(csv)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

function cellOf(csv: string, column: string, row = 1): string | undefined {
  const rows = parse(csv.slice(1));
  return rows[row]?.[rows[0]?.indexOf(`column.${column}`) ?? -1];
}

const withNote = (note: string) => usageCsv({ days: [{ ...day, note }], timeZone, t });

describe('the record as CSV', () => {
  it('starts with a byte-order mark and ends each line, the last too, with CRLF', () => {
    const csv = usageCsv({ days: [day], timeZone, t });
    expect([...Buffer.from(csv).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('writes bytes as whole numbers without separators', () => {
    const csv = usageCsv({ days: [day], timeZone, t });
    expect(cellOf(csv, 'rxBytes')).toBe('900000000');
    expect(cellOf(csv, 'countedBytes')).toBe('1023456789');
    expect(cellOf(csv, 'measuredMinutes')).toBe('370');
    expect(cellOf(csv, 'over')).toBe('yes');
  });

  it('leaves empty what was not measured, and says that it was not', () => {
    const csv = usageCsv({ days: [unmeasured], timeZone, t });
    expect(cellOf(csv, 'measured')).toBe('no');
    for (const column of ['rxBytes', 'txBytes', 'countedBytes', 'lockedBytes', 'over'])
      expect(cellOf(csv, column)).toBe('');
    expect(cellOf(csv, 'capBytes')).toBe('1000000000');
  });

  it('keeps a measured 0 apart from what was not measured', () => {
    const csv = usageCsv({ days: [{ ...day, rxBytes: 0, txBytes: 0, countedBytes: 0, over: false }], timeZone, t });
    expect(cellOf(csv, 'countedBytes')).toBe('0');
    expect(cellOf(csv, 'over')).toBe('no');
  });

  it('puts hours below the days, with the zone in their times', () => {
    const csv = usageCsv({ days: [day], hours: [hour, { ...hour, measuredMinutes: 0 }], timeZone, t });
    expect(cellOf(csv, 'span', 1)).toBe('day');
    expect(cellOf(csv, 'span', 2)).toBe('hour');
    expect(cellOf(csv, 'from', 2)).toBe('2026-11-23T09:00:00+08:00');
    expect(cellOf(csv, 'to', 2)).toBe('2026-11-23T10:00:00+08:00');
    expect([cellOf(csv, 'rxBytes', 2), cellOf(csv, 'measuredMinutes', 2), cellOf(csv, 'countedBytes', 2)]).toEqual([
      '10',
      '60',
      '',
    ]);
    expect([cellOf(csv, 'rxBytes', 3), cellOf(csv, 'measured', 3)]).toEqual(['', 'no']);
  });

  it('gives every row as many cells as the header', () => {
    const rows = parse(usageCsv({ days: [day, unmeasured], hours: [hour], timeZone, t }).slice(1));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([16]));
    expect(rows).toHaveLength(4);
  });

  it.each(['上傳標案圖說', 'a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', ' spaced ', '", "', 'a;b\tc'])(
    'gives back the note %j unchanged',
    (note) => {
      expect(cellOf(withNote(note), 'note')).toBe(note);
    },
  );

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '＝1', '=HYPERLINK("http://x")', '=1,2'])(
    'keeps a spreadsheet from running the note %j',
    (note) => {
      expect(cellOf(withNote(note), 'note')).toBe(`'${note}`);
    },
  );

  it.each([
    ['zh-TW', zh],
    ['en', en],
  ])('has a word for each column in %s', (_, words) => {
    const csv = usageCsv({
      days: [],
      timeZone,
      t: (key) => {
        const word = key
          .replace('cli:', '')
          .split('.')
          .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], words);
        if (typeof word !== 'string') throw new Error(`no word for ${key}`);
        return word;
      },
    });
    expect(parse(csv.slice(1))[0]).toHaveLength(Object.keys(words.csv.column).length);
  });
});
