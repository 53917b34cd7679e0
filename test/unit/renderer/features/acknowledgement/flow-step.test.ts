import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../../electron/contract/acknowledgement.ts';
import {
  countAnswered,
  countRead,
  nextQuestion,
  nextUnread,
  stepOf,
  stepsOf,
} from '../../../../../renderer/features/acknowledgement/flow-step.ts';
import { ACKNOWLEDGEMENT_SCENES } from '../../../../fixtures/acknowledgement-scenes.ts';

const progressOf = (read: readonly boolean[], states: readonly Progress['questions'][number]['state'][]): Progress => ({
  edition: 1,
  scope: 'whole',
  changesSeen: true,
  sections: read.map((each, place) => ({
    article: String(place + 1),
    sha256: 'a'.repeat(64),
    read: each,
    reworded: false,
  })),
  questions: states.map((state, place) => ({ id: `q${place + 1}`, clause: '1', sha256: 'b'.repeat(64), state })),
  startedAtMs: 0,
});

describe('where the acknowledgement goes on', () => {
  it('changes, then reading, then questions, then signing, whatever was interrupted', () => {
    expect(stepOf({ ...progressOf([false], ['open']), changesSeen: false })).toBe('changes');
    expect(stepOf(progressOf([true, false], ['open']))).toBe('reading');
    expect(stepOf(progressOf([true], ['done', 'again']))).toBe('questions');
    expect(stepOf(progressOf([true], ['done', 'done']))).toBe('signing');
    expect(stepOf(progressOf([], []))).toBe('signing');
  });

  it('only whoever signed an earlier edition has changes to see', () => {
    const { last } = ACKNOWLEDGEMENT_SCENES.signed.view;
    if (!last) throw new Error('the scene has no receipt');
    const progress = progressOf([], []);
    expect(stepsOf(progress, null)).toEqual(['reading', 'questions', 'signing']);
    expect(stepsOf({ ...progress, edition: last.edition }, last)).not.toContain('changes');
    expect(stepsOf(progress, last)[0]).toBe('changes');
  });

  it('the next section is the next one not read, and after the last the first left out', () => {
    const progress = progressOf([true, false, true, false], []);
    expect(nextUnread(progress)).toBe('2');
    expect(nextUnread(progress, '2')).toBe('4');
    expect(nextUnread(progress, '4')).toBe('2');
    expect(nextUnread(progressOf([true, true], []), '1')).toBeNull();
    expect(countRead(progress)).toBe(2);
  });

  it('a question answered wrongly waits until the others are done', () => {
    expect(nextQuestion(progressOf([], ['again', 'open', 'done']))).toBe('q2');
    expect(nextQuestion(progressOf([], ['again', 'done', 'done']))).toBe('q1');
    expect(nextQuestion(progressOf([], ['done']))).toBeNull();
    expect(countAnswered(progressOf([], ['again', 'open', 'done']))).toBe(1);
  });
});
