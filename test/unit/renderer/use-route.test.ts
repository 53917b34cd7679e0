import { expect, it } from 'vitest';
import { routeOf } from '../../../renderer/use-route.ts';

it('the address names the page', () => {
  expect(routeOf('#/settings')).toBe('settings');
  expect(routeOf('#/usage')).toBe('usage');
});

it('an address that names none is the first page', () => {
  for (const hash of ['', '#', '#/nowhere', '#/settings/more']) expect(routeOf(hash)).toBe('usage');
});
