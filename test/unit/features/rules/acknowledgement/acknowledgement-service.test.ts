import { beforeEach, describe, expect, it } from 'vitest';
import { AcknowledgementWorld, refusal } from './acknowledgement-world.ts';

let world: AcknowledgementWorld;
beforeEach(async () => {
  world = new AcknowledgementWorld();
  await world.service.start();
  await world.service.checkKey();
});

describe('a first acknowledgement', () => {
  it('enrols the key before the receipt, and hands both over sealed', async () => {
    await world.readAndSign();
    expect([...world.posted.values()].map(({ kind }) => kind)).toEqual(['key-enrolment', 'acknowledgement']);
    expect([...world.posted.values()].every(({ handling }) => handling.personal && !handling.urgent)).toBe(true);
    expect(world.chainFindings()).toEqual([]);
    expect(world.receiptsPosted()[0]?.claim).toMatchObject({
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

  it.each([
    ['王小明', '王小明'],
    [null, ''],
    ['WANG', ''],
    ['王\u202e明', ''],
    ['王'.repeat(81), ''],
  ])('offers the account’s own name %j as %j, until one was signed', async (displayName, name) => {
    world.displayName = displayName;
    await world.restart();
    expect(world.view.person).toEqual({ name, employeeNumber: '' });
    await world.read();
    await world.sign('陳大文', 'B1');
    expect(world.view.person).toEqual({ name: '陳大文', employeeNumber: 'B1' });
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
    const claims = world.receiptsPosted().map(({ claim }) => claim);
    expect(claims[0]?.questionsCompleted).toBe(2);
    expect(JSON.stringify([...world.posted.values()])).not.toMatch(/again|wrong|tries|attempt|choice/);
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
    expect(world.receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2]);
    expect(world.chainFindings()).toEqual([]);
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
      employeeNumber: null,
    });
    await world.readAndSign();
    expect(world.view.notYet).toBeNull();
  });

  it('says under which number the person signed before, so that the officer knows who asks', async () => {
    await world.readAndSign();
    await world.service.notYet('修正後仍有疑問', true);
    const [question] = world.ofKind('acknowledgement-question');
    expect(question?.body.employeeNumber).toBe(world.receiptsPosted()[0]?.claim.person.employeeNumber);
  });
});
