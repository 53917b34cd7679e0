import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageReport } from '../../../../../electron/contract/message.ts';
import { inspectMessage } from '../../../../../electron/features/mail/message/inspect-message.ts';
import { madeZip } from '../../../../fixtures/made-zip.ts';
import { CITY } from '../../../../fixtures/messages/labelled-message.ts';

const Report = MessageReport.omit({ id: true });
/** Far above what is needed, and far below what a hang takes; the machine may be busy. */
const MOST_MS = 15_000;

async function inspected(message: string | Buffer) {
  const bytes = Buffer.from(message as string, 'latin1');
  const startMs = performance.now();
  const report = Report.parse(await inspectMessage(bytes, { fileName: 'x.eml', settings: CITY }));
  return { report, tookMs: performance.now() - startMs };
}

const HEAD = 'From: "Post" <a@evil.example>\r\nTo: b@yuncheng.gov.tw\r\nSubject: x\r\n';
const html = (body: string) => `${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n${body}`;
const text = (body: string) => `${HEAD}\r\n${body}`;
const depth = (count: number) => {
  let parts = '';
  for (let at = 0; at < count; at++) parts += `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`;
  return `${HEAD}${parts}\r\nbottom`;
};
const megabytes = (unit: string, count: number) => unit.repeat(Math.ceil((count * 1_000_000) / unit.length));

const BEYOND: readonly (readonly [string, () => string | Buffer, RegExp])[] = [
  ['multiparts within one another, 10,000 deep', () => depth(10_000), /MIME depth/],
  ['100,000 header fields', () => `${HEAD}${'X-Spam: no\r\n'.repeat(100_000)}\r\nbody`, /header fields/],
  ['a header line of 50 MB', () => `Subject: ${megabytes('a', 50)}\r\n${HEAD}\r\nbody`, /header/],
  ['a folded header of 20 MB', () => `${HEAD}X-A: b\r\n${megabytes(' folded\r\n', 20)}\r\nbody`, /header/],
  ['a line of 50 MB in the text', () => text(megabytes('中文abc', 50)), /text/],
  [
    '30,000 parts',
    () => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(30_000)}--b--`,
    /parts/,
  ],
  [
    '250 pages of 240 KB',
    () =>
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\nContent-Type: text/html\r\n\r\n${'<p>x</p>'.repeat(30_000)}\r\n`.repeat(250)}`,
    /text > 6000000/,
  ],
  [
    'messages within messages, 10,000 deep',
    () => HEAD + 'Content-Type: message/rfc822\r\n\r\n'.repeat(10_000),
    /depth/,
  ],
  ['70 MB', () => text(megabytes('x\r\n', 70)), /message >/],
  ['60,000 links', () => html('<a href="http://a.example/">b</a>'.repeat(60_000)), /links/],
];

const HEAVY: readonly (readonly [string, () => string | Buffer])[] = [
  ['600,000 open tags', () => html('<b>'.repeat(600_000))],
  ['tags closed that were never opened', () => html('<b>'.repeat(300_000) + '</i>'.repeat(300_000))],
  ['a tag of half a million attributes', () => html(`<a ${'x=1 '.repeat(500_000)}>`)],
  ['a tag that never ends', () => html('<a href="'.repeat(200_000))],
  ['2 MB of angle brackets', () => html('<'.repeat(2_000_000))],
  ['anchors within anchors', () => html('<a href=x>'.repeat(200_000))],
  ['references to characters', () => html('&#x4e2d;&amp'.repeat(150_000))],
  ['hidden blocks within one another', () => html('<div style="display:none">x'.repeat(80_000))],
  ['2 MB of blanks', () => html(' \u3000'.repeat(500_000))],
  [
    'one sentence of 2 MB with half of each phrase',
    () => text('帳號'.repeat(1) + 'account verify password '.repeat(80_000)),
  ],
  ['half phrases, line by line', () => text('verify\r\naccount\r\n密碼 輸入\r\n'.repeat(60_000))],
  ['words that are nearly an address', () => html(`<a href="http://x.example">${'a.'.repeat(300)}</a>`.repeat(3_000))],
  ['addresses without an end', () => text(`http://${'a'.repeat(1_900_000)}`)],
  ['many addresses in text', () => text('http://a.example/x '.repeat(100_000))],
  ['a name of many at signs', () => `From: "${'a@'.repeat(9_000)}" <${'a@'.repeat(1_000)}b.example>\r\n\r\nx`],
  ['encoded words', () => `Subject: ${'=?big5?B?pKSk5Q==?='.repeat(900)}\r\nFrom: ${'=?'.repeat(9_000)}\r\n\r\nx`],
  [
    'parameters',
    () => `${HEAD}Content-Type: text/html; ${'a="\\"'.repeat(3_000)}; ${'name*0="x"; '.repeat(900)}\r\n\r\nx`,
  ],
  [
    'comments in Authentication-Results',
    () => `Authentication-Results: mx.yuncheng.gov.tw; ${'('.repeat(19_000)}\r\n${HEAD}\r\nx`,
  ],
  [
    'Received without an end',
    () => `${`Received: from ${'a '.repeat(4_000)}(${'b '.repeat(4_000)}\r\n`.repeat(300)}${HEAD}\r\nx`,
  ],
  [
    'a boundary that is everywhere',
    () => `${HEAD}Content-Type: multipart/mixed; boundary=""\r\n\r\n${'--\r\n'.repeat(300_000)}`,
  ],
  [
    'boundaries that are none',
    () => `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--bb\r\n'.repeat(500_000)}`,
  ],
  ['a zip bomb', () => attached('bomb.zip', madeZip([{ name: 'a.txt', content: Buffer.alloc(60_000_000) }]))],
  [
    'a bomb that lies about its size',
    () => attached('b.zip', madeZip([{ name: 'a', content: Buffer.alloc(60_000_000), claimedBytes: 10 }])),
  ],
  [
    'deflate without a zip',
    () =>
      attached(
        'c.gz',
        Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), deflateRawSync(Buffer.alloc(90_000_000))]),
      ),
  ],
];

