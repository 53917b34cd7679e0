import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parcel } from '../../../electron/delivery/channels/channel.ts';
import { SmtpChannel } from '../../../electron/delivery/channels/smtp.ts';

const [DUTY, ARCHIVE] = ['duty@a.example', 'archive@a.example'];

/** A mail host of RFC 5321's fewest words, which refuses whom it is told to. */
class MailHost {
  readonly refused = new Map<string, string>();
  readonly mails: { to: string[]; text: string }[] = [];
  private readonly server: Server = createServer((socket) => {
    let heard = '';
    let to: string[] = [];
    let isMail = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard += chunk;
      for (let end = 0; ; heard = heard.slice(end)) {
        const mark = isMail ? '\r\n.\r\n' : '\r\n';
        if (!heard.includes(mark)) return;
        const line = heard.slice(0, heard.indexOf(mark));
        end = line.length + mark.length;
        const recipient = /^RCPT TO:<(.*)>/.exec(line)?.[1];
        if (isMail) {
          this.mails.push({ to, text: line });
          to = [];
        } else if (recipient && !this.refused.has(recipient)) to.push(recipient);
        isMail = line === 'DATA';
        say(isMail ? '354 go on' : (this.refused.get(recipient ?? '') ?? '250 fine'));
      }
    });
    say('220 here');
  });

  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  stop = () => void this.server.close();
}

const ID = '01ARYZ6S410000000000000000';
const PARCEL: Parcel = {
  id: ID,
  kind: 'incident',
  text: '{}',
  sha256: '',
  plainSha256: '',
  document: {
    schema: 1,
    id: ID,
    kind: 'incident',
    createdAt: '2026-11-20T09:00:00+08:00',
    clock: { timeZone: 'Asia/Taipei', unixMs: 1_795_136_400_000, offsetMs: null },
    body: {},
    attachments: [],
  },
  isRepeat: false,
};

describe('a mail to several mailboxes', () => {
  let host: MailHost;
  let channel: SmtpChannel;
  const send = () => channel.deliver(PARCEL, AbortSignal.timeout(10_000));

  beforeEach(async () => {
    host = new MailHost();
    channel = new SmtpChannel({
      server: { host: '127.0.0.1', port: await host.start(), isTls: false, isLoopback: true },
      from: 'desk@a.example',
      to: [DUTY, ARCHIVE],
      kinds: ['incident'],
      caFile: null,
      compose: () => ({ subject: '資安通報', text: '請立即處理' }),
    });
  });
  afterEach(() => host.stop());

  it('is sent when the mail host takes it for all of them', async () => {
    expect(await send()).toMatchObject({ kind: 'arrived', state: 'sent', isFinal: true });
    expect(host.mails.map(({ to }) => to)).toEqual([[DUTY, ARCHIVE]]);
  });

  it('is not sent while it refuses one, which is named in the mail host’s words', async () => {
    host.refused.set(DUTY, '550 5.1.1 no such mailbox');
    expect(await send()).toEqual({
      kind: 'failed',
      reason: 'refused-by-store',
      detail: `${DUTY}: 550 5.1.1 no such mailbox`,
      mayHaveLeft: true,
    });
  });

  it('goes again only to whom it was refused, as the same mail', async () => {
    host.refused.set(DUTY, '451 4.7.1 later');
    await send();
    expect(await send()).toMatchObject({ kind: 'failed', detail: `${DUTY}: 451 4.7.1 later` });
    host.refused.clear();
    expect(await send()).toMatchObject({ kind: 'arrived', state: 'sent' });
    expect(host.mails.map(({ to }) => to)).toEqual([[ARCHIVE], [DUTY]]);
    for (const { text } of host.mails) {
      expect(text).toContain(`Message-ID: <${ID}@a.example>`);
      expect(text).toContain(`To: ${DUTY}, ${ARCHIVE}`);
    }
    await send();
    expect(host.mails.at(-1)?.to).toEqual([DUTY, ARCHIVE]);
  });

  it('refused to all names each of them, and surely nothing left', async () => {
    host.refused.set(DUTY, '550 no').set(ARCHIVE, '552 full');
    expect(await send()).toMatchObject({
      kind: 'failed',
      detail: `${DUTY}: 550 no · ${ARCHIVE}: 552 full`,
      mayHaveLeft: false,
    });
    expect(host.mails).toEqual([]);
  });
});
