import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../../electron/contract/format.ts';
import type { RulesPack } from '../../../electron/contract/rules.ts';
import { canonicalText } from '../../../electron/delivery/document.ts';
import { makeKey } from '../../../electron/features/rules/acknowledgement/ed25519.ts';
import { receiptHash } from '../../../electron/features/rules/acknowledgement/receipt.ts';
import { hashesOf } from '../../../electron/features/rules/pack.ts';
import { BUILT_IN } from '../../../electron/settings/built-in.ts';
import { acknowledgementWords } from '../../../electron/shell/acknowledgement-words.ts';
import type { RosterCommand } from '../../../electron/shell/command-line.ts';
import { runRoster } from '../../../electron/shell/roster-report.ts';
import { Arrivals } from '../../fixtures/arrived-receipts.ts';
import { smallPack } from '../features/rules/acknowledgement/small-pack.ts';

let place: string;
let arrived: Arrivals;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'report-'));
  arrived = new Arrivals(join(place, 'arrived'), smallPack());
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const putReceipt = (employeeNumber: string) =>
  arrived.put(arrived.document('acknowledgement', { receipt: arrived.receipt({ employeeNumber }) }));
const fileOf = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(place, name), content);
  return join(place, name);
};

/** As the command line runs it, but for the terminal; its threads end at once, so that this one reads all. */
async function report(
  own: Partial<RosterCommand>,
  { language = 'zh-TW', here = smallPack() }: { language?: Language; here?: RulesPack } = {},
) {
  const out: string[] = [];
  const err: string[] = [];
  const drawn: string[] = [];
  const command = {
    kind: 'roster',
    folder: arrived.folder,
    form: 'text',
    identity: null,
    asOf: null,
    staff: null,
  } as const;
  const code = await runRoster({
    command: { ...command, rules: [], ...own },
    settings: { ...BUILT_IN, timeZone: 'Asia/Taipei' },
    editionHere: async () => ({ pack: here, textSha256: hashesOf(here).text, lastMajor: null }),
    ownersOf: async (paths) => paths.map(() => 'CITY\\wang'),
    words: acknowledgementWords(language),
    write: { out: (text) => void out.push(text), err: (line) => void err.push(line) },
    drawProgress: (text) => void drawn.push(text),
    workerPath: join(place, 'none.js'),
    nowMs: () => Date.parse('2026-12-31T12:00:00+08:00'),
  });
  return { code, out: out.join('\n'), err: err.join('\n'), drawn };
}

