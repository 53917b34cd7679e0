import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AcknowledgementQuestion } from '../../../../../../electron/contract/acknowledgement.ts';
import { Unsealer } from '../../../../../../electron/delivery/unseal.ts';
import { makeKey } from '../../../../../../electron/features/rules/acknowledgement/ed25519.ts';
import { receiptHash } from '../../../../../../electron/features/rules/acknowledgement/receipt.ts';
import {
  arrivedFiles,
  type BadFile,
} from '../../../../../../electron/features/rules/acknowledgement/roster/arrivals.ts';
import {
  type BatchReader,
  batchReader,
} from '../../../../../../electron/features/rules/acknowledgement/roster/batch-reader.ts';
import { missingOf } from '../../../../../../electron/features/rules/acknowledgement/roster/missing.ts';
import { type RosterParts, rosterOf } from '../../../../../../electron/features/rules/acknowledgement/roster/roster.ts';
import type { StaffMember } from '../../../../../../electron/features/rules/acknowledgement/roster/staff-list.ts';
import { hashesOf } from '../../../../../../electron/features/rules/pack.ts';
import { Arrivals, type Employee } from '../../../../../fixtures/arrived-receipts.ts';
import { smallPack } from '../small-pack.ts';

let arrived: Arrivals;
beforeEach(() => {
  arrived = new Arrivals(mkdtempSync(join(tmpdir(), 'roster-')), smallPack());
});
afterEach(() => rmSync(arrived.folder, { recursive: true, force: true }));

const roster = (own: Partial<RosterParts> = {}) =>
  rosterOf({
    folder: arrived.folder,
    open: null,
    ownersOf: async (paths) => paths.map(() => null),
    staff: null,
    asOf: '2026-12-31',
    timeZone: 'Asia/Taipei',
    renewal: null,
    remindDaysBefore: [30],
    inForce: asked({}),
    ...own,
  });
/** An edition that is asked for, and the newest major one that is known. */
const asked = (change: Parameters<typeof smallPack>[0], lastMajor: number | null = null): RosterParts['inForce'] => {
  const pack = smallPack(change);
  return { pack, textSha256: hashesOf(pack).text, lastMajor };
};
let storedAt = 1_800_000_000;
/** Each a minute after the one before. */
const put = (kind: string, body: object, within = '') => {
  const name = arrived.put(arrived.document(kind, body), within);
  storedAt += 60;
  utimesSync(join(arrived.folder, name), storedAt, storedAt);
  return name;
};
const putReceipt = (employee: Employee, key = makeKey(), own = {}) => {
  const receipt = arrived.receipt(employee, key, own);
  put('acknowledgement', { receipt });
  return receipt;
};
const member = (employeeNumber: string, own: Partial<StaffMember> = {}): StaffMember => ({
  employeeNumber,
  name: `王${employeeNumber}`,
  joined: null,
  left: null,
  leaveFrom: null,
  leaveTo: null,
  ...own,
});
const keysOf = async () => (await roster()).rows.map(({ employeeNumber, key }) => [employeeNumber, key]);

