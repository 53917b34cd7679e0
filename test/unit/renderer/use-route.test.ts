import { expect, it } from 'vitest';
import { placeOf, routeOf } from '../../../renderer/use-route.ts';

it('the address names the page', () => {
  expect(routeOf('#/settings')).toBe('settings');
  expect(routeOf('#/usage')).toBe('usage');
});

it('an address that names none is the first page', () => {
  for (const hash of ['', '#', '#/nowhere', '#/settings/more']) expect(routeOf(hash)).toBe('usage');
});

it('a page with parts takes the part after its name, and no other page does', () => {
  expect(routeOf('#/mail/message')).toBe('mail');
  expect(placeOf('#/mail/message')).toBe('message');
  expect(placeOf('#/mail')).toBe('');
  expect(routeOf('#/mailing')).toBe('usage');
});
