import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ Notification: { isSupported: () => false } }));
const { percentToToast } = await import('../../../electron/shell/toasts.ts');

const BOTH = { toasts: true, toastAtPercent: [85, 100] };

it('makes one toast of what one reading passed: the highest that is to be one', () => {
  expect(percentToToast([70, 85, 95, 100], BOTH)).toBe(100);
  expect(percentToToast([85, 95], BOTH)).toBe(85);
});

it('makes no toast of a step that is to be said in the window only, nor where toasts are off', () => {
  expect(percentToToast([70, 95], BOTH)).toBeNull();
  expect(percentToToast([100], { ...BOTH, toasts: false })).toBeNull();
});
