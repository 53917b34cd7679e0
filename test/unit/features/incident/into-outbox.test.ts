import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EvidenceReport, type LiveConnection } from '../../../../electron/contract/incident.ts';
import { Delivery } from '../../../../electron/delivery/delivery.ts';
import { EvidenceShelf } from '../../../../electron/features/incident/evidence.ts';
import { systemClock } from '../../../../electron/features/incident/incident-ports.ts';
import { IncidentService } from '../../../../electron/features/incident/incident-service.ts';
import { intoOutbox } from '../../../../electron/features/incident/into-outbox.ts';
import { NetworkWatch } from '../../../../electron/features/incident/network-watch.ts';
import { stateFile } from '../../../../electron/features/incident/state-file.ts';
import type { AdapterLink } from '../../../../electron/platform/platform.ts';
import { BUILT_IN } from '../../../../electron/settings/built-in.ts';

let folder: string;
let isUp: boolean;
let deliveries: Delivery[];
let services: IncidentService[];
let live: LiveConnection[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-'));
  isUp = true;
  deliveries = [];
  services = [];
  live = [];
});

afterEach(async () => {
  for (const service of services) service.stop();
  for (const delivery of deliveries) await delivery.close();
  rmSync(folder, { recursive: true, force: true });
});

function deliveryHere(maxDocumentBytes = 8_000_000): Delivery {
  const refuse = () => {
    throw new Error('not set here');
  };
  const delivery = new Delivery({
    folder: join(folder, 'outbox'),
    settings: () => ({ ...BUILT_IN, delivery: { ...BUILT_IN.delivery, maxDocumentBytes } }),
    ports: { fetch, account: 'wang', startFolderProcess: refuse, composeMail: refuse },
  });
  deliveries.push(delivery);
  return delivery;
}

/** The whole feature over real files, a real outbox and the real clock; only the network is a switch of the test's. */
function incidentHere(
  delivery: Delivery,
  started: Promise<unknown>,
  cutAtMs: number[] = [],
  sendBeforeCutMs = 0,
  log: (line: string) => void = () => {},
) {
  const link = (): AdapterLink => ({
    key: 'eth0',
    name: 'eth0',
    kind: 'ethernet',
    physical: true,
    state: isUp ? 'up' : 'down',
    rxBytes: 1,
    txBytes: 1,
  });
  const watch = new NetworkWatch({ links: () => ({ ok: true, value: [link()] }) });
  const switched = async (up: boolean) => {
    isUp = up;
    return { ways: [], unmanaged: null, undo: { linksSetDown: [], wirelessLeft: [] } };
  };
  const none = { kind: 'unknown', why: 'not read here' } as const;
  const evidence = new EvidenceShelf(folder, {
    connections: async () => ({
      listening: { kind: 'known', value: [] },
      live: live.length > 0 ? { kind: 'known', value: live } : none,
    }),
    screenshot: async () => ({ kind: 'taken', pngBase64: Buffer.alloc(90_000, 7).toString('base64') }),
  });
  const service = new IncidentService({
    network: {
      look: () => watch.look(),
      cut: () => {
        cutAtMs.push(performance.now());
        return switched(false);
      },
      restore: () => switched(true),
      isRemoteSession: () => false,
      otherAccountsSignedIn: () => 0,
    },
    delivery: intoOutbox(delivery, started),
    evidence,
    facts: () => ({
      accountName: 'wang',
      machineName: 'PC-7',
      osName: 'Linux',
      appVersion: '1',
      contact: null,
      surroundings: { adapters: none, gateways: none, dnsServers: none },
    }),
    settings: () => ({ timeZone: 'Asia/Taipei', incident: { cutMode: 'cut', sendBeforeCutMs } }),
    store: stateFile(folder),
    clock: systemClock,
    log,
  });
  services.push(service);
  return service;
}

const until = (service: IncidentService, phase: string) =>
  new Promise<void>((reached) => {
    const look = () => {
      if (service.view()?.phase === phase && service.view()?.unsaved === 0) reached();
    };
    service.onChange(look);
    look();
  });
const newestOf = async (delivery: Delivery) => (await delivery.item(delivery.list()[0]?.id ?? '')).content;
const documents = () => readdirSync(join(folder, 'outbox', 'documents')).filter((name) => name.endsWith('.json'));

