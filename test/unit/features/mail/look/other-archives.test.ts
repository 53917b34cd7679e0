import { describe, expect, test } from 'vitest';
import { Budget, USUAL_BOUNDS } from '../../../../../electron/features/mail/look/budget.ts';
import { lookInside } from '../../../../../electron/features/mail/look/look-inside.ts';
import { LookAnswer } from '../../../../../electron/features/mail/look/look-task.ts';
import { madeIso } from '../../../../fixtures/made-iso.ts';
import { madeRar4, madeRar5 } from '../../../../fixtures/made-rar.ts';
import { HIDDEN_7Z, LOCKED_7Z, PLAIN_7Z } from '../../../../fixtures/messages/seven-zips.ts';

const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
const LIST = Buffer.from('A123456789');

const look = async (bytes: Buffer, name: string) =>
  LookAnswer.parse(await lookInside(bytes, name, new Budget({ ...USUAL_BOUNDS, timeoutMs: 20_000 })));
const findings = async (bytes: Buffer, name: string) =>
  (await look(bytes, name)).findings.map(({ kind, at }) => (at ? `${kind} ${at}` : kind));

describe.each([
  ['version 5', madeRar5],
  ['version 4', madeRar4],
])('a RAR, %s', (_, made) => {
  const files = [
    { name: 'folder\\a.txt', content: Buffer.alloc(5000, 'x') },
    { name: '訂單.pdf.exe', content: PROGRAM },
  ];

  test('names what runs in it, and was not looked into', async () => {
    const { type, personalData } = await look(made(files), '訂單.rar');
    expect(type?.extension).toBe('rar');
    expect(personalData).toEqual({ kind: 'not-looked', why: 'unknown-format', detail: '' });
    expect(await findings(made(files), '訂單.rar')).toEqual([
      'double-extension 訂單.pdf.exe',
      'archive-with-program 訂單.pdf.exe',
      'unreadable',
    ]);
  });

  test('says which files are encrypted, or that their names are', async () => {
    const locked = made([{ name: 'a.txt', content: LIST, isEncrypted: true }, ...files.slice(0, 1)]);
    expect(await findings(locked, 'a.rar')).toEqual(['encrypted a.txt', 'unreadable']);
    expect(await findings(made(files, { hidesNames: true }), 'a.rar')).toEqual(['encrypted', 'unreadable']);
  });

  test('cut short or scrambled anywhere is answered, never thrown', async () => {
    const whole = made(files);
    for (let at = 0; at < whole.length; at += at < 200 ? 1 : 97) {
      await look(whole.subarray(0, at), 'a.rar');
      const scrambled = Buffer.from(whole);
      scrambled[at] = 0xff - (scrambled[at] ?? 0);
      await look(scrambled, 'a.rar');
    }
  });
});

describe('a disk image', () => {
  test('is looked into, by the longer names', async () => {
    const image = madeIso({ '訂單.pdf.exe': PROGRAM, '名冊.txt': LIST });
    expect(await findings(image, '訂單.iso')).toEqual([
      'double-extension 訂單.pdf.exe',
      'archive-with-program 訂單.pdf.exe',
    ]);
    expect((await look(image, '訂單.iso')).personalData).toMatchObject({
      kind: 'looked',
      hits: [{ kind: 'national-id', places: [{ inside: '名冊.txt' }] }],
    });
  });

  test('with UDF’s list beside its own was not looked into: Windows goes by that', async () => {
    expect(await findings(madeIso({ 'a.txt': LIST }, { isBridge: true }), 'a.iso')).toEqual(['unreadable']);
  });

  test('cut short or scrambled anywhere is answered, never thrown', async () => {
    const whole = madeIso({ 'a.txt': LIST, 'b.exe': PROGRAM });
    for (let at = 16 * 2048; at < whole.length; at += 61) {
      await look(whole.subarray(0, at), 'a.iso');
      const scrambled = Buffer.from(whole);
      scrambled[at] = 0xff - (scrambled[at] ?? 0);
      await look(scrambled, 'a.iso');
    }
  });
});

describe('a 7z', () => {
  test.each([
    ['its content', LOCKED_7Z, 'encrypted'],
    ['its names too', HIDDEN_7Z, 'encrypted'],
    ['nothing', PLAIN_7Z, 'unreadable'],
  ])('in which 7-Zip encrypted %s says so, and was not looked into', async (_, bytes, kind) => {
    expect(await findings(bytes, '資料.7z')).toEqual([kind]);
    expect((await look(bytes, '資料.7z')).personalData.kind).toBe('not-looked');
    for (let at = 0; at < bytes.length; at++) await look(bytes.subarray(0, at), '資料.7z');
  });
});
