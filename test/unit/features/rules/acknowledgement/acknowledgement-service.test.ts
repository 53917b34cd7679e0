import { beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../../electron/contract/acknowledgement.ts';
import { CallRefused } from '../../../../../electron/contract/call-refused.ts';
import { canonicalText } from '../../../../../electron/delivery/document.ts';
import { verifyFiles } from '../../../../../electron/features/rules/acknowledgement/verify-files.ts';
import { AcknowledgementWorld } from './acknowledgement-world.ts';
import { FIRST_CLAUSE_CHANGED, smallPack } from './small-pack.ts';

let world: AcknowledgementWorld;
beforeEach(async () => {
  world = new AcknowledgementWorld();
  await world.service.start();
  await world.service.checkKey();
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof CallRefused ? [error.code, error.field] : error),
  );
const receiptsPosted = () => world.ofKind('acknowledgement').map(({ body }) => body.receipt as unknown as Receipt);
const findings = () =>
  verifyFiles(receiptsPosted().map((receipt, at) => ({ name: `${at}`, content: canonicalText(receipt) }))).flatMap(
    ({ findings }) => findings,
  );

describe('a first acknowledgement', () => {
  it('enrols the key before the receipt, and hands both over sealed', async () => {
    await world.readAndSign();
    expect([...world.posted.values()].map(({ kind }) => kind)).toEqual(['key-enrolment', 'acknowledgement']);
    expect([...world.posted.values()].every(({ handling }) => handling.personal && !handling.urgent)).toBe(true);
    expect(findings()).toEqual([]);
    expect(receiptsPosted()[0]?.claim).toMatchObject({
      number: 1,
      previous: null,
      replaces: null,
      person: { name: '王小明', employeeNumber: 'A1234' },
      accountName: 'wang',
      machineName: 'PC-7',
      readingScope: 'whole',
      questionsCompleted: 2,
      keyProtection: 'os-key-store',
      signedAt: '2026-03-02T09:00:00+08:00',
    });
  });

  it('is refused before every section is read and every question answered', async () => {
    await world.service.begin();
    expect(await refusal(world.sign())).toEqual(['not-allowed', 'progress']);
    await world.service.readSection('1');
    await world.service.readSection('2');
    await world.service.answer('own-network', 0);
    expect(await refusal(world.sign())).toEqual(['not-allowed', 'progress']);
    await world.service.answer('one-gigabyte', 0);
    expect(await refusal(world.sign())).toBeNull();
  });

  it('goes on under a newer app that asks one of the questions no more', async () => {
    await world.service.begin();
    for (const article of ['1', '2']) await world.service.readSection(article);
    await world.service.answer('one-gigabyte', 0);
    const { guide } = world.pack;
    world.pack = { ...world.pack, guide: { ...guide, questions: guide.questions.slice(1) } };
    await world.restart();
    expect(world.view.progress?.questions).toMatchObject([{ id: 'one-gigabyte', clause: '2.1', state: 'done' }]);
    expect(await refusal(world.sign())).toBeNull();
  });

  it.each(['statement', 'privacyNotice', 'basis'] as const)(
    'is refused under another %s than the one shown',
    async (part) => {
      await world.read();
      const consent = { ...world.service.consent('zh-TW'), [part]: 'something else' };
      const request = { language: 'zh-TW' as const, name: '王', employeeNumber: '1', consent };
      expect(await refusal(world.service.sign(request))).toEqual(['not-allowed', 'consent']);
      expect(world.posted.size).toBe(0);
    },
  );

  it.each([
    ['', 'A1', 'name'],
    ['王', '   ', 'employeeNumber'],
    ['王\u202e明', 'A1', 'name'],
    ['王', 'A\u00071', 'employeeNumber'],
    ['王\u200b', 'A1', 'name'],
  ])('refuses the name %j with the number %j, and says which field', async (name, number, field) => {
    await world.read();
    expect(await refusal(world.sign(name, number))).toEqual(['bad-arguments', field]);
    expect(world.posted.size).toBe(0);
  });

  it('trims name and number, and offers them the next time', async () => {
    await world.read();
    await world.sign('  王小明 ', ' A1234');
    expect(world.view.person).toEqual({ name: '王小明', employeeNumber: 'A1234' });
  });

  it('goes on after a restart where it was left', async () => {
    await world.service.begin();
    await world.service.readSection('2');
    await world.service.answer('own-network', 1);
    const before = world.view.progress;
    await world.restart();
    expect(world.view.progress).toEqual(before);
    expect(before?.questions.map(({ id, state }) => [id, state])).toEqual([
      ['one-gigabyte', 'open'],
      ['own-network', 'again'],
    ]);
  });

  it('keeps tries on this PC: no document says how often an answer was wrong', async () => {
    const quick = new AcknowledgementWorld();
    await quick.service.start();
    await quick.readAndSign();
    await world.service.begin();
    for (const choice of [1, 2, 1, 2, 1]) await world.service.answer('own-network', choice);
    await world.readAndSign();
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]))
          : typeof value;
    const bodies = (of: AcknowledgementWorld) => [...of.posted.values()].map(({ body }) => shape(body));
    expect(bodies(world)).toEqual(bodies(quick));
    const claims = receiptsPosted().map(({ claim }) => claim);
    expect(claims[0]?.questionsCompleted).toBe(2);
    expect(JSON.stringify([...world.posted.values()])).not.toMatch(/again|wrong|tries|attempt|choice/);
  });
});

