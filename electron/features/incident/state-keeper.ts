import type { IncidentParts } from './incident-ports.ts';
import type { IncidentState } from './incident-state.ts';

/** A disk that has not answered by then is in trouble, and holds nothing up for longer. */
export const WRITE_WITHIN_MS = 1000;

export interface StateKeeperParts extends Pick<IncidentParts, 'store'> {
  readonly pause: (ms: number) => Promise<void>;
  /** The disk refused, or does not answer: `problem` says why. */
  readonly onTrouble: (error: unknown) => void;
  /** It has taken what it refused before. */
  readonly onMended: () => void;
}

/** Writes each state down before anything is done about it; a disk that cannot is said, and stops nothing. */
export class StateKeeper {
  private readonly parts: StateKeeperParts;
  private written = '';
  private trouble: string | null = null;

  constructor(parts: StateKeeperParts) {
    this.parts = parts;
  }

  /** Why the latest state is not on disk; null: it is. */
  get problem(): string | null {
    return this.trouble;
  }

  /** Resolves when the disk has confirmed it, has refused, or is late. Never rejects. */
  async keep(state: IncidentState): Promise<void> {
    const text = JSON.stringify(state);
    if (text === this.written) return;
    const write = this.parts.store.write(state).then(
      () => {
        this.written = text;
        if (this.trouble === null) return;
        this.trouble = null;
        this.parts.onMended();
      },
      (error: unknown) => this.failed(error),
    );
    // A disk already known to be in trouble is given no second wait.
    const late = this.parts.pause(this.trouble === null ? WRITE_WITHIN_MS : 0).then(() => 'late');
    if ((await Promise.race([write, late])) === 'late') this.failed('the disk does not answer');
  }

  failed(error: unknown): void {
    this.trouble = String(error);
    this.parts.onTrouble(error);
  }
}
