import { expect, it } from 'vitest';
import { Details } from '../../../../../electron/contract/incident.ts';
import { detailsOf, EMPTY_DRAFT } from '../../../../../renderer/features/incident/details-draft.ts';

it('what was not answered is sent as not answered, never as no', () => {
  const details = detailsOf(EMPTY_DRAFT, 'Asia/Taipei');
  expect(Details.parse(details)).toEqual(details);
  expect(details).toMatchObject({ sinceWhen: null, passwordTyped: null, stillPowered: null });
});

it('a time is sent with the agency’s zone, and names the same moment', () => {
  const { sinceWhen } = detailsOf({ ...EMPTY_DRAFT, sinceWhen: '2026-11-23T14:05' }, 'Asia/Taipei');
  expect(sinceWhen).toMatch(/\+08:00$/);
  expect(Date.parse(sinceWhen ?? '')).toBe(new Date(2026, 10, 23, 14, 5).getTime());
});

it('who to call back is sent where it was given, and only then', () => {
  const contact = { unit: '秘書室', floor: '', extension: '123', callBackNumber: '' };
  const details = detailsOf({ ...EMPTY_DRAFT, contact }, 'Asia/Taipei');
  expect(Details.parse(details)).toMatchObject({ contact });
  expect(detailsOf(EMPTY_DRAFT, 'Asia/Taipei')).not.toHaveProperty('contact');
});

it('a half-typed time counts as not answered', () => {
  expect(detailsOf({ ...EMPTY_DRAFT, sinceWhen: '14:05' }, 'Asia/Taipei').sinceWhen).toBeNull();
});
