import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { apiNames, type BridgedApi } from '../../../electron/contract/ipc.ts';
import { apiFrom } from '../../../electron/ipc/preload-side.ts';
import { calls, events } from '../../fixtures/contract.ts';

const names = await apiNames();

const noPath = () => '';

class Ipc extends EventEmitter {
  readonly sent: unknown[] = [];
  invoke = async (channel: string, args: unknown) => {
    this.sent.push([channel, args]);
    return { ok: true, value: null };
  };
}

describe('window.api', () => {
  it('has a function for each call and a subscription for each event, and nothing else', () => {
    const api = apiFrom(new Ipc() as never, names, noPath) as Record<string, object>;
    const { on, ...features } = api;
    const shapeOf = (table: object) =>
      Object.fromEntries(Object.entries(table).map(([name, entries]) => [name, Object.keys(entries)]));
    expect(shapeOf(features)).toEqual(shapeOf(calls));
    expect(shapeOf(on ?? {})).toEqual(shapeOf(events));
  });

  it('invokes the channel of the call with its arguments alone', async () => {
    const ipc = new Ipc();
    const api = apiFrom(ipc as never, names, noPath) as BridgedApi;
    await api.usage.history({ days: 30 });
    expect(ipc.sent).toEqual([['call:usage.history', { days: 30 }]]);
  });

  it('hands a listener the value and never the event object, until it unsubscribes', () => {
    const ipc = new Ipc();
    const api = apiFrom(ipc as never, names, noPath) as BridgedApi;
    const heard: unknown[][] = [];
    const stop = api.on.app.notices((...all: unknown[]) => heard.push(all));
    ipc.emit('event:app.notices', { sender: ipc }, []);
    stop();
    ipc.emit('event:app.notices', { sender: ipc }, []);
    expect(heard).toEqual([[[]]]);
  });

  describe('with files', () => {
    const refused = { ok: false, error: { code: 'no-file', field: 'files' } };
    const paths = new Map<object, string>();
    const dropped = (path: string) => {
      const file = new Blob([]);
      paths.set(file, path);
      return file;
    };
    /** As Electron's: a forged file has no path, and what is no file throws. */
    const pathOf = (file: object) => {
      if (!(file instanceof Blob)) throw new TypeError('not a File');
      return paths.get(file) ?? '';
    };
    const taking = async (files: unknown) => {
      const ipc = new Ipc();
      const api = apiFrom(ipc as never, names, pathOf as never) as BridgedApi;
      return { sent: ipc.sent, answer: await api.mail.take(files as never) };
    };

    it('turns them into paths, here and nowhere else', async () => {
      const { sent } = await taking([dropped('/home/a/報告.pdf'), dropped('/home/a/b.txt')]);
      expect(sent).toEqual([['call:mail.take', { paths: ['/home/a/報告.pdf', '/home/a/b.txt'] }]]);
    });

    it.each<[string, unknown]>([
      ['a path', ['/etc/passwd']],
      ['the arguments as main takes them', { paths: ['/etc/passwd'] }],
      ['what looks like a file', [{ name: 'passwd', path: '/etc/passwd' }]],
      ['a forged file', [new Blob(['x'])]],
      ['a forged file among dropped ones', [dropped('/home/a/b.txt'), new Blob(['x'])]],
      ['nothing', []],
      ['no list', null],
    ])('refuses %s, and asks main nothing', async (_, files) => {
      expect(await taking(files)).toMatchObject({ sent: [], answer: refused });
    });
  });
});
