import type { WebContents } from 'electron';
import type { z } from 'zod';
import { CallRefused } from '../contract/call-refused.ts';
import type { CallShape } from '../contract/calls/call.ts';
import { eventChannel } from '../contract/channels.ts';
import type { CallError, Envelope } from '../contract/envelope.ts';
import { type Events, type Feature, type FeatureContract, features, type Handlers } from '../contract/ipc.ts';
import type { Answer } from './listen.ts';

type Run = (args: unknown) => unknown;

/** A feature's handlers, or how to come by them: asked with each of its calls, so that no start waits for them. */
export type Answers = { readonly [F in Feature]: Handlers[F] | (() => Promise<Handlers[F]>) };

/** The parts of the contract that a page has called for. */
const called = new Map<string, FeatureContract>();

/**
 * Answers any call of the contract: arguments parsed, handler run, result parsed, envelope out.
 * No handler can be forgotten: `Handlers` is derived from the contract.
 */
export function answersBy(answers: Answers, log: (line: string) => void): Answer {
  return async (call, args) => {
    const answer = await answerNamed(answers, call, args).catch((error: unknown) => refusalFor(error));
    if (!answer.ok) log(`${call}: ${answer.error.code} ${answer.error.field ?? ''} ${answer.error.detail}`);
    return answer;
  };
}

async function answerNamed(answers: Answers, call: string, args: unknown): Promise<Envelope<unknown>> {
  const [feature = '', name = ''] = call.split('.');
  const contract = Object.hasOwn(features, feature) ? await contractOf(feature as Feature) : null;
  const shape = contract && Object.hasOwn(contract.calls, name) ? contract.calls[name] : undefined;
  if (!shape) return refusal('internal', null, `The contract has no call ${call}.`);
  return await answerCall(
    shape,
    async (parsed) => {
      const given = answers[feature as Feature];
      const run = ((typeof given === 'function' ? await given() : given) as Record<string, Run | undefined>)[name];
      if (!run) throw new Error(`No handler for ${call}`);
      return await run(parsed);
    },
    args,
  );
}

async function contractOf(feature: Feature): Promise<FeatureContract> {
  const contract: FeatureContract = called.get(feature) ?? (await features[feature]());
  called.set(feature, contract);
  return contract;
}

/** One call, without Electron: arguments in, envelope out; never throws. */
export async function answerCall(shape: CallShape, run: Run, args: unknown): Promise<Envelope<unknown>> {
  const parsedArgs = shape.args.safeParse(args);
  if (!parsedArgs.success) return invalid('bad-arguments', parsedArgs.error);
  let result: unknown;
  try {
    result = await run(parsedArgs.data);
  } catch (error) {
    return refusalFor(error);
  }
  const parsedResult = shape.result.safeParse(result);
  return parsedResult.success ? { ok: true, value: parsedResult.data } : invalid('bad-result', parsedResult.error);
}

function invalid(code: 'bad-arguments' | 'bad-result', error: z.ZodError): Envelope<never> {
  const issue = error.issues[0];
  return refusal(code, issue?.path.join('.') ?? null, issue?.message ?? '');
}

function refusalFor(error: unknown): Envelope<never> {
  if (error instanceof CallRefused) return refusal(error.code, error.field, error.message);
  return refusal('internal', null, error instanceof Error ? error.message : String(error));
}

function refusal(code: CallError['code'], field: string | null, detail: string): Envelope<never> {
  return { ok: false, error: { code, field, detail } };
}

/**
 * Sends one event of the contract to a page, where there is one and it has called that feature: before that it holds
 * nothing that the event could change. A value that does not fit the contract throws here, not in the page.
 */
export function sendEvent<F extends Feature, N extends keyof Events[F] & string>(
  target: WebContents | null,
  feature: F,
  name: N,
  value: Events[F][N] extends z.ZodType ? z.infer<Events[F][N]> : never,
): void {
  if (!target || target.isDestroyed()) return;
  const shape = called.get(feature)?.events[name];
  if (shape) target.send(eventChannel(feature, name), shape.parse(value));
}
