import { describe, expect, it, vi } from 'vitest';
import type { CallFailure } from '../../../renderer/main-process.ts';

vi.stubGlobal('window', { api: { on: {} } });
const { mainSource } = await import('../../../renderer/use-main-state.ts');

/** A promise and its ends, to settle when the test says. */
function held<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: (value: T) => settle?.resolve(value), reject: (error: unknown) => settle?.reject(error) };
}

describe('a copy of main’s truth', () => {
  it('waits, then has the value, and tells its listeners', async () => {
    const source = mainSource(async () => 7);
    const heard = vi.fn();
    const stop = source.subscribe(heard);
    expect(source.current()).toEqual({ kind: 'waiting' });
    await source.load();
    expect(source.current()).toEqual({ kind: 'value', value: 7 });
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    source.replace(8);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('keeps an event that came while the older answer was under way', async () => {
    const asked = held<number>();
    let send: (value: number) => void = () => undefined;
    const source = mainSource(
      () => asked.promise,
      (listener) => {
        send = listener;
        return () => undefined;
      },
    );
    const loading = source.load();
    send(2);
    asked.resolve(1);
    await loading;
    expect(source.current()).toEqual({ kind: 'value', value: 2 });
  });

  it('says that it failed, and recovers when asked again', async () => {
    let working = false;
    const source = mainSource(async () => {
      if (!working) throw new Error('no main');
      return 1;
    });
    await source.load();
    const failed = source.current() as { kind: string; failure: CallFailure };
    expect(failed.kind).toBe('failed');
    expect(failed.failure).toMatchObject({ code: 'internal', message: 'Error: no main' });
    working = true;
    await source.load();
    expect(source.current()).toEqual({ kind: 'value', value: 1 });
  });

  it('follows main once, however often it is loaded', async () => {
    const follow = vi.fn(() => () => undefined);
    const source = mainSource(async () => 1, follow);
    await source.load();
    await source.load();
    expect(follow).toHaveBeenCalledTimes(1);
  });
});
