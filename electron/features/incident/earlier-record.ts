import type { IncidentParts } from './incident-ports.ts';
import type { IncidentState } from './incident-state.ts';

/** As long as a virus scanner or a backup holds a file (Windows); a mere look at it takes a moment. */
const SOON_MS = 50;
const SOON_TRIES = 10;
const LATER_MS = 1000;

/** What earlier runs left, read until it could be: another program may hold the file just when the app starts. */
export class EarlierRecord {
  private readonly store: IncidentParts['store'];
  private readonly say: (what: string, error: unknown) => void;
  private trouble: string | null = null;
  private tries = 0;

  constructor(store: IncidentParts['store'], say: (what: string, error: unknown) => void) {
    this.store = store;
    this.say = say;
  }

  /** Why it could not be read; null: it was, or there is none. */
  get problem(): string | null {
    return this.trouble;
  }

  /** How soon to try again. */
  get againAfterMs(): number {
    return this.tries <= SOON_TRIES ? SOON_MS : LATER_MS;
  }

  /** What can be read and was not before. Blocks for one small file, or more where one had to be put aside. */
  read(): IncidentState[] {
    const found: IncidentState[] = [];
    try {
      for (let read = this.store.read(); read.kind !== 'absent'; read = this.store.read())
        if (read.kind === 'value') found.push(read.value);
        else this.say('state not readable', read.setAside);
      this.trouble = null;
    } catch (error) {
      if (this.trouble === null) this.say('state not read yet', error);
      this.trouble = String(error);
      this.tries++;
    }
    return found;
  }
}
