import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageReport } from '../../../../../electron/contract/message.ts';
import { inspectMessage } from '../../../../../electron/features/mail/message/inspect-message.ts';
import { attached, BEYOND, HEAD, HEAVY, PROGRAM, part } from '../../../../fixtures/hostile-messages.ts';
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