describe('the next ones', () => {
  it('follow each other in one chain', async () => {
    for (let year = 0; year < 4; year++) {
      await world.readAndSign();
      world.passDays(365);
    }
    expect(receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2, 3, 4]);
    expect(findings()).toEqual([]);
    expect(world.ofKind('key-enrolment')).toHaveLength(1);
    expect(world.service.receipts().map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    await world.restart();
    expect(world.view.problems).toEqual([]);
    expect(world.view.last?.number).toBe(4);
  });

  it('after a major amendment ask what changed first, and then only what it touched', async () => {
    world.rule({ renewal: { kind: 'calendar-year', dueOn: '06-30' } });
    await world.readAndSign();
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition: 20260401, firstClause: '一律不得私接網路。' });
    await world.service.refresh();
    expect(world.view.duty.state).toBe('new-edition');
    await world.service.begin();
    expect(world.view.progress).toMatchObject({
      scope: 'changes',
      changesSeen: false,
      sections: [{ article: '1' }],
      questions: [{ id: 'own-network' }],
    });
    await world.readAndSign();
    expect(world.view.duty.state).toBe('current');
    expect(receiptsPosted()[1]?.claim).toMatchObject({ readingScope: 'changes', questionsCompleted: 1 });
  });

  it('under the changes alone move no due day: the period’s own reading is of the whole', async () => {
    world.rule({ renewal: { kind: 'days', days: 365 } });
    await world.readAndSign();
    const { dueOn } = world.view.duty;
    world.passDays(200);
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition: 20260401, firstClause: '一律不得私接網路。' });
    await world.service.refresh();
    expect(world.view.duty).toMatchObject({ state: 'new-edition', dueOn, scope: 'changes' });
    await world.readAndSign();
    expect(world.view.duty).toMatchObject({ state: 'current', dueOn });
    world.passDays(140);
    expect(world.view.duty).toMatchObject({ state: 'due-soon', dueOn, scope: 'whole' });
    await world.readAndSign();
    expect(receiptsPosted().map(({ claim }) => claim.readingScope)).toEqual(['whole', 'changes', 'whole']);
    expect(world.view.duty.daysLeft).toBe(365);
  });

  it.each([
    ['due-soon', 340, 'new-edition'],
    ['overdue', 370, 'overdue'],
  ] as const)('where the period is %s as well show the changes first and are of the whole', async (_, days, state) => {
    world.rule({ renewal: { kind: 'days', days: 365 } });
    await world.readAndSign();
    world.passDays(days);
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition: 20260401, firstClause: '一律不得私接網路。' });
    await world.service.refresh();
    expect(world.view.duty).toMatchObject({ state, scope: 'whole' });
    await world.service.begin();
    expect(world.view.progress).toMatchObject({
      scope: 'whole',
      changesSeen: false,
      sections: [{ article: '1' }, { article: '2' }],
    });
    await world.readAndSign();
    expect(world.view.duty.daysLeft).toBe(365);
  });

  it('are of the whole where the amendment touches no clause', async () => {
    await world.readAndSign();
    world.pack = smallPack({ edition: 20260401 });
    world.pack = { ...world.pack, text: { ...world.pack.text, title: '新名稱' } };
    await world.service.refresh();
    expect(world.view.duty).toMatchObject({ state: 'new-edition', scope: 'whole' });
  });

  it('are not asked for by a minor amendment, which voids nothing', async () => {
    world.rule({ renewal: { kind: 'calendar-year', dueOn: '06-30' } });
    await world.readAndSign();
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition: 20260401, change: 'minor', firstClause: '不得私接網路線。' });
    await world.service.refresh();
    expect(world.view.duty.state).toBe('current');
  });

  it('are asked for where a minor edition follows a major one that was seen, or editions that never came', async () => {
    await world.readAndSign();
    world.pack = smallPack({ edition: 20260401, firstClause: '甲' });
    await world.service.refresh();
    world.pack = smallPack({ edition: 20260501, change: 'minor', firstClause: '乙' });
    await world.service.refresh();
    expect(world.view.duty.state).toBe('new-edition');
  });

  it('are never asked for by an edition that is no longer in force', async () => {
    world.pack = smallPack({ edition: 20260401, firstClause: '甲' });
    await world.readAndSign();
    world.pack = smallPack();
    await world.service.refresh();
    expect(world.view.duty.state).toBe('none');
  });

  it('keep what was read under a minor edition, and begin anew under a major one', async () => {
    await world.service.begin();
    await world.service.readSection('1');
    world.pack = smallPack({ edition: 20260401, change: 'minor' });
    await world.service.refresh();
    expect(world.view.progress).toMatchObject({ edition: 20260401, sections: [{ read: true }, { read: false }] });
    world.pack = smallPack({ edition: 20260501 });
    await world.service.refresh();
    expect(world.view.progress).toBeNull();
  });
});

