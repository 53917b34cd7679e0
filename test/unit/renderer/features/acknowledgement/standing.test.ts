import { expect, it } from 'vitest';
import { Duty } from '../../../../../electron/contract/acknowledgement.ts';
import { isOwing, standingOf } from '../../../../../renderer/features/acknowledgement/standing.ts';
import { ACKNOWLEDGEMENT_SCENES } from '../../../../fixtures/acknowledgement-scenes.ts';

const { last } = ACKNOWLEDGEMENT_SCENES.signed.view;
const of = (state: Duty['state'], isSigned: boolean) =>
  standingOf({ duty: { state, dueOn: null, daysLeft: null, scope: 'whole' }, last: isSigned ? last : null });

it('where nothing is asked, nothing is owed, signed or not', () => {
  expect([of('none', false), of('none', true)]).toEqual(['voluntary', 'voluntarySigned']);
  expect([of('current', false), of('current', true)]).toEqual(['notYetDue', 'signed']);
  for (const state of ['none', 'current'] as const)
    for (const isSigned of [true, false]) expect(isOwing(of(state, isSigned))).toBe(false);
});

it('everything else is something to do now', () => {
  const owing = Duty.shape.state.options.filter((state) => isOwing(of(state, true)));
  expect(owing).toEqual(['due-soon', 'due', 'overdue', 'new-edition']);
});
