import type { IpcRenderer } from 'electron';
import { type ApiNames, callChannel, eventChannel } from '../contract/channels.ts';

/**
 * The object behind `window.api`: one function a call, one subscription an event, and nothing generic.
 * Calls resolve to an envelope (contract/envelope.ts); the page's `main-process.ts` unwraps it.
 */
export function apiFrom(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>, names: ApiNames): object {
  const api = eachName(names.calls, (feature, name) => (args: unknown) => ipc.invoke(callChannel(feature, name), args));
  const on = eachName(names.events, (feature, name) => (listener: (value: unknown) => void) => {
    // The event object gives access to ipcRenderer itself, so it stays on this side.
    const forward = (_event: unknown, value: unknown) => listener(value);
    ipc.on(eventChannel(feature, name), forward);
    return () => {
      ipc.removeListener(eventChannel(feature, name), forward);
    };
  });
  return { ...api, on };
}

function eachName<T>(names: ApiNames['calls'], make: (feature: string, name: string) => T) {
  return Object.fromEntries(
    Object.entries(names).map(([feature, list]) => [
      feature,
      Object.fromEntries(list.map((name) => [name, make(feature, name)])),
    ]),
  );
}
