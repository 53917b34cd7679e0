import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RulesPack, RulesView } from '../../../../electron/contract/rules.ts';
import { RulesSettings } from '../../../../electron/contract/settings.ts';
import { canonicalText } from '../../../../electron/delivery/document.ts';
import { builtInPack, hashesOf } from '../../../../electron/features/rules/pack.ts';
import { RulesSource, type RulesSourceParts } from '../../../../electron/features/rules/source.ts';
import { type LoopbackServer, startLoopbackServer } from '../../../fixtures/loopback-server.ts';

const builtIn = await builtInPack();
const published = await readFile('assets/rules/official-text.txt', 'utf8');
const AMENDED = '中華民國116年3月1日府智安字第1160000001號函修正';
const nextText = published
  .replace('第1130035811號函修正\n', `$&${AMENDED}\n`)
  .replace('每日不得超過一GB。', '每日不得超過二GB。');
const nextPack: RulesPack = { ...builtIn, edition: 20270301, change: 'minor' };

let folder: string;
let server: LoopbackServer;
/** What the server has, by path; each is given with its length for an ETag. */
let files: Record<string, string | Uint8Array>;
let settings: RulesSettings;
let nowMs: number;
const opened: RulesSource[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citynet-rules-'));
  server = await startLoopbackServer();
  files = {};
  server.answer = (request, response) => {
    const file = files[request.url ?? ''];
    if (file === undefined) return void response.writeHead(404).end('none');
    const etag = `"${Buffer.from(file).length}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag }).end(file);
  };
  settings = RulesSettings.parse({ url: `${server.address}/rules` });
  nowMs = Date.parse('2026-11-23T09:00:00+08:00');
});
afterEach(async () => {
  for (const source of opened.splice(0)) source.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function open(more: Partial<RulesSourceParts> = {}): RulesSource {
  const source = new RulesSource({
    fetch: (address, init) => fetch(address, init),
    settings: () => settings,
    builtIn,
    folder,
    nowMs: () => nowMs,
    random: () => 0.5,
    ...more,
  });
  opened.push(source);
  return source;
}
const checked = async (more: Partial<RulesSourceParts> = {}) => {
  const source = open(more);
  await source.checkNow();
  return source;
};
const keys = generateKeyPairSync('ed25519');
const raw = ({ publicKey }: { publicKey: KeyObject }) =>
  publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');

describe('the edition in force', () => {
  it('is the built-in one where no address is set, and nobody is asked', async () => {
    settings = RulesSettings.parse({});
    const source = await checked();
    expect(source.view()).toMatchObject({ source: 'built-in', edition: 20240207, address: null, problem: null });
    expect(source.current()).toEqual({ pack: builtIn, hashes: hashesOf(builtIn) });
    expect(RulesView.parse(source.view())).toEqual(source.view());
    expect(server.asked).toEqual([]);
  });

  it('is a newer pack from the address, at once and after a restart without the network', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    const source = open();
    const told: number[] = [];
    source.onChange(({ edition }) => told.push(edition));
    await source.checkNow();
    expect(told).toEqual([20270301]);
    expect(source.view()).toMatchObject({ source: 'managed', edition: 20270301, signed: false, checkedAtMs: nowMs });
    await server.close();
    expect(open().current().pack).toEqual(nextPack);
  });

  it('is made of an official text as published, with our words for what did not change', async () => {
    files['/rules'] = nextText;
    const { pack } = (await checked()).current();
    expect(pack).toMatchObject({ rulesId: builtIn.rulesId, edition: 20270301, change: 'major' });
    expect(pack.text.amendments.at(-1)?.number).toBe('府智安字第1160000001號');
    expect(pack.guide.clauses['4.13']).toEqual(builtIn.guide.clauses['4.13']);
    expect(pack.guide.clauses['4.14']).toBeUndefined();
    expect(pack.guide.questions.some(({ clause }) => clause === '4.14')).toBe(false);
    expect(pack.guide.mayI.some(({ clauses }) => clauses.includes('4.14'))).toBe(false);
    expect(builtIn.guide.questions.length + builtIn.guide.mayI.length).toBeGreaterThan(
      pack.guide.questions.length + pack.guide.mayI.length,
    );
  });

  it('has a newer app’s words, though the address has the same text still', async () => {
    files['/rules'] = nextText;
    const before = (await checked()).current().pack;
    const said = builtIn.guide.clauses['4.13'];
    const question = before.guide.questions.at(0);
    if (!said || !question) throw new Error('4.13 has no words or no question');
    const newer: RulesPack = {
      ...builtIn,
      guide: {
        ...builtIn.guide,
        clauses: { ...builtIn.guide.clauses, '4.13': { ...said, plain: { 'zh-TW': '新的白話', en: 'newer words' } } },
        questions: builtIn.guide.questions.filter(({ id }) => id !== question.id),
      },
    };
    const source = open({ builtIn: newer });
    for (const step of ['offline', 'asked again']) {
      const { pack, hashes } = source.current();
      expect(pack.guide.clauses['4.13']?.plain.en, step).toBe('newer words');
      expect(
        pack.guide.questions.every(({ id }) => id !== question.id),
        step,
      ).toBe(true);
      expect([pack.text, pack.edition], step).toEqual([before.text, before.edition]);
      expect(hashes.pack, step).toBe(hashesOf(pack).pack);
      await source.checkNow();
    }
    expect(open({ builtIn: newer }).current().pack).toEqual(source.current().pack);
  });

  it('that the agency wrote words for keeps them under a newer app', async () => {
    files['/rules'] = canonicalText(nextPack);
    await checked();
    const newer: RulesPack = { ...builtIn, guide: { ...builtIn.guide, mayI: [] } };
    expect(open({ builtIn: newer }).current().pack).toEqual(nextPack);
  });

  it('is asked for with its tag, and an unchanged one is only noted', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    const source = await checked();
    nowMs += 3_600_000;
    await source.checkNow();
    expect(server.asked).toEqual(['/rules', '/rules']);
    expect(source.view()).toMatchObject({ edition: 20270301, checkedAtMs: nowMs, problem: null });
  });

  it('is that of another agency where its address says so first, and not where it changes its mind', async () => {
    files['/rules'] = '某縣政府網路規範\n中華民國110年1月1日府資字第1號函訂定\n一、甲。\n二、乙。';
    const source = await checked();
    expect(source.view()).toMatchObject({ title: '某縣政府網路規範', edition: 20210101, source: 'managed' });
    files['/rules'] = JSON.stringify(nextPack);
    await source.checkNow();
    expect(source.view()).toMatchObject({ title: '某縣政府網路規範', problem: { reason: 'other-rules' } });
  });

  it('is taken under an amended title where it says that it is of the same rules', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    const source = await checked();
    const text = { ...nextPack.text, title: '桃園市政府網路資源使用要點' };
    files['/rules'] = JSON.stringify({ ...nextPack, edition: nextPack.edition + 1, text });
    await source.checkNow();
    expect(source.view()).toMatchObject({ title: text.title, rulesId: builtIn.rulesId, problem: null });
  });

  it('stays when the address is taken away, unless the app itself brings a newer one', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    const source = await checked();
    settings = RulesSettings.parse({});
    await source.settingsChanged();
    expect(source.view()).toMatchObject({ source: 'managed', edition: 20270301, address: null, checkedAtMs: null });
    expect(open({ builtIn: { ...builtIn, edition: 20280101 } }).view()).toMatchObject({ source: 'built-in' });
  });
});

describe('an edition is refused, and the one in force stays,', () => {
  it.each([
    ['older', () => JSON.stringify({ ...nextPack, edition: 20230101 })],
    [
      'same-number',
      () => JSON.stringify({ ...nextPack, edition: 20240207, text: { ...nextPack.text, title: '另一規範' } }),
    ],
    ['not-understood', () => '{"schema":1}'],
    ['not-understood', () => '{ not json'],
    ['not-understood', () => published.replace('(2) ', '(3) ')],
    [
      'not-understood',
      () =>
        published
          .split('\n')
          .filter((line) => !line.startsWith('中華民國'))
          .join('\n'),
    ],
    [
      'not-understood',
      () => JSON.stringify({ ...nextPack, text: { ...nextPack.text, articles: nextPack.text.articles.slice(1) } }),
    ],
    ['not-understood', () => Buffer.from([0xae, 0xe7, 0xb6, 0xe9])],
    ['answer-too-large', () => 'x'.repeat(4_000_001)],
  ])('as %s', async (reason, body) => {
    files['/rules'] = body();
    const source = await checked();
    expect(source.view()).toMatchObject({ edition: 20240207, source: 'built-in', problem: { reason, atMs: nowMs } });
    expect(source.current().pack).toEqual(builtIn);
    expect(await readdir(folder)).toEqual([]);
  });

  it('with each line of a text that could not be placed', async () => {
    files['/rules'] = published.replace('(2) ', '(3) ').replace('(4) ', '(7) ');
    const lines = (await checked()).view().problem?.lines ?? [];
    expect(lines.length).toBeGreaterThan(1);
    const numbered = published.split('\n');
    for (const { line, words, reason } of lines) {
      expect(['gap', 'repeat']).toContain(reason);
      expect(words.slice(4, 12)).toBe(numbered[line - 1]?.slice(4, 12));
    }
  });

  it('where the server refuses, redirects, is silent or is not there', async () => {
    const source = open({ timeoutMs: 150 });
    const reasonNow = async () => {
      await source.checkNow();
      return source.view().problem?.reason;
    };
    expect(await reasonNow()).toBe('refused-by-server');
    server.answer = (_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    expect(await reasonNow()).toBe('redirect');
    server.answer = () => {};
    expect(await reasonNow()).toBe('late');
    settings = { ...settings, url: 'http://127.0.0.1:1/rules' };
    expect(await reasonNow()).toBe('unreachable');
    settings = { ...settings, url: 'http://rules.example.gov.tw/rules' };
    expect(await reasonNow()).toBe('bad-settings');
  });

  it('where it cannot be kept', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    await writeFile(join(folder, 'file'), '');
    const source = open({ folder: join(folder, 'none') });
    await writeFile(join(folder, 'none'), 'a file where the folder should be');
    await source.checkNow();
    expect(source.view()).toMatchObject({ edition: 20240207, problem: { reason: 'cannot-save' } });
  });
});

describe('with a pinned key', () => {
  const signed = (bytes: string | Uint8Array) => sign(null, Buffer.from(bytes), keys.privateKey);
  beforeEach(() => {
    settings = { ...settings, publicKey: raw(keys) };
    files['/rules'] = canonicalText(nextPack);
  });

  it.each([
    ['raw', (signature: Buffer) => signature],
    ['base64', (signature: Buffer) => `${signature.toString('base64')}\n`],
  ])('an edition signed by it is taken (%s)', async (_, form) => {
    files['/rules.sig'] = form(signed(files['/rules'] ?? ''));
    const source = await checked();
    expect(source.view()).toMatchObject({ edition: 20270301, signed: true, problem: null });
    expect(server.asked).toEqual(['/rules', '/rules.sig']);
    expect(open().view()).toMatchObject({ edition: 20270301, signed: true });
  });

  it('the signature is over the exact bytes, a byte order mark included, at the address that is set', async () => {
    const bytes = Buffer.from(`\ufeff${nextText}`);
    files['/rules'] = bytes;
    files['/elsewhere'] = signed(bytes);
    settings = { ...settings, signatureUrl: `${server.address}/elsewhere` };
    expect((await checked()).view()).toMatchObject({ edition: 20270301, signed: true });
  });

  it.each([
    ['no signature', () => ''],
    [
      'another key’s',
      () => sign(null, Buffer.from(canonicalText(nextPack)), generateKeyPairSync('ed25519').privateKey),
    ],
    ['one over other bytes', () => signed(`${canonicalText(nextPack)}\n`)],
    ['words', () => '<html>not found</html>'],
    ['a page of any length', () => '<p>'.repeat(5000)],
  ])('%s is refused', async (_, signature) => {
    files['/rules.sig'] = signature();
    expect((await checked()).view()).toMatchObject({ edition: 20240207, problem: { reason: 'signature' } });
  });

  it('an address without any signature is refused', async () => {
    expect((await checked()).view()).toMatchObject({ edition: 20240207, problem: { reason: 'signature' } });
  });

  it('what was kept without it serves no more, and that is said', async () => {
    settings = { ...settings, publicKey: null };
    await checked();
    settings = { ...settings, publicKey: raw(keys) };
    expect(open().view()).toMatchObject({ source: 'built-in', edition: 20240207, problem: { reason: 'signature' } });
  });

  it('a kept copy that was altered does not serve, even with its hash made right', async () => {
    files['/rules.sig'] = signed(files['/rules'] ?? '');
    await checked();
    const path = join(folder, 'managed-rules.json');
    const kept = JSON.parse(await readFile(path, 'utf8'));
    kept.pack.text.articles[3].clauses[13].text = '流量不限。';
    kept.sha256 = hashesOf(kept.pack).pack;
    await writeFile(path, JSON.stringify(kept));
    expect(open().view()).toMatchObject({ source: 'built-in', problem: { reason: 'damaged' } });
    expect((await readdir(folder))[0]).toMatch(/^managed-rules\.json\.damaged-/);
  });
});

describe('the kept copy', () => {
  it('is set aside where it is damaged, the built-in edition serves, and the address is asked again at once', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    await checked();
    const path = join(folder, 'managed-rules.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('每日不得超過一GB', '每日不得超過九GB'));
    const source = open();
    expect(source.view()).toMatchObject({ source: 'built-in', problem: { reason: 'damaged' } });
    source.start();
    await source.checkNow();
    expect(source.view()).toMatchObject({ source: 'managed', edition: 20270301, problem: null });
  });

  it('is asked for again only when it is due, and at once when another address is set', async () => {
    files['/rules'] = JSON.stringify(nextPack);
    files['/other'] = JSON.stringify({ ...nextPack, edition: 20270401 });
    await checked();
    const source = open();
    source.start();
    expect(server.asked).toHaveLength(1);
    source.stop();
    await source.settingsChanged();
    expect(server.asked).toHaveLength(1);
    nowMs += 24 * 3_600_000;
    source.start();
    await source.checkNow();
    expect(server.asked).toHaveLength(2);
    settings = { ...settings, url: `${server.address}/other` };
    await source.settingsChanged();
    expect(source.view()).toMatchObject({ edition: 20270401 });
  });

  it('is asked for again when the network is back after it was not there', async () => {
    const { url } = settings;
    settings = { ...settings, url: 'http://127.0.0.1:1/rules' };
    const source = await checked();
    source.networkIsBack();
    settings = { ...settings, url };
    await source.checkNow();
    expect(source.view().problem?.reason).toBe('unreachable');
    files['/rules'] = JSON.stringify(nextPack);
    source.networkIsBack();
    await source.checkNow();
    expect(source.view()).toMatchObject({ edition: 20270301, problem: null });
  });
});