describe('--roster', () => {
  it('holds a day gone by against the edition that --rules names, and says where only a later one is at hand', async () => {
    putReceipt('A1');
    const staff = fileOf('staff.csv', '員工編號,姓名\nA1,王小明\n');
    const [amendment] = smallPack().text.amendments;
    if (!amendment) throw new Error('no amendment');
    const { text } = smallPack({ firstClause: '不得私接網路線。' });
    const amendments = [amendment, { ...amendment, date: '2026-11-01' }];
    const here = smallPack({ edition: 20261101, text: { ...text, amendments } });
    const later = await report({ staff, asOf: '115/6/30' }, { here });
    expect([later.code, later.err]).toEqual([
      1,
      expect.stringContaining('20261101 於 2026-11-01 修正，晚於 2026-06-30'),
    ]);
    expect(later.out).toContain('A1 王小明：確認之版本已修正');
    const rules = [fileOf('pack.json', canonicalText(smallPack()))];
    expect(await report({ staff, rules, asOf: '115/6/30' }, { here })).toMatchObject({ code: 0, err: '' });
    const none = await report({ rules: [staff] });
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toContain('--rules');
  });

  it('says how many were signed only after that day', async () => {
    putReceipt('A1');
    const { out } = await report({ asOf: '2026-03-01' });
    expect(out).toContain('截至 2026-03-01：確認紀錄 0 份');
    expect(out).toContain('另有 1 份於該日之後簽署並存入，未列入。');
  });

  it('names what it did not look into, and is content all the same', async () => {
    putReceipt('A1');
    writeFileSync(join(arrived.folder, 'notes.txt'), '');
    const text = await report({}, { language: 'en' });
    expect([text.code, text.out]).toEqual([0, expect.stringContaining('too far below: 1 (notes.txt)')]);
    expect((await report({ form: 'csv' })).out).toMatch(/\r\n未讀取,.*,notes\.txt,/);
  });

  it('says in words what is wrong with a receipt, its chain, a file or an enrolment, in both languages', async () => {
    const key = makeKey();
    const first = arrived.receipt({ employeeNumber: 'A1' }, key);
    const [second, third] = [2, 3].map((number) =>
      arrived.receipt({ employeeNumber: 'A1' }, key, { number, previous: receiptHash(first) }),
    );
    if (!second || !third) throw new Error('no receipt');
    const altered = { ...second, claim: { ...second.claim, machineName: 'PC-9' } };
    for (const receipt of [first, altered, third]) arrived.put(arrived.document('acknowledgement', { receipt }));
    arrived.put(arrived.document('acknowledgement', { receipt: { ...first, schema: 2 } }));
    const enrolment = { ...arrived.enrolment({ employeeNumber: 'A1' }, key), accountName: 'other' };
    arrived.put(arrived.document('key-enrolment', enrolment));
    const zh = await report({ form: 'csv' });
    expect(zh.code).toBe(1);
    expect(zh.out).toContain(',簽署值與內容不符，內容於簽署後遭到更動,');
    expect(zh.out).toContain(',與前一份紀錄不銜接，其間有紀錄遭抽換或缺漏［第 3 號］,');
    expect(zh.out).toContain(',不是本程式之文件，或內容不符（schema）,');
    expect(zh.out).toContain(',金鑰登錄之簽署值不符，不是該金鑰所簽,');
    const en = await report({}, { language: 'en' });
    for (const said of ['altered after it was signed', 'exchanged [no. 3]', 'not sound (schema)', 'did not sign'])
      expect(en.out).toContain(said);
    for (const { out } of [zh, en])
      expect(out).not.toMatch(/chain-broken|not-a-receipt|not-understood|verify\.|roster\./);
  });

  it('tells of the staff list’s own faults in each form, with --csv also beside the file', async () => {
    const staff = fileOf('staff.csv', '員工編號,姓名\nA1,王\n,無號\n');
    putReceipt('A1');
    const csv = await report({ staff, form: 'csv' });
    expect(csv.code).toBe(1);
    expect(csv.out).toMatch(/\r\n員工名單,.*,第 3 列：沒有員工編號（無號）,/);
    expect(csv.err).toBe('員工名單中無法採計之列：\n　第 3 列：沒有員工編號（無號）');
    expect((await report({ staff })).out).toContain(csv.err);
    const json = await report({ staff, form: 'json' });
    expect(JSON.parse(json.out)).toMatchObject({ staffProblems: [{ row: 3, reason: 'no-number' }] });
  });

  it('says what is wrong with a staff list that cannot be used: its encoding, its columns, or that it names nobody', async () => {
    const staff = fileOf('staff.csv', Buffer.from([0xa4, 0x0a]));
    expect(await report({ staff })).toMatchObject({ code: 2, err: expect.stringContaining('文字編碼無法辨識') });
    const columns = fileOf('columns.csv', '甲,乙\n');
    expect(await report({ staff: columns })).toMatchObject({ code: 2, err: expect.stringContaining('缺少欄位') });
    const nobody = fileOf('nobody.csv', '員工編號,姓名\n');
    expect(await report({ staff: nobody })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('沒有可採計之人員'),
    });
  });

  it('refuses a staff list of which nobody is expected on that day', async () => {
    const staff = fileOf('staff.csv', '員工編號,姓名,到職日\nA1,王小明,110/3/1\n');
    const early = await report({ staff, asOf: '2016-12-31' });
    expect([early.code, early.out, early.err]).toEqual([2, '', expect.stringContaining('2016-12-31 無應確認之人員')]);
    expect((await report({ staff }, { language: 'en' })).code).toBe(1);
  });

  it('tells who has questions and does not sign yet, beside the reason, with the words', async () => {
    const about = { schema: 1, rulesId: 'small-rules', edition: 20240207, accountName: 'A1', machineName: 'PC-1' };
    arrived.put(arrived.document('acknowledgement-question', { ...about, words: '=是否計入？', employeeNumber: null }));
    const staff = fileOf('staff.csv', '員工編號,姓名\nA1,王小明\n');
    const text = await report({ staff });
    expect(text.out).toContain('A1 王小明：無有效之確認紀錄；2026-03-02T09:00:00+08:00 起表示有疑問、暫不簽署');
    expect(text.out).toContain('A1@PC-1：=是否計入？');
    const csv = await report({ staff, form: 'csv' });
    expect(csv.out).toMatch(/\r\n尚未確認,A1,王小明,.*起表示有疑問、暫不簽署,/);
    expect(csv.out).toMatch(/\r\n有疑問,.*,A1,PC-1,.*提出：=是否計入？,/);
  });

  it('shows the clock’s offset, and what puts the time of signing in doubt', async () => {
    const receipt = arrived.receipt({ employeeNumber: 'A1' }, makeKey(), { clockOffsetMs: -400_000 });
    const name = arrived.put(arrived.document('acknowledgement', { receipt }));
    const storedAtSeconds = arrived.nowMs / 1000 + 30 * 86_400;
    utimesSync(join(arrived.folder, name), storedAtSeconds, storedAtSeconds);
    const csv = await report({ form: 'csv' });
    expect(csv.out).toContain(',CITY\\wang,慢 400 秒,簽署逾 7 日後始存入；該電腦時鐘與伺服器相差 5 分鐘以上,首見,');
    expect((await report({}, { language: 'en' })).out).toContain(
      'time in doubt: stored over 7 days after it was signed; that',
    );
  });

  it('lets nothing that arrived command the terminal or forge a line; --csv and --json have escapes of their own', async () => {
    const hostile = '王\n有效　A9　李四\u001b[2J\u202e';
    const employee = { employeeNumber: 'A1\r', name: hostile, accountName: '\u001b]0;x\u0007' };
    arrived.put(arrived.document('acknowledgement', { receipt: arrived.receipt(employee) }));
    const about = { schema: 1, rulesId: 'small-rules', edition: 1, accountName: 'A1', machineName: hostile };
    arrived.put(arrived.document('acknowledgement-question', { ...about, words: '甲\u2028乙', employeeNumber: null }));
    writeFileSync(join(arrived.folder, 'x\u001b[2J\n.json'), '{}');
    writeFileSync(join(arrived.folder, 'y\u001b[2J\n.txt'), '{}');
    const staff = fileOf('staff.csv', '員工編號,姓名,到職日\nB1,"王\n有效　B9",\u001b[2J\n');
    const text = await report({ staff });
    expect(text.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text.out).not.toMatch(/^有效　[AB]9/m);
    for (const shown of ['王[U+000A]有效　A9　李四[U+001B][2J[U+202E]', 'x[U+001B][2J[U+000A].json', '甲[U+2028]乙'])
      expect(text.out).toContain(shown);
    const csv = await report({ staff, form: 'csv' });
    expect([csv.out, csv.err]).toEqual([
      expect.stringContaining(`"${hostile}"`),
      expect.stringContaining('（[U+001B][2J）'),
    ]);
    expect(JSON.parse((await report({ form: 'json' })).out).rows[0].name).toBe(hostile);
    const nowhere = await report({ folder: join(place, '\u001b[2J') });
    expect(nowhere.err).toContain('[U+001B][2J');
    expect(nowhere.err).not.toContain('\u001b');
  });

  it('opens what arrived sealed with the identity file, and refuses one that is none', async () => {
    const identity = await generateX25519Identity();
    const document = arrived.document('acknowledgement', { receipt: arrived.receipt({ employeeNumber: 'A1' }) });
    await arrived.putSealed(document, await identityToRecipient(identity));
    const closed = await report({});
    expect([closed.code, closed.out]).toEqual([1, expect.stringContaining('已加密，未以 --identity 指定金鑰檔')]);
    const file = fileOf('age-key.txt', `# created: 2026-01-01\n${identity}\n`);
    const opened = await report({ identity: file, form: 'json' });
    expect(opened.code).toBe(0);
    expect(JSON.parse(opened.out)).toMatchObject({ schema: 1, rows: [{ employeeNumber: 'A1', valid: true }] });
    const other = fileOf('other.txt', await generateX25519Identity());
    expect((await report({ identity: other })).out).toContain('以所給之金鑰無法解密');
    for (const none of [fileOf('none.txt', '#\n'), join(place, 'nowhere.txt')])
      expect(await report({ identity: none })).toMatchObject({ code: 2, out: '', err: expect.stringContaining(none) });
  });

  it('tells on a terminal how far it has come, and clears that line in the end', async () => {
    for (let at = 0; at < 40; at++) putReceipt(`A${at}`);
    const { drawn, out } = await report({});
    // Whichever batch is done first.
    expect(drawn[0]).toMatch(/^已讀取 (8|32) 個檔案$/);
    expect([drawn.at(-1), out]).toEqual(['', expect.not.stringContaining('已讀取')]);
    expect((await report({ folder: join(place, 'nowhere') })).drawn).toEqual([]);
  });

  it('ends with 2 where the day is none or the folder cannot be read, and says how to mend it', async () => {
    expect(await report({ asOf: 'soon' })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('115/12/31'),
    });
    const folder = join(place, 'nowhere');
    expect(await report({ folder })).toMatchObject({ code: 2, out: '', err: expect.stringContaining(folder) });
  });

  it('lists a key that nobody explained, or two people used, as not in order', async () => {
    const shared = makeKey();
    const receipts = [
      arrived.receipt({ employeeNumber: 'A1' }, shared),
      arrived.receipt({ employeeNumber: 'B2' }, shared),
    ];
    for (const receipt of receipts) arrived.put(arrived.document('acknowledgement', { receipt }));
    const { code, out } = await report({});
    expect([code, out]).toEqual([1, expect.stringContaining('曾用於其他員工編號、未見登錄')]);
  });
});
