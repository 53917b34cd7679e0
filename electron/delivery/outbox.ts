import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DocumentId, type Handling } from '../contract/delivery.ts';
import { confirmFolder } from '../storage/confirm-folder.ts';
import type { FinishedDocument } from './document.ts';
import { type DocumentFile, decodeDocumentFile, encodeDocumentFile } from './document-file.ts';
import { clearTemporaries, type DeliveryFs, discardFile, makeFolder, namesIn, writeDurably } from './durable-files.ts';
import type { ItemRecord } from './item-record.ts';
import { ItemRecords } from './item-records.ts';
import { Journal, type JournalRead } from './journal.ts';
import { OutboxProblems } from './outbox-problems.ts';
import { SealedForms } from './sealed-forms.ts';

export interface OutboxParts {
  readonly fs: DeliveryFs;
  /** Holds `documents/`, `sealed/` and `journal.jsonl`. */
  readonly folder: string;
  readonly nowMs: () => number;
  readonly log?: (line: string) => void;
}

const NOTHING_READ: JournalRead = { records: new Map(), removed: new Set(), linesLost: 0, isLong: false };

/** A document of that id is not here: never was, or was removed. */
export class NoSuchDocument extends Error {
  constructor(id: string) {
    super(`there is no document ${id} in the outbox`);
    this.name = 'NoSuchDocument';
  }
}

/** Every document handed over, durably: one file each that never changes, and a journal of how far each has come. */
export class Outbox {
  readonly problems: OutboxProblems;
  readonly sealedForms: SealedForms;
  private readonly parts: OutboxParts;
  private readonly documents: string;
  private readonly journal: Journal;
  private readonly records = new ItemRecords();
  private readonly beingWritten = new Set<string>();
  private foldersMade: Promise<void> | null = null;
  private unreadDocument: Error | null = null;

  constructor(parts: OutboxParts) {
    this.parts = parts;
    this.problems = new OutboxProblems(parts.log);
    this.documents = join(parts.folder, 'documents');
    this.sealedForms = new SealedForms(parts.fs, join(parts.folder, 'sealed'), parts.log);
    this.journal = new Journal(parts.fs, join(parts.folder, 'journal.jsonl'));
  }

  /**
   * Reads what earlier runs left, in slices; a document may be added meanwhile. Answers the file system's error where
   * not all could be read (said in `problems` too): the next call reads what is still missing. `withoutJournal`: where
   * the journal alone cannot be read, how far each document had come is left to be found out again.
   */
  async load(withoutJournal = false): Promise<Error | null> {
    this.problems.over('read');
    try {
      await this.readAll(withoutJournal);
    } catch (error) {
      this.problems.cannot('read', error);
      return error as Error;
    }
    return this.unreadDocument;
  }

