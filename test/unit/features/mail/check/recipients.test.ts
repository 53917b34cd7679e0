import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecipientsReport } from '../../../../../electron/contract/mail.ts';
import { readAddressList } from '../../../../../electron/features/mail/check/address-list.ts';
import { likenessTo } from '../../../../../electron/features/mail/check/domain-likeness.ts';
import { recipientsReport } from '../../../../../electron/features/mail/check/recipients.ts';

const settings = { ownDomains: ['tycg.gov.tw'], bulkRecipients: 50 };
const addressesOf = (text: string) => readAddressList(text).addresses.map(({ local, domain }) => `${local}@${domain}`);
const report = (text: string) => recipientsReport(text, settings) as RecipientsReport;

describe('recipients as pasted', () => {
  it.each([
    ['a@b.tw; c@d.tw', ['a@b.tw', 'c@d.tw']],
    ['a@b.tw,c@d.tw,', ['a@b.tw', 'c@d.tw']],
    ['a@b.tw，c@d.tw、e@f.tw；g@h.tw', ['a@b.tw', 'c@d.tw', 'e@f.tw', 'g@h.tw']],
    ['a@b.tw\r\n\r\nc@d.tw\n', ['a@b.tw', 'c@d.tw']],
    ['a@b.tw c@d.tw\te@f.tw', ['a@b.tw', 'c@d.tw', 'e@f.tw']],
    ['王大明 <ming@b.tw>; "李, 小華" <hua@b.tw>', ['ming@b.tw', 'hua@b.tw']],
    ['Wang, Da-Ming <ming@b.tw>, Li, Hua <hua@b.tw>', ['ming@b.tw', 'hua@b.tw']],
    ['資訊處(王大明) ming@b.tw', ['ming@b.tw']],
    ['"a@fake.tw" <real@b.tw>', ['real@b.tw']],
    ['全體同仁: a@b.tw, c@d.tw;', ['a@b.tw', 'c@d.tw']],
    ['mailto:a@b.tw; <mailto:c@d.tw>', ['a@b.tw', 'c@d.tw']],
    ["'a@b.tw'", ['a@b.tw']],
    ['"with space"@b.tw', ['"with space"@b.tw']],
    ['a@台灣.tw', [`a@${domainToASCII('台灣.tw')}`]],
    ['李四 <b@gmail.com> 王小明 <a@x.gov.tw>', ['b@gmail.com', 'a@x.gov.tw']],
    ['李四 <b@gmail.com>\t王小明 <a@x.gov.tw>', ['b@gmail.com', 'a@x.gov.tw']],
    ['<b@gmail.com><a@x.gov.tw>/<c@x.gov.tw>', ['b@gmail.com', 'a@x.gov.tw', 'c@x.gov.tw']],
    ['李四 (業務 <a@x.gov.tw>, 王 <b@gmail.com>, c@gmail.com', ['a@x.gov.tw', 'b@gmail.com', 'c@gmail.com']],
    ['李四" <a@x.gov.tw>, 王 <b@gmail.com>; c@gmail.com', ['a@x.gov.tw', 'b@gmail.com', 'c@gmail.com']],
    ['李四 (業務 <a@x.gov.tw>; 王 (處長) <b@gmail.com>', ['a@x.gov.tw', 'b@gmail.com']],
    ["'a@b.tw' <A@b.tw>; c@d.tw<mailto:c@d.tw>", ['A@b.tw', 'c@d.tw']],
    ['王小明（a@b.tw）；李四(資訊處)（科長）c@d.tw', ['a@b.tw', 'c@d.tw']],
    ['A.B+tag@Example.GOV.TW.', ['A.B+tag@example.gov.tw']],
  ])('reads %j', (text, expected) => {
    expect(addressesOf(text)).toEqual(expected);
    expect(readAddressList(text).unreadable).toEqual([]);
  });

  it.each([
    ['王大明; a@b.tw', ['王大明']],
    ['王大明, 李小華', ['王大明', '李小華']],
    ['a@; @b.tw; a@b; a..b@c.tw; a@-b.tw', ['a@', '@b.tw', 'a@b', 'a..b@c.tw', 'a@-b.tw']],
    ['b@gmail.com 王 <a@x.tw>', ['b@gmail.com 王 <a@x.tw>']],
    ['<a@x.tw> <b@>', ['<a@x.tw> <b@>']],
    ['王 (a@x.tw) <b@y.tw>', ['王 (a@x.tw) <b@y.tw>']],
    ['a@x.tw b@', ['a@x.tw b@']],
    ['李" <a@x.tw>, "王" <b@y.tw>', ['李" <a@x.tw>, "王" <b@y.tw>']],
    ['李 <a@x.tw, b@y.tw', ['李 <a@x.tw']],
  ])('says what of %j it could not read, and guesses nothing', (text, expected) => {
    expect(readAddressList(text).unreadable).toEqual(expected);
  });

  it('reads any list of addresses back, however they are written and parted', () => {
    const aLabel = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
    const anAddress = fc
      .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9_+-]{0,15}$/), aLabel)
      .map(([l, d]) => `${l}@${d}.gov.tw`);
    const write = fc.constantFrom(
      (address: string) => address,
      (address: string) => `王大明 <${address}>`,
      (address: string) => `"王, 大; 明" <${address}>`,
    );
    const parted = fc.constantFrom(';', ', ', '\n', '；', ' ;\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(anAddress, write), { minLength: 1, maxLength: 20 }), parted, (list, separator) => {
        const text = list.map(([address, written]) => written(address)).join(separator);
        expect(addressesOf(text)).toEqual(list.map(([address]) => address));
      }),
    );
  });

  it('takes anything that is pasted, and answers in bounded time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        (text) => RecipientsReport.nullable().safeParse(recipientsReport(text, settings)).success,
      ),
    );
    for (const hostile of [
      '"'.repeat(200_000),
      '<'.repeat(200_000),
      '@'.repeat(200_000),
      'a,'.repeat(100_000),
      '("'.repeat(100_000),
      '"\\\\'.repeat(100_000),
      '<@'.repeat(100_000),
      `<${'@'.repeat(199_000)}`,
      'a:'.repeat(100_000),
      `${'a'.repeat(199_990)}@b.tw`,
      Array.from({ length: 12_000 }, (_, at) => `a@d${at}.tw`).join(';'),
    ]) {
      const startedMs = performance.now();
      RecipientsReport.nullable().parse(recipientsReport(hostile, settings));
      expect(performance.now() - startedMs).toBeLessThan(2000);
    }
  });
});

