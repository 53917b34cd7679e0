import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CallRefused } from '../../../electron/contract/call-refused.ts';
import type { Handlers } from '../../../electron/contract/ipc.ts';
import { apiNames } from '../../../electron/contract/ipc.ts';
import { calls } from '../../fixtures/contract.ts';

type Listener = (event: { senderFrame: unknown; sender?: unknown }, args: unknown) => Promise<unknown>;
const listening = vi.hoisted(() => new Map<string, Listener>());
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => listening.set(channel, listener) },
}));
const { answerCall, answersBy, sendEvent } = await import('../../../electron/ipc/main-side.ts');
const { hasAsked, listenToCalls } = await import('../../../electron/ipc/listen.ts');

const names = (await apiNames()).calls;
const answerCalls = (handlers: Handlers, log: (line: string) => void) =>
  listenToCalls(names, Promise.resolve(answersBy(handlers, log)), log);

const shape = { args: z.strictObject({ days: z.int().max(10) }), result: z.array(z.string()) };
const ours = { origin: 'app://citynet', parent: null };

describe('a call over the bridge', () => {
  it('runs with parsed arguments and answers with the parsed result', async () => {
    expect(await answerCall(shape, (args) => [JSON.stringify(args)], { days: 3 })).toEqual({
      ok: true,
      value: ['{"days":3}'],
    });
  });

  it('is refused with the field where an argument is wrong, and nothing runs', async () => {
    const run = vi.fn();
    expect(await answerCall(shape, run, { days: 11 })).toMatchObject({
      ok: false,
      error: { code: 'bad-arguments', field: 'days' },
    });
    expect(run).not.toHaveBeenCalled();
  });

  it('is refused where it brings a field that the contract does not know', async () => {
    expect(await answerCall(shape, () => [], { days: 1, path: '/etc/passwd' })).toMatchObject({
      ok: false,
      error: { code: 'bad-arguments' },
    });
  });

  it('does not let a result out that the contract does not know', async () => {
    expect(await answerCall(shape, () => [1], { days: 1 })).toMatchObject({
      ok: false,
      error: { code: 'bad-result', field: '0' },
    });
  });

  it('carries a refusal with its code and field', async () => {
    const run = () => {
      throw new CallRefused('cannot-save', 'disk full', 'note');
    };
    expect(await answerCall(shape, run, { days: 1 })).toEqual({
      ok: false,
      error: { code: 'cannot-save', field: 'note', detail: 'disk full' },
    });
  });

  it('calls anything else that is thrown internal', async () => {
    expect(await answerCall(shape, () => Promise.reject(new Error('boom')), { days: 1 })).toEqual({
      ok: false,
      error: { code: 'internal', field: null, detail: 'boom' },
    });
  });
});

