import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import text from '../../../../../assets/rules/text.json' with { type: 'json' };
import { OfficialText } from '../../../../../electron/contract/rules.ts';
import { decodeText, importOfficialText } from '../../../../../electron/features/rules/import/official-text.ts';

const bytes = readFileSync('assets/rules/official-text.txt');
const published = bytes.toString('utf8');
/** Title, history, labels and texts, one after the other. */
const putTogether = ({ title, amendments, articles }: OfficialText): string =>
  [title, ...amendments.map(({ words }) => words)]
    .concat(articles.flatMap((article) => [article, ...article.clauses].map((each) => each.label + each.text)))
    .join('');
const withoutLineEdges = (source: string): string =>
  source
    .split('\n')
    .map((line) => line.trim())
    .join('');

describe('the built-in text', () => {
  it('is what the importer makes of the text as published', () => {
    const result = importOfficialText(published);
    expect(result).toEqual({ ok: true, text, leftOut: [] });
    expect(OfficialText.parse(text)).toEqual(text);
  });

  it('is, put together again, the published text character for character but for lines and their edges', () => {
    expect(putTogether(text as OfficialText)).toBe(withoutLineEdges(published));
  });

  it('can, laid out line by line, be imported again to the very same', () => {
    const { title, amendments, articles } = text as OfficialText;
    const lines = [title, ...amendments.map(({ words }) => words)].concat(
      articles.flatMap((article) => [article, ...article.clauses].map((each) => each.label + each.text)),
    );
    expect(importOfficialText(lines.join('\r\n'))).toMatchObject({ ok: true, text });
  });

  it('has nine articles and the clauses that each names', () => {
    expect(text.articles.map(({ id, clauses }) => [id, clauses.length])).toEqual(
      Object.entries({ 1: 0, 2: 0, 3: 9, 4: 15, 5: 6, 6: 4, 7: 7, 8: 3, 9: 0 }),
    );
    expect(text.articles[3]?.clauses[13]).toEqual({
      id: '4.14',
      label: '(14) ',
      text: '占用市政網路頻寬或使用網路上傳或下載流量每日不得超過一GB。',
      deleted: false,
    });
  });
});

describe('a file', () => {
  it('is read as UTF-8, or as UTF-16 with its mark, and otherwise not guessed at', () => {
    expect(decodeText(bytes)).toBe(published);
    expect(decodeText(Buffer.from(`\ufeff${published}`, 'utf16le'))).toBe(published);
    // Big5 of two characters.
    expect(decodeText(Buffer.from([0xae, 0xe7, 0xb6, 0xe9]))).toBeNull();
  });
});