describe('the report on recipients', () => {
  it('is none where nothing was pasted', () => {
    expect(recipientsReport('  \n', settings)).toBeNull();
  });

  it('counts different addresses, and names the repeated', () => {
    expect(report('a@x.tw; A@X.TW; b@x.tw')).toMatchObject({ count: 2, repeated: ['a@x.tw'] });
  });

  it('tells outside domains from the agency’s own and those below it', () => {
    const { outside } = report('a@tycg.gov.tw; b@mail.tycg.gov.tw; c@gmail.com; d@gmail.com; e@x.org');
    expect(outside).toEqual([
      { domain: 'gmail.com', count: 2 },
      { domain: 'x.org', count: 1 },
    ]);
  });

  it('cannot tell who is outside where the agency has set no domain of its own', () => {
    expect(recipientsReport('a@gmail.com', { ...settings, ownDomains: [] })).toMatchObject({
      outside: null,
      lookAlikes: [],
    });
  });

  it('is bulk from the managed number on', () => {
    const list = (count: number) => Array.from({ length: count }, (_, at) => `a${at}@x.tw`).join(';');
    expect([report(list(49)).bulk, report(list(50)).bulk]).toEqual([false, true]);
  });
});

describe('domains that pass for the agency’s own', () => {
  it.each([
    ['tycq.gov.tw', 'one-letter'],
    ['tyycg.gov.tw', 'one-letter'],
    ['tcyg.gov.tw', 'one-letter'],
    ['tycg.gov.tv', 'one-letter'],
    ['mail.tyçg.gov.tw', 'punycode'],
    ['tусg.gov.tw', 'punycode'],
    ['tycg.g0v.tw', 'same-shape'],
    ['tycg.com', 'other-ending'],
    ['tycg.gov.tw.example.com', 'other-ending'],
    ['tycg-gov-tw.com', 'other-ending'],
    ['tycggov.tw', 'one-letter'],
    ['tycg-city.org', 'other-ending'],
  ])('%s: %s', (domain, why) => {
    expect(likenessTo(domainToASCII(domain), 'tycg.gov.tw')).toBe(why);
  });

  it.each([
    'tycg.gov.tw',
    'mail.tycg.gov.tw',
    'gmail.com',
    'taichung.gov.tw',
    'ntpc.gov.tw',
    '台灣.tw',
    'gov.tw',
    'moi.gov.tw',
  ])('%s does not', (domain) => {
    expect(likenessTo(domainToASCII(domain), 'tycg.gov.tw')).toBeNull();
  });

  it('takes one letter changed for alike, wherever it is in a name long enough', () => {
    const own = 'agency.gov.tw';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom(...'abcdefghjkmnopqrstuvwxyz'), (at, letter) => {
        const domain = own.slice(0, at) + letter + own.slice(at + 1);
        expect(likenessTo(domain, own) === null).toBe(domain === own);
      }),
    );
  });
});
