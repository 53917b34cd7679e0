import { ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { CallRefused } from '../contract/call-refused.ts';
import { callChannel, eventChannel } from '../contract/channels.ts';
import type { CallError, Envelope } from '../contract/envelope.ts';
import { type CallShape, calls, type Events, events, type Handlers } from '../contract/ipc.ts';

import { isTrustedSender } from './trusted-sender.ts';

type Run = (args: unknown) => unknown;

const askers = new WeakSet<object>();

/**
 * Listens to every call of the contract: sender checked, arguments parsed, handler run, result parsed, envelope out.
 * No handler can be forgotten: `Handlers` is derived from the contract.
 */
export function answerCalls(handlers: Handlers, log: (line: string) => void): void {
  for (const [feature, shapes] of Object.entries(calls)) {
    for (const [name, shape] of Object.entries<CallShape>(shapes)) {
      const run = (handlers as Record<string, Record<string, Run>>)[feature]?.[name];
      if (!run) throw new Error(`No handler for ${feature}.${name}`);
      ipcMain.handle(callChannel(feature, name), async (event, args: unknown): Promise<Envelope<unknown>> => {
        const isTrusted = isTrustedSender(event.senderFrame);
        if (isTrusted) askers.add(event.sender);
        const answer = isTrusted
          ? await answerCall(shape, run, args)
          : refusal('untrusted-sender', null, 'The call did not come from a page of this app.');
        if (!answer.ok)
          log(`${feature}.${name}: ${answer.error.code} ${answer.error.field ?? ''} ${answer.error.detail}`);
        return answer;
      });
    }
  }
}

/** Has this page called yet? Until then it listens to nothing, and what it asks for will be the newest. */
export function hasAsked(page: WebContents): boolean {
  return askers.has(page);
}

/** One call, without Electron: arguments in, envelope out; never throws. */
export async function answerCall(shape: CallShape, run: Run, args: unknown): Promise<Envelope<unknown>> {
  const parsedArgs = shape.args.safeParse(args);
  if (!parsedArgs.success) return invalid('bad-arguments', parsedArgs.error);
  let result: unknown;
  try {
    result = await run(parsedArgs.data);
  } catch (error) {
    if (error instanceof CallRefused) return refusal(error.code, error.field, error.message);
    return refusal('internal', null, error instanceof Error ? error.message : String(error));
  }
  const parsedResult = shape.result.safeParse(result);
  return parsedResult.success ? { ok: true, value: parsedResult.data } : invalid('bad-result', parsedResult.error);
}

function invalid(code: 'bad-arguments' | 'bad-result', error: z.ZodError): Envelope<never> {
  const issue = error.issues[0];
  return refusal(code, issue?.path.join('.') ?? null, issue?.message ?? '');
}

function refusal(code: CallError['code'], field: string | null, detail: string): Envelope<never> {
  return { ok: false, error: { code, field, detail } };
}

/** Sends one event of the contract to a page, where there is one. A value that does not fit the contract throws here, not in the page. */
export function sendEvent<F extends keyof Events, N extends keyof Events[F] & string>(
  target: WebContents | null,
  feature: F,
  name: N,
  value: Events[F][N] extends z.ZodType ? z.infer<Events[F][N]> : never,
): void {
  if (!target || target.isDestroyed()) return;
  const shape = events[feature][name] as z.ZodType;
  target.send(eventChannel(feature, name), shape.parse(value));
}