describe('what arrived', () => {
  it('is listed with who, which edition, when signed and when stored, from the folder and one level below', async () => {
    const receipt = putReceipt({ employeeNumber: 'A1' });
    put('acknowledgement', { receipt: arrived.receipt({ employeeNumber: 'A2' }) }, '2026');
    const { rows, problems, filesRead } = await roster();
    expect(filesRead).toBe(2);
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({
      valid: true,
      findings: [],
      employeeNumber: 'A1',
      name: '王A1',
      machineName: 'PC-1',
      edition: 20240207,
      signedAt: receipt.claim.signedAt,
      storedAt: new Date((storedAt - 60 + 8 * 3600) * 1000).toISOString().replace('.000Z', '+08:00'),
      keyEnrolled: false,
      sha256: receiptHash(receipt),
    });
    expect(rows[1]?.file).toMatch(/^2026\//);
  });

  it('is verified: an altered one is named with what is wrong, and the rest goes on', async () => {
    const receipt = arrived.receipt({ employeeNumber: 'A1' });
    put('acknowledgement', { receipt: { ...receipt, claim: { ...receipt.claim, machineName: 'PC-9' } } });
    putReceipt({ employeeNumber: 'A2' });
    const { rows } = await roster();
    expect(rows.map(({ employeeNumber, valid, findings, key }) => [employeeNumber, valid, findings, key])).toEqual([
      ['A1', false, [{ kind: 'signature', at: '' }], null],
      ['A2', true, [], 'pinned'],
    ]);
  });

  it('that is no document is named, and a document of another kind is not counted', async () => {
    writeFileSync(join(arrived.folder, 'broken.json'), '{"kind":"acknowledgement"');
    writeFileSync(join(arrived.folder, 'empty.json'), '');
    writeFileSync(join(arrived.folder, 'strange.json'), '{"kind":"acknowledgement","body":{"receipt":{}}}');
    writeFileSync(join(arrived.folder, '.half.json'), '{');
    put('incident', { code: 'K7M-4Q2' });
    const { rows, problems } = await roster();
    expect(rows).toEqual([]);
    expect(problems.map(({ file, reason }) => [file, reason])).toEqual([
      ['broken.json', 'not-understood'],
      ['empty.json', 'not-understood'],
      ['strange.json', 'not-understood'],
    ]);
  });

  it('that says more of itself than it may is named: what is kept of ten thousand has its bounds', async () => {
    const long = 'x'.repeat(1_000_000);
    const { rules } = arrived.receipt({ employeeNumber: 'A0' }).claim;
    putReceipt({ employeeNumber: 'A1' }, makeKey(), { rules: { ...rules, rulesId: long } });
    putReceipt({ employeeNumber: 'A2' }, makeKey(), { rules: { ...rules, title: long } });
    putReceipt({ employeeNumber: 'A3' }, makeKey(), { timeZone: long });
    putReceipt({ employeeNumber: 'A4' });
    const { rows, problems } = await roster();
    expect(rows.map(({ employeeNumber }) => employeeNumber)).toEqual(['A4']);
    expect(problems.map(({ detail }) => detail).sort()).toEqual([
      'claim.rules.rulesId',
      'claim.rules.title',
      'claim.timeZone',
    ]);
  });

  it('is read under whatever name and with whatever marks a store keeps it', async () => {
    const document = (employeeNumber: string) =>
      arrived.document('acknowledgement', { receipt: arrived.receipt({ employeeNumber }) });
    const keep = (name: string, value: object) => writeFileSync(join(arrived.folder, name), JSON.stringify(value));
    const [plain, marked, within, sealed] = ['A1', 'A2', 'A3', 'A4'].map(document);
    if (!plain || !marked || !within || !sealed) throw new Error('no document');
    keep(plain.id, plain);
    keep(`acknowledgement-${marked.id}.doc`, { _id: marked.id, _rev: '1-a', ...marked });
    keep(`${within.id}.JSON.json`, { _index: 'acknowledgement', _source: within });
    const identity = await generateX25519Identity();
    const name = await arrived.putSealed(sealed, await identityToRecipient(identity));
    const kept = JSON.parse(readFileSync(join(arrived.folder, name), 'utf8'));
    keep(name, { _id: 'x', _rev: '1-b', ...kept });
    const { rows, problems, skipped } = await roster({ open: new Unsealer(identity).open });
    expect([rows.map((row) => [row.employeeNumber, row.valid]), problems, skipped]).toEqual([
      ['A1', 'A2', 'A3', 'A4'].map((employeeNumber) => [employeeNumber, true]),
      [],
      [],
    ]);
  });

  it('lies beside what is no document: that is named, as is what lies too deep', async () => {
    putReceipt({ employeeNumber: 'A1' });
    writeFileSync(join(arrived.folder, 'staff.csv'), '');
    mkdirSync(join(arrived.folder, '2026', '03'), { recursive: true });
    const { rows, skipped, filesRead } = await roster();
    expect([rows.length, skipped, filesRead]).toEqual([1, [join('2026', '03'), 'staff.csv'], 1]);
  });

  it('goes on without a folder below that cannot be read, and names it', async () => {
    for (let at = 0; at < 40; at++) put('incident', {});
    put('incident', {}, 'gone');
    const unreadable: BadFile[] = [];
    const batches = arrivedFiles(arrived.folder, { skipped: () => {}, unreadable: (each) => unreadable.push(each) });
    const { value: first = [] } = await batches.next();
    rmSync(join(arrived.folder, 'gone'), { recursive: true });
    const { value: second = [] } = await batches.next();
    expect([first.length + second.length, (await batches.next()).done]).toEqual([40, true]);
    expect(unreadable).toMatchObject([
      { file: 'gone', reason: 'unreadable', detail: expect.stringContaining('ENOENT') },
    ]);
  });

  it('counts once though it lies in two places', async () => {
    const receipt = putReceipt({ employeeNumber: 'A1' });
    put('acknowledgement', { receipt }, 'copy');
    expect((await roster()).rows).toHaveLength(1);
  });

  it('is neither hidden by an altered copy of itself, though that was there first, nor hides it', async () => {
    const receipt = arrived.receipt({ employeeNumber: 'A1' });
    const altered = { ...receipt, text: { ...receipt.text, title: '別的規範' } };
    const places = ['1', '2', '3'].map((within, at) =>
      put('acknowledgement', { receipt: at === 1 ? receipt : altered }, within),
    );
    const { rows, missing } = await roster({ staff: [member('A1')] });
    expect(rows.map(({ file, valid, key }) => [file, valid, key])).toEqual([
      [places[0], false, null],
      [places[1], true, 'pinned'],
      [places[2], false, null],
    ]);
    expect(missing).toEqual([]);
  });

  it('is read by several threads as by one, and whole where one of them ends', async () => {
    for (let at = 0; at < 100; at++) putReceipt({ employeeNumber: `A${at}` });
    writeFileSync(join(arrived.folder, 'broken.json'), '{');
    const alone = await roster();
    const read = batchReader(arrived.folder, null);
    let batches = 0;
    const helper: BatchReader = (files) => {
      batches++;
      return read(files);
    };
    const ending: BatchReader = () => Promise.reject(new Error('the thread ended'));
    expect(await roster({ helpers: [helper, ending] })).toEqual(alone);
    expect([alone.rows.length, alone.problems.length, batches > 0]).toEqual([100, 1, true]);
  });

  it('rejects where the folder cannot be read', async () => {
    await expect(roster({ folder: join(arrived.folder, 'nowhere') })).rejects.toThrow('ENOENT');
  });
});

describe('what arrived sealed', () => {
  it('is opened with the officer’s identity, and said to be sealed without', async () => {
    const identity = await generateX25519Identity();
    const document = arrived.document('acknowledgement', { receipt: arrived.receipt({ employeeNumber: 'A1' }) });
    await arrived.putSealed(document, await identityToRecipient(identity));
    expect((await roster()).problems).toMatchObject([{ reason: 'sealed' }]);
    const unsealer = new Unsealer(`# created by age-keygen\n${identity}\n`);
    const { rows, problems } = await roster({ open: unsealer.open });
    expect([rows.length, problems]).toEqual([1, []]);
    const other = new Unsealer(await generateX25519Identity());
    expect((await roster({ open: other.open })).problems).toMatchObject([{ reason: 'cannot-open' }]);
  });

  it('refuses an identity file without an identity', async () => {
    expect(() => new Unsealer('# nothing\n')).toThrow('no identity');
  });
});

it('who owns a receipt’s file stands beside it', async () => {
  putReceipt({ employeeNumber: 'A1' });
  put('acknowledgement', { receipt: arrived.receipt({ employeeNumber: 'A2' }) }, 'below');
  const ownersOf = async (paths: readonly string[]) =>
    paths.map((path) => (path.startsWith(join(arrived.folder, 'below')) ? 'CITY\\lee' : null));
  const { rows } = await roster({ ownersOf });
  expect(rows.map(({ deliveredBy }) => deliveredBy)).toEqual([null, 'CITY\\lee']);
});

describe('the time of signing', () => {
  it('is in doubt where the store has it much later or earlier, or that PC’s clock was off', async () => {
    const doubts = async (storedAfterMs: number, clockOffsetMs: number | null) => {
      rmSync(arrived.folder, { recursive: true });
      const receipt = arrived.receipt({ employeeNumber: 'A1' }, makeKey(), { clockOffsetMs });
      const name = arrived.put(arrived.document('acknowledgement', { receipt }));
      const storedAtSeconds = (arrived.nowMs + storedAfterMs) / 1000;
      utimesSync(join(arrived.folder, name), storedAtSeconds, storedAtSeconds);
      const [row] = (await roster()).rows;
      expect(row).toMatchObject({ valid: true, clockOffsetMs });
      return row?.doubts;
    };
    const [minute, day] = [60_000, 86_400_000];
    expect(await doubts(6 * day, null)).toEqual([]);
    expect(await doubts(8 * day, -4 * minute)).toEqual(['stored-late']);
    expect(await doubts(-4 * minute, 4 * minute)).toEqual([]);
    expect(await doubts(-6 * minute, 6 * minute)).toEqual(['stored-before', 'clock-off']);
    expect(await doubts(0, -5 * minute)).toEqual(['clock-off']);
  });
});

describe('a time of signing that cannot be', () => {
  const renewal = { kind: 'calendar-year', dueOn: '06-30' } as const;
  const putStored = (
    employeeNumber: string,
    own = {},
    storedSeconds = Date.parse('2026-01-05T09:00:00+08:00') / 1000,
  ) => {
    const receipt = arrived.receipt({ employeeNumber }, makeKey(), own);
    const name = arrived.put(arrived.document('acknowledgement', { receipt }));
    utimesSync(join(arrived.folder, name), storedSeconds, storedSeconds);
  };
  const why = async (asOf: string, own: Partial<RosterParts> = {}) =>
    (await roster({ staff: [member('A1')], renewal, asOf, ...own })).missing?.map((each) => each.why);

  it('buys no years where the file was stored earlier, and is shown as in doubt', async () => {
    putStored('A1', { signedAt: '2036-01-05T09:00:00+08:00', clockOffsetMs: 10 * 365 * 86_400_000 });
    expect((await roster()).rows[0]?.doubts).toEqual(['stored-before', 'clock-off']);
    expect(await why('2027-06-30')).toEqual([]);
    for (const asOf of ['2028-06-01', '2034-06-01', '2036-06-01']) expect(await why(asOf)).toEqual(['expired']);
  });

  it('silences no question that was asked since', async () => {
    putStored('A1', { signedAt: '2036-01-05T09:00:00+08:00' });
    arrived.nowMs = Date.parse('2026-04-01T09:00:00+08:00');
    const about = { schema: 1, rulesId: 'small-rules', edition: 20240207, words: '看不懂', machineName: 'PC-1' };
    put('acknowledgement-question', { ...about, accountName: 'A1', employeeNumber: 'A1' });
    const { missing } = await roster({ staff: [member('A1')], renewal, asOf: '2028-06-01' });
    expect(missing).toMatchObject([{ questionsSince: '2026-04-01T09:00:00+08:00' }]);
  });

  it.each(['9999-06-01T00:00:00+08:00', '9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00'])(
    'such as %s stops nothing, wherever the file has no time of its own',
    async (signedAt) => {
      putStored('A1', { signedAt }, 0);
      putStored('A2');
      const staff = [member('A1'), member('A2')];
      const { missing } = await roster({ staff, renewal });
      expect(missing).toMatchObject([{ employeeNumber: 'A1' }]);
      expect((await roster({ staff, renewal, asOf: '9999-12-31' })).rows).toHaveLength(2);
    },
  );

  it('is the receipt’s own where the file bears no time, as from a ZIP', async () => {
    putStored('A1', {}, Date.UTC(1980, 0, 1) / 1000);
    expect([await why('2027-06-30'), await why('2026-03-01')]).toEqual([[], ['never']]);
  });

  it('stops nothing where the file’s own is one that no calendar has', async () => {
    // Where there is one, a file system that keeps such a time.
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'roster-'));
    try {
      const late = new Arrivals(folder, smallPack());
      const name = late.put(late.document('acknowledgement', { receipt: late.receipt({ employeeNumber: 'A1' }) }));
      utimesSync(join(folder, name), 9e15, 9e15);
      expect((await roster({ folder, staff: [member('A1')] })).missing).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('keys', () => {
  it('are pinned when first seen; another PC’s is told apart from an unexplained one', async () => {
    const [first, laptop, second] = [makeKey(), makeKey(), makeKey()];
    putReceipt({ employeeNumber: 'A1' }, first);
    putReceipt({ employeeNumber: 'A1', machineName: 'NB-1' }, laptop);
    putReceipt({ employeeNumber: 'A1' }, second);
    const { rows } = await roster();
    const standing = new Map(rows.map(({ publicKey, key }) => [publicKey, key]));
    expect([first, laptop, second].map(({ publicKey }) => standing.get(publicKey))).toEqual([
      'pinned',
      'new-pc',
      'conflict',
    ]);
  });

  it('are the same person’s however their number is written', async () => {
    const key = makeKey();
    const first = putReceipt({ employeeNumber: 'A12345', accountName: 'wang' }, key);
    arrived.nowMs += 1000;
    const number = 'ａ12345 ';
    putReceipt({ employeeNumber: number, accountName: 'wang' }, key, { number: 2, previous: receiptHash(first) });
    expect(await keysOf()).toEqual([
      ['A12345', 'pinned'],
      [number, 'pinned'],
    ]);
    expect((await roster({ staff: [member('Ａ12345')] })).missing).toEqual([]);
  });

  it('that say which they replace are told so, and one that serves two people is flagged', async () => {
    const old = makeKey();
    const first = putReceipt({ employeeNumber: 'A1' }, old);
    const replaces = { lastReceipt: receiptHash(first), lastKey: old.publicKey };
    arrived.nowMs += 1000;
    putReceipt({ employeeNumber: 'A1' }, makeKey(), { replaces });
    putReceipt({ employeeNumber: 'B2' }, old, { number: 2, previous: receiptHash(first) });
    expect(await keysOf()).toEqual([
      ['A1', 'pinned'],
      ['A1', 'replaces'],
      ['B2', 'shared'],
    ]);
  });

  it('are enrolled only by a document that they signed themselves', async () => {
    const [good, forged] = [makeKey(), makeKey()];
    putReceipt({ employeeNumber: 'A1' }, good);
    putReceipt({ employeeNumber: 'A2' }, forged);
    put('key-enrolment', arrived.enrolment({ employeeNumber: 'A1' }, good));
    put('key-enrolment', { ...arrived.enrolment({ employeeNumber: 'A2' }, good), publicKey: forged.publicKey });
    const { rows, problems } = await roster();
    expect(rows.map(({ keyEnrolled }) => keyEnrolled)).toEqual([true, false]);
    expect(problems).toMatchObject([{ reason: 'forged-enrolment', detail: '' }]);
  });

  it('leave a gap that shows where a receipt in the middle of their chain has not arrived', async () => {
    const key = makeKey();
    const first = putReceipt({ employeeNumber: 'A1' }, key);
    const second = arrived.receipt({ employeeNumber: 'A1' }, key, { number: 2, previous: receiptHash(first) });
    arrived.nowMs += 86_400_000;
    putReceipt({ employeeNumber: 'A1' }, key, { number: 3, previous: receiptHash(second) });
    const { rows } = await roster();
    expect(rows.map(({ valid, findings }) => [valid, findings])).toEqual([
      [true, []],
      [true, [{ kind: 'chain-broken', at: '3' }]],
    ]);
  });
});

describe('against a staff list', () => {
  it('says who has not, leaving out those who have not joined, have left or are on leave on that day', async () => {
    putReceipt({ employeeNumber: 'A1' });
    const staff = [
      member('A1'),
      member('A2'),
      member('A3', { joined: '2027-01-01' }),
      member('A4', { left: '2026-06-30' }),
      member('A5', { leaveFrom: '2026-10-01', leaveTo: '2027-01-31' }),
    ];
    expect((await roster({ staff })).missing).toEqual([
      { employeeNumber: 'A2', name: '王A2', why: 'never', questionsSince: null },
    ]);
    const earlier = await roster({ staff, asOf: '2026-05-01' });
    expect(earlier.missing?.map(({ employeeNumber }) => employeeNumber)).toEqual(['A2', 'A4', 'A5']);
  });

  it('counts nothing that was signed after that day, is of older rules, or whose time is over', async () => {
    putReceipt({ employeeNumber: 'A1' });
    const staff = [member('A1')];
    const why = async (own: Partial<RosterParts>) => (await roster({ staff, ...own })).missing?.map((each) => each.why);
    expect(await why({})).toEqual([]);
    expect(await why({ asOf: '2026-03-01' })).toEqual(['never']);
    const reworded = { edition: 20270101, firstClause: '不得私接網路線。' };
    expect(await why({ inForce: asked({ ...reworded, change: 'major' }) })).toEqual(['outdated']);
    expect(await why({ inForce: asked({ ...reworded, change: 'minor' }) })).toEqual([]);
    expect(await why({ inForce: asked({ rulesId: 'other-rules' }) })).toEqual(['never']);
    const renewal = { kind: 'calendar-year', dueOn: '06-30' } as const;
    expect(await why({ renewal, asOf: '2027-06-30' })).toEqual([]);
    expect(await why({ renewal, asOf: '2027-07-01' })).toEqual(['expired']);
  });

  it('lets only a whole reading meet the yearly duty; one of the changes alone answers an amendment', async () => {
    const [renewal, asOf] = [{ kind: 'calendar-year', dueOn: '06-30' } as const, '2027-07-01'];
    const why = async (own: Partial<RosterParts> = {}) =>
      (await roster({ staff: [member('A1')], asOf, ...own })).missing?.map((each) => each.why);
    putReceipt({ employeeNumber: 'A1' }, makeKey(), { readingScope: 'changes' });
    expect(await why()).toEqual([]);
    expect(await why({ renewal })).toEqual(['expired']);
  });

  it('counts as the app does: a major edition is not passed over for a minor one, and voids nothing of the same text', async () => {
    putReceipt({ employeeNumber: 'A1' });
    const why = async (inForce: RosterParts['inForce']) =>
      (await roster({ staff: [member('A1')], inForce })).missing?.map((each) => each.why);
    const minor = { edition: 20280101, change: 'minor', firstClause: '不得私接網路線。' } as const;
    expect(await why(asked(minor, 20270101))).toEqual(['outdated']);
    expect(await why(asked(minor, 20240207))).toEqual([]);
    expect(await why(asked({ edition: 20270101, change: 'major' }))).toEqual([]);
    const [amendment] = smallPack().text.amendments;
    if (!amendment) throw new Error('no amendment');
    const twice = { ...smallPack(minor).text, amendments: [amendment, amendment, amendment] };
    expect(await why(asked({ ...minor, text: twice }))).toEqual(['outdated']);
  });

  it('takes the newer edition of whoever signed the older one later, on another PC', async () => {
    putReceipt({ employeeNumber: 'A1' });
    const before = new Arrivals(join(arrived.folder, 'nb'), smallPack({ edition: 20230101, firstClause: '舊文。' }));
    before.nowMs = arrived.nowMs + 86_400_000;
    before.put(before.document('acknowledgement', { receipt: before.receipt({ employeeNumber: 'A1' }) }));
    const { rows, missing } = await roster({ staff: [member('A1')] });
    expect(rows.map(({ edition, valid }) => [edition, valid])).toEqual([
      [20240207, true],
      [20230101, true],
    ]);
    expect(missing).toEqual([]);
  });

  it('of a day gone by lists what was there by then, and says how many came later', async () => {
    putReceipt({ employeeNumber: 'A1' });
    arrived.nowMs = Date.parse('2026-07-01T08:00:00+08:00');
    putReceipt({ employeeNumber: 'A2' });
    const staff = [member('A1'), member('A2')];
    const { rows, later, missing } = await roster({ staff, asOf: '2026-06-30' });
    expect([rows.map(({ employeeNumber }) => employeeNumber), later]).toEqual([['A1'], 1]);
    expect(missing).toMatchObject([{ employeeNumber: 'A2', why: 'never' }]);
    const whole = await roster({ staff, asOf: '2026-07-01' });
    expect([whole.rows.length, whole.later, whole.missing]).toEqual([2, 0, []]);
  });

  it('counts what was stored by that day though its own clock was ahead', async () => {
    const receipt = putReceipt({ employeeNumber: 'A1' });
    const [file = ''] = readdirSync(arrived.folder);
    const storedBefore = Date.parse('2026-02-27T09:00:00+08:00') / 1000;
    utimesSync(join(arrived.folder, file), storedBefore, storedBefore);
    const { rows, later } = await roster({ asOf: '2026-02-28' });
    expect([rows[0]?.sha256, later]).toEqual([receiptHash(receipt), 0]);
  });
});

it('counts any number of receipts of one person', async () => {
  putReceipt({ employeeNumber: 'A1' });
  const seen = await batchReader(arrived.folder, null)(readdirSync(arrived.folder));
  const many = Array.from({ length: 200_000 }, () => seen.receipts[0]).flatMap((each) => each ?? []);
  const facts = { asOf: '2030-01-01', timeZone: 'Asia/Taipei', remindDaysBefore: [], inForce: asked({}) };
  const renewal = { kind: 'days', days: 365 } as const;
  expect(missingOf(many, [], [member('A1')], { ...facts, renewal })).toMatchObject([{ why: 'expired' }]);
});

describe('“I have questions, not yet”', () => {
  const ask = (own: Partial<AcknowledgementQuestion>, rulesId = 'small-rules') => {
    const about = { schema: 1, rulesId, edition: 20240207, words: '看不懂', machineName: 'PC-1' };
    return put('acknowledgement-question', { ...about, accountName: '', employeeNumber: null, ...own });
  };

  it('stands beside whoever is missing: by the number, by who signed at that account, or by the account’s name', async () => {
    putReceipt({ employeeNumber: 'A2', accountName: 'lee' });
    arrived.nowMs = Date.parse('2026-04-01T09:00:00+08:00');
    ask({ employeeNumber: 'ａ1' });
    ask({ accountName: 'CITY\\lee' });
    ask({ accountName: 'CITY\\a3' });
    ask({ accountName: 'a4' }, 'other-rules');
    const staff = ['A1', 'A2', 'A3', 'A4'].map((number) => member(number));
    const inForce = asked({ edition: 20270101, firstClause: '不得私接網路線。' });
    const { missing, questions } = await roster({ staff, inForce });
    expect(missing?.map(({ employeeNumber, why, questionsSince }) => [employeeNumber, why, questionsSince])).toEqual([
      ['A1', 'never', '2026-04-01T09:00:00+08:00'],
      ['A2', 'outdated', '2026-04-01T09:00:00+08:00'],
      ['A3', 'never', '2026-04-01T09:00:00+08:00'],
      ['A4', 'never', null],
    ]);
    expect(questions.map(({ words }) => words)).toEqual(new Array(4).fill('看不懂'));
    expect((await roster({ staff, asOf: '2026-03-31' })).questions).toEqual([]);
  });

  it('is over once they signed, and counts once though it lies in two places', async () => {
    const name = ask({ accountName: 'A1' });
    mkdirSync(join(arrived.folder, 'copy'));
    copyFileSync(join(arrived.folder, name), join(arrived.folder, 'copy', name));
    arrived.nowMs += 86_400_000;
    putReceipt({ employeeNumber: 'A1' });
    const inForce = asked({ edition: 20270101, firstClause: '不得私接網路線。' });
    const { missing, questions } = await roster({ staff: [member('A1')], inForce });
    expect([missing?.[0]?.questionsSince, questions.length]).toEqual([null, 1]);
  });

  it('is read sealed, and as apps before sent it; what is none is named', async () => {
    const identity = await generateX25519Identity();
    const body = { schema: 1, rulesId: 'small-rules', edition: 1, words: '?', accountName: 'A1', machineName: 'PC' };
    await arrived.putSealed(arrived.document('acknowledgement-question', body), await identityToRecipient(identity));
    put('acknowledgement-question', { ...body, words: 1 });
    const { questions, problems } = await roster({ open: new Unsealer(identity).open });
    expect(questions).toMatchObject([{ words: '?', employeeNumber: null }]);
    expect(problems).toMatchObject([{ reason: 'not-understood', detail: 'body.words' }]);
  });
});
