import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OfficialText } from '../../../../../electron/contract/rules.ts';
import { decodeText, importOfficialText } from '../../../../../electron/features/rules/import/official-text.ts';
import { clausesOf } from '../../../../../electron/features/rules/pack.ts';

const read = (name: string) => {
  const words = decodeText(readFileSync(new URL(`texts/${name}.txt`, import.meta.url)));
  const result = importOfficialText(words ?? '');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const clause = (id: string) => clausesOf(result.text).find((each) => each.id === id);
  return { ...result, clause, ids: clausesOf(result.text).map(({ id }) => id) };
};
const history = ({ amendments }: OfficialText) =>
  amendments.map(({ action, date, number }) => [action, date, number].join(' '));

describe('the texts of other agencies', () => {
  it('a school: three levels below its articles, dates with points, BOM and CRLF', () => {
    const { text, ids, clause } = read('county-school');
    expect(text.title).toBe('青山縣立青山國民中學校園網路使用規定');
    expect(history(text)).toEqual(['issued 2021-08-30 ', 'amended 2023-01-17 ']);
    expect(ids).toEqual('1 2 2.1 2.2 2.2.1 2.2.2 2.2.2.1 2.2.2.2 2.2.3 2.3 3 3.1 3.2 4'.split(' '));
    expect(clause('2.2.2.1')).toEqual({ id: '2.2.2.1', label: '(1) ', text: '以訪客帳號登入者。', deleted: false });
    expect(clause('2.3')?.text).toBe('帳號：供識別使用者身分之代碼');
  });

  it('a central agency: lines wrapped at a fixed width with hanging indents, glyphs for numbers, a paragraph behind a list', () => {
    const { text, ids, clause } = read('central-directions');
    expect(history(text)).toEqual([
      'issued 2019-03-05 公資字第1080001234號',
      'amended 2023-12-29 公資字第1120009876號',
    ]);
    expect(text.amendments[1]?.words).toBe(
      '中華民國一百一十二年十二月廿九日公資字第1120009876號函修正第二點、第五點，並自即日起生效',
    );
    expect(ids).toEqual('1 2 2.1 2.2 2.3 2.0 3 3-1 4 5 6'.split(' '));
    expect(clause('2.2')).toMatchObject({ label: '㈡', text: '派駐本署之廠商人員，其契約期間逾三個月者。' });
    expect(clause('2.3')?.text).toBe('其他經署長核准者。契約另有約定者，從其約定。');
    expect(clause('2.0')).toMatchObject({ label: '', text: '前項人員離職時，應繳回裝置。' });
    expect(clause('3')?.text).toBe('裝置應設定螢幕鎖定，並安裝 Mobile Device Management 軟體。');
    expect(clause('3-1')?.label).toBe('三之一、');
    expect(clause('5')?.text).toBe('資訊室得抽查裝置，受查者不得拒絕。抽查紀錄保存三年。');
  });

  it('a law database: its fields, numbers on lines of their own, paragraphs, and what is no part of the text', () => {
    const { text, ids, clause, leftOut } = read('law-database');
    expect(text.title).toBe('海東市資訊服務使用自治規則');
    expect(history(text)).toEqual(['issued 2017-04-01 ', 'amended 2022-11-30 海府法字第 1110045678 號']);
    expect(leftOut).toEqual([expect.objectContaining({ number: 5, text: '法規體系：海東市法規／資訊類' })]);
    expect(ids).toEqual('1 2 3 3.1 3.2 3.2.1 3.2.2 3.3 3.0 4 4-1 5 6'.split(' '));
    expect(clause('3.0')?.text).toBe('前項第三款之費用，由本府另定之。\n第三條之帳號逾一年未使用者，本府得停用之。');
    expect(clause('4')).toMatchObject({
      label: '第 4 條',
      text: '本府應保護個人資料。\n第二條所定機關，應每年檢討保護措施。',
    });
    expect(clause('4-1')?.label).toBe('第 4-1 條');
    expect(clause('5')).toMatchObject({ text: '（刪除）', deleted: true });
  });

  it('a city: articles put in between, deleted ones, full-width numbers', () => {
    const { text, ids, clause } = read('inserted-and-deleted');
    expect(history(text)).toEqual([
      'issued 2010-12-31 北府資字第0990012345號',
      'amended 2014-02-28 北府資字第1030001111號',
      'amended 2026-01-02 北府資字第1150000001號',
    ]);
    expect(ids).toEqual('1 2 3 3.1 3.2 3.3 4 4-1 4-2 5 6 6.1 6.2 6.3'.split(' '));
    expect(clause('4-1')?.label).toBe('第四條之一　');
    expect(clause('5')?.deleted).toBe(true);
    expect(clause('6.2')).toMatchObject({ label: '２．', deleted: true });
    expect(clause('3.3')).toMatchObject({ label: '⒊　', text: '至資訊室領取。' });
  });

  it('a district: capital numerals, headings with no mark behind them, no history, UTF-16', () => {
    const { text, ids, clause } = read('capital-numerals');
    expect(text.amendments).toEqual([]);
    expect(ids).toEqual('1 2 2.1 2.2 3 3.1 3.2'.split(' '));
    expect(clause('2')?.text).toBe('使用原則');
    expect(clause('2.1')?.text).toBe('公務郵件應以公務帳號傳送，附件不得逾二十MB。');
  });
});
