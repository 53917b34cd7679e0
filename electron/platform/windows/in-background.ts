import type { WindowsFunction } from './library.ts';

/** A call on another thread, so that what Windows waits for holds up neither the window nor a cut. */
export function inBackground(call: WindowsFunction, ...args: unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    call.async(...args, (error: Error | null, code: number) => (error ? reject(error) : resolve(code)));
  });
}
