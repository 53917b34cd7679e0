import { setTimeout as wait } from 'node:timers/promises';
import type { OutboxItem } from '../../../electron/contract/delivery.ts';
import { DeliverySettings } from '../../../electron/contract/settings.ts';
import type { OwnProcess } from '../../../electron/delivery/channels/folder.ts';
import { doFolderTask } from '../../../electron/delivery/channels/folder-task.ts';
import type { Fetch } from '../../../electron/delivery/channels/http-exchange.ts';
import { Delivery } from '../../../electron/delivery/delivery.ts';
import type { NewDocument } from '../../../electron/delivery/document.ts';
import type { DeliveryFs } from '../../../electron/delivery/durable-files.ts';

export const ORDINARY = { personal: false, urgent: false, mustGo: false };
export const INCIDENT = { personal: true, urgent: true, mustGo: true };

export const report = (over: Partial<NewDocument> = {}): NewDocument => ({
  kind: 'incident',
  body: { code: 'K7M-4Q2', machine: '資訊科-01' },
  handling: ORDINARY,
  ...over,
});

/** The worker's task, done in this process: for tests that are not about the process. */
export const processHere = (): OwnProcess => ({ ask: doFolderTask, abandon: () => {}, hasEnded: false });

export interface DeskParts {
  readonly folder: string;
  readonly delivery?: Partial<DeliverySettings>;
  readonly fetch?: Fetch;
  readonly fs?: DeliveryFs;
  readonly nowMs?: () => number;
  readonly startFolderProcess?: () => OwnProcess;
  readonly caFile?: string | null;
}

/** A delivery as the app wires it, but for the world around it. */
export function deskDelivery({
  folder,
  delivery = {},
  fetch,
  fs,
  nowMs,
  startFolderProcess,
  caFile,
}: DeskParts): Delivery {
  const settings = { delivery: DeliverySettings.parse(delivery), caFile: caFile ?? null, timeZone: 'Asia/Taipei' };
  return new Delivery({
    folder,
    settings: () => settings,
    ports: {
      fetch: fetch ?? (() => Promise.reject(new Error('no network in this test'))),
      account: 'staff',
      startFolderProcess: startFolderProcess ?? processHere,
      composeMail: ({ id, kind }) => ({ subject: `${kind} ${id}`, text: `資安通報 ${id}` }),
    },
    random: () => 0,
    ...(fs && { fs }),
    ...(nowMs && { nowMs }),
  });
}

/** Resolves with the item once it holds; rejects, with what it last was, when it never does. */
export async function itemWhere(
  delivery: Delivery,
  id: string,
  holds: (item: OutboxItem) => boolean,
  withinMs = 5_000,
): Promise<OutboxItem> {
  const givenUpAtMs = performance.now() + withinMs;
  for (;;) {
    const item = delivery.list().find((each) => each.id === id);
    if (item && holds(item)) return item;
    if (performance.now() > givenUpAtMs) throw new Error(`it never came to hold: ${JSON.stringify(item)}`);
    await wait(2);
  }
}
