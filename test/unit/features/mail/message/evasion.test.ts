import { describe, expect, it } from 'vitest';
import { MessageReport } from '../../../../../electron/contract/message.ts';
import { inspectMessage } from '../../../../../electron/features/mail/message/inspect-message.ts';
import { CITY, emlOf, type LabelledMessage } from '../../../../fixtures/messages/labelled-message.ts';

const base: LabelledMessage = { name: 'x', label: 'ordinary', from: 'a@shop.example', subject: 's', text: 'hello' };

async function inspected(message: Partial<LabelledMessage> | string) {
  const bytes = typeof message === 'string' ? Buffer.from(message) : await emlOf({ ...base, ...message });
  return MessageReport.omit({ id: true }).parse(await inspectMessage(bytes, { fileName: 'x.eml', settings: CITY }));
}
const kindsOf = async (message: Partial<LabelledMessage> | string) =>
  (await inspected(message)).reasons.map(({ kind, weight }) => `${weight} ${kind}`);

const times = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
const SEVEN = Buffer.from('377abcaf271c0004000000000000000000000000', 'hex');

describe('many harmless notes push out no strong reason', () => {
  it('among attachments', async () => {
    const archives = times(60, (at) => ({ name: `${at}.7z`, content: SEVEN }));
    const report = await inspected({ attachments: [...archives, { name: 'run.exe', content: 'MZ' }] });
    expect(report.verdict).toBe('dangerous');
    expect(report.reasons[0]).toMatchObject({ weight: 'strong', evidence: 'run.exe' });
  });

  it('among links of the same kind', async () => {
    const own = times(12, (at) => `<a href="https://www.yuncheng.gov.tw/${at}">www.shop${at}.com</a>`).join(' ');
    const html = `${own}<a href="https://evil.example/x">https://www.yuncheng.gov.tw/</a>`;
    expect((await inspected({ html })).verdict).toBe('dangerous');
    const ports = times(12, (at) => `<a href="http://shop.example:${8100 + at}/">a</a>`).join(' ');
    expect((await inspected({ html: `${ports}<a href="javascript:alert(1)">b</a>` })).verdict).toBe('dangerous');
  });

  it('nor one that counts, where each kind has more than is shown', async () => {
    const links = times(20, (at) => `<a href="http://shop.example:${8100 + at}/">a</a>`).join(' ');
    const html = `${links}<a href="https://me.github.io/">報價單.pdf</a>`;
    expect(await kindsOf({ html })).toContain('some link-unusual');
  });

  it('and strong ones are told up to the contract’s bound', async () => {
    const programs = times(250, (at) => ({ name: `${at}.exe`, content: 'MZ' }));
    const { reasons } = await inspected({ attachments: programs });
    expect(reasons.filter(({ weight }) => weight === 'strong')).toHaveLength(200);
  });
});

describe('results that came with the message', () => {
  const FORGED = 'Authentication-Results: mx.yuncheng.gov.tw; spf=pass; dmarc=pass header.from=yuncheng.gov.tw';
  const LETTER = `${FORGED}\r\nFrom: boss@yuncheng.gov.tw\r\nSubject: s\r\n\r\nhello`;

  it.each([
    'from unknown (HELO evil.example) (203.0.113.5) by mx.yuncheng.gov.tw with SMTP',
    'from 203.0.113.5 by mx.yuncheng.gov.tw',
    'from x (mail.yuncheng.gov.tw [203.0.113.5] (may be forged)) by mx.yuncheng.gov.tw',
    'from evil.example by mx.yuncheng.gov.tw with ESMTP',
  ])('vouch for nobody below: %s', async (received) => {
    const { verdict, authentication } = await inspected(`Received: ${received}\r\n${LETTER}`);
    expect(authentication).toBeNull();
    expect(verdict).toBe('suspicious');
  });
});

describe('a body that is written unusually', () => {
  const PAGE = '<a href="https://evil.example/x">https://www.yuncheng.gov.tw/</a>';
  const HEAD = 'From: a@shop.example\r\nSubject: s\r\n';

  it.each([
    ['text/html', 'base64', `-${Buffer.from(PAGE).toString('base64')}`],
    ['text/html', 'base64 (x)', Buffer.from(PAGE).toString('base64')],
    ['text/html (c); charset=utf-8', '7bit', PAGE],
    ['text/html', 'quoted-printable (c)', PAGE.replaceAll('=', '=3D').replace('www', '=77ww')],
  ])('is read all the same: %s, %s', async (type, encoding, body) => {
    const message = `${HEAD}Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
    expect((await inspected(message)).verdict).toBe('dangerous');
  });

  it('is suspicious where its encoding is not known', async () => {
    const message = `${HEAD}Content-Type: text/html\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nM86)C`;
    expect(await kindsOf(message)).toContain('some too-large-to-look-through');
  });
});

describe('what a reader takes for another’s name', () => {
  it.each([
    '<a href="//evil.example/x">請上www.yuncheng.gov.tw查詢</a>',
    '<a href="https://evil.example/x">www.yun&#8203;cheng&shy;.gov.tw</a>',
    '<a href="https://evil.example/x">網址：www.yuncheng.gov.tw</a>',
  ])('is judged within words: %s', async (html) => {
    expect(await kindsOf({ html })).toContain('strong link-differs');
  });

  it.each([
    '<a href="https://www.yuncheng.gov.tw/x">請上yuncheng.gov.tw查詢</a>',
    '<a href="https://xn--abc-f03ep41k.tw/">台灣abc.tw</a>',
  ])('is no other’s where the link leads there: %s', async (html) => {
    expect((await kindsOf({ html })).filter((each) => each.endsWith('link-differs'))).toEqual([]);
  });

  it('is judged in a sender’s name through marks without width', async () => {
    expect(await kindsOf({ from: '中華\u200b郵政 <a@evil.example>' })).toContain('strong claims-organisation');
  });
});
