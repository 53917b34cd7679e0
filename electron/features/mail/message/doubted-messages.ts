import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { basename } from 'node:path';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { MessageAnswer, MessageReport } from '../../../contract/message.ts';
import type { MailWorker, WorkerEnded } from '../check/ports.ts';
import type { InspectSettings } from '../look/look-task.ts';

const ADMIT_TIMEOUT_MS = 20_000;
const INSPECT_TIMEOUT_MS = 30_000;
const READ_WITHIN_MS = 5000;
/** Of the last ones, any can be reported. */
const KEPT = 20;

export interface DoubtedMessageParts {
  readonly worker: MailWorker;
  readonly settings: () => InspectSettings;
}

type NotInspected = Extract<MessageAnswer, { kind: 'not-inspected' }>;
const notInspected = (why: NotInspected['why']): NotInspected => ({ kind: 'not-inspected', why });

/** By the system's own code; EBUSY: on Windows another program has locked it. */
const WHY_FAILED: Readonly<Record<string, NotInspected['why']>> = {
  ENOENT: 'gone',
  EACCES: 'no-access',
  EPERM: 'no-access',
  EBUSY: 'in-use',
};

interface Kept {
  readonly path: string;
  readonly report: MessageReport;
}

/** Messages that a person doubts: inspected by the worker, and remembered by id until the app is closed. */
export class DoubtedMessages {
  private readonly parts: DoubtedMessageParts;
  private readonly kept = new Map<string, Kept>();

  constructor(parts: DoubtedMessageParts) {
    this.parts = parts;
  }

  async inspect(path: string): Promise<MessageAnswer> {
    const { worker, settings } = this.parts;
    const { signal } = new AbortController();
    const stands = await worker.ask({ kind: 'admit', paths: [path] }, ADMIT_TIMEOUT_MS, signal);
    // Only a place that does not answer holds up what opens nothing.
    if (stands.kind === 'ended') return notInspected(stands.why === 'late' ? 'late' : 'unreadable');
    const entry = stands.kind === 'admitted' ? stands.entries[0] : undefined;
    if (!entry) return notInspected('unreadable');
    if (entry.kind !== 'file') return notInspected(entry.kind === 'not-a-file' ? 'not-a-message' : entry.kind);
    const name = basename(path).slice(0, 300);
    const task = { kind: 'inspect', path: entry.realPath, name, settings: settings() } as const;
    const reply = await worker.ask(task, INSPECT_TIMEOUT_MS, signal);
    if (reply.kind === 'no-message') return notInspected('not-a-message');
    if (reply.kind === 'failed') return notInspected(WHY_FAILED[reply.code] ?? 'unreadable');
    if (reply.kind !== 'inspected' && reply.kind !== 'ended') throw new Error(`not an answer to that: ${reply.kind}`);
    const found = reply.kind === 'inspected' ? reply.report : notOutlived(reply, name, entry.bytes);
    return { kind: 'report', report: this.keep(entry.realPath, { id: randomBytes(8).toString('hex'), ...found }) };
  }

  /** Refuses with `not-available` where no such message was inspected in this run of the app. */
  report(id: string): MessageReport {
    return this.entry(id).report;
  }

  /** The message as it stands on disk now; null: it cannot be read, or is larger than that. */
  async content(id: string, maxBytes: number): Promise<Buffer | null> {
    const { path, report } = this.entry(id);
    if (report.bytes > maxBytes) return null;
    const late = new Promise<null>((resolve) => setTimeout(resolve, READ_WITHIN_MS, null).unref());
    const content = await Promise.race([fs.readFile(path).catch(() => null), late]);
    return content && content.length <= maxBytes ? content : null;
  }

  private keep(path: string, report: MessageReport): MessageReport {
    this.kept.set(report.id, { path, report });
    for (const oldest of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(oldest);
    return report;
  }

  private entry(id: string): Kept {
    const kept = this.kept.get(id);
    if (!kept) throw new CallRefused('not-available', 'no such message was inspected');
    return kept;
  }
}

/** A message that its inspection could not outlive is itself suspicious, and nothing more is known of it. */
function notOutlived({ why }: WorkerEnded, fileName: string, bytes: number): Omit<MessageReport, 'id'> {
  const kind = why === 'died' ? 'damaged' : 'too-large-to-look-through';
  return {
    fileName,
    bytes,
    verdict: 'suspicious',
    reasons: [{ kind, weight: 'some', evidence: fileName, detail: why }],
    from: '',
    replyTo: '',
    returnPath: '',
    subject: '',
    date: '',
    authentication: null,
    links: [],
    attachments: [],
  };
}
