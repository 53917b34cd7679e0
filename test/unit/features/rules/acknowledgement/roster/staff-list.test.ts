import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, readCsv } from '../../../../../../electron/features/rules/acknowledgement/roster/csv.ts';
import {
  dayFrom,
  readStaffList,
  staffListText,
} from '../../../../../../electron/features/rules/acknowledgement/roster/staff-list.ts';

describe('a staff list', () => {
  it('is read as a personnel system writes it: with a mark, quotes, Chinese heads and years of the ROC', () => {
    const text =
      '\ufeff單位,員工編號,姓名,到職日,離職日,留職停薪起,留職停薪迄\r\n資訊科,"A1","王, 小明",110/3/1,,114.09.01,115年2月28日\r\n秘書處,A2,李四,1100701,115-06-30,,\r\n';
    expect(readStaffList(text)).toEqual({
      problems: [],
      staff: [
        {
          employeeNumber: 'A1',
          name: '王, 小明',
          joined: '2021-03-01',
          left: null,
          leaveFrom: '2025-09-01',
          leaveTo: '2026-02-28',
        },
        {
          employeeNumber: 'A2',
          name: '李四',
          joined: '2021-07-01',
          left: '2026-06-30',
          leaveFrom: null,
          leaveTo: null,
        },
      ],
    });
  });

  it('is read with English heads, in any order', () => {
    const { staff } = readStaffList('Name,Employee Number,Joined\nWang,7,2026-01-02\n');
    expect(staff[0]).toMatchObject({ employeeNumber: '7', name: 'Wang', joined: '2026-01-02' });
  });

  it('says which lines it could not count, and why, by the rows that a spreadsheet shows', () => {
    const text = '\n員工編號,姓名,到職日\n,無號,\n,,\nA1,"甲\n乙",2026-13-01\n\nａ1,乙,\n';
    const { staff, problems } = readStaffList(text);
    expect(staff).toHaveLength(1);
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'no-number'],
      [5, 'bad-date'],
      [7, 'given-twice'],
    ]);
    expect(readStaffList('a,b\n1,2\n').problems).toMatchObject([{ reason: 'no-such-column' }]);
  });

  it.each(['\r', '\n', '\r\n'])('is read with the line ends of any system: %j', (end) => {
    const { staff, problems } = readStaffList(`員工編號,姓名${end}A1,"王${end}小明"${end}A2,李四${end}`);
    expect([staff.map(({ name }) => name), problems]).toEqual([[`王${end}小明`, '李四'], []]);
  });

  it.each([
    ['that is never closed', 'A1,"王\nA2,李\nA3,陳', [2], ['"王', '李', '陳']],
    ['that is never closed, before others that are', 'A1,"王\nA2,""\nA3,"a""b"\n', [2], ['"王', '', 'a"b']],
    ['whose seeming partner opens another line’s field', 'A1,"王\nA2,"李\nA3,陳\n', [2, 3], ['"王', '"李', '陳']],
  ])('names a quotation mark %s, which swallows nobody', (_, lines, at, names) => {
    const { staff, problems } = readStaffList(`員工編號,姓名\n${lines}`);
    expect(problems).toEqual(at.map((row) => ({ row, reason: 'stray-quote', detail: '' })));
    expect(staff.map(({ name }) => name)).toEqual(names);
  });

  it('that names nobody is none', () => {
    for (const text of ['員工編號,姓名\n', '員工編號', '員工編號\n\n,\n'])
      expect(readStaffList(text)).toEqual({ staff: [], problems: [{ row: 1, reason: 'nobody', detail: '' }] });
    expect(readStaffList('員工編號,姓名\n,王\n').problems.map(({ reason }) => reason)).toEqual(['nobody', 'no-number']);
  });

  it('is read in what Excel saves: UTF-8, Big5, and numbers that are kept as text', () => {
    // 員工編號,姓名 and ="0012",王 in Big5, as iconv writes it.
    const big5 = Buffer.from('adfba475bd73b8b92ca96da6570d0a3d2230303132222ca4fd0d0a', 'hex');
    const { staff, problems } = readStaffList(staffListText(big5) ?? '');
    expect([staff[0], problems]).toEqual([expect.objectContaining({ employeeNumber: '0012', name: '王' }), []]);
    expect(staffListText(Buffer.from('員工編號'))).toBe('員工編號');
    expect(staffListText(Buffer.from([0xa4, 0x0a]))).toBeNull();
  });

  it('knows no day that is none', () => {
    expect(['2026-02-29', '115/2/29', '2026-00-01', '26-1-1', 'soon'].map(dayFrom)).toEqual(new Array(5).fill(null));
    expect(['113/2/29', '98.3.1', '980301', '20260102'].map(dayFrom)).toEqual([
      '2024-02-29',
      '2009-03-01',
      '2009-03-01',
      '2026-01-02',
    ]);
  });
});

describe('CSV', () => {
  it('opens in a spreadsheet as text: UTF-8 with its mark, and no field is a formula', () => {
    const text = csvText([['=1+1', '+886', '-2', ' @A1', '＝1', '\n=2', '王,"小"明', 'a\nb']]);
    expect(text).toBe('\ufeff\'=1+1,\'+886,\'-2,\' @A1,\'＝1,"\'\n=2","王,""小""明","a\nb"\r\n');
  });

  it('shows as it is what a spreadsheet would take for a number or a date', () => {
    const taken = [
      '0012345',
      '1E10',
      '1.5e-3',
      '123456789012',
      '3-1',
      '1/2',
      '10:30',
      '1.10',
      'MAR1',
      '3-Sept',
      '5 pm',
    ];
    expect(csvText([taken])).toBe(`\ufeff${taken.map((each) => `"=""${each}"""`).join(',')}\r\n`);
    const left = ['A12345', '12345', '20240207', '03ab', 'MARKET1', '2026-03-02T09:00:00+08:00', '王小明', ''];
    expect(csvText([left])).toBe(`\ufeff${left.join(',')}\r\n`);
  });

  it('comes back as it was written, whatever a field holds', () => {
    const field = fc.string().map((each) => `x${each}`);
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        expect(readCsv(csvText(rows))).toEqual({ rows, strayQuotes: [] });
      }),
    );
  });

  it('is never begun by a formula’s sign, whatever a name holds', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [[value = ''] = []] = readCsv(csvText([[name, 'x']])).rows;
        return !/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) || /^="[0-9A-Za-z .,:/+-]*"$/.test(value);
      }),
    );
  });
});
