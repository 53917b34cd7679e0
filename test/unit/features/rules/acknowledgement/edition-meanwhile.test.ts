import { beforeEach, describe, expect, it } from 'vitest';
import { AcknowledgementWorld, refusal } from './acknowledgement-world.ts';
import { FIRST_CLAUSE_CHANGED, smallPack } from './small-pack.ts';

let world: AcknowledgementWorld;
beforeEach(async () => {
  world = new AcknowledgementWorld();
  await world.service.start();
  await world.service.checkKey();
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
    expect(world.receiptsPosted()).toHaveLength(1);
    expect(world.view.progress).toEqual(old);
    world.box.open = open;
    await world.service.refresh();
    await world.readAndSign();
    expect(world.receiptsPosted()[1]?.claim.rules.edition).toBe(20260401);
    expect(world.chainFindings()).toEqual([]);
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
    expect(world.receiptsPosted()[0]?.text.articles[0]?.clauses[0]?.text).toBe('不得私接網路線。');
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
