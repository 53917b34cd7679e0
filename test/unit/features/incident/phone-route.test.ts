import { expect, it } from 'vitest';
import { PhoneRoute } from '../../../../electron/contract/incident-calls.ts';
import { phoneRouteOf } from '../../../../electron/features/incident/phone-route.ts';
import { BUILT_IN } from '../../../../electron/settings/built-in.ts';
import { SCENES } from '../../../fixtures/incident-scenes.ts';

const hotlines = [{ name: '資安值班', phone: '03-3322101', hours: null, afterHoursPhone: '' }];
const settings = { ...BUILT_IN, incident: { ...BUILT_IN.incident, hotlines } };
const words = (key: string, values: Readonly<Record<string, string>>) => `${key} ${Object.values(values).join(' ')}`;

it('holds the number and the code, and says whether the network was cut', () => {
  const { view } = SCENES.notCut;
  const route = phoneRouteOf(view, settings, words, Date.now());
  expect(PhoneRoute.parse(route)).toEqual(route);
  expect(route?.text).toContain('03-3322101');
  expect(route?.text).toContain(view?.code);
  expect(route?.text).not.toContain('sayCut');
  const cut = view && { ...view, cutAskedAtMs: 1, restoredAtMs: null };
  expect(phoneRouteOf(cut, settings, words, Date.now())?.text).toContain('sayCut');
});

it('is none without an incident, and none without a number to call', () => {
  expect(phoneRouteOf(null, settings, words, Date.now())).toBeNull();
  const unset = { ...settings, commission: { name: '智發會', phone: '', hours: '' }, incident: BUILT_IN.incident };
  expect(phoneRouteOf(SCENES.notCut.view, unset, words, Date.now())).toBeNull();
});
