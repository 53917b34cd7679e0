import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficialText } from '../../../../../electron/contract/rules.ts';
import { importOfficialText } from '../../../../../electron/features/rules/import/official-text.ts';

const result = importOfficialText(readFileSync('assets/rules/official-text.txt', 'utf8'));
if (!result.ok) throw new Error('the built-in text cannot be read');
const known = result.text;

const HAN = '零一二三四五六七八九';
const han = (number: number): string =>
  number < 10
    ? (HAN[number] ?? '')
    : `${number < 20 ? '' : HAN[Math.floor(number / 10)]}十${HAN[number % 10] ?? ''}`.replace('零', '');
const wide = (number: number) => String(number).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const ARTICLES: readonly ((number: number) => string)[] = [
  (number) => `第${han(number)}條　`,
  (number) => `第${wide(number)}條　`,
  (number) => `第 ${number} 條 `,
  (number) => `${han(number)}、`,
  (number) => `${number}、 `,
  (number) => `${wide(number)}、`,
];
const CLAUSES: readonly ((number: number) => string)[] = [
  (number) => `（${han(number)}）`,
  (number) => `(${number}) `,
  (number) => `（${wide(number)}）`,
  (number) => `${wide(number)}．`,
  (number) => `${number}. `,
  (number) => String.fromCodePoint(0x2473 + number),
  (number) => String.fromCodePoint(0x245f + number),
];

interface Layout {
  readonly article: number;
  readonly clause: number;
  /** In characters; 0: not wrapped. */
  readonly wrapAt: number;
  readonly indents: readonly string[];
  readonly blankLines: readonly boolean[];
  readonly lineEnd: string;
  readonly bom: boolean;
}
const layouts: fc.Arbitrary<Layout> = fc.record({
  article: fc.nat({ max: ARTICLES.length - 1 }),
  clause: fc.nat({ max: CLAUSES.length - 1 }),
  wrapAt: fc.oneof(fc.constant(0), fc.integer({ min: 16, max: 60 })),
  indents: fc.array(fc.constantFrom('', ' ', '  ', '\u3000', '\t'), { minLength: 1, maxLength: 7 }),
  blankLines: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  bom: fc.boolean(),
});

/** As typesetting does: at a fixed width, but within no Latin word or number, and never beside a blank that counts. */
function wrapped(line: string, width: number): string[] {
  if (width === 0 || line.length <= width) return [line];
  let at = width;
  while (at > 1 && /[A-Za-z0-9 ]{2}/.test(line.slice(at - 1, at + 1))) at--;
  return [line.slice(0, at), ...wrapped(line.slice(at), width)];
}

function laidOut(text: OfficialText, layout: Layout): string {
  const { article, clause, wrapAt, indents, blankLines, lineEnd, bom } = layout;
  const items = text.articles.flatMap((each, at) => [
    `${ARTICLES[article]?.(at + 1)}${each.text}`,
    ...each.clauses.map((inner, index) => `${CLAUSES[clause]?.(index + 1)}${inner.text}`),
  ]);
  const lines = [
    text.title,
    ...[...text.amendments.map(({ words }) => words), ...items].flatMap((item) => wrapped(item, wrapAt)),
  ];
  return (
    (bom ? '\ufeff' : '') +
    lines
      .map(
        (line, at) =>
          (indents[at % indents.length] ?? '') + line + (blankLines[at % blankLines.length] ? ` ${lineEnd} \t` : ''),
      )
      .join(lineEnd)
  );
}

/** All but the labels, which are the layout's. */
const withoutLabels = (text: OfficialText) =>
  JSON.parse(JSON.stringify(text, (key, value) => (key === 'label' ? undefined : value)));

describe('any layout of a known text', () => {
  it('is read as the same text', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const read = importOfficialText(laidOut(known, layout));
        expect(read.ok ? withoutLabels(read.text) : read.problems).toEqual(withoutLabels(known));
      }),
      { numRuns: 150 },
    );
  });

  it('with any one numbered line taken out or doubled is refused, unless it was its list’s last', () => {
    const lines = laidOut(known, {
      article: 3,
      clause: 1,
      wrapAt: 0,
      indents: [''],
      blankLines: [false],
      lineEnd: '\n',
      bom: false,
    }).split('\n');
    const first = lines.findIndex((line) => line.startsWith('一、'));
    const isLast = (at: number) =>
      at + 1 === lines.length || (/^\(/.test(lines[at] ?? '') && !/^\(/.test(lines[at + 1] ?? ''));
    for (let at = first; at < lines.length; at++) {
      if (!isLast(at)) expect(importOfficialText(lines.toSpliced(at, 1).join('\n')).ok).toBe(false);
      expect(importOfficialText(lines.toSpliced(at, 0, lines[at] ?? '').join('\n')).ok).toBe(false);
    }
  });
});

const PIECES = [
  '第',
  '條',
  '一',
  '二',
  '十',
  '廿',
  '、',
  '（',
  '）',
  '(',
  ')',
  '1',
  '２',
  '.',
  '．',
  '中華民國',
  '年',
  '月',
  '日',
  '字第',
  '號',
  '修正',
  '章',
  '前項',
  '。',
  '：',
  '\n',
  '\r',
  ' ',
  '\u3000',
  '㈠',
  '⑴',
  'A',
  '刪除',
  '民國',
  '之',
];
const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join('')),
);

describe('garbage', () => {
  it('is answered with a text that keeps to the contract, or with problems, and never thrown', () => {
    fc.assert(
      fc.property(garbage, (words) => {
        const read = importOfficialText(words);
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(garbage, (words) => {
        const read = importOfficialText(`規範\n一、${words}`);
        if (!read.ok) expect(read.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['one line', 'a'],
    ['digits', '1'],
    ['numerals', '十'],
    ['blanks', ' \u3000'],
    ['empty lines', '\n'],
    ['short lines', '甲乙\n'],
    ['wrapped words', '一、規範\n甲乙丙丁甲乙丙丁甲乙丙丁\n'],
    ['brackets', '（'],
    ['numbers', '（一）\n'],
    ['dates', '中華民國104年6月8日\n'],
    ['letters', '字第1號函修正'],
    ['replacement characters', '\ufffd\n'],
  ])('of a megabyte (%s) takes no longer than a second or two', (_, unit) => {
    const words = unit.repeat(Math.ceil(1_000_000 / Buffer.byteLength(unit)));
    // The processor's time and not the clock's: other tests run beside.
    const begin = process.cpuUsage();
    importOfficialText(words);
    importOfficialText(`規範\n一、甲\n${words}`);
    const { user, system } = process.cpuUsage(begin);
    expect((user + system) / 1000).toBeLessThan(4000);
  });
});
