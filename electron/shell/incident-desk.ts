import { release } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { IncidentView } from '../contract/incident.ts';
import type { Settings } from '../contract/settings.ts';
import { Delivery } from '../delivery/delivery.ts';
import { connectionsOf } from '../features/incident/connections.ts';
import { ContactFile } from '../features/incident/contact-file.ts';
import { EvidenceShelf } from '../features/incident/evidence.ts';
import { IncidentHistory } from '../features/incident/history.ts';
import { type IncidentParts, systemClock } from '../features/incident/incident-ports.ts';
import { IncidentService } from '../features/incident/incident-service.ts';
import { intoOutbox } from '../features/incident/into-outbox.ts';
import { NetworkWatch } from '../features/incident/network-watch.ts';
import { setAsideRecords } from '../features/incident/set-aside-records.ts';
import { stateFile } from '../features/incident/state-file.ts';
import { surroundingsOf } from '../features/incident/surroundings.ts';
import type { Platform } from '../platform/platform.ts';
import { agencyFetch } from './agency-session.ts';
import { composeMail } from './delivery-mail.ts';
import type { Log } from './log.ts';
import { startOwnProcess } from './own-process.ts';
import { takeScreenshot } from './screenshot.ts';

export interface IncidentDeskParts {
  readonly platform: Platform;
  readonly folder: string;
  readonly settings: () => Settings;
  readonly log: Log;
}

export interface IncidentDesk {
  readonly incident: IncidentService;
  readonly delivery: Delivery;
  readonly evidence: EvidenceShelf;
  readonly history: IncidentHistory;
  readonly contact: ContactFile;
  /** States of earlier runs that nobody could understand, by path. Throws the file system's error. */
  setAsideRecords(): string[];
  /** As the service itself has them, for a preview that is read as the button reads it. */
  readonly parts: IncidentParts;
  /** Resolves once it has: whoever posts again what an earlier run posted waits for it. Never rejects. */
  readonly deliveryStarted: Promise<void>;
  /** Takes up what earlier runs left in the outbox; until then only documents of this run are known. Never rejects. */
  startDelivery(): Promise<void>;
  close(): Promise<void>;
}

/** Builds delivery and the incident with what this PC has; a remembered cut stands as soon as this returns. */
export function openIncidentDesk({ platform, folder, settings, log }: IncidentDeskParts): IncidentDesk {
  const { accountName, machineName } = platform.account();
  const delivery = new Delivery({
    folder: join(folder, 'outbox'),
    settings,
    ports: {
      fetch: (address, init) => agencyFetch(settings(), address, init),
      account: accountName,
      startFolderProcess: () =>
        startOwnProcess(join(app.getAppPath(), 'dist/electron/folder-worker.js'), 'CityNet Desk folders'),
      composeMail,
    },
    log,
  });
  let nowStarted = () => {};
  const started = new Promise<void>((resolve) => {
    nowStarted = resolve;
  });

  const own = join(folder, 'incident');
  const contact = new ContactFile(own, log);
  const history = new IncidentHistory(own, log);
  const evidence = new EvidenceShelf(own, {
    connections: async () => connectionsOf(await platform.readSockets()),
    screenshot: takeScreenshot,
  });
  const watch = new NetworkWatch(platform.network);
  const parts: IncidentParts = {
    network: {
      look: () => watch.look(),
      cut: () => platform.network.cut(),
      restore: (undo) => platform.network.restore(undo),
      isRemoteSession: () => platform.isRemoteSession(),
      otherAccountsSignedIn: () => platform.otherAccountsSignedIn(),
    },
    delivery: intoOutbox(delivery, started),
    evidence,
    facts: () => ({
      accountName,
      machineName,
      osName: `${platform.osName} ${release()}`,
      appVersion: app.getVersion(),
      contact: contact.read(),
      surroundings: surroundingsOf(platform),
    }),
    settings,
    store: stateFile(own),
    clock: systemClock,
    log,
  };
  const incident = new IncidentService(parts);
  const noteInHistory = (view: IncidentView | null) => view && history.note(view);
  incident.onChange((view) => {
    noteInHistory(view);
    if (view?.phase === 'restored') delivery.networkIsBack();
  });
  void incident.start();
  delivery.onChange(() => {
    const firstId = incident.view()?.firstId;
    if (!firstId) return;
    const standing = delivery.standingOf(firstId);
    if (standing === 'handled' || standing === 'refused') incident.noteAnswered(firstId);
  });

  return {
    incident,
    delivery,
    evidence,
    history,
    contact,
    parts,
    deliveryStarted: started,
    setAsideRecords: () => setAsideRecords(own),
    async startDelivery() {
      await delivery.start().catch((error: unknown) => log(`outbox not read: ${String(error)}`));
      nowStarted();
    },
    async close() {
      incident.stop();
      await delivery.close();
    },
  };
}
