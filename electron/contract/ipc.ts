import { z } from 'zod';
import { AppInfo, LinkName, Notice } from './app.ts';
import type { ApiNames } from './channels.ts';
import type { Envelope } from './envelope.ts';
import { NOTE_MAX_CHARACTERS } from './limits.ts';
import { PersonalSettings, SettingsView } from './settings.ts';
import { DayId, DayUsage, HourUsage, UsageSnapshot } from './usage.ts';

// Schemas are interpreted, never compiled: the CSP allows no eval.
z.config({ jitless: true });

export interface CallShape {
  readonly args: z.ZodType;
  readonly result: z.ZodType;
}

const call = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const nothing = z.void();

/** Every call that the renderer may make, once, by feature. Main side, preload and test double derive from it. */
export const calls = {
  usage: {
    snapshot: call(nothing, UsageSnapshot),
    history: call(z.strictObject({ days: z.int().min(1).max(400) }), z.array(DayUsage)),
    /** null: hours are kept for 60 days only, or that day has none. */
    hoursOf: call(z.strictObject({ day: DayId }), z.array(HourUsage).nullable()),
    setNote: call(z.strictObject({ day: DayId, note: z.string().max(NOTE_MAX_CHARACTERS) }), nothing),
    /** Main asks where to save; null: the person closed the dialog. */
    exportCsv: call(nothing, z.strictObject({ fileName: z.string() }).nullable()),
    refreshOfficial: call(nothing, nothing),
  },
  settings: {
    view: call(nothing, SettingsView),
    set: call(PersonalSettings.partial(), SettingsView),
  },
  app: {
    info: call(nothing, AppInfo),
    finishFirstRun: call(nothing, nothing),
    notices: call(nothing, z.array(Notice)),
    dismissNotice: call(z.strictObject({ id: z.string().max(200) }), nothing),
    openLink: call(z.strictObject({ name: LinkName }), nothing),
  },
} as const satisfies Record<string, Record<string, CallShape>>;

/** Every event that main may send, once, by feature. */
export const events = {
  usage: { changed: UsageSnapshot },
  settings: { changed: SettingsView },
  app: { notices: z.array(Notice) },
} as const satisfies Record<string, Record<string, z.ZodType>>;

export type Calls = typeof calls;
export type Events = typeof events;

type ArgsOf<C extends CallShape> = z.infer<C['args']>;
type ResultOf<C extends CallShape> = z.infer<C['result']>;

type CallFunction<C extends CallShape> =
  undefined extends ArgsOf<C> ? () => Promise<ResultOf<C>> : (args: ArgsOf<C>) => Promise<ResultOf<C>>;

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

const namesOf = (table: Record<string, object>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(table).map(([feature, entries]) => [feature, Object.keys(entries)]));

/** The preload's whole knowledge of the contract, written into it at build time. */
export const apiNames: ApiNames = { calls: namesOf(calls), events: namesOf(events) };