  private async readAll(withoutJournal: boolean): Promise<void> {
    const { fs } = this.parts;
    this.unreadDocument = null;
    const names = await namesIn(fs, this.documents);
    const read = await this.journal.read().catch((error: unknown) => {
      if (!withoutJournal) throw error;
      this.parts.log?.(`the outbox’s journal cannot be read, and is done without: ${String(error)}`);
      return NOTHING_READ;
    });
    const present = new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)));
    for (const record of read.records.values())
      if (present.has(record.id) && !this.records.get(record.id)) this.records.set(record);
    for (const id of present) {
      if (this.records.get(id) || !DocumentId.safeParse(id).success) continue;
      if (read.removed.has(id)) await this.discardFiles(id);
      else await this.adopt(id);
      await nextTurn();
    }
    if (read.linesLost > 0) this.parts.log?.(`${read.linesLost} damaged lines of the outbox’s journal were left out`);
    if (read.isLong) {
      // With the journal's old lines goes the memory of what was removed.
      await confirmFolder(fs, this.documents);
      this.journal
        .compact(() => this.all())
        .catch((error) => this.parts.log?.(`journal not shortened: ${String(error)}`));
    }
    await clearTemporaries(fs, this.documents, names, this.beingWritten);
    await this.sealedForms.clear();
  }

  /** Resolves when the disk has confirmed content and folder; rejects with the file system's error, and nothing is kept. */
  async add(finished: FinishedDocument, handling: Handling): Promise<ItemRecord> {
    const { fs, folder } = this.parts;
    const { id } = finished.document;
    this.foldersMade ??= makeFolder(fs, folder).then(() => makeFolder(fs, this.documents));
    this.beingWritten.add(id);
    try {
      await this.foldersMade;
      await writeDurably(fs, this.fileOf(id), encodeDocumentFile(finished, handling));
    } catch (error) {
      this.foldersMade = null;
      this.problems.cannot('save', error);
      throw error;
    } finally {
      this.beingWritten.delete(id);
    }
    const record = this.recordOf({ ...finished, handling });
    this.records.set(record);
    // The file itself is the proof; the journal only spares the next start from opening it.
    void this.keep({ item: record });
    return record;
  }

  get(id: string): ItemRecord {
    const record = this.records.get(id);
    if (!record) throw new NoSuchDocument(id);
    return record;
  }

  find(id: string): ItemRecord | undefined {
    return this.records.get(id);
  }

  get size(): number {
    return this.records.size;
  }

  /** The oldest first. */
  all(): ItemRecord[] {
    return this.records.all();
  }

  /** The newest first: at most so many of those that are older than `before`. */
  newest(most: number, before?: string): ItemRecord[] {
    return this.records.newest(most, before);
  }

  /** The document itself. A file that is not what was written is set aside, said in `problems`, and thrown. */
  async read(id: string): Promise<DocumentFile> {
    this.get(id);
    const content = await this.parts.fs.readFile(this.fileOf(id), 'utf8');
    try {
      return decodeDocumentFile(content, id);
    } catch (error) {
      await this.setAside(id, error);
      throw new NoSuchDocument(id);
    }
  }

  /** Changes how far a document has come. Resolves when on disk, or when that has failed and been said. */
  update(id: string, change: (record: ItemRecord) => ItemRecord): Promise<void> {
    const before = this.records.get(id);
    const after = before && change(before);
    if (!after || after === before) return Promise.resolve();
    this.records.set(after);
    return this.keep({ item: after });
  }

  /** The journal first: a crash in between must not bring it back. */
  async remove(id: string): Promise<void> {
    this.get(id);
    this.records.delete(id);
    await this.keep({ removed: id });
    await this.discardFiles(id);
  }

  settled(): Promise<void> {
    return this.journal.settled();
  }

  private async keep(entry: Parameters<Journal['write']>[0]): Promise<void> {
    try {
      await this.journal.write(entry);
      this.problems.over('save');
    } catch (error) {
      this.problems.cannot('save', error);
    }
  }

  /** A document that was saved, but whose line in the journal was not. */
  private async adopt(id: string): Promise<void> {
    try {
      const content = await this.parts.fs.readFile(this.fileOf(id), 'utf8');
      const record = this.recordOf(decodeDocumentFile(content, id));
      this.records.set(record);
      void this.keep({ item: record });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) await this.setAside(id, error);
      else {
        this.unreadDocument = error as Error;
        this.problems.cannot('read', error);
      }
    }
  }

  private async setAside(id: string, why: unknown): Promise<void> {
    const aside = `${this.fileOf(id)}.damaged-${this.parts.nowMs()}`;
    this.records.delete(id);
    await this.parts.fs.rename(this.fileOf(id), aside);
    this.problems.damaged(id, aside, why);
  }

  private async discardFiles(id: string): Promise<void> {
    await this.sealedForms.discard(id);
    await discardFile(this.parts.fs, this.fileOf(id), this.parts.log);
  }

  private recordOf({ document, bytes, sha256, handling }: DocumentFile): ItemRecord {
    const { id, kind, createdAt, about = null } = document;
    const atMs = document.clock.unixMs;
    const history = [{ state: 'saved', atMs, channel: null, reason: null, detail: '' } as const];
    const base = { id, kind, about, createdAt, bytes, sha256, handling, history };
    return { ...base, state: 'saved', atMs, standings: {}, outcome: null, statusTag: null };
  }

  private fileOf(id: string): string {
    return join(this.documents, `${id}.json`);
  }
}
