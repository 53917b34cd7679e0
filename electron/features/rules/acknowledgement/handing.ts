import type { AcknowledgementQuestion } from '../../../contract/acknowledgement.ts';
import type { NewDocument } from '../../../delivery/document.ts';
import type { AcknowledgementParts } from './acknowledgement-ports.ts';
import type { KeptState } from './kept-state.ts';
import type { KeyFile } from './key-files.ts';
import { KINDS } from './receipt.ts';
import type { KeptReceipt } from './receipt-shelf.ts';
import type { AcknowledgementState } from './state.ts';

export interface HandingParts {
  readonly world: Pick<AcknowledgementParts, 'rules' | 'delivery' | 'account' | 'clock' | 'log'>;
  readonly kept: KeptState;
  readonly keys: () => readonly KeyFile[];
  readonly receipts: () => readonly KeptReceipt[];
  /** Tries again, when nothing else is being done. */
  readonly again: () => void;
}

/** Only the officer opens it, and nothing burns. */
const HANDLING = { personal: true, urgent: false, mustGo: false } as const;
const AGAIN_AFTER_MS = 60_000;

/** Hands to delivery what it does not have yet: each key before what it signed, and each under an id that stays. */
export class Handing {
  private readonly parts: HandingParts;
  private callOff: (() => void) | null = null;

  constructor(parts: HandingParts) {
    this.parts = parts;
  }

  /** Never rejects: what fails is tried again later, and in the same order. */
  async hand(): Promise<void> {
    const { world, kept } = this.parts;
    this.stop();
    try {
      for (const document of this.outstanding()) {
        await world.delivery.post(document);
        await kept.keep(withHanded(kept.value, document.id));
      }
    } catch (error) {
      world.log?.(`acknowledgement: not handed over yet: ${String(error)}`);
      this.callOff = world.clock.after(AGAIN_AFTER_MS, this.parts.again);
    }
  }

  stop(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private outstanding(): (NewDocument & { readonly id: string })[] {
    const { world, kept, keys, receipts } = this.parts;
    const { handed, questions } = kept.value;
    const { rulesId } = world.rules.current().pack;
    const has = new Set(handed);
    const documents = [
      ...keys().map(({ enrolmentId, enrolment }) => ({
        id: enrolmentId,
        kind: KINDS.enrolment,
        body: { ...enrolment },
      })),
      ...receipts().map(({ receipt }) => ({ id: receipt.claim.receiptId, kind: KINDS.receipt, body: { receipt } })),
      ...questions.map(({ id, ...question }) => {
        const body: AcknowledgementQuestion = { schema: 1, rulesId, ...question, ...world.account() };
        return { id, kind: KINDS.question, body };
      }),
    ];
    return documents.filter(({ id }) => !has.has(id)).map((document) => ({ ...document, handling: HANDLING }));
  }
}

/** Remembered for what is kept here, forgotten for what only waited. */
function withHanded(state: AcknowledgementState, id: string): AcknowledgementState {
  const questions = state.questions.filter((question) => question.id !== id);
  if (questions.length < state.questions.length) return { ...state, questions };
  return { ...state, handed: [...state.handed, id] };
}
