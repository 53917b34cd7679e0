import type { z } from 'zod';
import type { CallShape, EventShape } from './calls/call.ts';
import type { ApiNames } from './channels.ts';
import type { Envelope } from './envelope.ts';

/**
 * Every call that the renderer may make and every event that main may send, by feature. Main side, preload and test
 * double derive from it. A feature's schemas are loaded with the first call of it: building them all takes 40 ms, which
 * the first page would wait for.
 */
export const features = {
  usage: () => import('./calls/usage.ts'),
  incident: () => import('./calls/incident.ts'),
  delivery: () => import('./calls/delivery.ts'),
  mail: () => import('./calls/mail.ts'),
  rules: () => import('./calls/rules.ts'),
  acknowledgement: () => import('./calls/acknowledgement.ts'),
  settings: () => import('./calls/settings.ts'),
  app: () => import('./calls/app.ts'),
} as const satisfies Record<string, () => Promise<FeatureContract>>;

/** One feature's part of the contract. */
export interface FeatureContract {
  readonly calls: Readonly<Record<string, CallShape>>;
  readonly events: Readonly<Record<string, EventShape>>;
}

type Features = { [F in keyof typeof features]: Awaited<ReturnType<(typeof features)[F]>> };
export type Feature = keyof Features;
export type Calls = { [F in Feature]: Features[F]['calls'] };
export type Events = { [F in Feature]: Features[F]['events'] };

type ArgsOf<C extends CallShape> = z.infer<C['args']>;
type ResultOf<C extends CallShape> = z.infer<C['result']>;

type CallFunction<C extends CallShape> = C extends { takesFiles: true }
  ? /** DOM `File`s, which the contract does not know. */ (files: readonly object[]) => Promise<ResultOf<C>>
  : undefined extends ArgsOf<C>
    ? () => Promise<ResultOf<C>>
    : (args: ArgsOf<C>) => Promise<ResultOf<C>>;

/** What the renderer works with: each call as a function that rejects with its failure, each event as a subscription. */
export type Api = {
  [F in keyof Calls]: { [N in keyof Calls[F]]: Calls[F][N] extends CallShape ? CallFunction<Calls[F][N]> : never };
} & {
  on: {
    [F in keyof Events]: {
      [N in keyof Events[F]]: Events[F][N] extends z.ZodType
        ? (listener: (value: z.infer<Events[F][N]>) => void) => () => void
        : never;
    };
  };
};

/** What preload puts on `window.api`: the same calls, each answered by an envelope, since the bridge strips errors. */
export type BridgedApi = {
  [F in keyof Calls]: {
    [N in keyof Calls[F]]: Calls[F][N] extends CallShape
      ? (...args: Parameters<CallFunction<Calls[F][N]>>) => Promise<Envelope<ResultOf<Calls[F][N]>>>
      : never;
  };
} & Pick<Api, 'on'>;

/** What the main side must supply: one handler a call. */
export type Handlers = {
  [F in keyof Calls]: {
    [N in keyof Calls[F]]: Calls[F][N] extends CallShape
      ? (args: ArgsOf<Calls[F][N]>) => ResultOf<Calls[F][N]> | Promise<ResultOf<Calls[F][N]>>
      : never;
  };
};

/** The preload's whole knowledge of the contract, written into it at build time. */
export async function apiNames(): Promise<ApiNames> {
  const calls: Record<string, readonly string[]> = {};
  const events: Record<string, readonly string[]> = {};
  const withFiles: string[] = [];
  for (const [feature, load] of Object.entries(features)) {
    const contract: FeatureContract = await load();
    calls[feature] = Object.keys(contract.calls);
    events[feature] = Object.keys(contract.events);
    for (const [name, { takesFiles }] of Object.entries(contract.calls))
      if (takesFiles) withFiles.push(`${feature}.${name}`);
  }
  return { calls, withFiles, events };
}
