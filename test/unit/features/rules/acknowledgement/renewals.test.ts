import { beforeEach, describe, expect, it } from 'vitest';
import { AcknowledgementWorld } from './acknowledgement-world.ts';
import { FIRST_CLAUSE_CHANGED, smallPack } from './small-pack.ts';

let world: AcknowledgementWorld;
beforeEach(async () => {
  world = new AcknowledgementWorld();
  await world.service.start();
  await world.service.checkKey();
});

describe('the next ones', () => {
  it('follow each other in one chain', async () => {
    for (let year = 0; year < 4; year++) {
      await world.readAndSign();
      world.passDays(365);
    }
    expect(world.receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2, 3, 4]);
    expect(world.chainFindings()).toEqual([]);
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
    expect(world.receiptsPosted()[1]?.claim).toMatchObject({ readingScope: 'changes', questionsCompleted: 1 });
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
    expect(world.receiptsPosted().map(({ claim }) => claim.readingScope)).toEqual(['whole', 'changes', 'whole']);
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

describe('a receipt signed while the PC’s clock ran ahead', () => {
  const [ahead, right] = [Date.parse('2036-03-02T09:00:00+08:00'), Date.parse('2026-07-01T09:00:00+08:00')];
  const amend = async (edition: number) => {
    world.changes = [FIRST_CLAUSE_CHANGED];
    world.pack = smallPack({ edition, firstClause: `不得私接網路 ${edition}。` });
    await world.service.refresh();
  };

  it('hides none that came after it: the newest is the last of the chain, and answers an amendment', async () => {
    world.rule({ renewal: { kind: 'calendar-year', dueOn: '12-31' } });
    world.nowMs = ahead;
    await world.readAndSign();
    world.nowMs = right;
    await world.restart();
    await amend(20260601);
    expect(world.view.duty.state).toBe('new-edition');
    await world.readAndSign();
    expect([world.view.duty.state, world.view.last?.number]).toEqual(['current', 2]);
    expect(world.service.receipts().map(({ number }) => number)).toEqual([2, 1]);
    await world.restart();
    expect([world.view.duty.state, world.view.last?.number]).toEqual(['current', 2]);
  });

  it.each([
    ['calendar year', { kind: 'calendar-year', dueOn: '12-31' } as const, '2026-12-31'],
    ['period of days', { kind: 'days', days: 365 } as const, '2026-04-01'],
  ])('buys no years of a %s, and once signed anew that counts', async (_, renewal, dueOn) => {
    world.rule({ renewal });
    world.nowMs = ahead;
    await world.readAndSign();
    world.nowMs = right;
    await world.restart();
    expect(world.view.duty.dueOn).toBe(dueOn);
    await world.readAndSign();
    const next = renewal.kind === 'days' ? '2027-07-01' : '2027-12-31';
    expect(world.view.duty).toMatchObject({ state: 'current', dueOn: next });
  });

  it('is not the newest where a new chain took the place of its own, also one begun with a reading of the changes', async () => {
    world.nowMs = ahead;
    await world.readAndSign();
    world.nowMs = right;
    world.box.secret = 0x11;
    await world.restart();
    await world.service.checkKey();
    await world.service.startNewChain();
    expect(world.view.last?.number).toBe(1);
    await amend(20260601);
    await world.readAndSign();
    await amend(20260701);
    await world.readAndSign();
    expect(world.view).toMatchObject({ duty: { state: 'none' }, last: { number: 2, edition: 20260701 } });
    await world.restart();
    expect(world.view).toMatchObject({ duty: { state: 'none' }, last: { number: 2, edition: 20260701 } });
  });
});
