import { ipcMain, type WebContents } from 'electron';
import { type ApiNames, callChannel } from '../contract/channels.ts';
import type { Envelope } from '../contract/envelope.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Answers a call, named `feature.name`. Never rejects. */
export type Answer = (call: string, args: unknown) => Promise<Envelope<unknown>>;

const askers = new WeakSet<object>();

/**
 * Listens to every call of the contract, and lets those from our own pages through to `answer`, once that is there:
 * the page may ask while the services and the schemas, which take 100 ms to load, are still on their way.
 */
export function listenToCalls(names: ApiNames['calls'], answer: Promise<Answer>, log: (line: string) => void): void {
  for (const [feature, list] of Object.entries(names)) {
    for (const name of list) {
      const call = `${feature}.${name}`;
      ipcMain.handle(callChannel(feature, name), async (event, args: unknown): Promise<Envelope<unknown>> => {
        if (isTrustedSender(event.senderFrame)) {
          askers.add(event.sender);
          return (await answer)(call, args);
        }
        const detail = 'The call did not come from a page of this app.';
        log(`${call}: untrusted-sender ${detail}`);
        return { ok: false, error: { code: 'untrusted-sender', field: null, detail } };
      });
    }
  }
}

/** Has this page called yet? Until then it listens to nothing, and what it asks for will be the newest. */
export function hasAsked(page: WebContents): boolean {
  return askers.has(page);
}
