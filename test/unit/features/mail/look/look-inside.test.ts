import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget, USUAL_BOUNDS } from '../../../../../electron/features/mail/look/budget.ts';
import { lookInside } from '../../../../../electron/features/mail/look/look-inside.ts';
import { LookAnswer } from '../../../../../electron/features/mail/look/look-task.ts';
import { madeCompound } from '../../../../fixtures/made-compound.ts';
import { type MadeEntry, madeZip, u16, u32 } from '../../../../fixtures/made-zip.ts';

const PE = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from([64, 0, 0, 0]),
  Buffer.from('PE\0\0'),
  Buffer.alloc(64),
]);

/** Whatever is answered fits what the parent parses. */
async function look(bytes: Buffer, name: string, bounds: Partial<typeof USUAL_BOUNDS> = {}) {
  return LookAnswer.parse(await lookInside(bytes, name, new Budget({ ...USUAL_BOUNDS, timeoutMs: 20_000, ...bounds })));
}

async function findings(bytes: Buffer, name: string) {
  return (await look(bytes, name)).findings.map(({ kind, at }) => (at ? `${kind} ${at}` : kind));
}

const zip = (...entries: MadeEntry[]) => madeZip(entries);

describe('an archive', () => {
  test('tells of programs and disguised files within, also within another archive and a tar', async () => {
    const inner = zip({ name: '報價單.pdf.exe', content: PE });
    expect(await findings(zip({ name: '內層.zip', content: inner }), '外層.zip')).toEqual([
      'double-extension 內層.zip/報價單.pdf.exe',
      'archive-with-program 內層.zip/報價單.pdf.exe',
    ]);
    expect(await findings(gzipSync(tar('a.exe', PE)), 'x.tgz')).toEqual(['archive-with-program x.tar/a.exe']);
  });

  test('a program under an innocent name is one all the same', async () => {
    expect(await findings(zip({ name: '照片.jpg', content: PE }), '照片.zip')).toEqual([
      'archive-with-program 照片.jpg',
      'type-differs 照片.jpg',
    ]);
  });

  test('finds personal data in what it holds, and names the file', async () => {
    const answer = await look(zip({ name: '名冊.txt', content: '王小明 A123456789' }), '名冊.zip');
    expect(answer.personalData).toEqual({
      kind: 'looked',
      hits: [
        {
          kind: 'national-id',
          count: 1,
          places: [{ inside: '名冊.txt', unit: 'line', at: '1', masked: 'A12•••••89' }],
        },
      ],
      leftOut: [],
    });
  });

  test('reads names in Big5 and in UTF-8 without its flag', async () => {
    const big5 = Buffer.from([0xa6, 0x57, 0xa5, 0x55, 0x2e, 0x65, 0x78, 0x65]);
    expect(await findings(zip({ name: big5, content: PE }), 'a.zip')).toEqual(['archive-with-program 名冊.exe']);
    expect(await findings(zip({ name: Buffer.from('名冊.exe'), content: PE }), 'a.zip')).toEqual([
      'archive-with-program 名冊.exe',
    ]);
  });

  test('encrypted entries were not looked into, and are never free of personal data', async () => {
    const answer = await look(zip({ name: '名冊.txt', content: 'x', flags: 0x0801 }), '名冊.zip');
    expect(answer.findings).toMatchObject([{ kind: 'encrypted', at: '名冊.txt' }]);
    expect(answer.personalData).toEqual({ kind: 'not-looked', why: 'encrypted', detail: '名冊.txt' });
  });

  test('what is packed in other ways is said not to have been looked into', async () => {
    const answer = await look(Buffer.from('377abcaf271c0004000000000000000000000000', 'hex'), '資料.7z');
    expect(answer).toMatchObject({
      type: { extension: '7z' },
      personalData: { kind: 'not-looked', why: 'unknown-format' },
    });
    expect(answer.findings).toMatchObject([{ kind: 'unreadable', detail: '7z' }]);
  });
});

