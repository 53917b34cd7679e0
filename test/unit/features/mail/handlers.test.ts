import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../../../electron/contract/mail.ts';
import type { ProgramCheck, ProgramsView } from '../../../../electron/contract/mail-program.ts';
import { mailHandlers } from '../../../../electron/features/mail/handlers.ts';
import { openDesk } from './check/desk.ts';

const PREVIEW_ON: ProgramCheck = {
  program: 'thunderbird',
  profile: '',
  setting: 'preview-off',
  force: 'required',
  result: 'fail',
  evidence: [],
  why: null,
  writtenAtMs: null,
};
const UNCLASSIFIED = {
  classified: 'no',
  officialBusiness: null,
  senderIsMe: null,
  authorConsents: null,
  advertisingOrChain: null,
} as const;
const FOUND: ScanResult = {
  kind: 'found',
  scanner: { name: 'clamd', version: '1', signaturesOn: null },
  names: ['Eicar'],
};

function handlers(programs: () => Promise<ProgramsView>, desk = openDesk()) {
  const made: unknown[] = [];
  const log: string[] = [];
  const answers = mailHandlers({
    check: desk.check,
    copies: { make: async (files: unknown) => void made.push(files), cancel: () => made.push('cancelled') } as never,
    messages: {} as never,
    chooseFiles: async () => ['/dev/zero'],
    chooseMessage: async () => null,
    programs,
    saveSummary: async () => null,
    report: async () => true,
    log: (line) => log.push(line),
  });
  return { answers, made, log, desk };
}
const read = async () => ({ checks: [PREVIEW_ON], lookedAtMs: 1 });

describe('safe mail, asked by the page', () => {
  it('answers clause 5(4) by itself, from what the mail programs are set to', async () => {
    const { answers, desk } = handlers(read);
    await answers.view();
    await expect.poll(() => desk.check.view().items.find(({ id }) => id === 'preview-off')?.result).toBe('change');
  });

  it('shows the rest where the mail programs cannot be read, and knows nothing of them', async () => {
    const { answers, log, desk } = handlers(() => Promise.reject(new Error('no such folder')));
    await answers.view();
    await expect.poll(() => log).toEqual(['mail programs not read: Error: no such folder']);
    expect(desk.check.view().items.find(({ id }) => id === 'preview-off')?.result).toBe('unknown');
  });

  it('says how many files were chosen, and of each that is none why', async () => {
    const { answers, desk } = handlers(read);
    expect(await answers.choose()).toEqual({ files: 1 });
    expect(desk.check.view().leftOut).toEqual([{ name: 'zero', why: 'not-a-file' }]);
  });

  it('encrypts only what the person called unclassified, and knows', async () => {
    const { answers, made } = handlers(read);
    expect(() => answers.encrypt({ ids: ['abcdefgh'] })).toThrow(expect.objectContaining({ code: 'not-allowed' }));
    answers.setAnswers({ ...UNCLASSIFIED, classified: 'yes' });
    expect(() => answers.encrypt({ ids: ['abcdefgh'] })).toThrow(expect.objectContaining({ code: 'not-allowed' }));
    answers.setAnswers(UNCLASSIFIED);
    expect(() => answers.encrypt({ ids: ['abcdefgh'] })).toThrow(expect.objectContaining({ code: 'not-available' }));
    expect(made.filter((each) => each !== 'cancelled')).toEqual([]);
  });

  it('encrypts nothing in which the antivirus found something', async () => {
    const desk = openDesk({}, undefined, async () => FOUND);
    const { answers, made } = handlers(read, desk);
    answers.setAnswers(UNCLASSIFIED);
    await desk.check.take([import.meta.filename]);
    await desk.settled();
    const ids = desk.check.view().files.map(({ id }) => id);
    expect(() => answers.encrypt({ ids })).toThrow(expect.objectContaining({ code: 'not-allowed' }));
    expect(made).toEqual([]);
  });

  it('stops an encrypted copy where all is cleared, and once nobody says any more that nothing is classified', () => {
    const { answers, made } = handlers(read);
    answers.setAnswers(UNCLASSIFIED);
    answers.cancel();
    expect(made).toEqual([]);
    answers.setAnswers({ ...UNCLASSIFIED, classified: null });
    expect(made).toEqual(['cancelled']);
    answers.clear();
    expect(made).toEqual(['cancelled', 'cancelled']);
  });
});
