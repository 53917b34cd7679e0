import { join } from 'node:path';
import { z } from 'zod';
import { NOTE_MAX_CHARACTERS } from '../../contract/limits.ts';
import { DAYS_KEPT } from '../../contract/usage.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** `notes.json`: a person's private note for a day. It never leaves the PC. */
const NotesFile = z.object({
  schema: z.literal(1),
  // Any name of a day: one that a stricter version would refuse must not set every note aside.
  notes: z.record(z.string(), z.string().max(NOTE_MAX_CHARACTERS)),
});

export class Notes {
  /** Where a damaged file was put, if one was found. */
  readonly setAside: string | null = null;
  /** The system's words for why the notes cannot be read; they are then not written over. */
  readonly problem: string | null = null;
  readonly #path: string;
  #notes: Record<string, string> = {};
  #queue: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#path = join(folder, 'notes.json');
    try {
      const read = readJsonFile(this.#path, NotesFile);
      if (read.kind === 'value') this.#notes = read.value.notes;
      if (read.kind === 'damaged') this.setAside = read.setAside;
    } catch (error) {
      this.problem = String(error);
    }
  }

  of(day: string): string {
    return this.#notes[day] ?? '';
  }

  /** An empty text removes the note. Rejects with the file system's error; the note is then as it was. */
  set(day: string, text: string): Promise<void> {
    const saved = this.#queue.then(() => this.#write(day, text));
    this.#queue = saved.catch(() => {});
    return saved;
  }

  async #write(day: string, text: string): Promise<void> {
    if (this.problem !== null) throw new Error(this.problem);
    const { [day]: _, ...others } = this.#notes;
    const entries = Object.entries(text === '' ? others : { ...others, [day]: text });
    const notes = Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b)).slice(-DAYS_KEPT));
    await writeJsonFile(this.#path, { schema: 1, notes });
    this.#notes = notes;
  }
}
