import { describe, expect, test } from 'vitest';
import { Budget, USUAL_BOUNDS } from '../../../../../electron/features/mail/look/budget.ts';
import { lookInside } from '../../../../../electron/features/mail/look/look-inside.ts';
import { readPdf } from '../../../../../electron/features/mail/look/text/pdf-text.ts';
import { type MadeCargo, type MadePage, madePdf } from '../../../../fixtures/made-pdf.ts';

const budget = () => new Budget({ ...USUAL_BOUNDS, timeoutMs: 30_000 });
const look = (pages: readonly MadePage[]) => lookInside(madePdf(pages), '公文.pdf', budget());

/** 身分證 A123456789 */
const WORDS = '身分證 A123456789';
const wide = Buffer.from(WORDS, 'utf16le').swap16().toString('hex');
const BIG5 = `a8ada4c0c3d2${Buffer.from(' A123456789').toString('hex')}`;
const unicode: MadePage = { kind: 'text', map: 'UniCNS-UCS2-H', ordering: 'CNS1', hex: wide };

describe('a PDF that names a character map and holds none', () => {
  test.each([
    ['UniCNS-UCS2-H', wide],
    ['UniCNS-UTF16-H', wide],
    ['ETen-B5-H', BIG5],
    ['ETenms-B5-H', BIG5],
    ['B5pc-H', BIG5],
    ['HKscs-B5-H', BIG5],
  ])('%s is read, Chinese and digits', async (map, hex) => {
    const pages: string[] = [];
    await readPdf(madePdf([{ kind: 'text', map, ordering: 'CNS1', hex }]), budget(), ({ text }) => pages.push(text));
    expect(pages.map((text) => text.trim())).toEqual([WORDS]);
  });
});

describe('pages without text', () => {
  test('a document of pictures alone is never free of personal data', async () => {
    const { personalData } = await look([{ kind: 'picture' }, { kind: 'picture' }]);
    expect(personalData).toEqual({ kind: 'not-looked', why: 'pictures-only', detail: '' });
  });

  test('a document of pictures alone is looked through for scripts and for what it carries', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
    const list = Buffer.from('A123456789');
    const files = [
      { name: 'evil.exe', content: program },
      { name: 'list.txt', content: list },
    ];
    const scanned = madePdf([{ kind: 'picture' }], { script: 'app.alert(1)', files });
    const { findings, personalData } = await lookInside(scanned, '公文.pdf', budget());
    expect(findings.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['script ', 'archive-with-program evil.exe']);
    expect(personalData).toMatchObject({
      hits: [{ kind: 'national-id', places: [{ inside: 'list.txt' }] }],
      leftOut: [
        { inside: 'evil.exe', why: 'unknown-format' },
        { inside: '', why: 'pictures-only' },
      ],
    });
  });

  test('pages whose text passes the bound are left out, and what the document carries is told by name', async () => {
    const files = [{ name: 'evil.exe', content: Buffer.from('x') }];
    const bounds = { ...USUAL_BOUNDS, timeoutMs: 30_000, unpackedBytes: 5 };
    const { findings, personalData } = await lookInside(madePdf([unicode], { files }), '公文.pdf', new Budget(bounds));
    expect(findings.map(({ kind }) => kind)).toEqual(['archive-with-program', 'too-large-to-look-into']);
    expect(personalData).toMatchObject({ kind: 'not-looked', why: 'too-large' });
  });

  test('scanned pages among others are left out by number', async () => {
    const { personalData } = await look([{ kind: 'picture' }, unicode, { kind: 'picture' }, { kind: 'picture' }]);
    expect(personalData).toMatchObject({
      kind: 'looked',
      hits: [{ kind: 'national-id', places: [{ unit: 'page', at: '2' }] }],
      leftOut: [{ inside: '', at: '1, 3–4', why: 'pictures-only' }],
    });
  });

  test('a blank page where no picture is, hides nothing', async () => {
    expect((await look([unicode, { kind: 'blank' }])).personalData).toMatchObject({ kind: 'looked', leftOut: [] });
  });
});

describe('what a PDF would have a reader do', () => {
  const seen = async (cargo: MadeCargo) => {
    const { findings } = await lookInside(madePdf([unicode], cargo), '公文.pdf', budget());
    return findings.map(({ kind, detail }) => `${kind}: ${detail}`);
  };
  const link = (action: string) => ({ page: `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<<${action}>>>>]` });
  const RUN = '/S/JavaScript/JS(app.alert(1))';
  const escaped = { packed: '1 0 <</S /#4aav#61Script/JS(x)>>' };

  test.each<[string, MadeCargo]>([
    ['when it is opened', { catalog: `/OpenAction<<${RUN}>>` }],
    ['when a page is', { page: `/AA<</O<<${RUN}>>>>` }],
    ['by a link', link(RUN)],
    ['by a field', { page: `/Annots[<</Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/AA<</K<<${RUN}>>>>>>]` }],
    ['after another action', { catalog: `/OpenAction<</S/GoTo/D[0/Fit]/Next<<${RUN}>>>>` }],
    ['from within an object stream, its name in codes', escaped],
  ])('is told: a script that runs %s', async (_, cargo) => {
    expect(await seen(cargo)).toEqual(['script: PDF JavaScript']);
  });

  test.each<[string, MadeCargo]>([
    ['when it is opened', { catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }],
    ['by a link', link('/S%x\n/Launch /Win<</F(cmd.exe)>>')],
    ['from within an object stream', { packed: '1 0 <</S/Launch/F(cmd.exe)>>' }],
  ])('is told: what it launches %s', async (_, cargo) => {
    expect(await seen(cargo)).toEqual(['script: PDF Launch']);
  });

  test('is nothing where it has none, and unknown where objects are packed in a way that is not unpacked', async () => {
    expect(await seen(link('/S/URI/URI(https://x.example/Launch)'))).toEqual([]);
    expect(await seen({ catalog: '/Names<</JavaScript<</Names[]>>>>', packed: '1 0 <</S/GoTo>>' })).toEqual([]);
    expect(await seen({ packed: '1 0 null', packedBy: '/DecodeParms<</Predictor 12>>' })).toEqual([
      'unreadable: PDF ObjStm',
    ]);
  });
});

test('files pinned to a page are looked into, and the last of many is told of', async () => {
  const content = Buffer.from('MZ');
  const pinned = await lookInside(madePdf([unicode], { pinned: { name: 'evil.exe', content } }), 'a.pdf', budget());
  expect(pinned.findings).toMatchObject([{ kind: 'archive-with-program', at: 'evil.exe' }]);
  const files = Array.from({ length: 60 }, (_, index) => ({ name: `${index + 10}.txt`, content: Buffer.from('x') }));
  const many = madePdf([unicode], { files: [...files, { name: 'evil.exe', content }] });
  expect((await lookInside(many, 'a.pdf', budget())).findings).toMatchObject([{ at: 'evil.exe' }]);
});

test('a page in a font that cannot be read is left out, not taken for blank', async () => {
  const { personalData } = await look([unicode, { kind: 'text', map: 'No-Such-Map-H', ordering: 'CNS1', hex: wide }]);
  expect(personalData).toMatchObject({ kind: 'looked', leftOut: [{ at: '2', why: 'pictures-only' }] });
});

test('a PDF cut short anywhere is answered, never thrown', async () => {
  const whole = madePdf([unicode]);
  for (let length = 0; length < whole.length; length += 97) {
    const { personalData } = await lookInside(whole.subarray(0, length), '公文.pdf', budget());
    expect(personalData.kind === 'looked' ? personalData.hits.length : personalData.kind).toBeTruthy();
  }
});
