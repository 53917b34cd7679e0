import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, it } from 'vitest';
import { MESSAGE_BOUNDS } from '../../../../../electron/features/mail/message/mime/bounds.ts';
import { decodedWords, quotedPrintable } from '../../../../../electron/features/mail/message/mime/encoded-words.ts';
import { parametersOf, valuesOf } from '../../../../../electron/features/mail/message/mime/fields.ts';
import { readMessage, shownField } from '../../../../../electron/features/mail/message/mime/read-message.ts';

const read = (message: string) => readMessage(Buffer.from(message, 'latin1'));
const utf8 = (message: string) => readMessage(Buffer.from(message));
const texts = (message: string) => read(message).parts.map(({ text }) => text.trim());

describe('reading a message', () => {
  it('reads back whatever a real mailer builds: subject, text, page, files with their names', async () => {
    const aName = fc.stringMatching(/^[a-zA-Z0-9 報價單表格（）_-]{1,60}$/).map((name) => `a${name.trim()}.bin`);
    const aText = fc.string({
      unit: fc.constantFrom('中', '文', 'a', ' ', '=', '.', '-', '\n', 'é'),
      minLength: 1,
      maxLength: 300,
    });
    const aFile = fc.tuple(aName, fc.uint8Array({ minLength: 1, maxLength: 400 }));
    await fc.assert(
      fc.asyncProperty(aText, aText, fc.array(aFile, { maxLength: 4 }), async (subject, words, files) => {
        const body = `x${words}x`;
        const built = await new MailComposer({
          from: '王小明 <ming@yuncheng.gov.tw>',
          subject: `s${subject}s`,
          text: body,
          html: `<p>${body}</p>`,
          attachments: files.map(([filename, content]) => ({ filename, content: Buffer.from(content) })),
        })
          .compile()
          .build();
        const { fields, parts, faults, leftOut } = readMessage(built);
        expect([...faults, ...leftOut]).toEqual([]);
        expect(shownField(fields, 'subject')).toBe(`s${subject}s`.replace(/\s+/g, ' '));
        expect(shownField(fields, 'from')).toContain('王小明');
        const [plain, html, ...attached] = parts;
        const flat = (text = '') => text.replace(/\r?\n/g, '\n').trim();
        expect(flat(plain?.text)).toBe(flat(body));
        expect(flat(html?.text)).toBe(flat(`<p>${body}</p>`));
        expect(attached.map(({ name }) => name)).toEqual(files.map(([name]) => name));
        expect(attached.map(({ content }) => [...content])).toEqual(files.map(([, content]) => [...content]));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['=?utf-8?B?5Lit5paH?=', '中文'],
    ['=?UTF-8?Q?=E4=B8=AD?= =?UTF-8?Q?=E6=96=87?=', '中文'],
    // A character cut in two, as many senders do.
    ['=?utf-8?B?5Lg=?=\r\n =?utf-8?B?rQ==?=', '中'],
    ['=?big5?B?pKSk5Q==?= x', '中文 x'],
    ['a =?us-ascii?Q?b_c?= d', 'a b c d'],
    ['=?nonsense?B?5Lit?=', '中'],
    ['=?utf-8?B?-5Lit5paH?=', '中文'],
    ['=?utf-8?X?broken?=', '=?utf-8?X?broken?='],
  ])('decodes the words of a header: %j', (value, expected) => {
    expect(decodedWords(value)).toBe(expected);
  });

  it.each([
    ['attachment; filename="a b.pdf"', 'a b.pdf'],
    ["attachment; filename*=UTF-8''%E5%A0%B1%E5%83%B9.pdf", '報價.pdf'],
    ["attachment; filename*0*=big5''%A4%A4; filename*1*=%A4%E5.pdf", '中文.pdf'],
    ['attachment; filename*0="long"; filename*1="er.pdf"', 'longer.pdf'],
    ['attachment; filename="=?utf-8?B?5Lit?=.pdf"', '中.pdf'],
    ['attachment; FileName=bare.pdf; size=3', 'bare.pdf'],
    ['attachment; filename="never closed.exe', 'never closed.exe'],
    ['attachment (c); (c) filename="a (1).pdf" (c)', 'a (1).pdf'],
    ['attachment; filename=a(1).pdf; size=3', 'a(1).pdf'],
  ])('reads the name of a file: %s', (field, expected) => {
    expect(parametersOf(field).parameters.get('filename')).toBe(expected);
  });

  it('unfolds fields, keeps their order and every one of the same name', () => {
    const { fields } = read('Received: one\r\n two\r\nReceived: three\nX-A:\tb\r\n\r\nbody');
    expect(valuesOf(fields, 'received')).toEqual(['one two', 'three']);
    expect(valuesOf(fields, 'x-a')).toEqual(['b']);
  });

  it('reads text in the charset that is named, and by its looks where a false one is named', () => {
    const big5 = Buffer.concat([
      Buffer.from('From: a@b\r\nContent-Type: text/plain; charset=big5\r\n\r\n'),
      Buffer.from('a4a4a4e5', 'hex'),
    ]);
    expect(readMessage(big5).parts[0]?.text).toBe('中文');
    expect(utf8('From: a@b\r\nContent-Type: text/plain; charset=x-none\r\n\r\n中文').parts[0]?.text).toBe('中文');
  });

  it.each(['base64', 'BASE64 (x)', '(x) base64', 'base64;', 'base64(x)'])(
    'decodes what is called %s, and ignores what is not of its alphabet (RFC 2045 6.8)',
    (encoding) => {
      const head = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
      for (const body of ['5Lit5paH', '-5Lit5paH', '5L_it-5p\r\naH.*'])
        expect(read(head + body).parts[0]?.text).toBe('中文');
    },
  );

  it('decodes quoted-printable under a comment, and says which encoding it does not know', () => {
    const encoded = (encoding: string) => read(`Content-Transfer-Encoding: ${encoding}\r\n\r\n=41`);
    expect(encoded('quoted-printable (c)').parts[0]?.text).toBe('A');
    for (const encoding of ['7bit', '8BIT', '8-bit', 'binary (c)', ''])
      expect([...encoded(encoding).leftOut]).toEqual([]);
    expect([...encoded('X-UUencode').leftOut]).toEqual(['Content-Transfer-Encoding: x-uuencode']);
  });

  it.each([
    ['text/html (c); charset=utf-8', 'text/html', 'charset', 'utf-8'],
    ['text/html(c;c)', 'text/html', 'charset', undefined],
    ['(c) text/html; charset=big5(c)', 'text/html', 'charset', 'big5'],
    ['multipart/mixed; (c) boundary=b(c)', 'multipart/mixed', 'boundary', 'b'],
    ['multipart/mixed; boundary="b(c)"', 'multipart/mixed', 'boundary', 'b(c)'],
  ])('reads a type among comments (RFC 2045 5.1): %s', (field, value, parameter, expected) => {
    const type = parametersOf(field);
    expect(type.value).toBe(value);
    expect(type.parameters.get(parameter)).toBe(expected);
  });

  it('tells a boundary from one that begins alike, and reads on where the last one is missing', () => {
    expect(
      texts(
        'Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\none\r\n--bb\r\nstill\r\n--b\r\n\r\ntwo',
      ),
    ).toEqual(['one\r\n--bb\r\nstill', 'two']);
  });

  it('reads a message within a message, and who sent that one', () => {
    const { parts, attached } = read(
      'From: a@b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nouter\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d\r\n\r\ninner\r\n--b--',
    );
    expect(parts.map(({ text }) => text.trim())).toEqual(['outer', 'inner']);
    expect(attached.map((fields) => valuesOf(fields, 'from'))).toEqual([['c@d']]);
  });

  it('keeps what quoted-printable cannot be', () => {
    expect(quotedPrintable(Buffer.from('=41=\r\nB=zz=4')).toString()).toBe('AB=zz=4');
  });

  it('names two senders as a fault, since programs show different ones', () => {
    expect([...read('From: a@b\r\nFrom: c@d\r\n\r\nx').faults]).toEqual(['2 × from']);
  });

  it('reads the body behind a header that is beyond its bound', () => {
    const { parts, leftOut } = read(`From: a@b\r\n${'X: y\r\n'.repeat(MESSAGE_BOUNDS.fields + 5)}\r\nthe body`);
    expect(parts[0]?.text).toBe('the body');
    expect([...leftOut]).toEqual([`header fields > ${MESSAGE_BOUNDS.fields}`]);
  });
});
