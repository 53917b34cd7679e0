import type { Claim, ConsentWords } from '../../../contract/acknowledgement.ts';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { Language } from '../../../contract/format.ts';
import { canonicalText } from '../../../delivery/document.ts';
import type { AcknowledgementParts } from './acknowledgement-ports.ts';
import { claimOf, newKeyFacts } from './claim.ts';
import type { Handing } from './handing.ts';
import type { KeptState } from './kept-state.ts';
import { type KeyKeeper, type NewKeyFacts, NoKey } from './key-keeper.ts';
import { personFrom } from './person.ts';
import { isDone } from './progress.ts';
import { signReceipt } from './receipt.ts';
import type { KeptReceipt, ReceiptShelf } from './receipt-shelf.ts';
import { tipOf } from './standing.ts';

export interface SignRequest {
  readonly language: Language;
  readonly name: string;
  readonly employeeNumber: string;
  /** As it stood before the person's eyes. */
  readonly consent: ConsentWords;
}

export interface SigningParts {
  readonly world: AcknowledgementParts;
  readonly kept: KeptState;
  readonly keys: KeyKeeper;
  readonly shelf: ReceiptShelf;
  readonly handing: Handing;
}

/** From a reading that is done to the receipt on disk. */
export class Signing {
  private readonly parts: SigningParts;

  constructor(parts: SigningParts) {
    this.parts = parts;
  }

  /**
   * Refuses with `not-allowed` where the reading is not done, `words` are not those that the person saw, or another
   * edition came while the key store was waited for, and with `cannot-save`; rejects with NoKey where none can be had.
   */
  async sign(
    request: SignRequest,
    words: ConsentWords,
  ): Promise<{ readonly receipt: KeptReceipt; readonly protection: Claim['keyProtection'] }> {
    const { world, kept, keys, shelf, handing } = this.parts;
    const edition = world.rules.current();
    const { pack, hashes } = edition;
    const { attempt } = kept.value;
    if (!attempt || attempt.progress.edition !== pack.edition || !isDone(attempt.progress))
      throw new CallRefused('not-allowed', 'the reading is not done', 'progress');
    const person = personFrom(request);
    if (canonicalText(words) !== canonicalText(request.consent))
      throw new CallRefused('not-allowed', 'other words are in force by now', 'consent');
    const { file, privateKey } = await keys.toSign(this.newKey()).catch(cannotSave);
    // The officer knows the key before anything that it signed.
    await handing.hand();
    if (world.rules.current().hashes.pack !== hashes.pack)
      throw new CallRefused('not-allowed', 'another edition is in force by now', 'edition');
    const tip = tipOf(shelf.all(), kept.value.tip);
    const consent = { language: request.language, ...words };
    const claim = claimOf({ attempt, person, consent, key: file.enrolment, tip, edition }, world);
    const receipt = await shelf.add(signReceipt(claim, pack.text, privateKey)).catch(cannotSave);
    return { receipt, protection: claim.keyProtection };
  }

  /** In the place of a lost one. Rejects as above. */
  async makeKey(): Promise<void> {
    await this.parts.keys.make(this.newKey()).catch(cannotSave);
  }

  private newKey(): NewKeyFacts {
    const { world, kept, keys, shelf } = this.parts;
    const before = keys.all().at(-1)?.enrolment.publicKey ?? null;
    return newKeyFacts(shelf.all(), kept.value.tip, before, world);
  }
}

function cannotSave(error: unknown): never {
  if (error instanceof NoKey) throw error;
  throw new CallRefused('cannot-save', String(error));
}
