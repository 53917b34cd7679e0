import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look } from '../../electron/features/mail/look/look.ts';
import { LookAnswer } from '../../electron/features/mail/look/look-task.ts';
import { type Conversion, convertByOffice, OFFICE } from './office-documents.ts';

const NAMESPACES = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
  .join(' ');
const flat = (kind: string, styles: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${kind}">${styles}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>`;
const cell = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;

const LETTER = flat(
  'text',
  '',
  `<text:p>桃園市政府　申請人：王小明</text:p><text:p>身分證字號：A1<text:span>2345</text:span>6789，手機 0912-345-678</text:p><table:table table:name="表格"><table:table-column table:number-columns-repeated="10"/>${row(...[...'B123456780'].map(cell))}</table:table><text:p>統一編號 04595257，訂單編號 C123456782</text:p>`,
);
/** A number that its cell shows with the zero in front, as telephones in sheets are. */
const PADDED = `<office:automatic-styles><number:number-style style:name="N1"><number:number number:min-integer-digits="10" number:decimal-places="0"/></number:number-style><style:style style:name="padded" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>`;
const SHEET = flat(
  'spreadsheet',
  PADDED,
  `<table:table table:name="名冊"><table:table-column table:number-columns-repeated="4"/>${row(...['姓名', '身分證', '手機', '案號'].map(cell))}${row(cell('王小明'), cell('A123456789'), '<table:table-cell table:style-name="padded" office:value-type="float" office:value="912345678"><text:p>0912345678</text:p></table:table-cell>', cell('0922333444'))}</table:table>`,
);

/** Longer than one record of a binary workbook holds: its strings run on through many. */
const LONG_ROWS = 1500;
const LONG = flat(
  'spreadsheet',
  '',
  `<table:table table:name="長表"><table:table-column/>${Array.from({ length: LONG_ROWS }, (_, index) => row(cell(`${'長A'.repeat(index % 40)}第 ${index} 列`))).join('')}${row(cell('申請人 A123456789'))}</table:table>`,
);

const WRITER: Readonly<Record<string, string>> = {
  odt: 'writer8',
  docx: 'MS Word 2007 XML',
  rtf: 'Rich Text Format',
  doc: 'MS Word 97',
  pdf: 'writer_pdf_Export',
};
const CALC: Readonly<Record<string, string>> = {
  ods: 'calc8',
  xlsx: 'Calc MS Excel 2007 XML',
  xls: 'MS Excel 97',
  pdf: 'calc_pdf_Export',
};
const CONVERSIONS: Conversion[] = [
  ...Object.entries(WRITER).map(([ending, filter]) => ({ from: '公文.fodt', to: `公文.${ending}`, filter })),
  ...Object.entries(CALC).map(([ending, filter]) => ({ from: '名冊.fods', to: `名冊.${ending}`, filter })),
  ...['ods', 'xlsx', 'xls'].map((ending) => ({ from: '長表.fods', to: `長表.${ending}`, filter: CALC[ending] ?? '' })),
  ...['odt', 'docx', 'pdf'].map((ending) => ({
    from: '公文.fodt',
    to: `密碼.${ending}`,
    filter: WRITER[ending] ?? '',
    password: 'Passw0rd',
  })),
  ...['ods', 'xlsx'].map((ending) => ({
    from: '名冊.fods',
    to: `密碼.${ending}`,
    filter: CALC[ending] ?? '',
    password: 'Passw0rd',
  })),
];

describe.skipIf(!existsSync(OFFICE))('documents that the real LibreOffice wrote', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citynet-documents-'));
    await writeFile(join(folder, '公文.fodt'), LETTER);
    await writeFile(join(folder, '名冊.fods'), SHEET);
    await writeFile(join(folder, '長表.fods'), LONG);
    await convertByOffice(folder, CONVERSIONS);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function lookAt(name: string) {
    const answer = await look({
      kind: 'look',
      path: join(folder, name),
      name,
      maxBytes: 50_000_000,
      timeoutMs: 30_000,
    });
    return LookAnswer.parse(answer);
  }
  async function hitsIn(name: string) {
    const { personalData } = await lookAt(name);
    if (personalData.kind !== 'looked') throw new Error(`not looked: ${personalData.why}`);
    expect(personalData.leftOut).toEqual([]);
    return personalData.hits.map(({ kind, count, places }) => ({
      kind,
      count,
      at: places.map(({ unit, at }) => `${unit} ${at}`),
    }));
  }

  test.each(['odt', 'docx', 'doc', 'rtf', 'pdf', 'fodt'])(
    'a letter as %s: ids, one of them in boxes, and a mobile number; no serials',
    async (ending) => {
      const hits = await hitsIn(`公文.${ending}`);
      expect(hits.map(({ kind, count }) => `${count} ${kind}`)).toEqual(['2 national-id', '1 mobile-number']);
      expect((await lookAt(`公文.${ending}`)).type?.extension).toBe(ending === 'fodt' ? 'xml' : ending);
    },
  );

  test.each(['ods', 'xlsx', 'xls', 'fods'])(
    'a list as %s: located by sheet and cell, numbers as they are shown',
    async (ending) => {
      expect(await hitsIn(`名冊.${ending}`)).toEqual([
        { kind: 'national-id', count: 1, at: ['cell 名冊!B2'] },
        { kind: 'mobile-number', count: 1, at: ['cell 名冊!C2'] },
      ]);
    },
  );

  test.each(['ods', 'xlsx', 'xls'])('the last row of a long list as %s is read too', async (ending) => {
    const at = [`cell 長表!A${LONG_ROWS + 1}`];
    expect(await hitsIn(`長表.${ending}`)).toEqual([{ kind: 'national-id', count: 1, at }]);
  });

  test('a list as PDF: located by page', async () => {
    expect((await hitsIn('名冊.pdf'))[0]).toEqual({ kind: 'national-id', count: 1, at: ['page 1'] });
  });

  test.each(['odt', 'docx', 'pdf', 'ods', 'xlsx'])(
    'an encrypted %s is encrypted, and never free of personal data',
    async (ending) => {
      const answer = await lookAt(`密碼.${ending}`);
      expect(answer.personalData).toMatchObject({ kind: 'not-looked', why: 'encrypted' });
      expect(answer.findings.map(({ kind }) => kind)).toEqual(['encrypted']);
    },
  );

  test.each(['公文.doc', '名冊.xls'])('%s cut short or scrambled is answered, never thrown', async (name) => {
    const whole = await readFile(join(folder, name));
    const path = join(folder, `壞${name}`);
    for (let step = 1; step <= 60; step++) {
      const broken = step % 2 ? Buffer.from(whole.subarray(0, (whole.length * step) / 61)) : Buffer.from(whole);
      for (let at = (step * 37) % 512; at < broken.length; at += 512 + step) broken[at] = (broken[at] ?? 0) ^ step;
      await writeFile(path, broken);
      const { personalData } = await lookAt(`壞${name}`);
      expect(['looked', 'not-looked']).toContain(personalData.kind);
    }
  });

  test('a PDF under another name, or cut short, is told', async () => {
    const whole = await readFile(join(folder, '公文.pdf'));
    await writeFile(join(folder, '公文2.docx'), whole);
    await writeFile(join(folder, '半.pdf'), whole.subarray(0, whole.length / 3));
    expect((await lookAt('公文2.docx')).findings).toMatchObject([{ kind: 'type-differs', detail: '.docx ≠ pdf' }]);
    expect((await lookAt('半.pdf')).personalData.kind).toBe('not-looked');
  });

  test('a file that is gone, or larger than the bound, is answered so', async () => {
    const task = { kind: 'look', name: 'x.pdf', maxBytes: 100, timeoutMs: 1000 } as const;
    expect(await look({ ...task, path: join(folder, '無此檔') })).toMatchObject({ kind: 'failed', code: 'ENOENT' });
    expect(await look({ ...task, path: join(folder, '公文.pdf') })).toMatchObject({
      type: { extension: 'pdf' },
      findings: [{ kind: 'too-large-to-look-into' }],
      personalData: { kind: 'not-looked', why: 'too-large' },
    });
  });
});