describe('what may hold files and is not opened here', () => {
  const MESSAGE = 'From: a@b.example\r\nSubject: x\r\n\r\nx';
  test.each([
    ['信.eml', Buffer.from(MESSAGE), 'eml'],
    ['筆記.one', Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex'), 'one'],
    ['郵件.pst', Buffer.from('!BDN\0\0\0\0'), 'pst'],
    ['圖.dwg', Buffer.from('AC1032\0\0\0\0'), 'dwg'],
    ['資料.dat', Buffer.from([1, 2, 3, 0, 255, 254, 7]), ''],
  ])('is said not to have been looked into: %s', async (name, bytes, detail) => {
    const { findings, personalData } = await look(bytes, name);
    expect(findings).toEqual([{ kind: 'unreadable', at: '', detail }]);
    expect(personalData).toMatchObject({ kind: 'not-looked', why: 'unknown-format' });
    expect((await look(zip({ name, content: bytes }), 'a.zip')).findings).toMatchObject([
      { kind: 'unreadable', at: name },
    ]);
  });

  test('is not said of what holds none: pictures, sound, nothing at all', async () => {
    expect(await findings(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]), 'a.png')).toEqual([]);
    expect(await findings(Buffer.from('OggS'), 'a.ogg')).toEqual([]);
    expect(await findings(Buffer.alloc(0), 'a.dat')).toEqual([]);
  });
});

describe('slides of the older format', () => {
  /** A VBAInfoAtom as [MS-PPT] 2.4.11 has it, between other records. */
  const slides = (project: number, hasMacros: number) => {
    const atom = Buffer.alloc(20);
    atom.write('020000040c000000', 'hex');
    for (const [index, value] of [project, hasMacros, 2].entries()) atom.writeUInt32LE(value, 8 + index * 4);
    return madeCompound({
      'Current User': Buffer.alloc(80),
      'PowerPoint Document': Buffer.concat([Buffer.alloc(700), atom]),
    });
  };

  test('that name a project of macros have them, though no storage shows it', async () => {
    expect((await look(slides(7, 1), '簡報.ppt')).type).toMatchObject({ extension: 'ppt' });
    expect(await findings(slides(7, 1), '簡報.ppt')).toEqual(['macros', 'unreadable']);
    expect(await findings(slides(7, 0), '簡報.ppt')).toEqual(['macros', 'unreadable']);
  });

  test('that name none have none', async () => {
    expect(await findings(slides(0, 0), '簡報.ppt')).toEqual(['unreadable']);
  });
});

describe('sheets of the older format', () => {
  const record = (kind: number, ...content: Buffer[]) => {
    const bytes = Buffer.concat(content);
    return Buffer.concat([u16(kind), u16(bytes.length), bytes]);
  };
  const begin = record(0x0809, u16(0x0600), Buffer.alloc(14));
  const end = record(0x000a);
  const sheet = (...records: Buffer[]) => {
    const name = Buffer.concat([Buffer.from([4, 0]), Buffer.from('List')]);
    const head = begin.length + 4 + 6 + name.length + end.length;
    const book = [begin, record(0x0085, u32(head), u16(0), name), end];
    return madeCompound({ Workbook: Buffer.concat([...book, begin, ...records, end]) });
  };
  const shape = (...texts: [width: number, text: Buffer][]) => {
    const letters = texts.reduce((sum, [width, text]) => sum + text.length / width, 0);
    const runs = record(0x003c, Buffer.alloc(16));
    return Buffer.concat([
      record(0x01b6, Buffer.alloc(10), u16(letters), u16(16), u32(0)),
      ...texts.map(([width, text]) => record(0x003c, Buffer.from([width - 1]), text)),
      runs,
    ]);
  };

  test('are read with their comments and shapes, also behind a chart, and their headers', async () => {
    const xls = sheet(
      record(0x0014, u16(14), Buffer.from([0]), Buffer.from('&CF228186627  ')),
      begin,
      end,
      shape([1, Buffer.from('A12345')], [2, Buffer.from('6789。', 'utf16le')]),
      shape([2, Buffer.from('B123456780', 'utf16le')]),
    );
    expect((await look(xls, 'a.xls')).personalData).toMatchObject({
      hits: [{ kind: 'national-id', count: 3, places: [{ unit: 'cell', at: 'List' }, {}, {}] }],
      leftOut: [],
    });
  });
});