describe('an edition that comes while the key store is waited for', () => {
  it.each(['major', 'minor'] as const)('is not signed unread, nor is the one before it: %s', async (change) => {
    await world.readAndSign();
    await world.read();
    const old = world.view.progress;
    const { open } = world.box;
    world.box.open = (bytes) => {
      world.pack = smallPack({ edition: 20260401, change, firstClause: '一律不得私接網路。' });
      return open(bytes);
    };
    expect(await refusal(world.sign())).toEqual(['not-allowed', 'edition']);
    expect(receiptsPosted()).toHaveLength(1);
    expect(world.view.progress).toEqual(old);
    world.box.open = open;
    await world.service.refresh();
    await world.readAndSign();
    expect(receiptsPosted()[1]?.claim.rules.edition).toBe(20260401);
    expect(findings()).toEqual([]);
  });
});

describe('a minor edition that comes while one reads', () => {
  const minor = (change: Parameters<typeof smallPack>[0]) => smallPack({ change: 'minor', ...change });
  const states = () => ({
    sections: world.view.progress?.sections.map(({ article, read, reworded }) => [article, read, reworded]),
    questions: world.view.progress?.questions.map(({ id, state }) => [id, state]),
  });

  it('opens what it reworded again, with its question, and keeps all else', async () => {
    await world.read();
    world.pack = minor({ edition: 20260401, firstClause: '不得私接網路線。' });
    await world.service.refresh();
    expect(states()).toEqual({
      sections: [
        ['1', false, true],
        ['2', true, false],
      ],
      questions: [
        ['own-network', 'open'],
        ['one-gigabyte', 'done'],
      ],
    });
    expect(await refusal(world.sign())).toEqual(['not-allowed', 'progress']);
    await world.service.readSection('1');
    await world.service.answer('own-network', 0);
    expect(states().sections?.[0]).toEqual(['1', true, false]);
    await world.sign();
    expect(receiptsPosted()[0]?.text.articles[0]?.clauses[0]?.text).toBe('不得私接網路線。');
  });

  it('stays open through another one that follows before it was read again', async () => {
    await world.read();
    for (const [edition, firstClause] of [
      [20260401, '甲'],
      [20260402, '乙'],
    ] as const) {
      world.pack = minor({ edition, firstClause });
      await world.service.refresh();
    }
    expect(states().sections?.[0]).toEqual(['1', false, true]);
  });

  it('shows a changes-only reading what it changed as well, also where that reading had nothing of it', async () => {
    await world.readAndSign();
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition: 20260401, firstClause: '一律不得私接網路。' });
    await world.service.refresh();
    await world.read();
    expect(states().sections).toEqual([['1', true, false]]);
    world.changes = [FIRST_CLAUSE_CHANGED, { kind: 'added', id: '2.1', label: '(1) ', text: '流量每日以1 GB為限。' }];
    world.pack = minor({ edition: 20260501, firstClause: '一律不得私接網路。' });
    await world.service.refresh();
    expect(world.view.progress).toMatchObject({ scope: 'changes', changesSeen: false });
    expect(states().sections).toEqual([
      ['1', true, false],
      ['2', false, false],
    ]);
    expect(await refusal(world.sign())).toEqual(['not-allowed', 'progress']);
  });
});

