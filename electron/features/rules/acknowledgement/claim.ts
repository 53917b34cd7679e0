import type { Claim, KeyEnrolment } from '../../../contract/acknowledgement.ts';
import { isoTime } from '../../../contract/iso-time.ts';
import type { AcknowledgementParts } from './acknowledgement-ports.ts';
import type { NewKeyFacts } from './key-keeper.ts';
import type { KeptReceipt } from './receipt-shelf.ts';
import { tipOf } from './standing.ts';
import type { AcknowledgementState } from './state.ts';

type World = Pick<AcknowledgementParts, 'settings' | 'clock' | 'delivery' | 'account' | 'appVersion'>;

export interface Signing {
  readonly attempt: NonNullable<AcknowledgementState['attempt']>;
  readonly person: Claim['person'];
  readonly consent: Claim['consent'];
  readonly key: Pick<KeyEnrolment, 'publicKey' | 'keyProtection' | 'replaces'>;
  readonly tip: AcknowledgementState['tip'];
  readonly edition: ReturnType<AcknowledgementParts['rules']['current']>;
}

/** What will be signed: all of it from this moment and this PC, and from what stood before the person's eyes. */
export function claimOf(
  { attempt, person, consent, key, tip, edition: { pack, hashes } }: Signing,
  { settings, clock, delivery, account, appVersion }: World,
): Claim {
  const { timeZone } = settings();
  const before = tip?.publicKey === key.publicKey ? tip : null;
  return {
    schema: 1,
    receiptId: attempt.receiptId,
    number: (before?.number ?? 0) + 1,
    previous: before?.sha256 ?? null,
    replaces: before ? null : key.replaces,
    rules: {
      rulesId: pack.rulesId,
      edition: pack.edition,
      title: pack.text.title,
      packSha256: hashes.pack,
      textSha256: hashes.text,
      clauses: [...hashes.clauses],
    },
    consent,
    person,
    ...account(),
    signedAt: isoTime(clock.nowMs(), timeZone),
    timeZone,
    clockOffsetMs: delivery.clockOffsetMs(),
    appVersion,
    readingScope: attempt.progress.scope,
    questionsCompleted: attempt.progress.questions.length,
    publicKey: key.publicKey,
    keyProtection: key.keyProtection,
  };
}

/** For a key that is about to be made: whom it replaces, if any. */
export function newKeyFacts(
  receipts: readonly KeptReceipt[],
  remembered: AcknowledgementState['tip'],
  keyBefore: string | null,
  { clock, settings, account, delivery }: World,
): NewKeyFacts {
  const tip = tipOf(receipts, remembered);
  const lastKey = tip?.publicKey ?? keyBefore;
  const replaces = lastKey === null ? null : { lastReceipt: tip?.sha256 ?? null, lastKey };
  const madeAt = isoTime(clock.nowMs(), settings().timeZone);
  return { enrolmentId: delivery.newId(), facts: { ...account(), madeAt, replaces } };
}
