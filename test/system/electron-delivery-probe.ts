// An Electron without a window that delivers as the app does: its network session, its own process for folders.
import { app } from 'electron';
import { DeliverySettings } from '../../electron/contract/settings.ts';
import { Delivery } from '../../electron/delivery/delivery.ts';
import { agencyFetch } from '../../electron/shell/agency-session.ts';
import { composeMail } from '../../electron/shell/delivery-mail.ts';
import { startOwnProcess } from '../../electron/shell/own-process.ts';

const { PROBE_OUTBOX = '', PROBE_SETTINGS = '{}', PROBE_WORKER = '', PROBE_CA = '', PROBE_ALSO = '' } = process.env;
const BOUND_MS = 10_000;

app.on('window-all-closed', () => {});
await app.whenReady();
const settings = {
  delivery: DeliverySettings.parse(JSON.parse(PROBE_SETTINGS)),
  caFile: PROBE_CA || null,
  timeZone: 'Asia/Taipei',
};
const delivery = new Delivery({
  folder: PROBE_OUTBOX,
  settings: () => settings,
  ports: {
    fetch: (address, init) => agencyFetch(settings, address, init),
    account: 'staff',
    startFolderProcess: () => startOwnProcess(PROBE_WORKER, 'folders'),
    composeMail,
  },
});
await delivery.start();
const { id } = await delivery.post({
  kind: 'incident',
  body: { code: 'K7M-4Q2', words: '勒索訊息' },
  handling: { personal: true, urgent: true, mustGo: true },
});
// A request of the app's to an address that no delivery setting names.
if (PROBE_ALSO) await agencyFetch(settings, PROBE_ALSO).catch(() => {});
const startedAtMs = performance.now();
await delivery.sendNow(id, BOUND_MS);
const tookMs = performance.now() - startedAtMs;
// All channels' ends, also those that sendNow did not wait for.
const isOpen = () =>
  delivery.list().some(({ channels }) => channels.some(({ state, reason }) => state === 'queued' && !reason));
while (isOpen() && performance.now() - startedAtMs < BOUND_MS) await new Promise((resolve) => setTimeout(resolve, 20));
await new Promise((resolve) => setTimeout(resolve, 200));
const [item] = delivery.list();
console.log(`PROBE ${JSON.stringify({ item, tookMs, electron: process.versions.electron })}`);
await delivery.close();
app.exit(0);
