import { expect, it } from 'vitest';
import { readFiles } from '../../../../../renderer/features/acknowledgement/receipt-files.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text: string, size = text.length) => ({
  name,
  size,
  arrayBuffer: async () => bytesOf(text).buffer,
});

it('reads each file byte for byte, a mark before it included', async () => {
  const read = await readFiles([file('a.json', '{}'), file('b.json', '\ufeff[]')]);
  expect(read.files.map(({ name, content }) => [name, [...content]])).toEqual([
    ['a.json', [0x7b, 0x7d]],
    ['b.json', [0xef, 0xbb, 0xbf, 0x5b, 0x5d]],
  ]);
});

it('names what is too large, too many or not readable, and goes on with the rest', async () => {
  const refused = { name: 'locked.json', size: 2, arrayBuffer: () => Promise.reject(new Error('NotReadableError')) };
  const many = Array.from({ length: 52 }, (_, at) => file(`${at}.json`, '{}'));
  expect(await readFiles([file('huge.bin', '', 8_000_001), refused, file('ok.json', '{}')])).toEqual({
    files: [{ name: 'ok.json', content: bytesOf('{}') }],
    tooLarge: ['huge.bin'],
    tooMany: [],
    unreadable: [{ name: 'locked.json', why: 'Error: NotReadableError' }],
  });
  const read = await readFiles(many);
  expect(read.files).toHaveLength(50);
  expect(read.tooMany).toEqual(['50.json', '51.json']);
});

it('a name longer than main takes is shortened', async () => {
  expect((await readFiles([file('x'.repeat(400), '{}')])).files[0]?.name).toHaveLength(300);
});
