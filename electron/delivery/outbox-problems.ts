import type { DeliveryProblem } from '../contract/delivery.ts';

/** What is wrong with the outbox itself, one of a kind at a time but for damaged files; each is logged as it comes. */
export class OutboxProblems {
  private readonly log: (line: string) => void;
  private problems: DeliveryProblem[] = [];

  constructor(log: (line: string) => void = () => {}) {
    this.log = log;
  }

  get all(): readonly DeliveryProblem[] {
    return this.problems;
  }

  cannot(act: 'save' | 'read', error: unknown): void {
    this.over(act);
    this.problems.push({ kind: `cannot-${act}`, detail: String(error) });
    this.log(`the outbox cannot be ${act === 'save' ? 'written' : 'read'}: ${String(error)}`);
  }

  /** It can be done again. */
  over(act: 'save' | 'read'): void {
    this.problems = this.problems.filter(({ kind }) => kind !== `cannot-${act}`);
  }

  damaged(id: string, setAside: string, why: unknown): void {
    this.problems.push({ kind: 'damaged', setAside, detail: String(why) });
    this.log(`the document ${id} is damaged and was set aside as ${setAside}: ${String(why)}`);
  }
}
