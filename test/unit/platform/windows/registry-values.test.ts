import { describe, expect, test } from 'vitest';
import { decodeRegistryValue } from '../../../../electron/platform/windows/registry-values.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a registry value', () => {
  test.each<[string, number, Buffer, unknown]>([
    ['REG_SZ', 1, utf16('桃園市政府\0'), '桃園市政府'],
    ['REG_SZ without its terminator', 1, utf16('abc'), 'abc'],
    ['REG_SZ with rubbish after the terminator', 1, utf16('abc\0def'), 'abc'],
    ['an empty REG_SZ', 1, Buffer.alloc(0), ''],
    ['REG_EXPAND_SZ, left as written', 2, utf16('%TEMP%\\x\0'), '%TEMP%\\x'],
    ['REG_DWORD', 4, Buffer.from('00ca9a3b', 'hex'), 1_000_000_000],
    ['the largest REG_DWORD', 4, Buffer.from('ffffffff', 'hex'), 4_294_967_295],
    ['REG_DWORD_BIG_ENDIAN', 5, Buffer.from('3b9aca00', 'hex'), 1_000_000_000],
    ['REG_QWORD', 11, Buffer.from('0000000001000000', 'hex'), 4_294_967_296],
    ['REG_MULTI_SZ', 7, utf16('70\0' + '85\0\0'), ['70', '85']],
    ['REG_MULTI_SZ without its last terminators', 7, utf16('70\0' + '85'), ['70', '85']],
    ['an empty REG_MULTI_SZ', 7, utf16('\0'), []],
  ])('%s is decoded', (_, type, data, value) => {
    expect(decodeRegistryValue(type, data)).toEqual(value);
  });

  test.each<[string, number, Buffer]>([
    ['REG_BINARY', 3, Buffer.from('01', 'hex')],
    ['REG_NONE', 0, Buffer.alloc(0)],
    ['a REG_DWORD of three bytes', 4, Buffer.alloc(3)],
    ['a REG_QWORD of four bytes', 11, Buffer.alloc(4)],
    ['a REG_QWORD beyond exact numbers', 11, Buffer.alloc(8, 0xff)],
  ])('%s is marked, for the validation to refuse', (_, type, data) => {
    expect(decodeRegistryValue(type, data)).toEqual({ registryType: type });
  });
});