describe('the main side', () => {
  const handlers = Object.fromEntries(
    Object.entries(calls).map(([feature, shapes]) => [
      feature,
      Object.fromEntries(Object.keys(shapes).map((name) => [name, () => undefined])),
    ]),
  ) as unknown as Handlers;

  it('listens to every call of the contract', () => {
    answerCalls(handlers, () => {});
    const expected = Object.entries(calls).flatMap(([feature, shapes]) =>
      Object.keys(shapes).map((name) => `call:${feature}.${name}`),
    );
    expect([...listening.keys()].sort()).toEqual(expected.sort());
  });

  it('says which handler is missing', async () => {
    const answer = answersBy({ ...handlers, usage: {} } as never, () => {});
    expect(await answer('usage.refreshOfficial', undefined)).toMatchObject({
      ok: false,
      error: { code: 'internal', detail: 'No handler for usage.refreshOfficial' },
    });
  });

  it('answers a call that the contract does not know with a refusal, whatever its name', async () => {
    const answer = answersBy(handlers, () => {});
    for (const name of ['usage.made-up', 'made-up.view', '__proto__.view', 'usage.constructor', ''])
      expect(await answer(name, undefined)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('loads the handlers of a feature with the first call of it, and asks again where that failed', async () => {
    const load = vi.fn(() => Promise.reject(new CallRefused('cannot-save', 'disk full')));
    const answer = answersBy({ ...handlers, acknowledgement: load }, () => {});
    expect(load).not.toHaveBeenCalled();
    expect(await answer('acknowledgement.begin', undefined)).toMatchObject({ error: { code: 'cannot-save' } });
    load.mockResolvedValueOnce(handlers.acknowledgement as never);
    expect(await answer('acknowledgement.begin', undefined)).toEqual({ ok: true, value: undefined });
  });

  it('does not load the handlers of a feature for a call with wrong arguments', async () => {
    const load = vi.fn(() => Promise.resolve(handlers.rules));
    const answer = answersBy({ ...handlers, rules: load }, () => {});
    expect(await answer('rules.view', 'x')).toMatchObject({ error: { code: 'bad-arguments' } });
    expect(load).not.toHaveBeenCalled();
  });

  it.each([
    ['a remote page', { origin: 'https://example.com', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['a frame within our page', { origin: 'app://citynet', parent: {} }],
    ['a frame that is gone', null],
  ])('refuses a call from %s', async (_who, senderFrame) => {
    const lines: string[] = [];
    answerCalls(handlers, (line) => lines.push(line));
    const answer = await listening.get('call:app.finishFirstRun')?.({ senderFrame }, undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'untrusted-sender' } });
    expect(lines).toHaveLength(1);
  });

  it('answers a call from our own page', async () => {
    answerCalls(handlers, () => {});
    const event = { senderFrame: ours, sender: {} };
    expect(await listening.get('call:app.finishFirstRun')?.(event, undefined)).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('keeps a call from our own page until the services stand', async () => {
    let stand: (answer: ReturnType<typeof answersBy>) => void = () => {};
    const services = new Promise<ReturnType<typeof answersBy>>((resolve) => {
      stand = resolve;
    });
    listenToCalls(names, services, () => {});
    const answer = listening.get('call:app.finishFirstRun')?.({ senderFrame: ours, sender: {} }, undefined);
    expect(await Promise.race([answer, Promise.resolve('waiting')])).toBe('waiting');
    stand(answersBy(handlers, () => {}));
    expect(await answer).toEqual({ ok: true, value: undefined });
  });

  it('knows which pages of ours have called', async () => {
    answerCalls(handlers, () => {});
    const [page, stranger] = [{}, {}] as never[];
    await listening.get('call:app.finishFirstRun')?.({ senderFrame: null, sender: stranger }, undefined);
    expect([page, stranger].map((one) => hasAsked(one as never))).toEqual([false, false]);
    await listening.get('call:app.finishFirstRun')?.({ senderFrame: ours, sender: page }, undefined);
    expect([page, stranger].map((one) => hasAsked(one as never))).toEqual([true, false]);
  });

  it('sends nothing where there is no page', () => {
    expect(() => sendEvent(null, 'app', 'notices', [])).not.toThrow();
  });

  it('sends no event of a feature that no page has called', () => {
    const send = vi.fn();
    sendEvent({ isDestroyed: () => false, send } as never, 'delivery', 'changed', { items: 'unread' } as never);
    expect(send).not.toHaveBeenCalled();
  });

  it('throws here, and sends nothing, where an event does not fit the contract', async () => {
    const send = vi.fn();
    const target = { isDestroyed: () => false, send } as never;
    await answersBy(handlers, () => {})('app.finishFirstRun', undefined);
    expect(() => sendEvent(target, 'app', 'notices', [{ kind: 'made-up' }] as never)).toThrow();
    expect(send).not.toHaveBeenCalled();
    sendEvent(target, 'app', 'notices', []);
    expect(send).toHaveBeenCalledWith('event:app.notices', []);
  });
});
