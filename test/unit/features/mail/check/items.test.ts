import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileFinding, FileReport, MailAnswers, ScanResult } from '../../../../../electron/contract/mail.ts';
import type { ProgramCheck } from '../../../../../electron/contract/mail-program.ts';
import { type ItemParts, mailItems } from '../../../../../electron/features/mail/check/items.ts';

const SCANNER = { name: 'clamd', version: '1.4.3', signaturesOn: '2026-11-20' } as const;
const NOTHING: ScanResult = { kind: 'nothing-found', scanner: SCANNER };
const NO_ANSWERS: MailAnswers = {
  classified: null,
  officialBusiness: null,
  senderIsMe: null,
  authorConsents: null,
  advertisingOrChain: null,
};

function file(change: Partial<FileReport> = {}): FileReport {
  return {
    id: 'file0001',
    name: 'a.pdf',
    bytes: 1,
    wireBytes: 500,
    state: 'done',
    type: { extension: 'pdf', mediaType: 'application/pdf' },
    findings: [],
    personalData: { kind: 'looked', hits: [], leftOut: [] },
    scan: NOTHING,
    ...change,
  };
}

const typeOf = (extension: string) => ({ extension, mediaType: '' });
const NOT_OPENED = { kind: 'not-looked', why: 'unknown-format', detail: '' } as const;
const leaving = (inside: string): FileReport['personalData'] => ({
  kind: 'looked',
  hits: [],
  leftOut: [{ inside, at: '', why: 'unknown-format' }],
});
const finding = (kind: FileFinding['kind']): FileFinding => ({ kind, at: '', detail: '' });
const parts = (change: Partial<ItemParts> = {}): ItemParts => ({
  files: [file()],
  size: null,
  recipients: null,
  answers: NO_ANSWERS,
  programs: null,
  ...change,
});
const resultOf = (id: string, change: Partial<ItemParts> = {}) =>
  mailItems(parts(change)).find((item) => item.id === id)?.result ?? null;
const program = (setting: ProgramCheck['setting'], result: ProgramCheck['result']): ProgramCheck => ({
  program: 'thunderbird',
  profile: '',
  setting,
  force: 'required',
  result,
  evidence: [],
  why: null,
  writtenAtMs: null,
});

