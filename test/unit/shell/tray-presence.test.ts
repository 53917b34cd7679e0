import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrayPresence } from '../../../electron/shell/tray-presence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A desktop that answers each question with the next of `answers`, the last one for good. */
function desktop(...answers: (boolean | Error)[]) {
  const asked = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer ?? false;
  });
  const made = vi.fn(() => ({}));
  return { asked, made, presence: new TrayPresence(asked, made) };
}

describe('the tray', () => {
  it('is not known before the desktop has answered', async () => {
    const { presence } = desktop(true);
    expect(presence.isThere).toBeNull();
    await presence.ask();
    expect(presence.isThere).toBe(true);
  });

  it('is made once, however often it is asked for', async () => {
    const { presence, asked, made } = desktop(true);
    await Promise.all([presence.ask(), presence.ask()]);
    await presence.ask();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('is made later where the panel comes up after the app, and that is told', async () => {
    const { presence, made } = desktop(false, false, true);
    const told = vi.fn();
    expect(await presence.ask()).toBe(false);
    expect(presence.isThere).toBe(false);
    void presence.askOn(told);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(made).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(made).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(made).toHaveBeenCalledTimes(1);
  });

  it('is no longer asked for after some minutes, as a desktop without one stays so', async () => {
    const { presence, asked } = desktop(false);
    await presence.ask();
    void presence.askOn(() => {});
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toHaveBeenCalledTimes(7);
  });

  it('is asked for again after a question that failed', async () => {
    const { presence, made } = desktop(new Error('no bus'), true);
    await expect(presence.ask()).rejects.toThrow('no bus');
    void presence.askOn(() => {});
    await vi.advanceTimersByTimeAsync(2_000);
    expect(made).toHaveBeenCalledTimes(1);
  });
});
