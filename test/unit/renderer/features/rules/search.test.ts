import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, markTerms } from '../../../../../renderer/features/rules/folded-text.ts';
import { readQuery } from '../../../../../renderer/features/rules/query-terms.ts';
import { searchOf } from '../../../../../renderer/features/rules/search.ts';
import { PACK } from '../../../../fixtures/acknowledgement-scenes.ts';

const search = searchOf(PACK);

/** What people type, and the clause that answers them. */
const LABELLED: readonly (readonly [typed: string, clause: string])[] = [
  ['LINE', '3.6'],
  ['line', '3.6'],
  ['ＬＩＮＥ', '3.6'],
  ['賴', '3.6'],
  ['可以用line嗎', '3.6'],
  ['熱點', '3.3'],
  ['手機熱點', '3.3'],
  ['hotspot', '3.3'],
  ['wifi分享器', '3.3'],
  ['可以裝無線基地台嗎', '3.3'],
  ['bittorrent', '7.4'],
  ['BT', '7.4'],
  ['P2P', '7.4'],
  ['大檔案', '4.14'],
  ['流量', '4.14'],
  ['1GB', '4.14'],
  ['1 GB', '4.14'],
  ['25MB', '5.2'],
  ['25 MB', '5.2'],
  ['遠端', '3.8'],
  ['remote desktop', '3.8'],
  ['vpn', '3.8'],
  ['密碼', '4.3'],
  ['可不可以把密碼給代理人', '4.3'],
  ['may I share my password', '4.3'],
  ['選舉', '4.10'],
  ['election', '4.10'],
  ['youtube', '4.1'],
  ['釣魚', '7.6'],
  ['phishing', '7.6'],
  ['勒索', '7.7'],
  ['ransomware', '7.7'],
  ['中毒', '7.7'],
  ['廠商', '3.4'],
  ['搬座位', '3.5'],
  ['個資', '4.8'],
  ['免費軟體', '6.1'],
  ['預覽', '5.4'],
  ['防毒', '5.5'],
  ['賭博', '4.9'],
  ['停權', '8.1'],
  ['隨身碟', '3.9'],
];

/** What people ask, and the answer that must come first. */
const FIRST_ANSWERS: readonly (readonly [typed: string, answer: string, clauses: readonly string[]])[] = [
  ['可以安裝 LINE 嗎', 'with-approval', ['3.6']],
  ['可以裝LINE嗎', 'with-approval', ['3.6']],
  ['may I install LINE', 'with-approval', ['3.6']],
  ['LINE', 'with-approval', ['3.6']],
  ['可以把帳號借給同事嗎', 'no', ['4.3', '4.4']],
  ['借帳號', 'no', ['4.3', '4.4']],
  ['可以用自己的筆電上網嗎', 'depends', ['3.9', '4.2']],
  ['可以下載超過1GB嗎', 'no', ['4.14']],
  ['流量', 'no', ['4.14']],
  ['在家工作', 'with-approval', ['3.8']],
  ['可以在家工作嗎', 'with-approval', ['3.8']],
  ['挖礦', 'no', ['4.1', '4.9']],
  ['mining', 'no', ['4.1', '4.9']],
  ['可以挖比特幣嗎', 'no', ['4.1', '4.9']],
  ['辦私事', 'no', ['4.1']],
  ['可以用公務電腦辦私事嗎', 'no', ['4.1']],
  ['私事', 'no', ['4.1']],
  ['藍牙', 'depends', ['3.9', '3.2', '3.3']],
  ['藍芽', 'depends', ['3.9', '3.2', '3.3']],
  ['bluetooth', 'depends', ['3.9', '3.2', '3.3']],
  ['換位子', 'depends', ['3.5']],
  ['可以換位子嗎', 'depends', ['3.5']],
];