describe('the lines of the result', () => {
  it('take no answer for in order', () => {
    for (const id of [
      'classified',
      'official-business',
      'no-forging',
      'bulk',
      'copyright',
      'recipients',
      'preview-off',
    ])
      expect([id, resultOf(id)]).toEqual([id, 'unknown']);
  });

  it('never turn a recommendation into a change', () => {
    const results = fc.constantFrom<ProgramCheck['result']>('pass', 'fail', 'unknown', 'not-installed');
    const settings = fc.constantFrom<ProgramCheck['setting']>('preview-off', 'plain-text', 'external-pictures-off');
    fc.assert(
      fc.property(fc.array(fc.tuple(settings, results)), (list) => {
        const items = mailItems(parts({ programs: list.map(([setting, result]) => program(setting, result)) }));
        const recommended = items.filter(({ force }) => force === 'recommended');
        expect(recommended.length).toBeGreaterThan(0);
        for (const { result } of recommended) expect(result).not.toBe('change');
      }),
    );
  });

  it('leave out what there are no files for', () => {
    const ids = mailItems(parts({ files: [] })).map(({ id }) => id);
    for (const id of ['scan', 'disguise', 'personal-data', 'size']) expect(ids).not.toContain(id);
  });

  it('stop at a classified document, and at one answer that the rules forbid', () => {
    const answers: MailAnswers = {
      classified: 'yes',
      officialBusiness: 'no',
      senderIsMe: 'no',
      authorConsents: 'no',
      advertisingOrChain: 'yes',
    };
    for (const id of ['classified', 'official-business', 'no-forging', 'copyright', 'bulk'])
      expect([id, resultOf(id, { answers })]).toEqual([id, 'change']);
  });

  it.each<[ScanResult | null, string]>([
    [NOTHING, 'in-order'],
    [{ kind: 'found', scanner: SCANNER, names: ['Eicar'] }, 'change'],
    [{ kind: 'not-scanned', why: 'old-signatures', scanner: SCANNER, detail: '' }, 'unknown'],
    [null, 'unknown'],
  ])('hold the scan %j for %s', (scan, expected) => {
    expect(resultOf('scan', { files: [file(), file({ scan })] })).toBe(expected);
  });

  it('hold one file that was found infected above all that is unknown', () => {
    const infected = file({ scan: { kind: 'found', scanner: SCANNER, names: ['Eicar'] } });
    expect(resultOf('scan', { files: [file({ scan: null }), infected, file()] })).toBe('change');
  });

  it.each<[Partial<FileReport>, string]>([
    [{}, 'in-order'],
    [{ findings: [finding('double-extension')] }, 'change'],
    [{ findings: [finding('macros')] }, 'advice'],
    [{ findings: [finding('encrypted'), finding('macros')] }, 'unknown'],
    [{ type: null }, 'unknown'],
    [{ type: typeOf('eml'), personalData: NOT_OPENED }, 'unknown'],
    [{ type: typeOf('one'), personalData: NOT_OPENED }, 'unknown'],
    [{ type: typeOf('mp4'), personalData: NOT_OPENED }, 'in-order'],
    [{ type: typeOf('png'), personalData: { kind: 'not-looked', why: 'pictures-only', detail: '' } }, 'in-order'],
    [{ type: typeOf('zip'), personalData: leaving('信.msg') }, 'unknown'],
    [{ type: typeOf('zip'), personalData: leaving('影片.mp4') }, 'in-order'],
    [{ state: 'failed' }, 'unknown'],
    [{ state: 'cancelled' }, 'unknown'],
  ])('judge what %j is by its findings: %s', (change, expected) => {
    expect(resultOf('disguise', { files: [file(change)] })).toBe(expected);
  });

  it.each<[FileReport['personalData'], string]>([
    [{ kind: 'looked', hits: [], leftOut: [] }, 'in-order'],
    [{ kind: 'looked', hits: [{ kind: 'national-id', count: 1, places: [] }], leftOut: [] }, 'change'],
    [{ kind: 'looked', hits: [], leftOut: [{ inside: 'b.pdf', at: '', why: 'pictures-only' }] }, 'unknown'],
    [{ kind: 'not-looked', why: 'pictures-only', detail: '' }, 'unknown'],
    [{ kind: 'not-looked', why: 'encrypted', detail: '' }, 'unknown'],
    [null, 'unknown'],
  ])('take personal data that was not looked for, %j, for unknown: %s', (personalData, expected) => {
    expect(resultOf('personal-data', { files: [file({ personalData })] })).toBe(expected);
  });

  it('judge the preview pane by every profile, and know nothing where no program is found', () => {
    const of = (...results: ProgramCheck['result'][]) =>
      resultOf('preview-off', { programs: results.map((result) => program('preview-off', result)) });
    expect([of('pass'), of('pass', 'fail'), of('pass', 'unknown'), of('not-installed'), of()]).toEqual([
      'in-order',
      'change',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it.each<[Partial<NonNullable<ItemParts['recipients']>>, string]>([
    [{}, 'in-order'],
    [{ outside: null }, 'unknown'],
    [{ outside: null, repeated: ['a@b.tw'] }, 'advice'],
    [{ outside: [{ domain: 'b.tw', count: 1 }] }, 'advice'],
    [{ count: 0 }, 'unknown'],
  ])('judge recipients %j: %s', (change, expected) => {
    const recipients = { count: 1, unreadable: [], repeated: [], outside: [], lookAlikes: [], bulk: false, ...change };
    expect(resultOf('recipients', { recipients })).toBe(expected);
  });

  it('advise where many are to get what is no advertisement', () => {
    const recipients = { count: 60, unreadable: [], repeated: [], outside: [], lookAlikes: [], bulk: true };
    const answers: MailAnswers = { ...NO_ANSWERS, advertisingOrChain: 'no' };
    expect(resultOf('bulk', { recipients, answers })).toBe('advice');
    expect(resultOf('bulk', { recipients: { ...recipients, bulk: false }, answers })).toBe('in-order');
  });
});
