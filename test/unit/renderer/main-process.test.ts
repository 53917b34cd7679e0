import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../electron/contract/ipc.ts';
import { apiDouble, DoubleFailure } from '../../fixtures/api-double.ts';
import { scenarioHandlers } from '../../fixtures/scenario-handlers.ts';
import { SCENARIOS } from '../../fixtures/scenarios.ts';

vi.stubGlobal('window', { api: { on: {} } });
const { unwrapped } = await import('../../../renderer/main-process.ts');

function mainWith(over: Partial<Handlers['usage']> = {}) {
  const handlers = scenarioHandlers(SCENARIOS.ok, () => undefined);
  const double = apiDouble({ ...handlers, usage: { ...handlers.usage, ...over } });
  return { double, main: unwrapped(double.api) };
}

describe('main, as the pages see it', () => {
  it('gives the value out of the envelope', async () => {
    await expect(mainWith().main.usage.snapshot()).resolves.toEqual(SCENARIOS.ok.snapshot);
  });

  it('passes the arguments on', async () => {
    const { double, main } = mainWith();
    await main.usage.setNote({ day: '2026-11-23', note: 'n' });
    expect(double.made).toEqual([{ name: 'usage.setNote', args: { day: '2026-11-23', note: 'n' } }]);
  });

  it('rejects with the code, the field and the detail of an error', async () => {
    const error = { code: 'cannot-save', field: 'note', detail: 'ENOSPC' } as const;
    const { main } = mainWith({
      setNote: () => {
        throw new DoubleFailure(error);
      },
    });
    await expect(main.usage.setNote({ day: '2026-11-23', note: '' })).rejects.toMatchObject({
      name: 'CallFailure',
      code: 'cannot-save',
      field: 'note',
      message: 'ENOSPC',
    });
  });

  it('makes a broken bridge an internal failure, which has words', async () => {
    const { double } = mainWith();
    const broken = { ...double.api, app: { ...double.api.app, info: () => Promise.reject(new Error('gone')) } };
    await expect(unwrapped(broken).app.info()).rejects.toMatchObject({ code: 'internal', message: 'Error: gone' });
  });

  it('hands events through, until unsubscribed', () => {
    const { double, main } = mainWith();
    const heard = vi.fn();
    const stop = main.on.usage.changed(heard);
    double.emit('usage', 'changed', SCENARIOS.warn.snapshot);
    stop();
    double.emit('usage', 'changed', SCENARIOS.ok.snapshot);
    expect(heard.mock.calls).toEqual([[SCENARIOS.warn.snapshot]]);
  });
});

describe('the double', () => {
  it('refuses arguments that the contract refuses', async () => {
    const { main } = mainWith();
    await expect(main.usage.history({ days: 0 })).rejects.toMatchObject({ code: 'bad-arguments' });
  });

  it('refuses an answer that the contract refuses', async () => {
    const { main } = mainWith({ history: () => [{ day: 'yesterday' }] as never });
    await expect(main.usage.history({ days: 1 })).rejects.toMatchObject({ code: 'bad-result' });
  });

  it('can play every scenario', async () => {
    for (const scenario of Object.values(SCENARIOS)) {
      const main = unwrapped(apiDouble(scenarioHandlers(scenario, () => undefined)).api);
      await expect(main.usage.snapshot()).resolves.toEqual(scenario.snapshot);
      await expect(main.usage.history({ days: 30 })).resolves.toEqual(scenario.history);
      await expect(main.settings.view()).resolves.toEqual(scenario.settings);
      await expect(main.app.notices()).resolves.toEqual(scenario.notices);
    }
  });
});
