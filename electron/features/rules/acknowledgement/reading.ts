import type { Duty, Progress } from '../../../contract/acknowledgement.ts';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { RulesPack, TextDifference } from '../../../contract/rules.ts';
import type { AcknowledgementParts } from './acknowledgement-ports.ts';
import type { KeptState } from './kept-state.ts';
import { answered, beginReading } from './progress.ts';

export interface ReadingParts {
  readonly world: Pick<AcknowledgementParts, 'rules' | 'delivery' | 'clock'>;
  readonly kept: KeptState;
}

/** The guided reading on its way to disk: each step is there before it is answered, or is refused with `cannot-save`. */
export class Reading {
  private readonly parts: ReadingParts;

  constructor(parts: ReadingParts) {
    this.parts = parts;
  }

  /** Goes on where one is under way. */
  async begin(duty: Duty, difference: TextDifference | null): Promise<void> {
    const { world, kept } = this.parts;
    const { value } = kept;
    if (value.attempt) return;
    const progress = beginReading({
      pack: this.pack(),
      changes: difference?.changes ?? [],
      scope: duty.scope,
      nowMs: world.clock.nowMs(),
    });
    await kept.keepOrRefuse({ ...value, attempt: { receiptId: world.delivery.newId(), progress } });
  }

  answer(id: string, choice: number): Promise<void> {
    const question = this.pack().guide.questions.find((each) => each.id === id);
    const isRight = question?.answers[choice]?.right === true;
    return this.advance((progress) => (question ? answered(progress, id, isRight) : null), 'question');
  }

  /** Refuses with `not-available` and the field where the step is no part of the reading under way. */
  async advance(step: (progress: Progress) => Progress | null, field: string): Promise<void> {
    const { kept } = this.parts;
    const { value } = kept;
    const progress = value.attempt && step(value.attempt.progress);
    if (!value.attempt || !progress) throw new CallRefused('not-available', 'not part of the reading under way', field);
    if (progress === value.attempt.progress) return;
    await kept.keepOrRefuse({ ...value, attempt: { ...value.attempt, progress } });
  }

  private pack(): RulesPack {
    return this.parts.world.rules.current().pack;
  }
}
