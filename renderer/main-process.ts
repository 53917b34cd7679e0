import type { CallError, Envelope, ErrorCode } from '../electron/contract/envelope.ts';
import type { Api, BridgedApi } from '../electron/contract/ipc.ts';

declare global {
  interface Window {
    readonly api: BridgedApi;
  }
}

/** A call that main answered with an error; `errors:<code>` holds its words. */
export class CallFailure extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor({ code, field, detail }: CallError) {
    super(detail);
    this.name = 'CallFailure';
    this.code = code;
    this.field = field;
  }
}

/** Whatever was thrown, as a failure that has words. */
export function asCallFailure(thrown: unknown): CallFailure {
  if (thrown instanceof CallFailure) return thrown;
  return new CallFailure({ code: 'internal', field: null, detail: String(thrown) });
}

type BridgedCall = (args: unknown) => Promise<Envelope<unknown>>;

/** The same calls, each resolving to its value or rejecting with a `CallFailure`. */
export function unwrapped(bridged: BridgedApi): Api {
  const { on, ...features } = bridged;
  const calls = Object.entries(features).map(([feature, named]) => [
    feature,
    Object.fromEntries(Object.entries(named).map(([name, call]) => [name, unwrappedCall(call as BridgedCall)])),
  ]);
  return { ...Object.fromEntries(calls), on } as Api;
}

function unwrappedCall(call: BridgedCall): (args: unknown) => Promise<unknown> {
  return async (args) => {
    const envelope = await call(args).catch((thrown: unknown) => {
      throw asCallFailure(thrown);
    });
    if (!envelope.ok) throw new CallFailure(envelope.error);
    return envelope.value;
  };
}

/** Main, as the pages see it. */
export const mainProcess: Api = unwrapped(window.api);
