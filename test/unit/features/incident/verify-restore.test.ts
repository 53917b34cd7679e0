import { describe, expect, it } from 'vitest';
import { lookForReturn, RETURN_LATE_AFTER_MS } from '../../../../electron/features/incident/verify-restore.ts';
import type { AdapterLink } from '../../../../electron/platform/platform.ts';

const link = (name: string, state: AdapterLink['state']): AdapterLink => ({
  key: `key-${name}`,
  name,
  kind: 'ethernet',
  physical: true,
  state,
  rxBytes: 0,
  txBytes: 0,
});
const upBefore = [
  { key: 'key-wired', name: 'wired' },
  { key: 'key-radio', name: 'radio' },
];

describe('after restoring', () => {
  it('all is back once every adapter that was up is up, under whatever name', () => {
    const renamed = { ...link('radio', 'up'), name: 'radio 2' };
    const view = lookForReturn(upBefore, { ok: true, value: [link('wired', 'up'), renamed] }, 100);
    expect(view).toEqual({ phase: 'back', back: ['wired', 'radio'], notBack: [], detail: null });
  });

  it.each([
    ['down', [link('wired', 'up'), link('radio', 'down')]],
    ['in a state that proves nothing', [link('wired', 'up'), link('radio', 'unknown')]],
    ['gone', [link('wired', 'up')]],
  ])('an adapter that is %s is waited for, then named', (_, value) => {
    const early = lookForReturn(upBefore, { ok: true, value }, RETURN_LATE_AFTER_MS - 1);
    expect(early).toMatchObject({ phase: 'checking', notBack: ['radio'] });
    const late = lookForReturn(upBefore, { ok: true, value }, RETURN_LATE_AFTER_MS);
    expect(late).toMatchObject({ phase: 'incomplete', back: ['wired'], notBack: ['radio'] });
  });

  it('links that cannot be read are not taken for back, nor for broken', () => {
    const view = lookForReturn(upBefore, { ok: false, detail: 'EIO' }, RETURN_LATE_AFTER_MS);
    expect(view).toMatchObject({ phase: 'not-known', notBack: ['wired', 'radio'], detail: 'EIO' });
  });
});
