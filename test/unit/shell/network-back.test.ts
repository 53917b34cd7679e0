import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let isOnline = true;
vi.mock('electron', () => ({ net: { isOnline: () => isOnline } }));
const { onNetworkBack } = await import('../../../electron/shell/network-back.ts');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('calls once each time that the network returns, and never while it stays as it is', () => {
  const isBack = vi.fn();
  isOnline = true;
  onNetworkBack(isBack);
  const after = (online: boolean) => {
    isOnline = online;
    vi.advanceTimersByTime(5000);
    return isBack.mock.calls.length;
  };
  expect([true, false, false, true, true, false, true].map(after)).toEqual([0, 0, 0, 1, 1, 1, 2]);
});
