import { describe, expect, it } from 'vitest';
import { importOfficialText } from '../../../../../electron/features/rules/import/official-text.ts';

const HEAD = ['某機關網路規範', '中華民國113年2月7日府智安字第1130035811號函訂定'];
const problemsIn = (lines: readonly string[]) => {
  const result = importOfficialText(lines.join('\n'));
  return result.ok ? 'none' : result.problems.map(({ line, reason }) => `${line} ${reason}`);
};
/** Behind a title and one line of history: the first is line 3. */
const inBody = (...lines: string[]) => problemsIn([...HEAD, ...lines]);
const inHeader = (...lines: string[]) => problemsIn([...lines, '一、甲。', '二、乙。']);

describe('the importer refuses, naming the line,', () => {
  it.each([
    ['a number left out', ['一、甲。', '三、丙。'], ['4 gap']],
    ['a number twice', ['一、甲。', '一、乙。'], ['4 repeat']],
    ['a clause left out', ['一、甲：', '（一）子。', '（三）寅。', '（四）卯。', '二、乙。'], ['5 gap']],
    ['an inserted article without the one before it', ['第一條　甲。', '第二條之二　乙。'], ['4 gap']],
    ['a text that begins in the middle', ['二、乙。', '三、丙。'], ['3 not-from-one']],
    ['clauses that begin in the middle', ['一、甲：', '（二）丑。'], ['4 not-from-one']],
    ['a chapter heading', ['第一章　總則', '第一條　甲。', '第二條　乙。'], ['3 chapter']],
    ['a chapter heading between articles', ['第一條　甲。', '第二章 附則', '第二條　乙。'], ['4 chapter']],
    ['a page number', ['一、甲。', '- 1 -', '二、乙。', '第 2 頁，共 2 頁'], ['4 page-number', '6 page-number']],
    ['an attachment', ['一、甲。', '附件一：申請表'], ['4 attachment']],
    ['an annex with a number and a blank', ['一、甲。', '附件一　網路使用申請表'], ['4 attachment']],
    ['an annex with a blank', ['一、甲。', '附表 網路使用申請表'], ['4 attachment']],
    [
      'an annex with the form in it',
      ['一、甲。', '附件一　申請表', '申請單位：', '申請人簽章：'],
      ['4 attachment', '5 unnumbered'],
    ],
    ['a signature', ['第一條　甲。', '第二條　本辦法自發布日施行。', '市長　張善政'], ['5 unnumbered']],
    ['a table between two articles', ['第一條　甲。', '網路使用申請表', '第二條　乙。'], ['4 unnumbered']],
    ['where a text was taken from', ['一、甲。', '資料來源：全國法規資料庫'], ['4 attachment']],
    ['when it was printed', ['一、甲。', '列印時間：113.02.07 10:00'], ['4 attachment']],
    ['reasons of an article', ['第一條　甲。', '立法理由：明定本辦法之目的。', '第二條　乙。'], ['4 attachment']],
    ['reasons under a heading', ['第一條　甲。', '〔立法理由〕', '明定本辦法之目的。'], ['4 attachment']],
    ['a running title', ['一、甲。', '某機關網路規範', '二、乙。'], ['4 page-number']],
    ['a running title with its page', ['一、甲，', '某機關網路規範　第 2 頁', '乙。'], ['4 page-number']],
    ['a page of how many', ['一、甲。', '1/3', '二、乙。', '頁 2 / 3', '三、丙。'], ['4 page-number', '6 page-number']],
    ['a page of how many in the midst of a sentence', ['一、乙，', '1/3', '丙。'], ['4 page-number']],
    ['words without a number behind a clause that is over', ['一、甲：', '（一）子。', '但書如何。'], ['5 unnumbered']],
    ['words behind a deleted article', ['一、（刪除）', '另有規定。'], ['4 unnumbered']],
    ['numbers that it does not know', ['一、甲：', 'A. 子', '1.1 丑'], ['4 other-number', '5 other-number']],
    ['bullets', ['一、甲。', '● 子'], ['4 other-number']],
    ['a fifth level', ['一、甲', '（一）子', '1. 甲', '(1) 子', '① 丑'], ['7 too-deep']],
    ['an article inside of a clause', ['一、甲：', '（一）子。', '第一條　丑。'], ['5 repeat']],
    [
      'a second list in one article',
      ['一、甲：', '（一）子。', '前項如何：', '（一）丑。', '二、乙。'],
      ['6 second-list'],
    ],
    ['an article without words', ['一、', '二、乙。'], ['3 empty']],
    ['a clause without words', ['一、甲：', '（一）', '（二）丑。'], ['4 empty']],
    ['a clause longer than any', ['一、甲。', `二、${'乙'.repeat(4001)}`], ['4 too-long']],
    ['a lost character', ['一、甲\ufffd。'], ['3 bad-character']],
    ['an invisible character', ['一、甲\u200b。'], ['3 bad-character']],
    ['a character of an agency’s own', ['一、甲\ue000。'], ['3 bad-character']],
  ])('%s', (_, lines, problems) => {
    expect(inBody(...lines)).toEqual(problems);
  });

  it('an article number that may as well be a reference, at the begin of a line', () => {
    expect(inBody('第一條　依本規範及', '第二條規定辦理。', '第二條　乙。')).toEqual(['4 ambiguous']);
    expect(inBody('第一條本規範依', '第二條規定辦理。', '第二條乙。')).toContain('4 ambiguous');
    // A reference to another article than the next is none.
    expect(inBody('第一條　甲。', '第二條　依', '第一條規定辦理。')).toBe('none');
  });

  it('a number in the midst of a wrapped sentence', () => {
    expect(
      inBody(
        '一、本規範所稱資安事件，依其影響之程度，分為第',
        '一、二級及其他等級，由本府資訊單位認定，並公告',
        '之。',
        '二、乙。',
      ),
    ).toEqual(['4 ambiguous']);
    expect(
      inBody(
        '一、本規範所稱資安事件，依其影響之程度，分為第',
        '二、三級及其他等級，由本府資訊單位認定，並公告',
        '之。',
        '二、乙。',
      ),
    ).toEqual(['4 ambiguous', '6 repeat']);
  });

  it.each([
    ['no title', [HEAD[1] ?? ''], ['1 no-title']],
    ['two titles', ['某機關網路規範', '某機關資訊規範'], ['2 two-titles']],
    ['a day that does not exist', ['規範', '中華民國112年2月29日府字第1號函訂定'], ['2 no-such-date']],
    ['a date that is not whole', ['規範', '中華民國112年函訂定'], ['2 bad-date']],
    ['a line that does not say what was done', ['規範', '中華民國112年2月28日府字第1號函'], ['2 no-action']],
    [
      'two letters in one line',
      ['規範', '中華民國112年2月28日府字第1號函訂定；113年1月1日府字第2號函修正'],
      ['2 two-in-one'],
    ],
    ...[
      '民國104年6月8日行政會議通過，107年6月29日行政會議修正',
      '民國104年6月8日訂定、民國107年6月29日修正、民國113年2月7日修正',
      '民國104年6月8日訂定，並於一百零七年六月修正',
      '104.06.08 訂定 107.06.29 修正',
    ].map((line): [string, string[], string[]] => ['two dates in one line', ['規範', line], ['2 two-in-one']]),
    ['a letter number that cannot be read', ['規範', '民國113年2月7日府法字第函修正'], ['2 bad-number']],
    [
      'a history in no order',
      ['規範', '中華民國104年6月8日函訂定', '中華民國113年2月7日函修正', '中華民國107年6月29日函修正'],
      ['2 history-order'],
    ],
  ])('%s', (_, lines, problems) => {
    expect(inHeader(...lines)).toEqual(problems);
  });

  it('what is no official text at all', () => {
    expect(problemsIn([])).toEqual(['0 no-articles', '1 no-title']);
    expect(problemsIn(['<!doctype html>', '<title>404</title>'])).toContain('0 no-articles');
  });

  it('and shows the line shortened, without what could upset a terminal', () => {
    const result = importOfficialText([...HEAD, `一、甲\u001b[2J${'乙'.repeat(100)}`].join('\n'));
    expect(result.ok ? [] : result.problems[0]?.words).toMatch(/^一、甲\ufffd\[2J乙+…$/);
  });

  it('at most a hundred times', () => {
    const result = importOfficialText([...HEAD, '一、甲。', ...Array<string>(5000).fill('● 子')].join('\n'));
    expect(result.ok ? [] : result.problems).toHaveLength(100);
  });
});

describe('the importer takes', () => {
  it('a history printed newest first, and keeps it oldest first', () => {
    const result = importOfficialText('規範\n中華民國113年2月7日函修正\n中華民國104年6月8日函訂定\n一、甲。');
    expect(result.ok ? result.text.amendments.map(({ date }) => date) : []).toEqual(['2015-06-08', '2024-02-07']);
  });

  it.each([
    '中華民國113年2月7日府法字第1號函修正，自中華民國114年1月1日生效',
    '中華民國113年2月7日府法字第1號函修正第二點，並自113年7月1日起施行',
    '中華民國113年2月7日府法字第1號函修正，溯自113年1月1日生效',
    '113.02.07 府法字第1號函修正，114.01.01 起實施',
  ])('the day from which an amendment holds, which is no second date: %s', (line) => {
    const result = importOfficialText(`規範\n${line}\n一、甲。`);
    expect(result.ok ? result.text.amendments : result.problems).toMatchObject([{ date: '2024-02-07', words: line }]);
  });

  it.each([
    ['院臺法字第 1010056845  號', '民國113年2月7日院臺法字第 1010056845  號令修正'],
    ['總統（84）華總（一）義字第 5960 號', '民國113年2月7日總統（84）華總（一）義字第 5960 號令修正'],
    ['臺教資(三)字第1070000000A號', '民國113年2月7日臺教資(三)字第1070000000A號函修正'],
  ])('the letter number %s', (number, line) => {
    const result = importOfficialText(`規範\n${line}\n一、甲。`);
    expect(result.ok ? result.text.amendments : result.problems).toMatchObject([{ number, words: line }]);
  });

  it('the head of a city’s law database, and names what is no part of the text', () => {
    const lines = [
      '法規名稱：某市網路使用規範',
      '公發布日：民國 104 年 06 月 08 日',
      '修正日期：民國 113 年 02 月 07 日',
      '發文字號：府智安字第1130035811號 函',
      '法規體系：某市法規／資訊類',
      '圖表附件：',
      '立法理由：總說明.pdf',
      '法規功能按鈕區',
      '一、甲。',
    ];
    const result = importOfficialText(lines.join('\n'));
    expect(result).toMatchObject({ ok: true, text: { title: '某市網路使用規範', articles: [{ text: '甲。' }] } });
    expect(result.ok ? result.leftOut.map(({ number }) => number) : []).toEqual([5, 6, 7, 8]);
  });

  it('a numbered history, which is not the first article', () => {
    const result = importOfficialText('規範\n1. 中華民國104年6月8日函訂定\n第 1 條\n甲。');
    expect(result).toMatchObject({ ok: true, text: { amendments: [{ date: '2015-06-08' }], articles: [{ id: '1' }] } });
  });

  it.each([
    ['a paragraph', '各機關得另定補充規定。'],
    ['a paragraph that speaks of an annex', '附表二 所列機關，應每年檢討。'],
    ['a paragraph that begins with printing', '列印機密文件者，應立即取走。'],
    ['the article’s next paragraph, though no mark ends it', '前項補充規定，由各機關定之'],
  ])('%s behind an article', (_, paragraph) => {
    const result = importOfficialText(`規範\n第一條　甲。\n${paragraph}\n第二條　乙。`);
    expect(result).toMatchObject({ ok: true, text: { articles: [{ text: `甲。\n${paragraph}` }, { text: '乙。' }] } });
  });

  it('a paragraph that opens a list, and a page number of the words themselves', () => {
    const lines = ['規範', '第一條　甲。', '其情形如下：', '一、子。', '二、丑，不超過 1/3。'];
    expect(importOfficialText(lines.join('\n'))).toMatchObject({
      ok: true,
      text: { articles: [{ clauses: [{}, {}] }] },
    });
  });

  it('articles whose number is not parted from the words', () => {
    const result = importOfficialText('規範\n第一條本規範依某法\n第五條規定訂定。\n第二條乙。');
    expect(result).toMatchObject({
      ok: true,
      text: { articles: [{ text: '本規範依某法第五條規定訂定。' }, { text: '乙。' }] },
    });
  });
});
