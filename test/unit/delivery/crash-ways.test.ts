import { promises as diskFs, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import type { DeliverySettings } from '../../../electron/contract/settings.ts';
import { doFolderTask, type FolderFs } from '../../../electron/delivery/channels/folder-task.ts';
import type { Delivery } from '../../../electron/delivery/delivery.ts';
import { canonicalText } from '../../../electron/delivery/document.ts';
import { sha256Of } from '../../../electron/delivery/sha256.ts';
import { type DeskParts, deskDelivery, itemWhere, report } from './desk.ts';
import { MemoryStore, STORE } from './memory-store.ts';
import { FOLDER, PowerCut, PowerCutFs, Steps } from './power-cut-fs.ts';

const PERSONAL = { personal: true, urgent: true, mustGo: true };
const root = mkdtempSync(join(tmpdir(), 'crash-ways-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

/** One place that documents go to, alive for one PC's two lives. */
interface Place {
  readonly settings: Partial<DeliverySettings>;
  /** What the app reaches it by; every step of it may be the last. */
  through(steps: Steps): Pick<DeskParts, 'fetch' | 'startFolderProcess'>;
  /** As far as a document is known to have come here. */
  readonly arrived: 'received' | 'sent';
  /** The ids that it holds, each as often as it does; throws where a content is not the document. */
  held(delivery: Delivery): Promise<string[]>;
  close(): void;
}

async function sealedStore(): Promise<Place> {
  const store = new MemoryStore();
  // As nginx does: a second envelope of the same document would replace the first unseen.
  store.ignoresIfNoneMatch = true;
  return {
    settings: { http: [STORE], sealTo: [recipient] },
    through: (steps) => ({ fetch: store.fetchOn(steps) }),
    arrived: 'received',
    async held(delivery) {
      expect(store.overwritten).toBe(0);
      for (const [id, text] of store.documents) {
        const { document, sealed } = (await delivery.item(id)).content;
        expect(text).toBe(canonicalText(sealed));
        const decrypter = new Decrypter();
        decrypter.addIdentity(identity);
        const opened = await decrypter.decrypt(Buffer.from(sealed?.sealed ?? '', 'base64'), 'text');
        expect(opened).toBe(canonicalText(document));
      }
      return [...store.documents.keys()];
    },
    close: () => {},
  };
}

let folders = 0;

/** A share on a real file system, whose every call may be the last of the process that makes it. */
async function share(): Promise<Place> {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const on = (steps: Steps) =>
    new Proxy(diskFs, {
      get:
        (target, name) =>
        async (...args: unknown[]) => {
          steps.take();
          return Reflect.apply(Reflect.get(target, name), target, args);
        },
    }) as unknown as FolderFs;
  return {
    settings: { folder, folderKind: 'share' },
    through: (steps) => ({
      startFolderProcess: () => ({ ask: (task) => doFolderTask(task, on(steps)), abandon: () => {}, hasEnded: false }),
    }),
    arrived: 'received',
    async held(delivery) {
      const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
      for (const name of names) {
        const { sha256 } = await delivery.item(name.slice(0, -5));
        expect(sha256Of(readFileSync(join(folder, name)))).toBe(sha256);
      }
      return names.map((name) => name.slice(0, -5));
    },
    close: () => {},
  };
}

/** A mail host of RFC 5321's fewest words, whose every line heard or said may be the last. */
async function mailHost(): Promise<Place> {
  const mails: string[] = [];
  let steps = new Steps();
  const server: Server = createServer((socket) => serve(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;

  function serve(socket: Socket): void {
    let heard = '';
    let isMail = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const step = (then: () => void) => {
      try {
        steps.take();
        then();
      } catch {
        socket.destroy();
      }
    };
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard += chunk;
      for (let end = heard.indexOf(isMail ? '\r\n.\r\n' : '\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + (isMail ? 5 : 2));
        if (isMail) {
          isMail = false;
          // It has taken the mail, and the PC may never learn.
          step(() => mails.push(line));
          step(() => say('250 taken'));
        } else if (line === 'DATA') {
          isMail = true;
          step(() => say('354 go on'));
          break;
        } else step(() => say(line === 'QUIT' ? '221 bye' : '250 fine'));
      }
    });
    step(() => say('220 here'));
  }
  return {
    settings: { smtpServer: `smtp://127.0.0.1:${port}`, smtpFrom: 'pc@a.example', smtpTo: ['duty@a.example'] },
    through: (own) => {
      steps = own;
      return {};
    },
    arrived: 'sent',
    async held() {
      // A repeat bears the same Message-ID, by which a mailbox shows it for what it is.
      return [...new Set(mails.map((mail) => /^Message-ID: <(\w+)@a\.example>$/m.exec(mail)?.[1] ?? mail))];
    },
    close: () => void server.close(),
  };
}

/** Two documents posted and brought as far as they come. Answers what the person was shown as saved. */
async function live(fs: PowerCutFs, place: Place): Promise<string[]> {
  const { steps } = fs;
  const delivery = deskDelivery({ folder: FOLDER, fs: fs.asFs(), delivery: place.settings, ...place.through(steps) });
  const shown: string[] = [];
  try {
    await delivery.start();
    for (const code of ['first', 'second']) {
      const { id } = await delivery.post(report({ body: { code }, handling: PERSONAL }));
      shown.push(id);
      await delivery.sendNow(id, 5_000);
      while (!steps.isOver && delivery.list()[0]?.state !== place.arrived) await wait(1);
    }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  await delivery.close();
  return shown;
}

describe.each([
  ['a store that is given sealed documents', sealedStore],
  ['a share', share],
  ['a mail host', mailHost],
] as const)('a power cut on the way to %s', (_, open) => {
  it.each(['lost', 'kept'] as const)(
    'after any step loses nothing that was shown, and leaves one of each there (unconfirmed writes %s)',
    async (unconfirmed) => {
      const whole = new Steps();
      const peaceful = await open();
      await live(new PowerCutFs(whole), peaceful);
      peaceful.close();
      expect(whole.count).toBeGreaterThan(30);
      for (let last = 0; last <= whole.count; last++) {
        const place = await open();
        const fs = new PowerCutFs(new Steps(last));
        const shown = await live(fs, place);
        const disk = fs.afterPowerCut(unconfirmed, new Steps());
        const ports = place.through(disk.steps);
        const delivery = deskDelivery({ folder: FOLDER, fs: disk.asFs(), delivery: place.settings, ...ports });
        await delivery.start();
        const all = delivery.list().map(({ id }) => id);
        for (const id of all) await itemWhere(delivery, id, ({ state }) => state === place.arrived);
        expect(all).toEqual(expect.arrayContaining(shown));
        expect((await place.held(delivery)).sort()).toEqual(all.sort());
        expect(delivery.problems()).toEqual([]);
        await delivery.close();
        place.close();
      }
    },
    60_000,
  );
});
