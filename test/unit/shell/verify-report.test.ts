import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReceiptFinding } from '../../../electron/contract/acknowledgement.ts';
import { canonicalText } from '../../../electron/delivery/document.ts';
import { makeKey } from '../../../electron/features/rules/acknowledgement/ed25519.ts';
import { acknowledgementWords } from '../../../electron/shell/acknowledgement-words.ts';
import { findingWords } from '../../../electron/shell/finding-words.ts';
import { runVerifyReceipts } from '../../../electron/shell/verify-report.ts';
import { Arrivals } from '../../fixtures/arrived-receipts.ts';
import { signedChain } from '../features/rules/acknowledgement/signed-chain.ts';
import { smallPack } from '../features/rules/acknowledgement/small-pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const verify = async (files: readonly string[]) => {
  const lines: string[] = [];
  const write = { out: (text: string) => void lines.push(text), err: (text: string) => void lines.push(text) };
  const code = await runVerifyReceipts({ files, ownKeys: null, words: acknowledgementWords('zh-TW'), write });
  return { code, text: lines.join('\n') };
};

it('a genuine receipt whose forerunner is not among the files is said to be as signed, with what is missing', async () => {
  const [first, , third] = signedChain({ length: 3 }).map((each, at) => fileOf(`${at + 1}.json`, canonicalText(each)));
  const { code, text } = await verify([first ?? '', third ?? '']);
  expect(code).toBe(1);
  expect(text).toContain('1.json：有效。');
  expect(text).toContain('3.json：內容與簽署時相同（第 3 號');
  expect(text).toContain('與前一份紀錄不銜接，其間有紀錄遭抽換或缺漏［第 3 號］（2）');
  expect(text).not.toContain('無效');
});

it('enrolments among the files are told, and a key that they do not hold is found', async () => {
  const arrived = new Arrivals(folder, smallPack());
  const employee = { employeeNumber: 'A1' };
  const enrolled = arrived.put(arrived.document('key-enrolment', arrived.enrolment(employee, makeKey())));
  const stranger = fileOf('stranger.json', canonicalText(arrived.receipt(employee)));
  const { code, text } = await verify([join(folder, enrolled), stranger]);
  expect(code).toBe(1);
  expect(text).toContain(`${enrolled}：金鑰登錄，由該金鑰自行簽署。A1@PC-1，`);
  expect(text).toContain('簽署金鑰不在一併查驗之金鑰登錄內');
});

it('what a receipt or an enrolment says of itself neither commands the terminal nor forges a line', async () => {
  const arrived = new Arrivals(folder, smallPack());
  const employee = { employeeNumber: 'A1\u202e', name: '王\u001b[1A\u001b[2K有效：李四\n有效　A9' };
  const file = fileOf('self-made.json', canonicalText(arrived.receipt(employee)));
  const account = { employeeNumber: 'A2', accountName: '\u001b[2J\u001b]0;x\u0007' };
  const enrolled = arrived.put(arrived.document('key-enrolment', arrived.enrolment(account, makeKey())));
  for (const [path, said] of [
    [file, '王[U+001B][1A[U+001B][2K有效：李四[U+000A]有效　A9（A1[U+202E]）'],
    [join(folder, enrolled), '[U+001B][2J[U+001B]]0;x[U+0007]@PC-1'],
    [join(folder, '\u001b[2J.json'), '[U+001B][2J.json'],
  ] as const) {
    const { text } = await verify([path]);
    expect(text).toContain(said);
    expect(text.replaceAll('\n  ', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

it.runIf(existsSync('/usr/bin/mkfifo'))(
  'a FIFO among the files is told as unreadable, and the rest is verified',
  async () => {
    execFileSync('mkfifo', [join(folder, 'fifo.json')]);
    const [first = ''] = signedChain({ length: 1 }).map((each) => fileOf('1.json', canonicalText(each)));
    const { code, text } = await verify([join(folder, 'fifo.json'), first]);
    expect([code, text]).toEqual([
      2,
      expect.stringMatching(/fifo\.json：Error: not a regular file[\s\S]*1\.json：有效/),
    ]);
  },
);

it('each finding has words in both languages', () => {
  for (const language of ['zh-TW', 'en'] as const)
    for (const kind of ReceiptFinding.shape.kind.options)
      expect(findingWords({ kind, at: '1' }, acknowledgementWords(language))).not.toContain('verify.');
});
