import { describe, expect, it } from 'vitest';
import type { RulesPack } from '../../../../electron/contract/rules.ts';
import { packOf, packProblem, readEdition, withWordsOf } from '../../../../electron/features/rules/edition.ts';
import { builtInPack, clausesOf, hashesOf } from '../../../../electron/features/rules/pack.ts';

const builtIn = await builtInPack();
const changed = (change: (pack: RulesPack) => void): RulesPack => {
  const pack = structuredClone(builtIn);
  change(pack);
  return pack;
};

describe('the built-in pack', () => {
  it('says nothing of a clause or topic that is not there', () => {
    expect(packProblem(builtIn)).toBeNull();
  });

  it('has a hash for every article and clause, and each of its own', () => {
    const { clauses, pack, text } = hashesOf(builtIn);
    expect(clauses.map(({ id }) => id)).toEqual(clausesOf(builtIn.text).map(({ id }) => id));
    expect(new Set([pack, text, ...clauses.map(({ sha256 }) => sha256)]).size).toBe(53 + 2);
  });

  it('changes its own hash and not the text’s where only our words change', () => {
    const mended = changed(({ guide }) => {
      const [first] = guide.questions;
      if (first) first.situation.en += ' ';
    });
    expect(hashesOf(mended).pack).not.toBe(hashesOf(builtIn).pack);
    expect(hashesOf(mended).text).toBe(hashesOf(builtIn).text);
  });
});

describe('a pack is not understood where', () => {
  const problemAfter = (change: (pack: RulesPack) => void) => {
    const read = readEdition(Buffer.from(JSON.stringify(changed(change))), builtIn);
    return read.kind === 'edition' ? 'none' : read.detail;
  };

  it.each<[string, (pack: RulesPack) => void, RegExp]>([
    ['a number is there twice', ({ text }) => text.articles.push(...text.articles.slice(0, 1)), /^1 is there twice/],
    [
      'a clause stands under another article',
      ({ text }) => text.articles[0]?.clauses.push(...(text.articles[2]?.clauses.splice(0, 1) ?? [])),
      /^3\.1 stands under 1/,
    ],
    [
      'the guide speaks of a clause that is not there',
      ({ text }) => text.articles[3]?.clauses.splice(13, 1),
      /speaks of 4\.14/,
    ],
    ['the guide has a topic missing', ({ guide }) => guide.topics.splice(0, 1), /speaks of the topic/],
    [
      'a question has two right answers',
      ({ guide }) =>
        Object.assign(guide.questions[0]?.answers[0] ?? {}, { right: true }) &&
        Object.assign(guide.questions[0]?.answers[1] ?? {}, { right: true }),
      /right answer/,
    ],
    ['a field is unknown', (pack) => Object.assign(pack, { extra: 1 }), /extra/],
  ])('%s', (_, change, detail) => {
    expect(problemAfter(change)).toMatch(detail);
  });
});

const capQuestion = builtIn.guide.questions.find(({ clause }) => clause === '4.14') ?? { id: '' };

describe('an edition made of an official text', () => {
  it('is of rules of its own where the title is another, with the same name each time', () => {
    const other = { ...builtIn.text, title: '某縣政府網路規範' };
    const id = packOf(other, builtIn)?.rulesId;
    expect(id).toMatch(/^rules-[0-9a-f]{12}$/);
    expect(
      packOf(
        other,
        changed(({ text }) => (text.title = '又一規範')),
      )?.rulesId,
    ).toBe(id);
  });

  it('is none without a date to number it by, unless it is given a number', () => {
    const undated = { ...builtIn.text, amendments: [] };
    expect(packOf(undated, builtIn)).toBeNull();
    expect(packOf(undated, builtIn, { edition: 7, change: 'minor', rulesId: null })).toMatchObject({
      edition: 7,
      change: 'minor',
    });
  });

  it('keeps our words for what was only renumbered, under its new number, and none for what is new', () => {
    // A new 4(3): what was 4(3) to 4(15) goes on as 4(4) to 4(16).
    const inserted = changed(({ text }) => {
      const four = text.articles.find(({ id }) => id === '4');
      if (!four) throw new Error('no article 4');
      const added = { id: '4.3', label: '(3) ', text: '不得擅自拆換網路設備。', deleted: false };
      const moved = four.clauses
        .slice(2)
        .map((clause, at) => ({ ...clause, id: `4.${at + 4}`, label: `(${at + 4}) ` }));
      four.clauses = [...four.clauses.slice(0, 2), added, ...moved];
    });
    const pack = packOf(inserted.text, builtIn);
    if (!pack) throw new Error('no pack');
    expect(packProblem(pack)).toBeNull();
    expect(pack.guide.clauses['4.15']).toEqual(builtIn.guide.clauses['4.14']);
    expect(pack.guide.clauses['4.2']).toEqual(builtIn.guide.clauses['4.2']);
    expect(pack.guide.clauses['4.3']).toBeUndefined();
    expect(pack.guide.questions).toHaveLength(builtIn.guide.questions.length);
    expect(pack.guide.mayI).toHaveLength(builtIn.guide.mayI.length);
    const clauseOf = ({ guide }: RulesPack) => guide.questions.find(({ id }) => id === capQuestion.id)?.clause;
    expect([clauseOf(builtIn), clauseOf(pack)]).toEqual(['4.14', '4.15']);
    expect(withWordsOf(builtIn, pack).guide).toEqual(pack.guide);
  });

  it('drops our words for a clause that says something else', () => {
    const reworded = changed(({ text }) => {
      const clause = clausesOf(text).find(({ id }) => id === '4.14');
      const four = text.articles.find(({ id }) => id === '4');
      if (!clause || !four) throw new Error('no clause 4.14');
      four.clauses = four.clauses.map((each) =>
        each.id === '4.14' ? { ...each, text: `${each.text}但公務不在此限。` } : each,
      );
    });
    const guide = packOf(reworded.text, builtIn)?.guide;
    expect(guide?.clauses['4.14']).toBeUndefined();
    expect(guide?.questions.some(({ clause }) => clause === '4.14')).toBe(false);
    expect(guide?.mayI.some(({ clauses }) => clauses.includes('4.14'))).toBe(false);
  });
});
