import { describe, expect, it, vi } from 'vitest';
import {
  FileFinding,
  MailCheckView,
  NotLookedReason,
  PersonalDataKind,
  type ScanResult,
} from '../../../electron/contract/mail.ts';
import { mailItems } from '../../../electron/features/mail/check/items.ts';
import { summaryText } from '../../../electron/shell/mail-summary.ts';
import { wordsIn } from '../../../electron/shell/words.ts';

vi.mock('electron', () => ({ app: {}, BrowserWindow: class {}, dialog: {} }));

const SCANNER = { name: 'clamd', version: '1.4.3', signaturesOn: '2026-11-20' } as const;
const NOT_SCANNED = [
  'no-antivirus',
  'other-antivirus',
  'no-signatures',
  'old-signatures',
  'encrypted',
  'too-large',
  'not-opened',
  'no-access',
  'gone',
  'late',
  'stopped',
  'failed',
] as const;

/** A view with every kind of everything in it. */
function fullView(): MailCheckView {
  const scans: (ScanResult | null)[] = [
    null,
    { kind: 'nothing-found', scanner: SCANNER },
    { kind: 'nothing-found', scanner: { ...SCANNER, signaturesOn: null } },
    { kind: 'found', scanner: SCANNER, names: ['Eicar', 'Other'] },
    ...NOT_SCANNED.map((why) => ({ kind: 'not-scanned', why, scanner: SCANNER, detail: 'Heuristics.Why' }) as const),
  ];
  const personalData: MailCheckView['files'][number]['personalData'][] = [
    null,
    ...NotLookedReason.options.map((why) => ({ kind: 'not-looked', why, detail: '' }) as const),
    { kind: 'looked', hits: [], leftOut: [{ inside: '', at: '2, 5–7', why: 'pictures-only' }] },
    {
      kind: 'looked',
      hits: PersonalDataKind.options.map((kind) => ({
        kind,
        count: 2,
        places: (['line', 'page', 'slide', 'paragraph', 'cell'] as const).map((unit) => ({
          inside: unit === 'cell' ? '名冊.xlsx' : '',
          unit,
          at: '3',
          masked: 'A12•••••89',
        })),
      })),
      leftOut: [],
    },
  ];
  const states = ['waiting', 'looking', 'done', 'failed', 'cancelled'] as const;
  const count = Math.max(scans.length, personalData.length);
  const files: MailCheckView['files'] = Array.from({ length: count }, (_, at) => ({
    id: `abcdefgh${at}`,
    name: `檔案-${at}.pdf`,
    bytes: 1000 * at,
    wireBytes: 1500 * at,
    state: states[at % states.length] ?? 'done',
    type: at % 2 === 0 ? null : { extension: 'pdf', mediaType: 'application/pdf' },
    findings: FileFinding.shape.kind.options.map((kind) => ({ kind, at: '裡面.exe', detail: 'PE' })),
    personalData: personalData[at % personalData.length] ?? null,
    scan: scans[at % scans.length] ?? null,
  }));
  const size = {
    fileBytes: 1,
    wireBytes: 30_000_000,
    limitBytes: { decimal: 20_000_000, binary: 20_971_520 },
    fits: 'no',
    roomBytes: 1,
    ways: [],
  } as const;
  const answers = {
    classified: 'no',
    officialBusiness: 'yes',
    senderIsMe: 'no',
    authorConsents: null,
    advertisingOrChain: 'no',
  } as const;
  const recipients: MailCheckView['recipients'] = {
    count: 60,
    unreadable: ['王小明@'],
    repeated: ['twice@city.example'],
    outside: [{ domain: 'mail.example', count: 3 }],
    lookAlikes: [{ domain: 'clty.example', like: 'city.example', why: 'one-letter' }],
    bulk: true,
  };
  const leftOut = (['folder', 'too-many', 'no-access', 'gone', 'not-a-file'] as const).map((why) => ({
    name: why,
    why,
  }));
  const items = mailItems({ files, size: { ...size, ways: [] }, recipients, answers, programs: null });
  return MailCheckView.parse({ files, leftOut, progress: null, size, recipients, answers, items });
}

describe.each(['zh-TW', 'en'] as const)('the summary of a check in %s', (language) => {
  const parts = {
    language,
    words: wordsIn(language),
    timeZone: 'Asia/Taipei',
    commission: '智發會',
    bulkRecipients: 50,
    nowMs: Date.UTC(2026, 10, 23),
  };

  it('has words for everything that a check can say, with nothing left to be filled in', () => {
    const text = summaryText(fullView(), parts);
    expect(text).not.toContain('{{');
    const keys =
      /\b(group|force|item|finding|likeness|scanner|unreadable|scan|notScanned|personal|notLooked|kind|unit|state|leftOut|answers|size|files|result|recipients|mailSummary)\.[\w-]+/;
    expect(keys.exec(text)?.[0]).toBeUndefined();
  });

  it('has its words also where there is next to nothing to say', () => {
    const view = { ...fullView(), files: [], leftOut: [], size: null, recipients: null };
    const text = summaryText(view, parts);
    expect(text).not.toContain('{{');
    expect(text).toContain(parts.words('shell:mailSummary.none'));
  });

  it('says by what was scanned and why not, what the limit is, and who the recipients are', () => {
    const text = summaryText(fullView(), parts);
    for (const words of [
      'ClamAV（clamd） 1.4.3',
      'Heuristics.Why',
      '20,000,000',
      'mail.example',
      'clty.example',
      'twice@city.example',
      '王小明@',
    ])
      expect(text.replaceAll('ClamAV (clamd)', 'ClamAV（clamd）')).toContain(words);
    const { recipients } = fullView();
    const unset = summaryText({ ...fullView(), recipients: recipients && { ...recipients, outside: null } }, parts);
    expect(unset).not.toContain('mail.example');
  });

  it('tells of personal data how many and where, and not a figure of it', () => {
    const text = summaryText(fullView(), parts);
    expect(text).toContain('名冊.xlsx');
    expect(text).not.toContain('•');
  });

  it('names each finding by its clause and force, and never calls anything safe', () => {
    const text = summaryText(fullView(), parts);
    expect(text).toContain(language === 'en' ? '5' : '規範第 5 點第 5 款');
    expect(text.replaceAll('不代表絕對安全', '')).not.toMatch(/安全。|is safe\b/);
  });
});
