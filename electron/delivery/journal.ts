import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { appendLines, decodeLine, encodeLine, replaceLines } from '../storage/append-only-file.ts';
import { confirmFolder } from '../storage/confirm-folder.ts';
import type { DeliveryFs } from './durable-files.ts';
import type { ItemRecord } from './item-record.ts';

/** A record in its newest form, or that a document is gone. */
type Entry = { readonly item: ItemRecord } | { readonly removed: string };

/** Main's loop must stay free while a long journal is read. */
const LINES_A_TURN = 200;
/** Below this a journal is not worth rewriting. */
const COMPACT_FROM_LINES = 2_000;

export interface JournalRead {
  readonly records: Map<string, ItemRecord>;
  readonly removed: Set<string>;
  readonly linesLost: number;
  /** Most of it has been overtaken: worth a `compact`. */
  readonly isLong: boolean;
}

/**
 * How far each document has come: checksummed lines, the last one of an id holding. It may be lost without losing a
 * document: what it told is then found out again from the stores.
 */
export class Journal {
  private readonly fs: DeliveryFs;
  private readonly path: string;
  private pending: string[] = [];
  private writing: Promise<void> = Promise.resolve();
  /** A file is only as durable as its name in the folder. */
  private isNameConfirmed = false;

  constructor(fs: DeliveryFs, path: string) {
    this.fs = fs;
    this.path = path;
  }

  /** Rejects with the file system's error, unless there is no journal yet. */
  async read(): Promise<JournalRead> {
    const records = new Map<string, ItemRecord>();
    const removed = new Set<string>();
    let linesLost = 0;
    let lines: string[];
    try {
      lines = (await this.fs.readFile(this.path, 'utf8')).split('\n').slice(0, -1);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      lines = [];
    }
    for (const [at, line] of lines.entries()) {
      if (at % LINES_A_TURN === LINES_A_TURN - 1) await nextTurn();
      // The checksum shows that this is what we wrote, and the line's schema in which form.
      const entry = decodeLine(line) as Entry | undefined;
      if (!entry) linesLost++;
      else if ('item' in entry) records.set(entry.item.id, entry.item);
      else {
        records.delete(entry.removed);
        removed.add(entry.removed);
      }
    }
    const isLong = lines.length > COMPACT_FROM_LINES && lines.length > 2 * records.size;
    return { records, removed, linesLost, isLong };
  }

  /** Resolves when this and all before it is on disk; rejects with the file system's error, and tries again with the next. */
  write(entry: Entry): Promise<void> {
    this.pending.push(encodeLine(entry));
    return this.inTurn(async () => {
      const lines = this.pending;
      if (lines.length === 0) return;
      this.pending = [];
      try {
        await appendLines(this.fs, this.path, lines);
        if (!this.isNameConfirmed) await confirmFolder(this.fs, dirname(this.path));
        this.isNameConfirmed = true;
      } catch (error) {
        this.pending = [...lines, ...this.pending];
        throw error;
      }
    });
  }

  /** Keeps one line for each record, as it is when its turn comes. Rejects with the file system's error; the old one then holds. */
  compact(records: () => readonly ItemRecord[]): Promise<void> {
    return this.inTurn(async () => {
      const lines = records().map((item) => encodeLine({ item }));
      await replaceLines(this.fs, this.path, lines);
      await confirmFolder(this.fs, dirname(this.path));
    });
  }

  settled(): Promise<void> {
    return this.writing;
  }

  private inTurn(write: () => Promise<void>): Promise<void> {
    const done = this.writing.then(write);
    this.writing = done.catch(() => {});
    return done;
  }
}
