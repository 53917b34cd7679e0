import { describe, expect, test } from 'vitest';
import { Budget, USUAL_BOUNDS } from '../../../../../electron/features/mail/look/budget.ts';
import { lookInside } from '../../../../../electron/features/mail/look/look-inside.ts';
import { LookAnswer } from '../../../../../electron/features/mail/look/look-task.ts';
import { madeCompound, madePackage } from '../../../../fixtures/made-compound.ts';
import { madeZip, u32 } from '../../../../fixtures/made-zip.ts';

const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
const LIST = Buffer.from('王小明 A123456789');

async function look(bytes: Buffer, name: string) {
  return LookAnswer.parse(await lookInside(bytes, name, new Budget({ ...USUAL_BOUNDS, timeoutMs: 20_000 })));
}
const findings = async (bytes: Buffer, name: string) =>
  (await look(bytes, name)).findings.map(({ kind, at }) => `${kind} ${at}`);

const sized = (data: Buffer) => Buffer.concat([u32(data.length), data]);
const wrapped = (data: Buffer) => madeCompound({ '\u0001Ole10Native': sized(data), '\u0001CompObj': Buffer.alloc(8) });
const docx = (object: Buffer) =>
  madeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: '<w:p><w:t>x</w:t></w:p>' },
    { name: 'word/embeddings/oleObject1.bin', content: object },
  ]);
const AT = 'word/embeddings/oleObject1.bin';

describe('a file that was put into a document as an object', () => {
  test('is looked into under its label', async () => {
    expect(await findings(docx(wrapped(madePackage('明細.exe', 'C:\\明細.exe', PROGRAM))), 'a.docx')).toEqual([
      `archive-with-program ${AT}/明細.exe`,
    ]);
    const list = await look(docx(wrapped(madePackage('名冊.txt', 'C:\\名冊.txt', LIST))), 'a.docx');
    expect(list.personalData).toMatchObject({ hits: [{ places: [{ inside: `${AT}/名冊.txt` }] }], leftOut: [] });
    expect(list.findings).toEqual([]);
  });

  test('whose label ends otherwise than its path is told by both', async () => {
    const object = docx(wrapped(madePackage('說明.txt', 'C:\\temp\\說明.vbs', Buffer.from('x'))));
    expect(await findings(object, 'a.docx')).toEqual([`archive-with-program ${AT}/說明.vbs`]);
  });

  test('that does not read so is left out by name', async () => {
    const answer = await look(docx(wrapped(Buffer.from('something else'))), 'a.docx');
    expect(answer.findings).toEqual([{ kind: 'unreadable', at: `${AT}/Ole10Native`, detail: 'OLE' }]);
    const cut = wrapped(madePackage('a.exe', 'a.exe', PROGRAM).subarray(0, 60));
    expect((await look(docx(cut), 'a.docx')).findings).toMatchObject([{ kind: 'unreadable' }]);
  });

  test.each([
    ['a.doc', 'WordDocument', 'ObjectPool/_1234'],
    ['a.xls', 'Workbook', 'MBD00012345'],
  ])('is looked into in %s too', async (name, body, storage) => {
    const packed = sized(madePackage('明細.exe', 'C:\\明細.exe', PROGRAM));
    const document = madeCompound({ [body]: Buffer.alloc(600), [`${storage}/\u0001Ole10Native`]: packed });
    expect(await findings(document, name)).toContain('archive-with-program 明細.exe');
    const whole = madeCompound({ [body]: Buffer.alloc(600), [`${storage}/Package`]: docx(PROGRAM) });
    expect(await findings(whole, name)).toContain(`archive-with-program ${storage}/Package/${AT}`);
  });
});

describe('RTF', () => {
  const text = (value: string) => sized(Buffer.from(`${value}\0`));
  const object = (className: string, native: Buffer) =>
    Buffer.concat([u32(0x501), u32(2), text(className), u32(0), u32(0), sized(native)]);
  const rtf = (bytes: Buffer, split = '\n') => {
    const hex = (bytes.toString('hex').match(/.{1,64}/g) ?? []).join(split);
    return Buffer.from(`{\\rtf1\\ansi x{\\object\\objemb{\\*\\objdata ${hex}}{\\result{x}}}\\par}`);
  };

  test.each(['\n', '{\\*\\x}', '\\par '])(
    'is looked into for its objects, however they are broken up: %j',
    async (split) => {
      const packed = object('Package', madePackage('a.exe', 'C:\\a.exe', PROGRAM));
      expect(await findings(rtf(packed, split), 'a.rtf')).toEqual(['archive-with-program a.exe']);
      const within = object('Word.Document.8', wrapped(madePackage('b.exe', 'b.exe', PROGRAM)));
      expect(await findings(rtf(within, split), 'a.rtf')).toContain('archive-with-program Word.Document.8/b.exe');
    },
  );

  test('leaves out by name what it cannot read of them', async () => {
    const unread = await look(rtf(object('PBrush', Buffer.from('x'))), 'a.rtf');
    expect(unread.findings).toEqual([{ kind: 'unreadable', at: 'object 1', detail: 'OLE' }]);
    expect(unread.personalData).toMatchObject({ leftOut: [{ inside: 'object 1', why: 'unknown-format' }] });
    const binary = Buffer.from('{\\rtf1 x{\\*\\objdata\\bin4 abcd}}');
    expect(await findings(binary, 'a.rtf')).toEqual(['unreadable object 1']);
  });

  test.each([
    ['https://203.0.113.9/t.dotm', 'https://203.0.113.9/t.dotm'],
    ['\\u104?ttps://203.0.113.9/t.dotm', 'https://203.0.113.9/t.dotm'],
    ['\\\\\\\\203.0.113.9\\\\t.dotm', '\\\\203.0.113.9\\t.dotm'],
  ])('that fetches a template from elsewhere says so: %s', async (written, address) => {
    const { findings } = await look(Buffer.from(`{\\rtf1 x{\\*\\template ${written}}\\par}`), 'a.rtf');
    expect(findings).toEqual([{ kind: 'external-content', at: '', detail: `template: ${address}` }]);
    const own = Buffer.from('{\\rtf1 x{\\*\\template C:\\\\Users\\\\Normal.dotm}\\par}');
    expect((await look(own, 'a.rtf')).findings).toEqual([]);
  });
});
