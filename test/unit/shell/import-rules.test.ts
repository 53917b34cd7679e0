import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RulesPack } from '../../../electron/contract/rules.ts';
import { isSigned, readSignature } from '../../../electron/features/rules/detached-signature.ts';
import { readEdition } from '../../../electron/features/rules/edition.ts';
import { builtInPack, hashesOf } from '../../../electron/features/rules/pack.ts';
import { type ImportRulesParts, importRules } from '../../../electron/shell/import-rules.ts';
import { wordsIn } from '../../../electron/shell/words.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citynet-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const UNASKED = { edition: null, change: 'major', rulesId: null } as const;

async function run(
  published: string | Uint8Array,
  language: 'zh-TW' | 'en' = 'zh-TW',
  wish: Pick<ImportRulesParts, 'edition' | 'change' | 'rulesId'> = UNASKED,
) {
  const [file, out] = [join(folder, 'text.txt'), join(folder, 'pack.json')];
  await writeFile(file, published);
  const said = { out: '', err: '' };
  const code = await importRules({
    file,
    out,
    ...wish,
    folder: join(folder, 'rules'),
    t: wordsIn(language),
    write: { out: (text) => (said.out += `${text}\n`), err: (line) => (said.err += `${line}\n`) },
  });
  return { code, file, pack: out, ...said };
}
const official = await readFile('assets/rules/official-text.txt');

describe('--import-rules', () => {
  it('makes of the official text the very pack that came with the app, and says what it made', async () => {
    const { code, pack, err, out: said } = await run(official);
    const builtIn = await builtInPack();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const written = await readFile(pack);
    expect(RulesPack.parse(JSON.parse(written.toString()))).toEqual(builtIn);
    const hash = createHash('sha256').update(written).digest('hex');
    expect(hash).toBe(hashesOf(builtIn).pack);
    for (const words of [
      builtIn.text.title,
      '共 9 點（條），其下 44 款（目）',
      '20240207',
      hash,
      hashesOf(builtIn).text,
    ])
      expect(said).toContain(words);
  });

  it('names the clauses without plain words', async () => {
    const { code, pack, out } = await run(
      '某規範\n中華民國110年1月1日府資字第1號函訂定\n一、甲：\n（一）子。\n二、（刪除）',
      'en',
    );
    expect(code).toBe(0);
    expect(out).toContain('plain words: 2: 1 1.1');
    expect(out).toContain(pack);
  });

  it('names each line that it could not place, with what to do, and writes nothing', async () => {
    const { code, file, err, pack } = await run('某規範\n中華民國110年2月30日函訂定\n一、甲。\n三、丙。\n● 丁');
    expect(code).toBe(2);
    const lines = err.trimEnd().split('\n');
    expect(lines.map((line) => line.replace(file, 'FILE').split('：')[0])).toEqual([
      'FILE:2: 「中華民國110年2月30日函訂定」',
      'FILE:4: 「三、丙。」',
      'FILE:5: 「● 丁」',
      expect.stringContaining('未寫出'),
    ]);
    expect(lines[1]).toContain('跳號');
    expect(await readdir(folder)).toEqual(['text.txt']);
    expect(err).toContain(pack);
  });

  it('refuses a file in another encoding, one without a date, and one that is not there', async () => {
    expect((await run(Buffer.from([0xae, 0xe7]))).err).toContain('UTF-8');
    expect((await run('某規範\n一、甲。')).err).toContain('版次');
    const said: string[] = [];
    const parts = { ...UNASKED, file: join(folder, 'none'), out: join(folder, 'x'), folder, t: wordsIn('en') };
    expect(await importRules({ ...parts, write: { out: () => {}, err: (line) => said.push(line) } })).toBe(2);
    expect(said[0]).toMatch(/could not be read .*ENOENT/);
  });

  it('numbers and calls the edition as asked, so that a misprint mended asks nobody to sign again', async () => {
    const mended = official.toString().replace('每日不得超過一GB。', '每日不得逾一GB。');
    const { code, pack, err } = await run(mended, 'zh-TW', { ...UNASKED, edition: '20240208', change: 'minor' });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse((await readFile(pack)).toString())).toMatchObject({ edition: 20240208, change: 'minor' });
  });

  it('says that no PC will take other words under a number that is in force, and writes them all the same', async () => {
    const { code, err } = await run(official.toString().replace('每日不得超過一GB。', '每日不得逾一GB。'));
    expect(code).toBe(0);
    expect(err).toMatch(/20240207.*20240207.*--edition/);
  });

  it('keeps a text whose title was amended among its rules where asked, with all words that still hold', async () => {
    const [title = '', ...rest] = official.toString().split('\n');
    const renamed = [`新${title}`, ...rest]
      .join('\n')
      .replace('函修正\n1、', '函修正\n中華民國116年3月1日府智安字第1160000001號函修正名稱\n1、');
    const of = async (rulesId: string | null) => {
      const { code, pack } = await run(renamed, 'en', { ...UNASKED, rulesId });
      expect(code).toBe(0);
      return RulesPack.parse(JSON.parse((await readFile(pack)).toString()));
    };
    const builtIn = await builtInPack();
    expect((await of(null)).rulesId).toMatch(/^rules-[0-9a-f]{12}$/);
    const pack = await of(builtIn.rulesId);
    expect(pack).toMatchObject({ rulesId: builtIn.rulesId, edition: 20270301, text: { title: `新${title.trim()}` } });
    expect(Object.keys(pack.guide.clauses)).toHaveLength(Object.keys(builtIn.guide.clauses).length);
  });

  it.each(['', 'Our Rules', '-x'])('refuses the id “%s”', async (rulesId) => {
    const { code, err } = await run(official, 'en', { ...UNASKED, rulesId });
    expect([code, err]).toEqual([2, expect.stringContaining(`“${rulesId}”`)]);
    expect(await readdir(folder)).toEqual(['text.txt']);
  });

  it.each(['0', '-1', '1.5', 'x', '99999999999999999999'])('refuses the number %s', async (edition) => {
    const { code, err } = await run(official, 'en', { ...UNASKED, edition });
    expect([code, err]).toEqual([2, expect.stringContaining(`“${edition}”`)]);
    expect(await readdir(folder)).toEqual(['text.txt']);
  });

  it('never writes over the published text', async () => {
    const file = join(folder, 'text.txt');
    await writeFile(file, official);
    const said: string[] = [];
    const write = { out: () => {}, err: (line: string) => said.push(line) };
    const parts = { ...UNASKED, file, out: join(folder, '.', 'text.txt'), folder, t: wordsIn('en'), write };
    expect(await importRules(parts)).toBe(2);
    expect(await readFile(file)).toEqual(official);
  });
});

describe('the README’s commands', () => {
  it('sign a pack so that the pinned key that they print has signed it', async () => {
    const { pack } = await run(official);
    const readme = await readFile('README.md', 'utf8');
    const commands = /```sh\n(openssl genpkey.*?)```/s.exec(readme)?.[1] ?? '';
    const said = execFileSync('sh', ['-e', '-c', commands], { cwd: folder, encoding: 'utf8' });
    const publicKey = said.trim().split('\n').at(-1) ?? '';
    const bytes = await readFile(pack);
    const signature = readSignature(await readFile(`${pack}.sig`));
    if (!signature) throw new Error('no signature was written');
    expect(isSigned(bytes, signature, publicKey)).toBe(true);
    expect(isSigned(Buffer.concat([bytes, Buffer.from('\n')]), signature, publicKey)).toBe(false);
    expect(readEdition(bytes, await builtInPack())).toMatchObject({ kind: 'edition' });
  });
});
