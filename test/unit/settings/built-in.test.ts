import { expect, it } from 'vitest';
import { Settings } from '../../../electron/contract/settings.ts';
import { BUILT_IN } from '../../../electron/settings/built-in.ts';

it('the built-in settings are whole: the schema takes them and has nothing to add', () => {
  expect(Settings.parse(BUILT_IN)).toEqual(BUILT_IN);
});
