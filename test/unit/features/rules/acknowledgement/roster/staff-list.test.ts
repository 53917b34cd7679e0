import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText, readCsv } from '../../../../../../electron/features/rules/acknowledgement/roster/csv.ts';
import { dayFrom, readStaffList } from '../../../../../../electron/features/rules/acknowledgement/roster/staff-list.ts';

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

  it('says which lines it could not count, and why', () => {
    const { staff, problems } = readStaffList('員工編號,姓名,到職日\n,無號,\nA1,甲,2026-13-01\nA1,乙,\n');
    expect(staff).toHaveLength(1);
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'no-number'],
      [3, 'bad-date'],
      [4, 'given-twice'],
    ]);
    expect(readStaffList('a,b\n1,2\n').problems).toMatchObject([{ reason: 'no-such-column' }]);
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
    const text = csvText([['=1+1', '+886', '-2', '@A1', '\tx', '王,"小"明', 'a\nb']]);
    expect(text).toBe('\ufeff\'=1+1,\'+886,\'-2,\'@A1,\'\tx,"王,""小""明","a\nb"\r\n');
  });

  it('comes back as it was written, whatever a field holds', () => {
    const field = fc.string().map((each) => `x${each.replaceAll('\r', '')}`);
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        expect(readCsv(csvText(rows))).toEqual(rows);
      }),
    );
  });

  it('is never begun by a formula’s sign, whatever a name holds', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [[value = ''] = []] = readCsv(csvText([[name, 'x']]));
        return !/^[=+\-@\t\r]/.test(value);
      }),
    );
  });
});
