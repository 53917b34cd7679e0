import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { IncidentBody } from '../../../../../electron/contract/incident.ts';
import { MessageAnswer, type MessageReport } from '../../../../../electron/contract/message.ts';
import { attachmentOf, finishDocument } from '../../../../../electron/delivery/document.ts';
import type { WorkerEnded } from '../../../../../electron/features/mail/check/ports.ts';
import { admit } from '../../../../../electron/features/mail/look/admit.ts';
import type { AdmitTask } from '../../../../../electron/features/mail/look/admit-task.ts';
import type { WorkerAnswer, WorkerTask } from '../../../../../electron/features/mail/look/worker-task.ts';
import { DoubtedMessages } from '../../../../../electron/features/mail/message/doubted-messages.ts';
import { reportMessage } from '../../../../../electron/features/mail/message/report-message.ts';

const root = mkdtempSync(join(tmpdir(), 'report-message-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const INSPECTED: WorkerAnswer = {
  kind: 'inspected',
  report: {
    fileName: '可疑.eml',
    bytes: 5,
    verdict: 'suspicious',
    reasons: [],
    from: '行政院 '.repeat(60),
    replyTo: '',
    returnPath: '',
    subject: '主旨',
    date: '',
    authentication: null,
    links: [],
    attachments: [],
  },
};

type Reply = WorkerAnswer | WorkerEnded;

function messagesBy(reply: Reply, admitted: (task: AdmitTask) => Promise<Reply> = admit) {
  const ask = async (task: WorkerTask) => (task.kind === 'admit' ? admitted(task) : reply);
  const settings = () => ({ agencyName: '', ownDomains: [], trustedAuthServers: [] });
  return new DoubtedMessages({ worker: { ask, close: () => {} }, settings });
}

async function inspected(messages: DoubtedMessages, path: string): Promise<MessageReport> {
  const answer = MessageAnswer.parse(await messages.inspect(path));
  if (answer.kind !== 'report') throw new Error(answer.why);
  return answer.report;
}

function messageFile(content: string | Buffer, name = '可疑.eml'): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

interface Posted {
  id: string;
  body: IncidentBody;
  attachments: readonly { name: string; mediaType: string; base64: string }[];
}

function desk(messages: DoubtedMessages, maxDocumentBytes = 8_000_000) {
  const happened: string[] = [];
  const posted: Posted[] = [];
  const parts = {
    messages,
    incident: {
      press: async ({ want }: { want: string }) => void happened.push(`pressed ${want}`),
      view: () => ({ code: 'K7M-4Q2', firstId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', drill: false }),
    },
    delivery: {
      newId: () => '01ARZ3NDEKTSV4RRFFQ69G5FAW',
      post: async (document: Posted) => {
        happened.push('posted');
        posted.push(document);
      },
    },
    settings: () => ({ timeZone: 'Asia/Taipei', delivery: { maxDocumentBytes } }),
    nowMs: () => Date.UTC(2026, 10, 23, 6),
  };
  return { parts, happened, posted };
}

describe('a doubted message that is reported', () => {
  it('begins the incident first, and then continues it with the message as it is', async () => {
    const messages = messagesBy(INSPECTED);
    const { id } = await inspected(messages, messageFile('hello'));
    const { parts, happened, posted } = desk(messages);
    expect(await reportMessage(parts, id, true)).toBe(true);
    expect(happened).toEqual(['pressed cut', 'posted']);
    const [document] = posted;
    expect(IncidentBody.parse(document?.body)).toMatchObject({
      part: 'message',
      code: 'K7M-4Q2',
      at: '2026-11-23T14:00:00+08:00',
      attachment: '可疑.eml',
      notAttached: null,
    });
    expect(Buffer.from(document?.attachments[0]?.base64 ?? '', 'base64').toString()).toBe('hello');
  });

  it('is reported without a cut where the person chose so', async () => {
    const messages = messagesBy(INSPECTED);
    const { id } = await inspected(messages, messageFile('hello'));
    const { parts, happened } = desk(messages);
    await reportMessage(parts, id, false);
    expect(happened[0]).toBe('pressed report-only');
  });

  it('stays out of the document where the agency’s bound is smaller, and the report says so', async () => {
    const messages = messagesBy(INSPECTED);
    const { id } = await inspected(messages, messageFile(Buffer.alloc(100_000, 'x')));
    const { parts, posted } = desk(messages, 65_536);
    expect(await reportMessage(parts, id, false)).toBe(false);
    expect(posted[0]).toMatchObject({ body: { attachment: null }, attachments: [] });
    expect(posted[0]?.body).toMatchObject({ notAttached: expect.stringMatching(/too-large|unreadable/) });
  });

  it('fits the document whole up to the very bound', async () => {
    const maxDocumentBytes = 65_536;
    const bytes = Math.floor(((maxDocumentBytes - 8192) * 3) / 4);
    const messages = messagesBy({ ...INSPECTED, report: { ...INSPECTED.report, bytes } } as WorkerAnswer);
    const { id } = await inspected(messages, messageFile(Buffer.alloc(bytes, 'x')));
    const { parts, posted } = desk(messages, maxDocumentBytes);
    expect(await reportMessage(parts, id, false)).toBe(true);
    const { body, attachments } = posted[0] as Posted;
    const document = {
      schema: 1,
      id: posted[0]?.id,
      kind: 'incident-detail',
      about: body.code && '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      createdAt: '2026-11-23T14:00:00+08:00',
      clock: { timeZone: 'Asia/Taipei', unixMs: 0, offsetMs: null },
      body,
      attachments: attachments.map((each) =>
        attachmentOf(each.name, each.mediaType, Buffer.from(each.base64, 'base64')),
      ),
    };
    expect(finishDocument(document, maxDocumentBytes).bytes).toBeGreaterThan(maxDocumentBytes - 8192);
  });

  it('is reported without itself where it is gone from disk meanwhile', async () => {
    const messages = messagesBy(INSPECTED);
    const path = messageFile('hello', 'gone.eml');
    const { id } = await inspected(messages, path);
    rmSync(path);
    const { parts, posted } = desk(messages);
    expect(await reportMessage(parts, id, false)).toBe(false);
    expect(posted[0]?.body).toMatchObject({ notAttached: 'unreadable' });
  });

  it('must have been inspected: an unknown one presses no button', async () => {
    const { parts, happened } = desk(messagesBy(INSPECTED));
    await expect(reportMessage(parts, 'abcdefgh12345678', true)).rejects.toMatchObject({ code: 'not-available' });
    expect(happened).toEqual([]);
  });
});

describe('a message that is inspected', () => {
  it.each(['late', 'too-much-memory', 'died'] as const)(
    'and ends its process (%s) is suspicious for that',
    async (why) => {
      const report = await inspected(messagesBy({ kind: 'ended', why }), messageFile('x'));
      expect(report).toMatchObject({ verdict: 'suspicious', bytes: 1, reasons: [{ detail: why }] });
    },
  );

  const why = async (messages: DoubtedMessages, path: string) => {
    const answer = MessageAnswer.parse(await messages.inspect(path));
    return answer.kind === 'not-inspected' ? answer.why : answer.kind;
  };

  it('must be a message, and a file', async () => {
    expect(await why(messagesBy({ kind: 'no-message', format: 'msg' }), messageFile('x'))).toBe('not-a-message');
    expect(await why(messagesBy(INSPECTED), root)).toBe('folder');
    expect(await why(messagesBy(INSPECTED), '/dev/zero')).toBe('not-a-message');
  });

  it('is never called none where it only could not be read', async () => {
    expect(await why(messagesBy(INSPECTED), join(root, 'not-there.eml'))).toBe('gone');
    const failed = (code: string) => why(messagesBy({ kind: 'failed', code, message: '' }), messageFile('x'));
    expect(await Promise.all(['ENOENT', 'EACCES', 'EBUSY', 'EIO'].map(failed))).toEqual([
      'gone',
      'no-access',
      'in-use',
      'unreadable',
    ]);
    const ended = (why: WorkerEnded['why']) => messagesBy({ kind: 'ended', why }, async () => ({ kind: 'ended', why }));
    expect(await why(ended('late'), messageFile('x'))).toBe('late');
    expect(await why(ended('died'), messageFile('x'))).toBe('unreadable');
  });

  it('is remembered among the last twenty', async () => {
    const messages = messagesBy(INSPECTED);
    const path = messageFile('x');
    const ids: string[] = [];
    for (let at = 0; at < 21; at++) ids.push((await inspected(messages, path)).id);
    expect(() => messages.report(ids[0] ?? '')).toThrow();
    expect(messages.report(ids[1] ?? '').subject).toBe('主旨');
  });
});