describe('a hostile archive', () => {
  test('that unpacks to far more than it is, is a bomb, whatever it claims', async () => {
    const zeros = Buffer.alloc(70_000_000);
    expect(await findings(zip({ name: 'a', content: zeros }), 'a.zip')).toEqual(['archive-bomb a']);
    expect(await findings(zip({ name: 'a', content: zeros, claimedBytes: 10 }), 'a.zip')).toEqual(['archive-bomb a']);
  });

  test('whose entries share their bytes is a bomb', async () => {
    const shared = [0, 1, 2].map((number) => ({ name: `${number}`, content: 'x'.repeat(999), sharesDataOf: 0 }));
    expect(await findings(madeZip(shared), 'a.zip')).toEqual(['archive-bomb']);
  });

  test('that nests too deep is followed so far and no further', async () => {
    let bytes = zip({ name: '底.txt', content: 'A123456789' });
    for (let depth = 0; depth < 10; depth++) bytes = zip({ name: 'n.zip', content: bytes });
    const answer = await look(bytes, 'n.zip');
    expect(answer.findings.map(({ kind }) => kind)).toEqual(['archive-too-deep']);
    expect(answer.personalData).toMatchObject({ kind: 'not-looked', why: 'too-large' });
  });

  test('whose headers disagree is damaged, and its other entries are looked into', async () => {
    const two = zip({ name: 'a.txt', localName: 'a.exe', content: 'x' }, { name: 'b.txt', content: 'A123456789' });
    const answer = await look(two, 'a.zip');
    expect(answer.findings).toMatchObject([{ kind: 'damaged', at: 'a.txt' }]);
    expect(answer.personalData).toMatchObject({
      hits: [{ kind: 'national-id' }],
      leftOut: [{ inside: 'a.txt', why: 'damaged' }],
    });
  });

  test('with more entries, or more in all, than the bounds ends there', async () => {
    const many = madeZip(
      Array.from({ length: 50 }, (_, index) => ({ name: `${index}.txt`, content: 'x'.repeat(1000) })),
    );
    expect((await look(many, 'a.zip', { entries: 20 })).findings).toMatchObject([{ detail: '> 20' }]);
    const answer = await look(many, 'a.zip', { unpackedBytes: 20_000 });
    expect(answer.findings.map(({ kind }) => kind)).toEqual(['too-large-to-look-into']);
    expect(answer.personalData).toMatchObject({ kind: 'looked', leftOut: [{ inside: '20.txt', why: 'too-large' }] });
  });

  test('whose padding spends the bounds names what runs behind it, and is a bomb though no part of it is', async () => {
    const zeros = Buffer.alloc(19_900_000);
    const padding = Array.from({ length: 16 }, (_, index) => ({ name: `${index}.dat`, content: zeros }));
    const padded = zip(...padding, { name: '明細.pdf.exe', content: PE });
    expect(padded.length).toBeLessThan(400_000);
    const found = await findings(padded, 'a.zip');
    expect(found.filter((each) => !each.startsWith('unreadable'))).toEqual([
      'too-large-to-look-into 15.dat',
      'double-extension 明細.pdf.exe',
      'archive-with-program 明細.pdf.exe',
      'archive-bomb',
    ]);
  });

  test('of more entries than are looked into is looked into so far, and named to its end', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.txt`, content: '甲' }));
    const [first, ...others] = many;
    const padded = zip({ ...first, name: '0.txt', content: 'A123456789' }, ...others, {
      name: 'evil.exe',
      content: PE,
    });
    const answer = await look(padded, 'a.zip');
    expect(answer.personalData).toMatchObject({ kind: 'looked', hits: [{ kind: 'national-id' }] });
    expect(answer.findings.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
      'too-large-to-look-into 10000.txt',
      'archive-with-program evil.exe',
    ]);
  });

  test('that claims fewer entries than it lists is read to its end', async () => {
    const two = zip({ name: 'a.txt', content: 'x' }, { name: 'evil.exe', content: PE });
    two.writeUInt16LE(1, two.length - 12);
    expect(await findings(two, 'a.zip')).toEqual(['archive-with-program evil.exe']);
  });

  test('whose entries share their bytes names what runs in it', async () => {
    const shared = ['a.txt', 'evil.exe'].map((name) => ({ name, content: 'x'.repeat(999), sharesDataOf: 0 }));
    expect(await findings(madeZip(shared), 'a.zip')).toEqual(['archive-bomb', 'archive-with-program evil.exe']);
  });

  test('cut short or scrambled anywhere is answered, never thrown', async () => {
    const whole = zip(
      { name: 'a.txt', content: 'A123456789' },
      { name: 'b/', content: '' },
      { name: 'c.xml', content: '<a>' },
    );
    for (let at = 0; at < whole.length; at++) {
      await look(whole.subarray(0, at), 'a.zip');
      const scrambled = Buffer.from(whole);
      scrambled[at] = 0xff - (scrambled[at] ?? 0);
      await look(scrambled, 'a.zip');
    }
  });
});

describe('office packages', () => {
  const types = { name: '[Content_Types].xml', content: '<Types/>' };
  const relations = (type: string, target: string) =>
    `<Relationships><Relationship Id="r1" Type="http://x/${type}" TargetMode="External" Target="${target}"/></Relationships>`;

  test('with a macro project or a macro sheet have macros', async () => {
    const word = zip(
      types,
      { name: 'word/document.xml', content: '<w:p><w:t>x</w:t></w:p>' },
      { name: 'word/vbaProject.bin', content: 'x' },
    );
    expect(await findings(word, '報告.docm')).toEqual(['macros']);
    const sheet = zip(
      types,
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      { name: 'xl/macrosheets/sheet1.xml', content: 'x' },
    );
    expect(await findings(sheet, '表.xlsm')).toEqual(['macros']);
  });

  test('that fetch a template from elsewhere say so; a link to follow does not', async () => {
    const word = (type: string) =>
      zip(
        types,
        { name: 'word/document.xml', content: '<w:t>x</w:t>' },
        { name: 'word/_rels/settings.xml.rels', content: relations(type, 'https://203.0.113.9/t.dotm') },
      );
    const [found] = (await look(word('attachedTemplate'), 'a.docx')).findings;
    expect(found).toEqual({ kind: 'external-content', at: '', detail: 'attachedTemplate: https://203.0.113.9/t.dotm' });
    expect(await findings(word('hyperlink'), 'a.docx')).toEqual([]);
  });

  test('with pictures and no words are not free of personal data', async () => {
    const word = zip(
      types,
      { name: 'word/document.xml', content: '<w:drawing/>' },
      { name: 'word/media/image1.png', content: 'x' },
    );
    expect((await look(word, 'a.docx')).personalData).toMatchObject({ kind: 'not-looked', why: 'pictures-only' });
  });

  test('without words are looked through for the documents within them', async () => {
    const within = zip(types, { name: 'word/document.xml', content: '<w:p><w:t>A123456789</w:t></w:p>' });
    const slides = zip(
      types,
      { name: 'ppt/media/image1.png', content: 'x' },
      { name: 'ppt/embeddings/a.docx', content: within },
    );
    const hits = [{ kind: 'national-id', places: [{ inside: 'ppt/embeddings/a.docx' }] }];
    const leftOut = [{ inside: '', why: 'pictures-only' }];
    expect((await look(slides, 'a.pptx')).personalData).toMatchObject({ kind: 'looked', hits, leftOut });
    const formula = '<office:text><text:p>A123456789</text:p></office:text>';
    const open = zip(
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', isStored: true },
      { name: 'content.xml', content: '<office:text/>' },
      { name: 'Object 1/content.xml', content: formula },
    );
    expect((await look(open, 'a.odt')).personalData).toMatchObject({ kind: 'looked', hits: [{ kind: 'national-id' }] });
  });

  const typed = (...parts: [name: string, type: string, content: string][]) =>
    zip(
      {
        name: '[Content_Types].xml',
        content: `<Types>${parts.map(([name, type]) => `<Override PartName="/${name}" ContentType="application/${type}"/>`).join('')}</Types>`,
      },
      ...parts.map(([name, , content]) => ({ name, content })),
    );
  const placesIn = async (bytes: Buffer, name: string) => {
    const { personalData } = await look(bytes, name);
    return personalData.kind === 'looked'
      ? personalData.hits.flatMap(({ places }) => places.map(({ unit, at }) => `${unit} ${at}`))
      : personalData.why;
  };
  const WML = 'vnd.openxmlformats-officedocument.wordprocessingml';
  const SML = 'vnd.openxmlformats-officedocument.spreadsheetml';

  test.each([
    ['word/document2.xml', `${WML}.document.main+xml`],
    ['word/letter.xml', 'vnd.ms-word.document.macroEnabled.main+xml'],
    ['word/document2.xml', 'xml'],
  ])('name their body as they like, and it is read: %s, %s', async (name, type) => {
    const body = '<w:p><w:t>A123456789</w:t></w:p>';
    const header = '<w:p><w:t>市政府</w:t></w:p>';
    const parts: [string, string, string][] = [['word/header1.xml', `${WML}.header+xml`, header]];
    // Where the package gives no type, the usual name tells.
    const bytes =
      type === 'xml'
        ? zip(types, { name, content: body }, { name: 'word/header1.xml', content: header })
        : typed([name, type, body], ...parts);
    expect(await placesIn(bytes, 'a.docx')).toEqual(['paragraph 1']);
  });

  test('have text in the headers and footers of a sheet', async () => {
    const relation = '<Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>';
    const header =
      '<headerFooter><oddHeader>&amp;C&amp;"新細明體,標準"&amp;12 A123456789&amp;R0</oddHeader></headerFooter>';
    const sheet = zip(
      types,
      { name: 'xl/workbook.xml', content: '<sheets><sheet name="名冊" r:id="r1"/></sheets>' },
      { name: 'xl/_rels/workbook.xml.rels', content: relation },
      { name: 'xl/worksheets/sheet1.xml', content: `<sheetData/>${header}` },
    );
    expect(await placesIn(sheet, 'a.xlsx')).toEqual(['cell 名冊']);
  });

  test('hold files of any kind, and texts that Word takes for its own', async () => {
    const body = { name: 'word/document.xml', content: '<w:p><w:t>x</w:t></w:p>' };
    const chunk = '<Relationship Id="r1" Type="http://x/aFChunk" Target="../chunks/a.htm"/>';
    const word = zip(
      types,
      body,
      { name: 'word/_rels/document.xml.rels', content: `<Relationships>${chunk}</Relationships>` },
      { name: 'chunks/a.htm', content: '<html><p>A123456789</p></html>' },
      { name: 'word/embeddings/b.odt', content: PE },
      { name: 'word/embeddings/c.txt', content: 'B123456780' },
      { name: 'word/embeddings/d.xlsb', content: zip(types, { name: 'xl/workbook.bin', content: 'x' }) },
    );
    const answer = await look(word, 'a.docx');
    expect(answer.findings).toMatchObject([
      { kind: 'archive-with-program', at: 'word/embeddings/b.odt' },
      { kind: 'type-differs' },
    ]);
    expect(answer.personalData).toMatchObject({
      hits: [{ kind: 'national-id', count: 2 }],
      leftOut: [{ inside: 'word/embeddings/b.odt' }, { inside: 'word/embeddings/d.xlsb', why: 'unknown-format' }],
    });
    const open = zip(
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', isStored: true },
      { name: 'content.xml', content: '<text:p>x</text:p>' },
      { name: 'Object 1', content: PE },
    );
    expect(await findings(open, 'a.odt')).toEqual(['archive-with-program Object 1']);
  });

  test('are read where a shape stands between the cells of a sheet', async () => {
    const shape = '<table:shapes><draw:frame><text:p>A123456789</text:p></draw:frame></table:shapes>';
    const row = '<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>';
    const open = zip(
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
      { name: 'content.xml', content: `<table:table table:name="表">${shape}${row}</table:table>` },
    );
    expect(await placesIn(open, 'a.ods')).toEqual(['cell 表']);
  });

  test('follow their own relations to sheets and strings', async () => {
    const bytes = typed(
      ['xl/book.xml', `${SML}.sheet.main+xml`, '<workbook><sheets><sheet name="名冊" r:id="r1"/></sheets></workbook>'],
      [
        'xl/_rels/book.xml.rels',
        'xml',
        '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="/data/one.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="words.xml"/></Relationships>',
      ],
      ['data/one.xml', `${SML}.worksheet+xml`, '<sheetData><row><c r="B2" t="s"><v>0</v></c></row></sheetData>'],
      ['xl/words.xml', `${SML}.sharedStrings+xml`, '<sst><si><t>A123456789</t></si></sst>'],
    );
    expect(await placesIn(bytes, 'a.xlsx')).toEqual(['cell 名冊!B2']);
  });

  test.each([
    ['a chart', 'xl/charts/chart1.xml', '<c:cat><c:pt idx="0"><c:v>A123456789</c:v></c:pt></c:cat>'],
    ['a newer chart', 'xl/charts/chartEx1.xml', '<cx:lvl><cx:pt idx="0">A123456789</cx:pt></cx:lvl>'],
    [
      'SmartArt',
      'xl/diagrams/data1.xml',
      '<dgm:pt><dgm:t><a:p><a:r><a:t>A123456789</a:t></a:r></a:p></dgm:t></dgm:pt>',
    ],
    [
      'what a pivot table keeps',
      'xl/pivotCache/pivotCacheDefinition1.xml',
      '<sharedItems><s v="A123456789"/></sharedItems>',
    ],
    ['its records', 'xl/pivotCache/pivotCacheRecords1.xml', '<r><s v="A123456789"/><n v="1"/></r>'],
    [
      'what is kept of a linked workbook',
      'xl/externalLinks/externalLink1.xml',
      '<sheetData><row><cell r="A1" t="str"><v>A123456789</v></cell><cell r="B1"><v>1</v></cell></row></sheetData>',
    ],
    [
      'a thread of comments',
      'xl/threadedComments/threadedComment1.xml',
      '<threadedComment><text>A123456789</text></threadedComment>',
    ],
  ])('are read in what is drawn and kept beside the cells: %s', async (_, name, content) => {
    const sheet = zip(types, { name: 'xl/workbook.xml', content: '<workbook/>' }, { name, content });
    expect(await placesIn(sheet, 'a.xlsx')).toEqual([`cell ${name.slice('xl/'.length, -'.xml'.length)}`]);
  });

  test('in a form that is not read say so, and are not without text: binary workbooks', async () => {
    const binary = { name: 'xl/workbook.bin', content: Buffer.from([0x83, 1, 0]) };
    expect(await placesIn(zip(types, binary), 'a.xlsb')).toBe('unknown-format');
    const comment = { name: 'xl/comments1.xml', content: '<comment><text><t>甲</t></text></comment>' };
    expect((await look(zip(types, binary, comment), 'a.xlsb')).personalData).toMatchObject({
      kind: 'looked',
      leftOut: [{ inside: '', why: 'unknown-format' }],
    });
  });

  test('a number a character a box, and one split over runs, are found', async () => {
    const cells = [...'A123456789'].map((mark) => `<w:tc><w:p><w:r><w:t>${mark}</w:t></w:r></w:p></w:tc>`).join('');
    const runs = '<w:p><w:r><w:t>0912-</w:t></w:r><w:r><w:t>345-678</w:t></w:r></w:p>';
    const word = zip(types, { name: 'word/document.xml', content: `<w:tbl><w:tr>${cells}</w:tr></w:tbl>${runs}` });
    expect((await look(word, 'a.docx')).personalData).toMatchObject({
      hits: [{ kind: 'national-id' }, { kind: 'mobile-number' }],
    });
  });

  test('entities that a stranger declares are never expanded', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'A123456789'.repeat(10)}">]><w:p><w:t>&a;&a;</w:t></w:p>`;
    const word = zip(types, { name: 'word/document.xml', content: bomb });
    expect((await look(word, 'a.docx')).personalData).toMatchObject({ kind: 'looked', hits: [] });
  });

  test('a megabyte of declarations is read in linear time', async () => {
    const word = zip(types, { name: 'word/document.xml', content: '<!a>'.repeat(400_000) });
    const startedMs = performance.now();
    await look(word, 'a.docx');
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  test('ten megabytes of tags that never end are read in linear time', async () => {
    const word = zip(types, { name: 'word/document.xml', content: '<a "'.repeat(100_000) + "<b '".repeat(100_000) });
    const startedMs = performance.now();
    await look(word, 'a.docx');
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });
});

describe('text', () => {
  const found = async (bytes: Buffer, name: string) => {
    const { personalData } = await look(bytes, name);
    return personalData.kind === 'looked' ? personalData.hits.flatMap(({ places }) => places) : personalData.why;
  };
  const big5 = Buffer.concat([Buffer.from([0xa8, 0xad, 0xa5, 0xf7, 0xc3, 0xd2]), Buffer.from(' A123456789')]);

  test.each([
    ['UTF-8', Buffer.from('身分證\n A123456789')],
    ['UTF-16', Buffer.from('\ufeff身分證\n A123456789', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('No. 1\nA123456789', 'utf16le')],
  ])('in %s is read', async (_, bytes) => {
    expect(await found(bytes, 'a.txt')).toMatchObject([{ unit: 'line', at: '2', masked: 'A12•••••89' }]);
  });

  test('in Big5 is read', async () => {
    expect(await found(big5, 'a.txt')).toMatchObject([{ masked: 'A12•••••89' }]);
  });

  test('in columns is labelled by their headings', async () => {
    const csv = '姓名,案號,手機\n王小明,0912345678,"0922-333-444"\n';
    expect(await found(Buffer.from(csv), 'a.csv')).toMatchObject([{ unit: 'line', at: '2', masked: '09••••••44' }]);
  });

  test.each(['\r', '\r\n', '\n'])('in rows that end in %j is read row by row', async (end) => {
    const csv = ['name,id', 'Wang,A123456789', 'Lee,B123456780', ''].join(end);
    expect(await found(Buffer.from(csv), 'a.csv')).toMatchObject([
      { at: '2', masked: 'A12•••••89' },
      { at: '3', masked: 'B12•••••80' },
    ]);
  });

  test('in HTML is read without its scripts, on the lines of its source', async () => {
    const html =
      '<html><script>\nvar a="B123456780"</script>\n<td>A12345</td><td>6789</td><td>A1<b>23456789</b></td></html>';
    expect(await found(Buffer.from(html), 'a.html')).toMatchObject([{ at: '3', masked: 'A12•••••89' }]);
  });

  test('in RTF is read, in Big5 and in Unicode', async () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg950{\\fonttbl{\\f0 A123456789;}}\\'a8\\'ad\\'a5\\'f7 \\u-28611?B12345\\b 6780\\par}";
    expect(await found(Buffer.from(rtf), 'a.rtf')).toMatchObject([{ unit: 'paragraph', masked: 'B12•••••80' }]);
  });

  test.each([
    ['a shape', '{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn lTxid}{\\sv 0912345678}}{\\shptxt B12345\\b 6780\\par}}}'],
    ['an older shape', '{\\*\\do\\dptxbx{\\dptxbxtext B123456780}}'],
    ['a comment', '{\\*\\atnid x}{\\*\\annotation{\\*\\atnref 1}B123456780}'],
    ['a note', '{\\*\\footnote\\ftnalt B123456780}'],
    ['a field', '{\\field{\\*\\fldinst QUOTE B123456780}}'],
    ['one cut short', '{\\*\\footnote B123456780 {\\b x'],
  ])('in RTF is read also where older programs pass it over, and parts no number: %s', async (_, group) => {
    const rtf = `{\\rtf1\\ansi A1234${group}56789\\par{\\*\\nosuch F228186627}}`;
    const masks = (await found(Buffer.from(rtf), 'a.rtf')) as { masked: string }[];
    const seen = masks.map(({ masked }) => masked).sort();
    expect(seen.filter((mask) => !mask.startsWith('09'))).toEqual(
      group.endsWith('x') ? ['B12•••••80'] : ['A12•••••89', 'B12•••••80'],
    );
  });

  test('that is no text is said not to have been looked into', async () => {
    expect(await found(Buffer.from([1, 2, 3, 0, 255, 254, 7]), 'a.dat')).toBe('unknown-format');
    expect(await found(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]), 'a.png')).toBe('pictures-only');
    expect(await found(Buffer.alloc(0), 'a.txt')).toBe('no-text');
  });
});

test('a look that takes too long ends, and says what it left', async () => {
  const rows = '王小明,A123456789,0912-345-678\n'.repeat(200_000);
  let asked = 0;
  const budget = new Budget({ ...USUAL_BOUNDS, timeoutMs: 10 }, () => asked++);
  const { personalData } = await lookInside(Buffer.from(rows), '名冊.txt', budget);
  expect(personalData).toMatchObject({ kind: 'looked', leftOut: [{ inside: '', at: '', why: 'stopped' }] });
});

test('the line is counted over the parts that a long text is read in', async () => {
  const text = `${'甲\r\n'.repeat(100_000)}A123456789`;
  const { personalData } = await look(Buffer.from(text), '名冊.txt');
  expect(personalData).toMatchObject({ hits: [{ places: [{ unit: 'line', at: '100001' }] }] });
});

function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')} `, 124);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  return Buffer.concat([header, content, Buffer.alloc(512 - (content.length % 512)), Buffer.alloc(1024)]);
}
