import type { AcknowledgementView } from '../../../contract/acknowledgement.ts';
import { CallRefused } from '../../../contract/call-refused.ts';
import { type AcknowledgementState, freshState, type StateStore } from './state.ts';

/** The state in memory and on disk, and what the disk said against it. */
export class KeptState {
  problem: AcknowledgementView['problems'][number] | null = null;
  private readonly store: StateStore;
  private readonly log: (line: string) => void;
  private now: AcknowledgementState;

  constructor(store: StateStore, nowMs: number, log: (line: string) => void) {
    this.store = store;
    this.log = log;
    this.now = freshState(nowMs);
  }

  get value(): AcknowledgementState {
    return this.now;
  }

  /** Throws the file system's error. */
  load(): void {
    const read = this.store.read();
    if (read.kind === 'value') this.now = read.value;
    if (read.kind === 'damaged') this.problem = { kind: 'damaged', detail: read.setAside };
  }

  /** Never rejects: what the disk refuses holds in memory, is told, and goes to disk with the next change. */
  async keep(state: AcknowledgementState): Promise<void> {
    this.now = state;
    try {
      await this.store.write(state);
      if (this.problem?.kind === 'cannot-save') this.problem = null;
    } catch (error) {
      this.problem = { kind: 'cannot-save', detail: String(error).slice(0, 400) };
      this.log(`acknowledgement: not saved: ${String(error)}`);
    }
  }

  /** For what the person does: refused with `cannot-save`, and then undone, where it cannot be kept. */
  async keepOrRefuse(state: AcknowledgementState): Promise<void> {
    const before = this.now;
    await this.keep(state);
    if (this.problem?.kind !== 'cannot-save') return;
    this.now = before;
    throw new CallRefused('cannot-save', this.problem.detail);
  }
}
