import { RulesPack, RulesView } from '../rules.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

export const calls = {
  view: call(nothing, RulesView),
  /** The edition in force, whole: reading and search need it all. */
  pack: call(nothing, RulesPack),
  /** Asks the managed address now; how it went comes as `rules.changed`. */
  checkNow: call(nothing, nothing),
} as const satisfies Record<string, CallShape>;

export const events = { changed: RulesView } as const satisfies Record<string, EventShape>;