describe('an incident over real files and a real outbox', () => {
  /** What is on disk in the moment of the cut, as `read` finds it. */
  function atTheCut<T>(cutAtMs: number[], read: () => T): { readonly found: T | null } {
    const kept: { found: T | null } = { found: null };
    cutAtMs.push = (...times) => {
      kept.found = read();
      return Array.prototype.push.apply(cutAtMs, times);
    };
    return kept;
  }

  it('has its first report whole in its own file before it cuts at once', async () => {
    const delivery = deliveryHere();
    const cutAtMs: number[] = [];
    const service = incidentHere(delivery, delivery.start(), cutAtMs, 0);
    const kept = atTheCut(cutAtMs, () => stateFile(folder).read());
    await service.start();
    await service.press({ want: 'cut', drill: false });
    await until(service, 'cut-confirmed');
    const code = service.view()?.code;
    expect(kept.found).toMatchObject({ kind: 'value', value: { code, unposted: [{ body: { part: 'first', code } }] } });
    expect(delivery.list().map(({ kind }) => kind)).toEqual(['incident-detail', 'incident']);
  });

  it('has its first document in the outbox before it cuts, and what followed names it', async () => {
    const delivery = deliveryHere();
    const cutAtMs: number[] = [];
    const service = incidentHere(delivery, delivery.start(), cutAtMs, 5000);
    const kept = atTheCut(cutAtMs, () => documents().length);
    await service.start();
    await service.press({ want: 'cut', drill: false });
    await until(service, 'cut-confirmed');
    expect(kept.found).toBe(1);
    const items = delivery.list().sort((one, other) => one.id.localeCompare(other.id));
    expect(items.map(({ kind, about }) => [kind, about])).toEqual([
      ['incident', null],
      ['incident-detail', service.view()?.firstId],
    ]);
    expect(items[0]?.handling).toEqual({ personal: true, urgent: true, mustGo: true });
    expect(items.map(({ state }) => state)).toEqual(['saved', 'saved']);
  });

  it('posts a document once, though the app died before it knew that it had', async () => {
    const delivery = deliveryHere();
    await delivery.start();
    const service = incidentHere(delivery, Promise.resolve());
    await service.start();
    await service.press({ want: 'report-only', drill: false });
    await until(service, 'not-cut');
    service.stop();

    // As the crash left it: the outbox has the document, the incident's own file does not know.
    const [name = ''] = documents();
    const before = readFileSync(join(folder, 'outbox', 'documents', name), 'utf8');
    const state = stateFile(folder).read();
    if (state.kind !== 'value') throw new Error('no state');
    const item = delivery.list()[0];
    const { document } = (await delivery.item(item?.id ?? '')).content;
    const body = document.body as never;
    await stateFile(folder).write({ ...state.value, phase: 'saving', unposted: [{ id: document.id, body }] });
    await delivery.close();

    const later = deliveryHere();
    const again = incidentHere(later, later.start());
    await again.start();
    await until(again, 'not-cut');
    expect(documents()).toEqual([name]);
    expect(readFileSync(join(folder, 'outbox', 'documents', name), 'utf8')).toBe(before);
  });

  it('keeps evidence on this PC until it is released, and then sends no more than was ticked', async () => {
    const delivery = deliveryHere();
    await delivery.start();
    const service = incidentHere(delivery, Promise.resolve());
    await service.start();
    await service.press({ want: 'cut', drill: false });
    await until(service, 'cut-confirmed');
    expect(delivery.list()).toHaveLength(2);
    await service.release({ connections: true, screenshot: false, words: 'a black window' });
    await until(service, 'cut-confirmed');
    const newest = await newestOf(delivery);
    expect(newest.document.attachments).toEqual([]);
    expect(newest.document.body).toMatchObject({ part: 'evidence', screenshot: null, words: 'a black window' });

    await service.release({ connections: false, screenshot: true, words: '' });
    await until(service, 'cut-confirmed');
    const picture = await newestOf(delivery);
    expect(picture.document.body).toMatchObject({ connections: null, screenshot: { attachment: 'screen.png' } });
    expect(picture.document.attachments).toMatchObject([{ name: 'screen.png', bytes: 90_000 }]);

    await service.discardEvidence();
    expect(readdirSync(folder).join()).not.toContain('evidence');
  });

  it('does not hold the rest back for a picture that the agency’s bound refuses', async () => {
    const delivery = deliveryHere(65_536);
    await delivery.start();
    const service = incidentHere(delivery, Promise.resolve());
    await service.start();
    await service.press({ want: 'report-only', drill: false });
    await until(service, 'not-cut');
    await service.press({ want: 'cut', drill: false });
    await until(service, 'cut-confirmed');
    await service.release({ connections: true, screenshot: true, words: '' });
    await until(service, 'cut-confirmed');
    expect((await newestOf(delivery)).document.attachments).toEqual([]);
    expect(service.view()?.released).toMatchObject([{ screenshot: false, screenshotTooLarge: true }]);
  });

  it.each([true, false])(
    'sends the words and as many connections as the agency’s bound takes, with a picture: %s',
    async (screenshot) => {
      live = Array.from({ length: 900 }, (_, at) => ({
        protocol: 'tcp',
        local: `10.1.2.3:${20_000 + at}`,
        remote: at < 100 ? `127.0.0.1:${1000 + at}` : `203.0.113.9:${1000 + at}`,
        state: 'established',
        program: { kind: 'known', value: { name: 'updater.exe', processId: at } },
      }));
      const delivery = deliveryHere(131_072);
      await delivery.start();
      const lines: string[] = [];
      const service = incidentHere(delivery, Promise.resolve(), [], 0, (line) => lines.push(line));
      await service.start();
      await service.press({ want: 'report-only', drill: false });
      await until(service, 'not-cut');
      await service.press({ want: 'cut', drill: false });
      await until(service, 'cut-confirmed');
      await service.release({ connections: true, screenshot, words: 'help' });
      await until(service, 'cut-confirmed');
      const { document } = await newestOf(delivery);
      const body = EvidenceReport.parse(document.body);
      const kept = body.connections?.live.kind === 'known' ? body.connections.live.value : [];
      const tooMany = 900 - kept.length;
      expect([body.words, body.connections?.leftOut]).toEqual(['help', { listening: 0, live: tooMany }]);
      expect(kept.some(({ remote }) => remote.startsWith('127.'))).toBe(false);
      expect(delivery.list()[0]?.bytes).toBeGreaterThan(130_000);
      expect(service.view()).toMatchObject({
        unsaved: 0,
        released: [{ words: true, connections: true, connectionsTooMany: tooMany, screenshotTooLarge: screenshot }],
      });
      expect(lines.filter((line) => line.includes('not in the outbox'))).toEqual([]);
    },
  );
});