describe('searching the rules', () => {
  it.each(LABELLED)(
    '“%s” finds clause %s among the first three clauses, and an answer that cites it',
    (typed, clause) => {
      const { mayI, clauses } = search(typed);
      expect(clauses.slice(0, 3).map(({ id }) => id)).toContain(clause);
      expect(mayI.slice(0, 3).flatMap((each) => each.clauses)).toContain(clause);
    },
  );

  it.each(FIRST_ANSWERS)('“%s” is answered first by %s, %s', (typed, answer, clauses) => {
    const [first] = search(typed).mayI;
    expect([first?.answer, first?.clauses]).toEqual([answer, clauses]);
  });

  it('each question is answered by its own answer first, in both languages', () => {
    for (const { id, question } of PACK.guide.mayI)
      for (const typed of Object.values(question)) expect([typed, search(typed).mayI[0]?.id]).toEqual([typed, id]);
  });

  it('of leaving the service the rules say nothing, and no answer is made up', () => {
    expect(search('離職')).toMatchObject({ mayI: [], clauses: [] });
  });

  it('the answer is there before the word is typed to its end', () => {
    for (const typed of ['bitt', 'hots', 'youtu', 'passw']) expect(search(typed).mayI.length).toBeGreaterThan(0);
  });

  it('a clause is found by its number alone, however it is written', () => {
    const written = ['4.14', '4(14)', '４（１４）', '第 4 點第 14 款', '第4點第14款'];
    for (const typed of [
      ...written,
      '第四點第十四款',
      '第 四 點 第 十四 款',
      '四(十四)',
      '四、（十四）',
      '第四點（十四）',
    ]) {
      const { mayI, clauses } = search(typed);
      expect(clauses.map(({ id }) => id)).toEqual(['4.14']);
      expect(mayI.length).toBeGreaterThan(0);
      for (const each of mayI) expect(each.clauses).toContain('4.14');
    }
  });

  it('an article is found by its number in Chinese, and an unfinished or unknown one finds no other', () => {
    for (const [typed, id] of [
      ['第四點', '4'],
      ['第八點', '8'],
      ['第八點第一款', '8.1'],
      ['第四點第十款', '4.10'],
    ])
      expect([typed, ...search(typed ?? '').clauses.map((each) => each.id)]).toEqual([typed, id]);
    for (const typed of ['第四點第二十款', '第一百零四點', '第十一百點'])
      expect(search(typed).clauses.map(({ id }) => id)).not.toContain('4.10');
  });

  it('what nobody wrote about is not found, and nothing typed finds nothing', () => {
    for (const typed of ['zzz', '火星', '', '   ', '？！', '99.99'])
      expect(search(typed)).toMatchObject({ mayI: [], clauses: [] });
  });

  it('every answer cites clauses that stand in the text', () => {
    const known = new Set(PACK.text.articles.flatMap(({ id, clauses }) => [id, ...clauses.map((each) => each.id)]));
    for (const [typed] of LABELLED)
      for (const { clauses } of search(typed).mayI) {
        expect(clauses.length).toBeGreaterThan(0);
        for (const id of clauses) expect(known.has(id)).toBe(true);
      }
  });

  it('an edition without words of ours is searched by its own', () => {
    const bare = searchOf({ ...PACK, guide: { topics: [], clauses: {}, mayI: [], questions: [] } });
    expect(bare('點對點傳輸').clauses[0]?.id).toBe('7.4');
    expect(bare('Peer to Peer').clauses[0]?.id).toBe('7.4');
    expect(bare('LINE')).toMatchObject({ mayI: [] });
  });

  it('deleted clauses are not offered', () => {
    const [first, ...rest] = PACK.text.articles;
    if (!first) throw new Error('the text has no article');
    const text = { ...PACK.text, articles: [{ ...first, deleted: true }, ...rest] };
    const found = (pack: typeof PACK) => searchOf(pack)('特訂定本規範').clauses.map(({ id }) => id);
    expect(found(PACK)).toContain('1');
    expect(found({ ...PACK, text })).not.toContain('1');
  });

  it('anything may be typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const { mayI, clauses } = search(typed);
        expect(mayI.length).toBeLessThanOrEqual(5);
        expect(clauses.length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading the question', () => {
  it('what only makes it a question is left out, in both languages', () => {
    expect(readQuery('可以用手機熱點嗎').terms).toEqual(['用手機熱點']);
    expect(readQuery('May I use the hotspot').terms).toEqual(['use', 'hotspot']);
  });

  it('Latin words stand apart from Chinese ones without a blank', () => {
    expect(readQuery('用LINE傳檔').terms).toEqual(['用', 'line', '傳檔']);
  });

  it('whoever asks with nothing else is answered by those words', () => {
    expect(readQuery('可以嗎').terms).toEqual(['可以嗎']);
  });
});

describe('marking what was found', () => {
  it('marks through width, case and stray blanks', () => {
    const marked = (text: string, ...terms: string[]) =>
      markTerms(text, terms)
        .map(({ text: run, isHit }) => (isHit ? `[${run}]` : run))
        .join('');
    expect(marked('每日不得超過一ＧＢ。', 'gb')).toBe('每日不得超過一[ＧＢ]。');
    expect(marked('網 路分享器', '網路')).toBe('[網 路]分享器');
    expect(marked('BT and bt', 'bt')).toBe('[BT] and [bt]');
    expect(marked('㍿有限公司', '式')).toBe('[㍿]有限公司');
    expect(marked('無關', 'gb')).toBe('無關');
  });

  it('the runs together are the original, whatever it is', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 4 }), (text, words) => {
        const terms = words.map((word) => fold(word).text).filter((term) => term !== '');
        expect(
          markTerms(text, terms)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
