import { describe, expect, it } from 'vitest';
import { parsePreferences } from '../../../../../electron/features/mail/programs/thunderbird-policies.ts';

const read = (preferences: unknown) =>
  Object.fromEntries(
    [...parsePreferences(preferences, '/p')].map(([name, { strength, value }]) => [name, `${strength} ${value}`]),
  );

describe('an administrator’s preferences', () => {
  it('are locked where they are bare, defaults where nothing else is said', () => {
    expect(
      read({ a: true, b: { Value: 1 }, c: { Value: 'x', Status: 'locked' }, d: { Value: 0, Status: 'user' } }),
    ).toEqual({ a: 'locked true', b: 'default 1', c: 'locked x', d: 'user 0' });
  });

  it('may clear what the person set', () => {
    expect(read({ a: { Status: 'clear' } })).toEqual({ a: 'clear undefined' });
  });

  it('are left out where they are no value', () => {
    expect(read({ a: { Value: 1.5 }, b: { Value: null, Status: 'locked' }, c: null })).toEqual({});
    expect(read('text')).toEqual({});
    expect(read(null)).toEqual({});
  });
});
