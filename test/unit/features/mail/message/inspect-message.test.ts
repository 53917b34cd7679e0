import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MessageReason, MessageReport } from '../../../../../electron/contract/message.ts';
import { InspectAnswer } from '../../../../../electron/features/mail/look/look-task.ts';
import { inspectFile } from '../../../../../electron/features/mail/message/inspect-file.ts';
import { inspectMessage } from '../../../../../electron/features/mail/message/inspect-message.ts';
import { asksIn, passwordGivenIn, pressureIn } from '../../../../../electron/features/mail/message/phrases.ts';
import { verdictOf } from '../../../../../electron/features/mail/message/verdict.ts';
import { sets } from '../../../../fixtures/messages/all.ts';
import { count, type Judged, judge } from '../../../../fixtures/messages/confusion.ts';
import { CITY, emlOf, type LabelledMessage, NOTHING_SET } from '../../../../fixtures/messages/labelled-message.ts';
import { PLAIN_7Z } from '../../../../fixtures/messages/seven-zips.ts';

const all = Object.values(sets).flat();

describe('the labelled messages', () => {
  let judged: Judged[] = [];
  let asInstalled: Judged[] = [];
  beforeAll(async () => {
    judged = await judge(all, CITY);
    asInstalled = await judge(all, NOTHING_SET);
  });

  it('are at least sixty, of each kind at least fifteen, and each is named once', () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const label of ['dangerous', 'suspicious', 'ordinary'])
      expect(all.filter((each) => each.label === label).length).toBeGreaterThanOrEqual(15);
  });

  it('lose no dangerous one, with the city’s settings or none', () => {
    expect(count(judged, 'dangerous', 'nothing-found')).toBe(0);
    expect(count(asInstalled, 'dangerous', 'nothing-found')).toBe(0);
  });

  it('leave at most one ordinary one in twenty under suspicion, and none called dangerous', () => {
    for (const each of [judged, asInstalled]) {
      expect(count(each, 'ordinary', 'dangerous')).toBe(0);
      expect(count(each, 'ordinary', 'suspicious') * 20).toBeLessThanOrEqual(
        count(each, 'ordinary', 'suspicious', 'nothing-found'),
      );
    }
  });

  it('are each reported within the contract, with evidence for every reason and no link that can be followed', () => {
    for (const { report } of [...judged, ...asInstalled]) {
      MessageReport.omit({ id: true }).parse(report);
      for (const { evidence } of report.reasons) expect(evidence).not.toBe('');
      for (const { defanged } of report.links) expect(defanged).not.toMatch(/^https?:|^javascript:|^data:/i);
    }
  });
});

const base: LabelledMessage = { name: 'x', label: 'ordinary', from: 'a@shop.example', subject: 's', text: 'hello' };
async function reasonsOf(change: Partial<LabelledMessage>, settings = CITY) {
  const { reasons } = await inspectMessage(await emlOf({ ...base, ...change }), { fileName: 'x.eml', settings });
  return reasons.map(({ kind, weight }) => `${weight} ${kind}`);
}

