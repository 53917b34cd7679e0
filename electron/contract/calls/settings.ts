import '../interpreted.ts';
import { PersonalSettings, SettingsView } from '../settings.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

export const calls = {
  view: call(nothing, SettingsView),
  set: call(PersonalSettings.partial(), SettingsView),
} as const satisfies Record<string, CallShape>;

export const events = { changed: SettingsView } as const satisfies Record<string, EventShape>;
