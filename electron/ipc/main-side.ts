import type { WebContents } from 'electron';
import type { z } from 'zod';
import { CallRefused } from '../contract/call-refused.ts';
import { eventChannel } from '../contract/channels.ts';
import type { CallError, Envelope } from '../contract/envelope.ts';
import { type CallShape, calls, type Events, events, type Handlers } from '../contract/ipc.ts';
import type { Answer } from './listen.ts';

type Run = (args: unknown) => unknown;

/**
 * Answers any call of the contract: arguments parsed, handler run, result parsed, envelope out.
 * No handler can be forgotten: `Handlers` is derived from the contract.
 */
export function answersBy(handlers: Handlers, log: (line: string) => void): Answer {
  const answers = new Map<string, { shape: CallShape; run: Run }>();
  for (const [feature, shapes] of Object.entries(calls)) {
    for (const [name, shape] of Object.entries<CallShape>(shapes)) {
      const run = (handlers as Record<string, Record<string, Run>>)[feature]?.[name];
      if (!run) throw new Error(`No handler for ${feature}.${name}`);
      answers.set(`${feature}.${name}`, { shape, run });
    }
  }
  return async (call, args) => {
    const known = answers.get(call);
    const answer = known
      ? await answerCall(known.shape, known.run, args)
      : refusal('internal', null, `The contract has no call ${call}.`);
    if (!answer.ok) log(`${call}: ${answer.error.code} ${answer.error.field ?? ''} ${answer.error.detail}`);
    return answer;
  };
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
