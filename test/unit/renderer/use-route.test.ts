import { expect, it } from 'vitest';
import { placeOf, routeOf } from '../../../renderer/use-route.ts';

it('the address names the page', () => {
  expect(routeOf('#/settings')).toBe('settings');
  expect(routeOf('#/usage')).toBe('usage');
  expect(routeOf('#/acknowledgement')).toBe('acknowledgement');
});

it('an address that names none is the first page', () => {
  for (const hash of ['', '#', '#/nowhere', '#/settings/more', '#/rulesandmore']) expect(routeOf(hash)).toBe('usage');
});

it('an address may name a clause within the rules', () => {
  expect(routeOf('#/rules/4.14')).toBe('rules');
  expect(placeOf('#/rules/4.14')).toBe('4.14');
  expect(placeOf('#/rules')).toBe('');
  expect(placeOf('')).toBe('');
});

it('a page with parts takes the part after its name, and no other page does', () => {
  expect(routeOf('#/mail/message')).toBe('mail');
  expect(placeOf('#/mail/message')).toBe('message');
  expect(placeOf('#/mail')).toBe('');
  expect(routeOf('#/mailing')).toBe('usage');
});
