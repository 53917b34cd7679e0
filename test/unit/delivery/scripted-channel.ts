import { DeliverySettings } from '../../../electron/contract/settings.ts';
import type { Arrival, Channel, Parcel } from '../../../electron/delivery/channels/channel.ts';
import { failed } from '../../../electron/delivery/channels/channel.ts';
import { Dispatcher } from '../../../electron/delivery/dispatcher.ts';
import { finishDocument } from '../../../electron/delivery/document.ts';
import { Outbox } from '../../../electron/delivery/outbox.ts';
import { UlidMaker } from '../../../electron/delivery/ulid.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';

export const RECEIVED: Arrival = {
  kind: 'arrived',
  state: 'received',
  reason: null,
  detail: '',
  isFinal: true,
  serverTimeMs: null,
};

/** A channel whose answers the test decides, one by one. */
export class ScriptedChannel implements Channel {
  readonly isOnThisPc = false;
  readonly timeoutMs = 60_000;
  readonly name: Channel['name'];
  tried: { id: string; atMs: number; isRepeat: boolean }[] = [];
  atOnce = 0;
  most = 0;
  answer: (parcel: Parcel, signal: AbortSignal, progress: () => void) => Promise<Arrival> = async () => RECEIVED;

  constructor(name: Channel['name'] = 'http') {
    this.name = name;
  }

  placeFor(): string {
    return 'https://store.example/';
  }

  async needsSealing(): Promise<boolean> {
    return false;
  }

  async deliver(parcel: Parcel, signal: AbortSignal, progress: () => void): Promise<Arrival> {
    this.tried.push({ id: parcel.id, atMs: performance.now(), isRepeat: parcel.isRepeat });
    this.most = Math.max(this.most, ++this.atOnce);
    try {
      return await this.answer(parcel, signal, progress);
    } finally {
      this.atOnce--;
    }
  }
}

export const hang = (_: Parcel, signal: AbortSignal) =>
  new Promise<Arrival>((resolve) => signal.addEventListener('abort', () => resolve(failed('late', ''))));
export const away = async (): Promise<Arrival> => failed('unreachable', 'no route', false);
export const refuse = async (): Promise<Arrival> => failed('refused-by-store', 'no');

export function room(...channels: Channel[]) {
  const outbox = new Outbox({ fs: new PowerCutFs(new Steps()).asFs(), folder: FOLDER, nowMs: Date.now });
  const dispatcher = new Dispatcher({
    outbox,
    sealTo: () => [],
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    random: () => 1,
    onChange: () => {},
    onServerTime: () => {},
  });
  dispatcher.use(channels);
  const ids = new UlidMaker({ nowMs: Date.now });
  const add = async (urgent = false) => {
    const document = {
      schema: 1,
      id: ids.next(),
      kind: 'incident',
      createdAt: new Date().toISOString(),
      clock: { timeZone: 'UTC', unixMs: Date.now(), offsetMs: null },
      body: {},
      attachments: [],
    };
    const handling = { personal: false, urgent, mustGo: false };
    const { id } = await outbox.add(finishDocument(document, DeliverySettings.parse({}).maxDocumentBytes), handling);
    dispatcher.enlist(id);
    return id;
  };
  return { outbox, dispatcher, add };
}
