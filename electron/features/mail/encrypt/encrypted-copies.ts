import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { z } from 'zod';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { EncryptedCopy } from '../../../contract/mail.ts';
import type { MailWorker } from '../check/ports.ts';
import { partBytes } from '../check/wire-size.ts';
import type { EncryptTask } from './encrypt-task.ts';
import { newPassphrase } from './passphrase.ts';

const TIMEOUT_MS = 30 * 60_000;
const INNER_NAME = 'files.zip';
const NAMES_TRIED = 99;

export interface EncryptedCopyParts {
  readonly worker: MailWorker;
  /** Asks where to save, without writing; null: the person closed the dialog. */
  readonly askWhere: () => Promise<string | null>;
}

export interface FileToEncrypt {
  readonly path: string;
  readonly name: string;
}

/** Makes one encrypted copy at a time. The passphrase is made here, answered once, and kept nowhere. */
export class EncryptedCopies {
  private readonly parts: EncryptedCopyParts;
  private making: AbortController | null = null;

  constructor(parts: EncryptedCopyParts) {
    this.parts = parts;
  }

  /** null: the person closed the dialog, or cancelled. Refuses with `cannot-save` and the system's words. */
  async make(files: readonly FileToEncrypt[]): Promise<z.infer<typeof EncryptedCopy> | null> {
    if (this.making) throw new CallRefused('not-available', 'an encrypted copy is being made');
    const making = new AbortController();
    this.making = making;
    try {
      const asked = await this.parts.askWhere();
      return asked === null ? null : await this.makeAt(await freePath(asked), files, making.signal);
    } finally {
      this.making = null;
    }
  }

  cancel(): void {
    this.making?.abort();
  }

  private async makeAt(target: string, files: readonly FileToEncrypt[], signal: AbortSignal) {
    const passphrase = newPassphrase();
    const partial = join(dirname(target), `.${randomBytes(8).toString('hex')}.part`);
    const named = namedApart(files);
    const task: EncryptTask = { kind: 'encrypt', files: named, target, partial, innerName: INNER_NAME, passphrase };
    const reply = await this.parts.worker.ask(task, TIMEOUT_MS, signal);
    // Where the process was ended it could not tidy up; on Windows the file is held until it is gone.
    if (reply.kind !== 'encrypted') await fs.rm(partial, { force: true, maxRetries: 20, retryDelay: 100 });
    if (signal.aborted) return null;
    if (reply.kind === 'failed') throw new CallRefused('cannot-save', reply.message);
    if (reply.kind !== 'encrypted')
      throw new CallRefused('cannot-save', reply.kind === 'ended' ? reply.why : reply.kind);
    const fileName = basename(target);
    return { fileName, bytes: reply.bytes, wireBytes: partBytes(fileName, reply.bytes), passphrase };
  }
}

/** That path, or with a number: what stands there is left alone, whatever the dialog asked. */
async function freePath(path: string): Promise<string> {
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  for (let number = 1; number <= NAMES_TRIED; number++) {
    const tried = number === 1 ? path : `${stem} (${number})${ending}`;
    const isThere = await fs.lstat(tried).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
    if (!isThere) return tried;
  }
  throw new CallRefused('cannot-save', `${basename(path)} exists, and so do ${NAMES_TRIED} others of that name`);
}

/** No two names alike on a system that does not tell capitals apart, and none that Windows cannot unpack. */
export function namedApart(files: readonly FileToEncrypt[]): FileToEncrypt[] {
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
