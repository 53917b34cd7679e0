import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { apiNames, type BridgedApi } from '../../../electron/contract/ipc.ts';
import { apiFrom } from '../../../electron/ipc/preload-side.ts';
import { calls, events } from '../../fixtures/contract.ts';

const names = await apiNames();

class Ipc extends EventEmitter {
  readonly sent: unknown[] = [];
  invoke = async (channel: string, args: unknown) => {
    this.sent.push([channel, args]);
    return { ok: true, value: null };
  };
}

describe('window.api', () => {
  it('has a function for each call and a subscription for each event, and nothing else', () => {
    const api = apiFrom(new Ipc() as never, names) as Record<string, object>;
    const { on, ...features } = api;
    const shapeOf = (table: object) =>
      Object.fromEntries(Object.entries(table).map(([name, entries]) => [name, Object.keys(entries)]));
    expect(shapeOf(features)).toEqual(shapeOf(calls));
    expect(shapeOf(on ?? {})).toEqual(shapeOf(events));
  });

  it('invokes the channel of the call with its arguments alone', async () => {
    const ipc = new Ipc();
    const api = apiFrom(ipc as never, names) as BridgedApi;
    await api.usage.history({ days: 30 });
    expect(ipc.sent).toEqual([['call:usage.history', { days: 30 }]]);
  });

  it('hands a listener the value and never the event object, until it unsubscribes', () => {
    const ipc = new Ipc();
    const api = apiFrom(ipc as never, names) as BridgedApi;
    const heard: unknown[][] = [];
    const stop = api.on.app.notices((...all: unknown[]) => heard.push(all));
    ipc.emit('event:app.notices', { sender: ipc }, []);
    stop();
    ipc.emit('event:app.notices', { sender: ipc }, []);
    expect(heard).toEqual([[[]]]);
  });
});