const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
const zipped = (name: string, content: Buffer) =>
  `Content-Type: application/zip; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}`;
const part = (name: string, content: Buffer) => `--b\r\n${zipped(name, content)}\r\n`;
const attached = (name: string, content: Buffer) => HEAD + zipped(name, content);

describe('a message made to be hard to read', () => {
  it('hides no program behind an attachment or padding that spends the bounds', async () => {
    const padding = { name: 'a.dat', content: Buffer.alloc(19_900_000) };
    const packed = madeZip([...Array(16).fill(padding), { name: 'evil.exe', content: 'MZ' }]);
    expect((await inspected(attached('order.zip', packed))).report.verdict).toBe('dangerous');
    const bomb = madeZip(Array(16).fill(padding));
    const two = [part('bomb.zip', bomb), part('order.zip', madeZip([{ name: '圖.jpg', content: PROGRAM }]))];
    const { report } = await inspected(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${two.join('')}--b--`);
    expect(report.reasons.map(({ evidence, weight }) => `${weight} ${evidence}`)).toContain('strong order.zip');
  });

  it.each(BEYOND)('is judged within its bounds, and says what was left out: %s', async (_, make, bound) => {
    const { report, tookMs } = await inspected(make());
    expect(tookMs).toBeLessThan(MOST_MS);
    const left = report.reasons.filter(({ kind }) => kind === 'too-large-to-look-through');
    expect(left.map(({ evidence }) => evidence).join()).toMatch(bound);
    expect(report.verdict).not.toBe('nothing-found');
  });

  it.each(HEAVY)('is judged in bounded time: %s', async (_, make) => {
    const { tookMs } = await inspected(make());
    expect(tookMs).toBeLessThan(MOST_MS);
  });

  it('takes memory in proportion to the bytes', async () => {
    const bytes = megabytes('c', 50);
    const before = process.memoryUsage();
    const { report } = await inspected(`Subject: ${bytes}\r\n${HEAD}\r\nx`);
    const grown = process.memoryUsage().rss - before.rss;
    expect(report.subject.length).toBeLessThanOrEqual(300);
    expect(grown).toBeLessThan(500_000_000);
  });

  it('judges whatever bytes it is given, and always answers by the contract', async () => {
    const aLine = fc.oneof(
      fc.constantFrom(
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        'Content-Type: text/html; charset=big5',
        'Content-Type: text/plain; charset=nonsense',
        'Content-Transfer-Encoding: base64',
        'Content-Transfer-Encoding: quoted-printable',
        'Subject: =?utf-8?B?5Lit?=',
        '--x',
        '--x--',
        '',
        '<a href="http://[::1">www.tycg.gov.tw</a>',
        '<form action=//a><input type=password>',
        '=E4=B8',
        '\u0000\u00ff\u00fe',
      ),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(aLine, { maxLength: 40 }), async (lines) => {
        const bytes = Buffer.from(lines.join('\r\n'));
        Report.parse(await inspectMessage(bytes, { fileName: '\u0000.eml', settings: CITY }));
      }),
      { numRuns: 300 },
    );
  });
});
