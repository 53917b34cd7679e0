import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Parcel } from '../../electron/delivery/channels/channel.ts';
import { SmtpChannel } from '../../electron/delivery/channels/smtp.ts';
import { deskDelivery, INCIDENT, itemWhere, report } from '../unit/delivery/desk.ts';
import { freePort } from './store-servers.ts';

const AIOSMTPD = '/usr/bin/aiosmtpd';
const cannotRun = existsSync(AIOSMTPD) ? null : `${AIOSMTPD} is absent`;
if (cannotRun) console.warn(`skipped: ${cannotRun}`);

const folder = mkdtempSync(join(tmpdir(), 'mail-'));
const certificates = join(folder, 'certificates');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The agency's own CA, a mail host's certificate of it, and a CA that has nothing to do with either. */
function makeCertificates(): void {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: certificates, stdio: 'pipe' });
  execFileSync('mkdir', ['-p', certificates]);
  for (const ca of ['agency', 'stranger'])
    run(
      'req',
      '-x509',
      '-newkey',
      'ed25519',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${ca} CA`,
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
    );
  run('req', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=127.0.0.1', '-keyout', 'host.key', '-out', 'host.csr');
  writeFileSync(join(certificates, 'names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost');
  run(
    'x509',
    '-req',
    '-in',
    'host.csr',
    '-CA',
    'agency.pem',
    '-CAkey',
    'agency.key',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'host.pem',
  );
}

/** A mail host with a Maildir, which it is told to keep. */
class MailHost {
  readonly mailbox: string;
  readonly port: number;
  private readonly tls: 'starttls' | 'tls' | 'none';
  private child: ReturnType<typeof spawn> | null = null;

  constructor(name: string, port: number, tls: 'starttls' | 'tls' | 'none') {
    this.mailbox = join(folder, name);
    this.port = port;
    this.tls = tls;
  }

  async start(): Promise<void> {
    const kind = this.tls === 'starttls' ? 'tls' : 'smtps';
    const [certificate, key] = [join(certificates, 'host.pem'), join(certificates, 'host.key')];
    const options = this.tls === 'none' ? [] : [`--${kind}cert`, certificate, `--${kind}key`, key];
    const args = ['-n', '-l', `127.0.0.1:${this.port}`, ...options, '-c', 'aiosmtpd.handlers.Mailbox', this.mailbox];
    const child = spawn(AIOSMTPD, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    this.child = child;
    for (let tries = 0; !(await listens(this.port)); tries++) {
      if (child.exitCode !== null || tries > 300) throw new Error(`the mail host does not serve: ${said}`);
      await wait(20);
    }
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  mails(): string[] {
    const fresh = join(this.mailbox, 'new');
    return existsSync(fresh) ? readdirSync(fresh).map((name) => readFileSync(join(fresh, name), 'utf8')) : [];
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}

const header = (mail: string, name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(mail)?.[1]?.trim();
const mailTo = {
  from: 'desk@agency.example',
  to: ['duty@agency.example'],
  kinds: ['incident'],
  compose: () => ({ subject: '資安通報', text: '請立即處理' }),
};

describe.skipIf(cannotRun)('a mail host', () => {
  let starttls: MailHost;
  let tls: MailHost;
  let clear: MailHost;
  beforeAll(async () => {
    makeCertificates();
    starttls = new MailHost('starttls', await freePort(), 'starttls');
    tls = new MailHost('tls', await freePort(), 'tls');
    clear = new MailHost('clear', await freePort(), 'none');
    await Promise.all([starttls.start(), tls.start(), clear.start()]);
  });
  afterAll(() => Promise.all([starttls.kill(), tls.kill(), clear.kill()]));

  const agency = () => join(certificates, 'agency.pem');
  const channelTo = (host: MailHost, over: Partial<ConstructorParameters<typeof SmtpChannel>[0]> = {}) =>
    new SmtpChannel({
      // As any host outside this PC: nothing may pass in the clear.
      server: { host: '127.0.0.1', port: host.port, isTls: host === tls, isLoopback: false },
      caFile: agency(),
      ...mailTo,
      ...over,
    });

  async function parcel(): Promise<Parcel> {
    const delivery = deskDelivery({ folder: join(folder, `one-${Math.random()}`) });
    const { id, sha256 } = await delivery.post(report());
    const { document } = (await delivery.item(id)).content;
    await delivery.close();
    const text = JSON.stringify(document);
    return { id, kind: 'incident', text, sha256, plainSha256: sha256, document, isRepeat: false };
  }
  const bound = () => AbortSignal.timeout(10_000);

  test('gets words for a person with the document attached, over STARTTLS and over TLS', async () => {
    for (const host of [starttls, tls]) {
      const one = await parcel();
      expect(await channelTo(host).deliver(one, bound())).toMatchObject({ state: 'sent', isFinal: true });
      const mail = host.mails().find((each) => each.includes(one.id)) ?? '';
      expect(header(mail, 'Message-ID')).toBe(`<${one.id}@agency.example>`);
      expect(header(mail, 'Subject')).toBe(`=?UTF-8?B?${Buffer.from('資安通報').toString('base64')}?=`);
      expect(header(mail, 'To')).toBe('duty@agency.example');
      const parts = mail.split(/^--.*$/m);
      expect(parts.some((part) => decoded(part) === '請立即處理')).toBe(true);
      const attached = parts.find((part) => part.includes(`filename=${one.id}.json`)) ?? '';
      expect(JSON.parse(decoded(attached))).toEqual(one.document);
    }
  });

  test('of a CA that nobody named, or of another agency’s, gets nothing', async () => {
    for (const caFile of [null, join(certificates, 'stranger.pem')])
      for (const host of [starttls, tls]) {
        const one = await parcel();
        const arrival = await channelTo(host, { caFile }).deliver(one, bound());
        expect(arrival).toMatchObject({ kind: 'failed', reason: 'certificate', mayHaveLeft: false });
        expect(host.mails().join('')).not.toContain(one.id);
      }
  });

  test('that offers no encryption gets nothing', async () => {
    const one = await parcel();
    const arrival = await channelTo(clear).deliver(one, bound());
    expect(arrival).toMatchObject({ kind: 'failed', reason: 'not-encrypted', mayHaveLeft: false });
    expect(clear.mails()).toEqual([]);
  });

  test('whose certificate file is missing is a matter of settings, and said so', async () => {
    const arrival = await channelTo(starttls, { caFile: '/nonexistent/ca.pem' }).deliver(await parcel(), bound());
    expect(arrival).toMatchObject({ kind: 'failed', reason: 'bad-settings', mayHaveLeft: false });
  });

  test('that is not there is unreachable, and surely nothing left', async () => {
    const server = { host: '127.0.0.1', port: await freePort(), isTls: false, isLoopback: false };
    const arrival = await channelTo(starttls, { server }).deliver(await parcel(), bound());
    expect(arrival).toMatchObject({ kind: 'failed', reason: 'unreachable', mayHaveLeft: false });
  });

  test('is sent a repeat under the same Message-ID', async () => {
    const one = await parcel();
    for (const isRepeat of [false, true]) await channelTo(starttls).deliver({ ...one, isRepeat }, bound());
    const found = starttls.mails().filter((mail) => header(mail, 'Message-ID') === `<${one.id}@agency.example>`);
    expect(found).toHaveLength(2);
  });

  test('killed again and again has every document', async () => {
    const delivery = deskDelivery({
      folder: join(folder, 'outbox'),
      caFile: agency(),
      delivery: {
        smtpServer: `smtp://127.0.0.1:${starttls.port}`,
        smtpFrom: mailTo.from,
        smtpTo: mailTo.to,
        smtpKinds: ['incident'],
      },
    });
    await delivery.start();
    const ids: string[] = [];
    for (let at = 0; at < 24; at++) {
      ids.push((await delivery.post(report({ body: { at }, handling: INCIDENT }))).id);
      if (at % 8 === 3) await starttls.kill();
      if (at % 8 === 6) {
        await starttls.start();
        delivery.networkIsBack();
      }
      await wait(20);
    }
    delivery.networkIsBack();
    for (const id of ids) await itemWhere(delivery, id, ({ state }) => state === 'sent', 30_000);
    await delivery.close();
    const found = starttls.mails().map((mail) => header(mail, 'Message-ID'));
    for (const id of ids) expect(found).toContain(`<${id}@agency.example>`);
  });
});

/** A MIME part's content, whichever of the two encodings it has. */
function decoded(part: string): string {
  const [head = '', ...rest] = part.trim().split(/\r?\n\r?\n/);
  const text = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString().trim();
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return (/quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : text).trim();
}