describe('single reasons', () => {
  it('finds nothing in a plain letter', async () => {
    expect(await reasonsOf({})).toEqual([]);
  });

  it.each([
    ['strong display-name-other-address', { from: '"hr@yuncheng.gov.tw" <a@evil.example>' }],
    ['some display-name-other-address', { from: '"boss@other.example" <a@evil.example>' }],
    ['note from-differs-return-path', { returnPath: 'b@mailer.example' }],
    ['note authentication-unknown', { proof: 'none' }],
    ['strong authentication-failed', { from: 'a@yuncheng.gov.tw', proof: 'fail' }],
    ['some authentication-failed', { proof: 'fail' }],
    ['some outside-sender-as-own', { from: 'a@yuncheng.gov.tw', proof: 'none', returnPath: 'x@evil.example' }],
    ['strong outside-sender-as-own', { from: '雲城市政府 <a@gmail.com>' }],
    ['strong claims-organisation', { from: '中華郵政 <a@evil.example>' }],
    ['some claims-organisation', { from: '中華郵政之友聯誼會北區第三分會 <a@evil.example>' }],
    ['strong look-alike-domain', { text: 'https://yuncheng-gov-tw.com/' }],
    ['strong link-credentials', { text: 'https://www.post.gov.tw@evil.example/' }],
    ['some link-ip-address', { text: 'http://203.0.113.7/' }],
    ['note link-ip-address', { text: 'http://10.1.1.1/' }],
    ['note link-shortener', { text: 'https://reurl.cc/a' }],
    ['some link-shortener', { text: '請驗證您的帳號 https://reurl.cc/a' }],
    ['note link-unusual', { text: 'http://shop.example:8181/' }],
    ['strong link-unusual', { html: '<a href="javascript:x()">a</a>' }],
    ['note link-punycode', { text: 'https://xn--fiqs8s.example/' }],
    ['note tracking-picture', { html: '<img src="https://t.example/1" width=1 height=1>' }],
    ['strong form-inside', { html: '<form action=x><input type=password></form>' }],
    ['some script-inside', { html: '<script>x</script>' }],
    ['some hidden-text', { html: `<div style="display:none">${'這一段看不見 '.repeat(80)}</div>` }],
    ['note hidden-text', { html: '<div style="display:none">preheader</div>x' }],
    ['note pressure-words', { text: '最後通知' }],
    ['some asks-for-secrets', { text: '請輸入您的密碼' }],
  ] as const)('%s', async (expected, change) => {
    expect(await reasonsOf(change)).toContain(expected);
  });

  it('doubts a message with two senders, since programs show different ones', async () => {
    const bytes = Buffer.from('From: a@shop.example\r\nFrom: b@evil.example\r\n\r\nx');
    const { reasons } = await inspectMessage(bytes, { fileName: 'x.eml', settings: CITY });
    expect(reasons).toContainEqual({ kind: 'damaged', weight: 'some', evidence: '2 × from', detail: '' });
  });

  it('believes no result that the sender wrote beforehand under the agency’s name', async () => {
    const fields = { 'Authentication-Results': 'mx.yuncheng.gov.tw; dmarc=pass header.from=yuncheng.gov.tw' };
    const forged = { from: 'a@yuncheng.gov.tw', returnPath: 'x@evil.example', proof: 'none', fields } as const;
    for (const settings of [CITY, { ...CITY, ownDomains: [] }])
      expect(await reasonsOf(forged, settings)).toContain('note authentication-unknown');
    expect(await reasonsOf(forged)).toContain('some outside-sender-as-own');
  });

  it('judges the sender of a message that a colleague passes on', async () => {
    const doubted = await emlOf({ ...base, from: '中華郵政 <a@evil.example>' });
    const attachments = [{ name: 'doubted.eml', content: doubted, type: 'message/rfc822' }];
    const colleague = { from: '李小華 <hua@yuncheng.gov.tw>', proof: 'inside', attachments } as const;
    expect(await reasonsOf(colleague)).toContain('strong claims-organisation');
  });

  it.each([
    ['base64', 'message/rfc822', 'doubted.eml', (eml: Buffer) => eml.toString('base64')],
    ['base64', 'application/octet-stream', 'doubted.EML', (eml: Buffer) => eml.toString('base64')],
    ['quoted-printable', 'message/rfc822', '', (eml: Buffer) => eml.toString('latin1').replaceAll('=', '=3D')],
  ])('judges it also where it came in %s as %s', async (encoding, type, name, encode) => {
    const program = { name: '明細.pdf.exe', content: 'x' };
    const doubted = await emlOf({ ...base, from: '中華郵政 <a@evil.example>', attachments: [program] });
    const head = `From: 李小華 <hua@yuncheng.gov.tw>\r\nContent-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    const bytes = Buffer.from(head + encode(doubted));
    const { reasons } = await inspectMessage(bytes, { fileName: 'x.eml', settings: CITY });
    const found = reasons.map(({ kind, weight }) => `${weight} ${kind}`);
    expect(found).toContain('strong claims-organisation');
    expect(found).toContain('strong disguised-attachment');
    expect(found).not.toContain('note not-looked-into');
  });

  it('takes a packed file that comes with a password for locked, and a drawing not', async () => {
    const text = '密碼：2026';
    const seven = { name: 'a.7z', content: PLAIN_7Z };
    expect(await reasonsOf({ text, attachments: [seven] })).toEqual(['some encrypted-attachment']);
    const drawing = { name: 'a.dwg', content: Buffer.from('AC1032\0\0\0\0') };
    expect(await reasonsOf({ text, attachments: [drawing] })).toEqual(['note not-looked-into']);
  });

  it('says what it did not look into: Outlook’s own messages, other archives, what is not known', async () => {
    const seven = Buffer.from('377abcaf271c0004000000000000000000000000', 'hex');
    for (const content of [seven, Buffer.from([1, 2, 3, 0, 255, 254, 7])])
      expect(await reasonsOf({ attachments: [{ name: 'a.dat', content }] })).toEqual(['note not-looked-into']);
    const notes = { name: 'notes.eml', content: 'no message at all', type: 'application/octet-stream' };
    expect(await reasonsOf({ attachments: [notes] })).toEqual([]);
  });

  it('takes the agency’s own system for itself', async () => {
    const own = {
      from: 'it@yuncheng.gov.tw',
      proof: 'inside',
      text: '密碼即將到期，請至 https://portal.yuncheng.gov.tw 輸入新密碼',
    } as const;
    expect(await reasonsOf(own)).not.toContain('some asks-for-secrets');
    expect(await reasonsOf({ ...own, text: '請輸入您的密碼 https://evil.example/' })).toContain(
      'some asks-for-secrets',
    );
  });
});

describe('words', () => {
  it('reads through marks and full width', () => {
    expect(asksIn('請輸\u200b入您的密\u00ad碼').map(({ group }) => group)).toEqual(['password']);
    expect(pressureIn('２４小時內').map(({ group }) => group)).toEqual(['deadline']);
  });

  it('takes no warning for a request', () => {
    expect(asksIn('請勿輸入密碼。We will never ask you to confirm your password.')).toEqual([]);
    expect(
      asksIn('我們不會以郵件要求您提供卡號、安全碼或密碼。Don\u2019t ever reply with a verification code'),
    ).toEqual([]);
  });

  it.each([
    '請勿外流。請輸入密碼',
    '為避免停用，請立即輸入帳號密碼',
    'To avoid losing mail, verify your account at https://mail-upgrade.top/login',
    '請輸入密碼，切勿轉寄',
    '請勿忽略本通知並輸入密碼',
    'Do not ignore this mail and verify your account',
    '請勿輸入密碼於他處，輸入密碼請由此',
    '資安演練：為防範詐騙，輸入密碼',
  ])('takes no request for a warning: %s', (text) => {
    expect(new Set(asksIn(text).map(({ group }) => group))).toEqual(new Set(['password']));
  });

  it('reads on in a sentence that never ends', () => {
    expect(asksIn(`${'各位同仁，'.repeat(200)}請輸入密碼`)).toHaveLength(1);
  });

  it('joins no pieces from far apart or from two sentences', () => {
    expect(asksIn('請輸入。密碼')).toEqual([]);
    expect(asksIn(`輸入${'很'.repeat(40)}密碼`)).toEqual([]);
  });

  it('shows no password that was given along', () => {
    expect(passwordGivenIn('附件密碼：Abc123')).toBe('附件密碼 ••••••');
    expect(passwordGivenIn('開啟密碼為您的身分證字號')).toBe('');
  });
});

describe('the verdict', () => {
  const aReason = fc.record({
    kind: fc.constantFrom(...MessageReason.shape.kind.options),
    weight: fc.constantFrom(...MessageReason.shape.weight.options),
    evidence: fc.constant('x'),
    detail: fc.constant(''),
  });
  const RANK = ['nothing-found', 'suspicious', 'dangerous'];

  it('never falls by a further reason, and notes never raise it', () => {
    fc.assert(
      fc.property(fc.array(aReason, { maxLength: 8 }), aReason, (reasons, further) => {
        const before = RANK.indexOf(verdictOf(reasons));
        const after = RANK.indexOf(verdictOf([...reasons, further]));
        if (further.weight === 'note') expect(after).toBe(before);
        else expect(after).toBeGreaterThanOrEqual(Math.max(before, 1));
      }),
    );
  });

  it('is never dangerous by words alone', () => {
    const words = (['asks-for-secrets', 'pressure-words'] as const).map((kind) => ({
      kind,
      weight: 'some' as const,
      evidence: 'x',
      detail: '',
    }));
    expect(verdictOf(words)).toBe('suspicious');
  });
});

describe('a file that is dropped', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'citynet-message-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const inspect = async (name: string, content: Buffer | null) => {
    const path = join(folder, name);
    if (content) await writeFile(path, content);
    return inspectFile({ kind: 'inspect', path, name, settings: CITY });
  };
  const COMPOUND = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_000)]);

  it('is judged where it is a message, whatever its ending', async () => {
    const answer = InspectAnswer.parse(await inspect('信件.txt', await emlOf(base)));
    expect(answer).toMatchObject({
      kind: 'inspected',
      report: { verdict: 'nothing-found', subject: 's', fileName: '信件.txt' },
    });
  });

  it.each([
    ['an empty one', 'a.eml', Buffer.alloc(0), 'empty'],
    ['a PDF', 'b.eml', Buffer.from('%PDF-1.4\n'), 'pdf'],
    ['a damaged compound file', 'c.msg', COMPOUND, 'cfb'],
    ['a page', 'd.eml', Buffer.from('<!doctype html><p>x'), 'html'],
    ['noise', 'e.eml', Buffer.from([1, 2, 3, 4, 0x80, 0x81, 5]), 'bin'],
  ])('is named for what it is where it is none: %s', async (_, name, content, format) => {
    expect(InspectAnswer.parse(await inspect(name, content))).toEqual({ kind: 'no-message', format });
  });

  it('says the system’s own code where it cannot be read', async () => {
    expect(await inspect('not-there.eml', null)).toMatchObject({ kind: 'failed', code: 'ENOENT' });
  });
});
