import { randomBytes } from 'node:crypto';
import { dirname, extname, join } from 'node:path';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { EncryptedCopyView } from '../../../contract/mail.ts';
import type { MailWorker, WorkerEnded } from '../check/ports.ts';
import { partBytes } from '../check/wire-size.ts';
import type { WorkerAnswer } from '../look/worker-task.ts';
import type { EncryptTask } from './encrypt-task.ts';
import { newPassphrase } from './passphrase.ts';

const TIMEOUT_MS = 30 * 60_000;
const SETTLE_TIMEOUT_MS = 60_000;
const INNER_NAME = 'files.zip';
const NEVER_STOPPED = new AbortController().signal;

export interface EncryptedCopiesParts {
  readonly worker: MailWorker;
  /** Asks where to save, without writing; null: the person closed the dialog. */
  readonly askWhere: () => Promise<string | null>;
  readonly onChange: (view: EncryptedCopyView) => void;
}

export interface FileToEncrypt {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/**
 * Makes one encrypted copy at a time. Its passphrase is made here and kept in memory until the person says it is
 * noted: whatever the page does meanwhile, no copy is left that nobody can open.
 */
export class EncryptedCopies {
  private readonly parts: EncryptedCopiesParts;
  private making: AbortController | null = null;
  private work: Promise<void> = Promise.resolve();
  private shown: EncryptedCopyView = { kind: 'none' };

  constructor(parts: EncryptedCopiesParts) {
    this.parts = parts;
  }

  view(): EncryptedCopyView {
    return this.shown;
  }

  /**
   * Resolves once the copy is there, or the person closed the dialog or stopped it. Refuses with `cannot-save` and the
   * system's words, and with `not-available` while a passphrase waits to be noted.
   */
  async make(files: readonly FileToEncrypt[]): Promise<void> {
    if (this.making) throw new CallRefused('not-available', 'an encrypted copy is being made');
    if (this.shown.kind === 'made') throw new CallRefused('not-available', 'the last passphrase is not noted yet');
    const making = new AbortController();
    this.making = making;
    try {
      const target = await this.parts.askWhere();
      if (target === null || making.signal.aborted) return;
      this.work = this.makeAt(target, files, making.signal);
      await this.work;
    } finally {
      this.making = null;
      if (this.shown.kind === 'making') this.become({ kind: 'none' });
    }
  }

  cancel(): void {
    this.making?.abort();
  }

  /** Stops it, and resolves once nothing half-written is left. Never rejects. */
  async close(): Promise<void> {
    this.cancel();
    await this.work.catch(() => {});
  }

  /** The person has the passphrase: it is forgotten. */
  noted(): void {
    if (this.shown.kind === 'made') this.become({ kind: 'none' });
  }

  private async makeAt(target: string, files: readonly FileToEncrypt[], signal: AbortSignal): Promise<void> {
    const passphrase = newPassphrase();
    const partial = join(dirname(target), `.${randomBytes(8).toString('hex')}.part`);
    const task: EncryptTask = { kind: 'encrypt', files: namedApart(files), partial, innerName: INNER_NAME, passphrase };
    const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const tell = (bytesDone: number) => this.become({ kind: 'making', bytesDone, bytesTotal });
    tell(0);
    const written = await this.parts.worker.ask(task, TIMEOUT_MS, signal, tell);
    const isMade = written.kind === 'encrypted' && !signal.aborted;
    const settled = await this.parts.worker.ask(
      { kind: 'settle', partial, target: isMade ? target : null },
      SETTLE_TIMEOUT_MS,
      NEVER_STOPPED,
    );
    if (signal.aborted && !isMade) return;
    if (written.kind !== 'encrypted') throw cannotSave(written);
    if (settled.kind !== 'settled' || settled.fileName === null) throw cannotSave(settled);
    const { fileName } = settled;
    const copy = { fileName, bytes: written.bytes, wireBytes: partBytes(fileName, written.bytes), passphrase };
    this.become({ kind: 'made', copy });
  }

  private become(view: EncryptedCopyView): void {
    this.shown = view;
    this.parts.onChange(view);
  }
}

type Reply = WorkerAnswer | WorkerEnded;

function cannotSave(reply: Reply): CallRefused {
  return new CallRefused(
    'cannot-save',
    reply.kind === 'failed' ? reply.message : reply.kind === 'ended' ? reply.why : reply.kind,
  );
}

/** No two names alike on a system that does not tell capitals apart, and none that Windows cannot unpack. */
export function namedApart(files: readonly Omit<FileToEncrypt, 'bytes'>[]): EncryptTask['files'] {
  const taken = new Set<string>();
  return files.map(({ path, name }) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses them in names.
    const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(0, 200) || '_';
    const ending = extname(plain);
    const stem = plain.slice(0, plain.length - ending.length);
    let apart = plain;
    for (let number = 2; taken.has(apart.toLowerCase()); number++) apart = `${stem} (${number})${ending}`;
    taken.add(apart.toLowerCase());
    return { path, name: apart };
  });
}
