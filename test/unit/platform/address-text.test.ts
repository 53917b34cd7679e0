import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressText, endpointText } from '../../../electron/platform/address-text.ts';

const octets = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('an address in words', () => {
  test.for([
    ['c6336401', '198.51.100.1'],
    ['00000000', '0.0.0.0'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['00000000000000000000ffffc0000201', '192.0.2.1'],
    ['0000000000000000fffe0000c0000201', '::fffe:0:c000:201'],
  ] as const)('%s is %s', ([hex, text]) => {
    expect(addressText(Buffer.from(hex, 'hex'))).toBe(text);
  });

  test('is always one that the system takes back as the same', () => {
    fc.assert(
      fc.property(fc.oneof(octets(4), octets(16)), (bytes) => {
        const text = addressText(Buffer.from(bytes));
        expect(isIP(text)).not.toBe(0);
        if (isIP(text) === 4) expect(text.split('.').map(Number)).toEqual([...bytes.slice(-4)]);
        else expect(groupsOf(text)).toEqual(pairs(bytes));
      }),
    );
  });

  test('of any other length is refused', () => {
    for (const length of [0, 3, 5, 15, 17]) expect(() => addressText(Buffer.alloc(length))).toThrow(RangeError);
  });
});

test('an IPv6 endpoint stands in brackets', () => {
  expect(endpointText(Buffer.from('c6336401', 'hex'), 443)).toBe('198.51.100.1:443');
  expect(endpointText(Buffer.alloc(16), 65_535)).toBe('[::]:65535');
});

/** The eight groups of an address in short form, by the rules of RFC 4291, 2.2. */
function groupsOf(text: string): number[] {
  const [before = '', after] = text.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [first, last] = [numbers(before), numbers(after ?? '')];
  return [...first, ...Array(after === undefined ? 0 : 8 - first.length - last.length).fill(0), ...last];
}

function pairs(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length / 2 }, (_, at) => (bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0));
}
