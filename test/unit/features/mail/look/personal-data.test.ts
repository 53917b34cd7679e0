import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isNationalId,
  isResidencePermit,
} from '../../../../../electron/features/mail/look/personal-data/identity-numbers.ts';
import { isPaymentCard, passesLuhn } from '../../../../../electron/features/mail/look/personal-data/payment-cards.ts';
import { findPersonalData, Tally } from '../../../../../electron/features/mail/look/personal-data/tally.ts';
import { labelledTexts, precisionOf, recallOf, scoreFinder } from '../../../../fixtures/personal-data-set.ts';

describe('the labelled set', () => {
  const { scores, mistakes } = scoreFinder();

  test('holds at least 400 texts, a third of them without any personal data', () => {
    expect(labelledTexts.length).toBeGreaterThanOrEqual(400);
    expect(labelledTexts.filter(({ kinds }) => kinds.length === 0).length).toBeGreaterThan(labelledTexts.length / 3);
  });

  test.each(scores)('$kind: nearly all are found and nearly nothing else is', (score) => {
    expect(recallOf(score), mistakes.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(precisionOf(score), mistakes.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('check digits', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });

  /** Exactly one last digit fits each beginning. */
  const fitting = (start: string, isValid: (value: string) => boolean) =>
    [...'0123456789'].map((digit) => start + digit).filter(isValid);

  test('published examples fit', () => {
    expect(isNationalId('A123456789')).toBe(true);
    expect(isResidencePermit('A800000014')).toBe(true);
    expect(isResidencePermit('AC01234567')).toBe(true);
    expect(passesLuhn('79927398713')).toBe(true);
    expect(isPaymentCard('378282246310005')).toBe(true);
  });

  test('each national identity number has one check digit, and one changed digit is refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...letters),
        fc.constantFrom('1', '2'),
        digits(7),
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        (letter, sex, middle, at, step) => {
          const [value, ...others] = fitting(`${letter}${sex}${middle.join('')}`, isNationalId);
          expect(others).toEqual([]);
          if (value === undefined) throw new Error('no check digit fits');
          const changed = [...value];
          changed[at + 2] = String((Number(changed[at + 2]) + step) % 10);
          // A weight of 2, 4, 5, 6 or 8 lets some changes through: that is the number's own weakness.
          const weight = 7 - at;
          expect(isNationalId(changed.join(''))).toBe((step * weight) % 10 === 0);
        },
      ),
    );
  });

  test('each residence permit of either form has one check digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...letters),
        fc.constantFrom('8', '9', 'A', 'B', 'C', 'D'),
        digits(7),
        (letter, second, middle) => {
          expect(fitting(`${letter}${second}${middle.join('')}`, isResidencePermit)).toHaveLength(1);
        },
      ),
    );
  });

  test('a card with one changed digit is refused', () => {
    fc.assert(
      fc.property(digits(14), fc.nat(14), fc.integer({ min: 1, max: 9 }), (middle, at, step) => {
        const [value = ''] = fitting(`4${middle.join('')}`, passesLuhn);
        const changed = [...value];
        changed[at + 1] = String((Number(changed[at + 1]) + step) % 10);
        expect(passesLuhn(changed.join(''))).toBe(false);
      }),
    );
  });
});

describe('cards among other fields', () => {
  const cardsIn = (text: string) =>
    findPersonalData(text).flatMap(({ kind, value }) => (kind === 'payment-card' ? [value.slice(0, 4)] : []));

  test.each([
    ['1,Wang,4111111111111111,0912345678', ['4111']],
    ['1,4111111111111111,王', ['4111']],
    ['4111111111111111,123,12/27', ['4111']],
    ['4111111111111111/5555555555554444', ['4111', '5555']],
    ['4111 1111 1111 1111 5555 5555 5555 4444', ['4111', '5555']],
    ['4111-1111-1111-1111 5555-5555-5555-4444', ['4111', '5555']],
    ['4111 1111 1111 1111\n1234 5678 9012 3456', ['4111']],
  ])('are found: %j', (text, expected) => {
    expect(cardsIn(text)).toEqual(expected);
  });

  test.each([
    '1,234,567,890,123,456',
    '4,111,111,111,111,111',
    '0.4111111111111111',
    '4111 1111 1111 1111 2222 3333',
    '4111 1111 1111 1111 1234 5678 9012 3456',
    '1234 4111 1111 1111 1111 1234 5678 9012',
  ])('are not what sums and tables hold: %j', (text) => {
    expect(cardsIn(text)).toEqual([]);
  });
});

describe('what is kept of a find', () => {
  const tally = () => new Tally();

  test('is a mask and never the number', () => {
    const book = tally();
    book.take(
      { unit: 'line', at: '1', text: '身分證 A123456789 手機 0912-345-678 (03)332-2101 4111 1111 1111 1111' },
      '',
    );
    expect(book.hits.flatMap(({ places }) => places.map(({ masked }) => masked))).toEqual([
      'A12•••••89',
      '09••••••78',
      '03-•••••01',
      '4111••••••••1111',
    ]);
  });

  test('names the line, counted over every kind of line end', () => {
    const book = tally();
    book.take({ unit: 'line', at: '1', text: '甲\r\n乙\n丙\rA123456789' }, '名冊.txt');
    expect(book.hits[0]?.places).toEqual([{ inside: '名冊.txt', unit: 'line', at: '4', masked: 'A12•••••89' }]);
  });

  test('counts a number once, however often and in whatever form it is written', () => {
    const book = tally();
    for (const text of ['0912345678', '+886 912 345 678', '０９１２－３４５－６７８'])
      book.take({ unit: 'page', at: '1', text }, '');
    expect(book.hits).toMatchObject([{ kind: 'mobile-number', count: 1 }]);
  });

  test('takes a bare number in a column of telephones for one, and one in a column of cases for none', () => {
    const [phone, serial] = [tally(), tally()];
    phone.take({ unit: 'cell', at: '表!B2', text: '033322101', labels: ['聯絡電話'] }, '');
    phone.take({ unit: 'cell', at: '表!B3', text: '912345678', labels: ['手機'] }, '');
    serial.take({ unit: 'cell', at: '表!B2', text: '0912345678', labels: ['案號'] }, '');
    expect(phone.hits.map(({ kind }) => kind)).toEqual(['landline-number', 'mobile-number']);
    expect(serial.hits).toEqual([]);
  });

  test('calls addresses a list from ten different ones on', () => {
    const addresses = (count: number) => Array.from({ length: count }, (_, index) => `u${index}@example.tw`).join(', ');
    const [nine, ten] = [tally(), tally()];
    nine.take({ unit: 'line', at: '1', text: `${addresses(9)}, u1@example.tw` }, '');
    ten.take({ unit: 'line', at: '1', text: addresses(10) }, '');
    expect(nine.hits).toEqual([]);
    expect(ten.hits).toMatchObject([{ kind: 'email-list', count: 10 }]);
  });
});

test('a megabyte of near misses is searched in under two seconds', () => {
  const near = [
    'A12345678 ',
    '4111 1111 1111 ',
    '0912-345-67 ',
    '(02)2345-678 ',
    'a.b.c@',
    '1-2-3-4-5-6-7-8-9-0-',
    '訂單編號編號編號',
    '4111\n1111\n1111\n1111 ',
  ];
  const text = near.map((each) => each.repeat(150_000 / each.length)).join('\n');
  const startedMs = performance.now();
  findPersonalData(text);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});
