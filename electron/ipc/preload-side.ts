import type { IpcRenderer, WebUtils } from 'electron';
import { type ApiNames, callChannel, eventChannel } from '../contract/channels.ts';
import type { Envelope } from '../contract/envelope.ts';

/**
 * The object behind `window.api`: one function a call, one subscription an event, and nothing generic.
 * Calls resolve to an envelope (contract/envelope.ts); the page's `main-process.ts` unwraps it.
 */
export function apiFrom(
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>,
  names: ApiNames,
  pathOf: WebUtils['getPathForFile'],
): object {
  const api = eachName(names.calls, (feature, name) => {
    const invoke = (args: unknown) => ipc.invoke(callChannel(feature, name), args);
    if (!names.withFiles.includes(`${feature}.${name}`)) return invoke;
    return async (files: unknown) => {
      const paths = pathsOf(files, pathOf);
      return paths ? invoke({ paths }) : NO_PATH;
    };
  });
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

const NO_PATH: Envelope<never> = {
  ok: false,
  error: { code: 'no-file', field: 'files', detail: 'What was handed over is no file on this PC.' },
};

/** null where any is not a file that the person dropped or chose: a forged one has no path, anything else is refused. */
function pathsOf(files: unknown, pathOf: WebUtils['getPathForFile']): string[] | null {
  try {
    const paths = Array.from(files as Iterable<File>, (file) => pathOf(file));
    return paths.length > 0 && paths.every((path) => path !== '') ? paths : null;
  } catch {
    return null;
  }
}

function eachName<T>(names: ApiNames['calls'], make: (feature: string, name: string) => T) {
  return Object.fromEntries(
    Object.entries(names).map(([feature, list]) => [
      feature,
      Object.fromEntries(list.map((name) => [name, make(feature, name)])),
    ]),
  );
}
