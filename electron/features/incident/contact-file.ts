import { join } from 'node:path';
import { z } from 'zod';
import { ContactCard } from '../../contract/incident.ts';
import { readJsonFile, writeJsonFile } from '../../storage/json-file.ts';

/** `incident-contact.json`: asked once, sent with an incident and with nothing else. */
const Kept = z.strictObject({ schema: z.literal(1), card: ContactCard });

/** The contact card, held in memory: the button must not wait for a disk to say whose it is. */
export class ContactFile {
  private readonly path: string;
  private card: ContactCard | null = null;

  /** Blocks for one small file; one that cannot be read counts as never filled in, and is asked for again. */
  constructor(folder: string, log: (line: string) => void) {
    this.path = join(folder, 'incident-contact.json');
    try {
      const read = readJsonFile(this.path, Kept);
      if (read.kind === 'value') this.card = read.value.card;
    } catch (error) {
      log(`contact card not read: ${String(error)}`);
    }
  }

  read(): ContactCard | null {
    return this.card;
  }

  /** Rejects with the file system's error; the card is then as it was. */
  async write(card: ContactCard): Promise<void> {
    await writeJsonFile(this.path, { schema: 1, card });
    this.card = card;
  }
}
