import { expect, it } from 'vitest';
import { readFiles } from '../../../../../renderer/features/acknowledgement/receipt-files.ts';

const file = (name: string, text: string, size = text.length) => ({ name, size, text: async () => text });

it('reads each file as text', async () => {
  const read = await readFiles([file('a.json', '{}'), file('b.json', '[]')]);
  expect(read.files).toEqual([
    { name: 'a.json', text: '{}' },
    { name: 'b.json', text: '[]' },
  ]);
});

it('names what is too large, too many or not readable, and goes on with the rest', async () => {
  const refused = { name: 'locked.json', size: 2, text: () => Promise.reject(new Error('NotReadableError')) };
  const many = Array.from({ length: 52 }, (_, at) => file(`${at}.json`, '{}'));
  expect(
    await readFiles([
      file('huge.bin', '', 9_000_000),
      file('long.json', 'x'.repeat(2_000_001)),
      refused,
      file('ok.json', '{}'),
    ]),
  ).toEqual({
    files: [{ name: 'ok.json', text: '{}' }],
    tooLarge: ['huge.bin', 'long.json'],
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
