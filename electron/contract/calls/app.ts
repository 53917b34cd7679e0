import '../interpreted.ts';
import { z } from 'zod';
import { AppInfo, LinkName, Notice } from '../app.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

export const calls = {
  info: call(nothing, AppInfo),
  finishFirstRun: call(nothing, nothing),
  notices: call(nothing, z.array(Notice)),
  dismissNotice: call(z.strictObject({ id: z.string().max(200) }), nothing),
  openLink: call(z.strictObject({ name: LinkName }), nothing),
} as const satisfies Record<string, CallShape>;

export const events = { notices: z.array(Notice) } as const satisfies Record<string, EventShape>;
