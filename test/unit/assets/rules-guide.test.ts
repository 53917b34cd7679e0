import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { Guide } from '../../../electron/contract/rules.ts';
import type { Words } from '../../../electron/contract/words.ts';

const asset = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../assets/rules/${name}`, import.meta.url)), 'utf8');
const guide = Guide.parse(JSON.parse(asset('guide.json')));
const official = clausesOf(asset('official-text.txt'));
const clauseIds = [...official.keys()];

/** Each line by its id; read here, so that the importer's own reading is not what proves the guide. */
function clausesOf(text: string): Map<string, string> {
  let article = '';
  return new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, number] = /^(\d+)、/.exec(line) ?? [];
      if (number) article = number;
      const [, clause] = /^\((\d+)\)/.exec(line) ?? [];
      return number ? [[number, line]] : clause ? [[`${article}.${clause}`, line]] : [];
    }),
  );
}

/** Every pair of words with where it stands. */
const allWords: [string, Words][] = [
  ...guide.topics.map(({ id, name }): [string, Words] => [`topic ${id}`, name]),
  ...Object.entries(guide.clauses).flatMap(([id, { plain, example }]): [string, Words][] => [
    [`${id} plain`, plain],
    [`${id} example`, example],
  ]),
  ...guide.mayI.flatMap(({ id, question, words }): [string, Words][] => [
    [`${id} question`, question],
    [`${id} words`, words],
  ]),
  ...guide.questions.flatMap(({ id, situation, answers }): [string, Words][] => [
    [`${id} situation`, situation],
    ...answers.flatMap(({ words, why }): [string, Words][] => [
      [`${id} answer`, words],
      [`${id} why`, why],
    ]),
  ]),
];
/** The places whose words the pattern meets, with what it met. */
function met(language: keyof Words, pattern: RegExp): string[] {
  return allWords.flatMap(([place, words]) => {
    const found = pattern.exec(words[language]);
    return found ? [`${place}: ${found[0]}`] : [];
  });
}
const longerThan = (language: keyof Words, most: number, kind: RegExp) =>
  allWords.filter(([place, words]) => kind.test(place) && words[language].length > most).map(([place]) => place);
const doubles = (items: string[]) => items.filter((item, place) => items.indexOf(item) !== place);

test('our words name no clause by its number, which a later edition may give to another', () => {
  expect(met('zh-TW', /第 ?[\d一二三四五六七八九十]+ ?[點款條項]|\d\.\d+ ?[點款]/)).toEqual([]);
  expect(met('en', /\d ?\(\d+\)|\b(clause|article|point) \d/i)).toEqual([]);
});

describe('every clause', () => {
  test('of the official text has its words, and nothing else has', () => {
    expect(clauseIds).toHaveLength(53);
    expect(Object.keys(guide.clauses).sort()).toEqual([...clauseIds].sort());
  });

  it('belongs to a topic that exists, and no topic is empty', () => {
    const named = new Set(Object.values(guide.clauses).flatMap(({ topics }) => topics));
    expect(Object.values(guide.clauses).filter(({ topics }) => topics.length === 0)).toEqual([]);
    expect([...named].sort()).toEqual(guide.topics.map(({ id }) => id).sort());
  });

  it('is a duty where it says 應, 須, 不得, 禁止 or 以…為限; purpose, leads, consequences and article 9 explain', () => {
    const explaining = Object.entries(guide.clauses).filter(([, { force }]) => force === 'explains');
    expect(explaining.map(([id]) => id).sort()).toEqual(
      clauseIds.filter((id) => !id.includes('.') || id.startsWith('8.')).sort(),
    );
  });

  it('keeps the force of the official words', () => {
    const plain = (id: string) => guide.clauses[id]?.plain['zh-TW'] ?? '';
    expect(plain('4.7')).toContain('不在此限');
    expect(plain('5.2')).toContain('不應超過');
    expect(plain('5.4')).toMatch(/應將.*預覽功能關閉.*建議以純文字/);
    expect(plain('7.7')).toMatch(/應立即將電腦關閉或將網路斷線，並通報/);
    expect(plain('8.1')).toContain('得視情節輕重');
    for (const id of ['3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8']) {
      expect([id, plain(id)]).toEqual([id, expect.stringMatching(/應以書面向智發會申請.*核准/)]);
    }
  });

  it('says in English must where the official words say 應, and which reading is only ours', () => {
    for (const [id, text] of official) {
      const en = guide.clauses[id]?.plain.en ?? '';
      if (id.includes('.') && text.includes('應'))
        expect([id, en]).toEqual([id, expect.not.stringMatching(/\bshould\b/)]);
    }
    expect(guide.clauses['7.6']?.plain['zh-TW']).toContain('本程式解讀為來路不明者');
    expect(guide.clauses['7.6']?.plain.en).toContain('this app reads it as');
  });

  it('binds by the very words of the clause, and by no stronger ones', () => {
    for (const [id, text] of official) {
      if (!id.includes('.')) continue;
      const plain = guide.clauses[id]?.plain['zh-TW'] ?? '';
      for (const word of ['應', '不得', '禁止', '始得', '必須', '立即']) {
        expect([id, word, plain.includes(word)]).toEqual([id, word, text.includes(word)]);
      }
    }
  });
});

describe('“may I…?”', () => {
  it('covers each topic, by clauses that exist', () => {
    expect(guide.mayI.length).toBeGreaterThanOrEqual(70);
    const cited = guide.mayI.flatMap(({ clauses }) => clauses);
    expect(cited.filter((id) => !clauseIds.includes(id))).toEqual([]);
    const met = new Set(cited.flatMap((id) => guide.clauses[id]?.topics ?? []));
    expect(guide.topics.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([]);
  });

  it('asks in each language, once', () => {
    expect(doubles(guide.mayI.map(({ id }) => id))).toEqual([]);
    expect(doubles(guide.mayI.map(({ question }) => question['zh-TW']))).toEqual([]);
    expect(guide.mayI.filter(({ question }) => !/[？]$/.test(question['zh-TW']) || !/\?$/.test(question.en))).toEqual(
      [],
    );
  });

  it('says no only by a clause that binds, not by 應適當 and 避免 alone', () => {
    const forbids = (id: string) => /不得|禁止|應(?!適當)|必須|不開放/.test(official.get(id) ?? '');
    const weak = guide.mayI.filter(({ answer, clauses }) => answer === 'no' && !clauses.some(forbids));
    expect(weak.map(({ id, clauses }) => [id, ...clauses])).toEqual([]);
  });

  it('needs approval only by the clauses that speak of it', () => {
    const rest = guide.mayI.filter(({ answer }) => answer === 'with-approval').map(({ clauses }) => clauses);
    expect(rest.filter((clauses) => !clauses.some((id) => /^3\.[1-8]$/.test(id)))).toEqual([]);
  });

  it.each([
    ...[
      'line',
      '賴',
      '熱點',
      'hotspot',
      'wifi',
      '無線分享器',
      'bittorrent',
      'bt',
      '種子',
      '大檔案',
      '雲端硬碟',
      '釣魚',
    ],
    ...['勒索', 'usb', 'vpn', '遠端桌面', 'anydesk', 'teamviewer', '追劇', 'youtube', '直播', '股票', '團購', '選舉'],
    ...[
      '密碼',
      '加班',
      '私人筆電',
      '手機',
      '轉寄',
      '群發',
      '破解',
      '盜版',
      '字型',
      '圖片',
      'ai 工具',
      'windows update',
    ],
  ])('answers whoever types %s', (typed) => {
    expect(guide.mayI.some(({ searchWords }) => searchWords.includes(typed))).toBe(true);
  });

  it('has search words in lower case, each once, without stray blanks', () => {
    for (const { id, searchWords } of [...guide.mayI, ...guide.topics]) {
      expect(searchWords.length, id).toBeGreaterThanOrEqual(3);
      expect(doubles(searchWords), id).toEqual([]);
      expect(
        searchWords.filter((word) => word !== word.toLowerCase().trim()),
        id,
      ).toEqual([]);
    }
  });
});

describe('the questions', () => {
  it('are one each for clauses that bind', () => {
    const asked = guide.questions.map(({ clause }) => clause);
    // Those that people are likeliest to breach, and those whose breach costs most.
    const key = [
      '3.3',
      '3.6',
      '4.1',
      '4.3',
      '4.7',
      '4.8',
      '4.14',
      '5.2',
      '5.3',
      '5.5',
      '6.1',
      '6.2',
      '7.3',
      '7.4',
      '7.6',
      '7.7',
    ];
    expect(key.filter((id) => !asked.includes(id))).toEqual([]);
    expect(doubles(asked)).toEqual([]);
    expect(doubles(guide.questions.map(({ id }) => id))).toEqual([]);
    expect(asked.filter((id) => guide.clauses[id]?.force !== 'duty')).toEqual([]);
  });

  it('have one right answer, whose place and length give nothing away', () => {
    const places = guide.questions.map(({ answers }) => answers.findIndex(({ right }) => right));
    for (const { id, answers } of guide.questions)
      expect([id, answers.filter(({ right }) => right).length]).toEqual([id, 1]);
    for (const place of [0, 1, 2]) expect(places.filter((each) => each === place).length).toBeGreaterThanOrEqual(4);
    for (const language of ['zh-TW', 'en'] as const) {
      const longest = guide.questions.filter(({ answers }) =>
        answers.every(
          ({ right, words }) =>
            right || words[language].length < (answers.find((each) => each.right)?.words[language].length ?? 0),
        ),
      );
      expect(longest.length, language).toBeLessThanOrEqual(guide.questions.length / 2);
    }
  });
});

describe('the words', () => {
  it('are short enough to be read', () => {
    expect(longerThan('zh-TW', 120, /plain|example|words|situation/)).toEqual([]);
    expect(longerThan('zh-TW', 60, /question|answer|why|topic/)).toEqual([]);
    expect(longerThan('en', 400, /plain|example|words|situation/)).toEqual([]);
    expect(longerThan('en', 200, /question|answer|why|topic/)).toEqual([]);
  });

  it('are Traditional Chinese: every character is one of Big5’s', () => {
    expect([...'规范网络'].every((character) => isBig5(character))).toBe(false);
    const strange = allWords.flatMap(([place, words]) =>
      [...words['zh-TW']]
        .filter((each) => /\p{Script=Han}/u.test(each) && !isBig5(each))
        .map((each) => `${place}: ${each}`),
    );
    expect(strange).toEqual([]);
  });

  it('are Taiwan’s own terms', () => {
    expect(
      met(
        'zh-TW',
        /(?<!無用之)信息|軟件|硬件|網絡|視頻|屏幕|默認|登錄帳號|賬|服務器|數據(?!機)|用戶|郵箱|鏈接|文件夾|打印|鼠標|短信|互聯網|菜單|激活|高清|攝像|質量/,
      ),
    ).toEqual([]);
  });

  it('have full-width punctuation, and blanks between Chinese and Latin letters or figures', () => {
    expect(met('zh-TW', /[\u4e00-\u9fff][,;:!?.()]|[,;:!?()][\u4e00-\u9fff]/)).toEqual([]);
    expect(met('zh-TW', /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/)).toEqual([]);
    expect(met('en', /[\u3000-\u9fff\uff00-\uffef]/)).toEqual([]);
  });

  it('never call anything safe, nor the signature what the law reserves', () => {
    expect(met('zh-TW', /(?<!資訊|機密與)安全(?!技術|漏洞)|數位簽章/)).toEqual([]);
    expect(met('en', /\b(safe|safely|safety|digital signature|cyber\w*)\b/i)).toEqual([]);
  });

  it('are not the same in two places', () => {
    expect(doubles(allWords.map(([, words]) => words['zh-TW']))).toEqual([]);
    expect(doubles(allWords.map(([, words]) => words.en))).toEqual([]);
  });
});

/** Whether it stands in Big5's two levels, which hold Traditional characters only. */
function isBig5(character: string): boolean {
  big5 ??= new Set(big5Characters());
  return big5.has(character);
}
let big5: Set<string> | undefined;

function* big5Characters(): Generator<string> {
  const decoder = new TextDecoder('big5');
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    // Between the levels lie later additions, some of them simplified.
    if (lead > 0xc6 && lead < 0xc9) continue;
    for (let trail = 0x40; trail <= 0xfe; trail++) yield decoder.decode(Uint8Array.of(lead, trail));
  }
}
