import { join } from 'node:path';
import { SealedDocument, Sha256 } from '../contract/delivery.ts';
import { clearTemporaries, type DeliveryFs, discardFile, makeFolder, namesIn, writeDurably } from './durable-files.ts';

/** What stores were, or will be, given of a personal document. */
export interface SealedForm {
  readonly sealed: SealedDocument;
  /** SHA-256 of the recipients that can open it; null: an earlier version kept it, and did not note them. */
  readonly sealedTo: string | null;
}

const KeptForm = SealedDocument.extend({ sealedTo: Sha256.optional() });

/** The sealed form of each personal document that has one, a file each. */
export class SealedForms {
  private readonly fs: DeliveryFs;
  private readonly folder: string;
  private readonly log: (line: string) => void;
  private readonly beingWritten = new Set<string>();

  constructor(fs: DeliveryFs, folder: string, log: (line: string) => void = () => {}) {
    this.fs = fs;
    this.folder = folder;
    this.log = log;
  }

  /** null where the document has not been sealed, or its form cannot be read. */
  async read(id: string): Promise<SealedForm | null> {
    try {
      const text = await this.fs.readFile(this.fileOf(id), 'utf8');
      const { sealedTo = null, ...sealed } = KeptForm.parse(JSON.parse(text));
      return { sealed, sealedTo };
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isAbsent) this.log(`the sealed form of ${id} cannot be read: ${String(error)}`);
      return null;
    }
  }

  /** On disk before it leaves: sealing differs each time, and a store must be given the same on a repeat. */
  async keep({ sealed, sealedTo }: SealedForm & { readonly sealedTo: string }): Promise<void> {
    this.beingWritten.add(sealed.id);
    try {
      await makeFolder(this.fs, this.folder);
      await writeDurably(this.fs, this.fileOf(sealed.id), `${JSON.stringify({ ...sealed, sealedTo })}\n`);
    } finally {
      this.beingWritten.delete(sealed.id);
    }
  }

  async discard(id: string): Promise<void> {
    await discardFile(this.fs, this.fileOf(id), this.log);
  }

  /** Removes what attempts that a crash cut short have left. Rejects with the file system's error. */
  async clear(): Promise<void> {
    await clearTemporaries(this.fs, this.folder, await namesIn(this.fs, this.folder), this.beingWritten);
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