describe('the key store', () => {
  it.each(['locked', 'absent', 'late'] as const)(
    'that is %s signs nothing, says so, and loses no answer',
    async (is) => {
      await world.read();
      world.box.is = is;
      expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
      expect(world.view.key).toBe(is);
      expect(world.posted.size).toBe(0);
      await world.restart();
      world.box.is = 'ready';
      await world.service.checkKey();
      expect(world.view.key).toBe('ready');
      await world.sign();
      expect(findings()).toEqual([]);
    },
  );

  it('that is absent is done without only where the agency allows it, and the receipt says so', async () => {
    world.box.is = 'absent';
    world.rule({ allowUnprotectedKey: true });
    await world.service.checkKey();
    expect(world.view.key).toBe('unprotected');
    await world.readAndSign();
    expect(receiptsPosted()[0]?.claim.keyProtection).toBe('unprotected');
    world.rule({ allowUnprotectedKey: false });
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
  });

  it('that is locked is not got round by that permission', async () => {
    world.box.is = 'locked';
    world.rule({ allowUnprotectedKey: true });
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
  });

  it('that cannot open the key any more offers a new chain, which names the old one’s end', async () => {
    await world.readAndSign();
    world.passDays(365);
    expect(await refusal(world.service.startNewChain())).toEqual(['not-allowed', null]);
    world.box.secret = 0x11;
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
    expect(world.view.key).toBe('lost');
    await world.service.startNewChain();
    expect(world.view.key).toBe('ready');
    await world.sign();
    const [first, second] = receiptsPosted();
    expect(second?.claim).toMatchObject({ number: 1, previous: null, replaces: { lastKey: first?.claim.publicKey } });
    expect(world.ofKind('key-enrolment')[1]?.body.replaces).toEqual(second?.claim.replaces);
    expect(findings()).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('on a full disk is said, and nothing is lost', async () => {
    await world.read();
    world.fs.isFull = true;
    expect(await refusal(world.sign())).toEqual(['cannot-save', null]);
    world.fs.isFull = false;
    await world.sign();
    expect(world.service.receipts()).toHaveLength(1);
    expect(world.view.problems).toEqual([]);
  });

  it('in the outbox leaves the receipt kept and handed over later', async () => {
    await world.read();
    world.outboxIs = 'full';
    expect((await world.sign()).documentId).toBeNull();
    world.outboxIs = 'fine';
    await world.restart();
    expect(world.view.last?.documentId).toBe(world.view.last?.receiptId);
    expect([...world.posted.values()].map(({ kind }) => kind)).toEqual(['key-enrolment', 'acknowledgement']);
  });

  it('with a receipt’s file is told, and the chain goes on from its remembered end', async () => {
    await world.readAndSign();
    const path = world.fs.paths().find((each) => each.includes('/receipts/')) ?? '';
    world.fs.overwrite(path, world.fs.textOf(path).replace('王小明', '陳小明'));
    await world.restart();
    expect(world.view.problems).toMatchObject([{ kind: 'damaged' }]);
    await world.readAndSign();
    expect(receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2]);
    expect(findings()).toEqual([]);
  });
});

describe('“I have questions, not yet”', () => {
  it('is kept without penalty, and leaves this PC only when asked to', async () => {
    await world.service.notYet('第4點第14款看不懂', false);
    expect(world.view.notYet?.words).toBe('第4點第14款看不懂');
    expect(world.posted.size).toBe(0);
    await world.service.notYet('請問下載政府資料是否計入？', true);
    expect(world.ofKind('acknowledgement-question')[0]?.body).toEqual({
      schema: 1,
      rulesId: 'small-rules',
      edition: 20240207,
      words: '請問下載政府資料是否計入？',
      accountName: 'wang',
      machineName: 'PC-7',
    });
    await world.readAndSign();
    expect(world.view.notYet).toBeNull();
  });
});
