import {
  type AcknowledgementView,
  type ConsentWords,
  isReplaceable,
  type KeyState,
  type Receipt,
  type ReceiptCheck,
  type ReceiptSummary,
} from '../../../contract/acknowledgement.ts';
import { CallRefused } from '../../../contract/call-refused.ts';
import type { Language } from '../../../contract/format.ts';
import { dayOf } from '../../../contract/iso-time.ts';
import type { TextDifference } from '../../../contract/rules.ts';
import type { AcknowledgementParts } from './acknowledgement-ports.ts';
import { consentWords } from './consent.ts';
import { dutyOf } from './duty.ts';
import { Handing } from './handing.ts';
import { KeptState } from './kept-state.ts';
import { KeyKeeper, NoKey } from './key-keeper.ts';
import { offeredName } from './person.ts';
import { readSection, seeChanges } from './progress.ts';
import { Reading } from './reading.ts';
import { summaryOf } from './receipt.ts';
import { type KeptReceipt, ReceiptShelf } from './receipt-shelf.ts';
import { type Reminding, remindingOf } from './reminders.ts';
import { Signing, type SignRequest } from './signing.ts';
import { afterSigning, isOutdated, lastFor, lastWholeFor, underEdition } from './standing.ts';
import type { AcknowledgementState } from './state.ts';
import { type ReceiptFile, verifyFiles } from './verify-files.ts';

/**
 * The reading, the signature and what became of it. One change at a time; each is on disk before its call resolves,
 * and whatever a crash leaves is taken up by the next `start`.
 */
export class AcknowledgementService {
  private readonly parts: AcknowledgementParts;
  private readonly keys: KeyKeeper;
  private readonly shelf: ReceiptShelf;
  private readonly kept: KeptState;
  private readonly reading: Reading;
  private readonly handing: Handing;
  private readonly signing: Signing;
  private readonly listeners = new Set<() => void>();
  private key: KeyState = 'late';
  private offeredName = '';
  private work: Promise<unknown> = Promise.resolve();

  constructor(parts: AcknowledgementParts) {
    const { fs, folder, box, settings, state, clock, log = () => {} } = parts;
    this.parts = parts;
    const mayBeUnprotected = () => settings().acknowledgement.allowUnprotectedKey;
    this.keys = new KeyKeeper({ fs, folder, box, mayBeUnprotected, log });
    this.shelf = new ReceiptShelf(fs, folder);
    this.kept = new KeptState(state, clock.nowMs(), log);
    this.reading = new Reading({ world: parts, kept: this.kept });
    this.handing = new Handing({
      world: parts,
      kept: this.kept,
      keys: () => this.keys.all(),
      receipts: () => this.shelf.all(),
      again: () => void this.inTurn(() => this.handing.hand()),
    });
    this.signing = new Signing({
      world: parts,
      kept: this.kept,
      keys: this.keys,
      shelf: this.shelf,
      handing: this.handing,
    });
  }

  /** Takes up what earlier runs left. Rejects with the file system's error where that cannot be read. */
  async start(): Promise<void> {
    await this.inTurn(async () => {
      this.kept.load();
      await this.keys.load();
      await this.shelf.load();
      const { value } = this.kept;
      const isSigned = value.attempt !== null && this.shelf.find(value.attempt.receiptId) !== undefined;
      const state = isSigned ? afterSigning(value, this.shelf.all()) : value;
      await this.kept.keep(this.underEdition(state));
    });
    // Not waited for: delivery may still be reading its outbox, and the system asking a directory.
    void this.inTurn(() => this.handing.hand());
    void this.parts.displayName().then((name) => {
      this.offeredName = offeredName(name, this.parts.account().accountName);
      this.tell();
    });
  }

  stop(): void {
    this.handing.stop();
  }

  view(): AcknowledgementView {
    const { attempt, notYet } = this.kept.value;
    const last = this.last();
    const { problem } = this.kept;
    return {
      duty: this.duty(),
      progress: attempt?.progress ?? null,
      last: last && this.summary(last),
      key: this.key,
      person: last?.claim.person ?? { name: this.offeredName, employeeNumber: '' },
      notYet,
      problems: [...(problem ? [problem] : []), ...this.shelf.problems()],
    };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin = (): Promise<void> => this.inTurn(() => this.reading.begin(this.duty(), this.changes()));

  changes = (): TextDifference | null => {
    const last = this.last();
    if (!last || last.claim.rules.edition >= this.pack().edition) return null;
    const { edition } = last.claim.rules;
    // What that edition itself changed is no matter here.
    const before = { edition, change: 'minor', text: last.receipt.text } as const;
    const difference = this.parts.rules.difference(before, this.pack());
    return difference.changes.length > 0 ? difference : null;
  };

  seeChanges = (): Promise<void> => this.inTurn(() => this.reading.advance(seeChanges, 'changes'));

  readSection = (article: string): Promise<void> =>
    this.inTurn(() => this.reading.advance((progress) => readSection(progress, article), 'article'));

  answer = (id: string, choice: number): Promise<void> => this.inTurn(() => this.reading.answer(id, choice));

  consent = (language: Language): ConsentWords =>
    consentWords(this.pack().text, this.parts.settings(), language, this.parts.say(language));

  sign = (request: SignRequest): Promise<ReceiptSummary> =>
    this.inTurn(async () => {
      const { receipt, protection } = await this.signing
        .sign(request, this.consent(request.language))
        .catch((error) => this.refuse(error));
      this.key = protection === 'unprotected' ? 'unprotected' : 'ready';
      await this.kept.keep(afterSigning(this.kept.value, this.shelf.all()));
      await this.handing.hand();
      return this.summary(receipt);
    });

  notYet = (words: string, send: boolean): Promise<void> =>
    this.inTurn(async () => {
      const { clock, delivery } = this.parts;
      const { value } = this.kept;
      const employeeNumber = this.last()?.claim.person.employeeNumber ?? null;
      const question = { id: delivery.newId(), edition: this.pack().edition, words, employeeNumber };
      const questions = send && words.trim() !== '' ? [...value.questions, question] : value.questions;
      await this.kept.keepOrRefuse({ ...value, notYet: { atMs: clock.nowMs(), words }, questions });
      await this.handing.hand();
    });

  startNewChain = (): Promise<void> =>
    this.inTurn(async () => {
      this.key = await this.keys.state();
      if (!isReplaceable(this.key)) throw new CallRefused('not-allowed', `the key is not lost but ${this.key}`);
      await this.signing.makeKey().catch((error) => this.refuse(error));
      this.key = await this.keys.state();
      await this.handing.hand();
    });

  checkKey = async (): Promise<void> => {
    this.key = await this.keys.state();
    this.tell();
  };

  /** Newest first. */
  receipts = (): ReceiptSummary[] =>
    this.shelf
      .all()
      .toReversed()
      .map((kept) => this.summary(kept));

  /** Refuses with `not-available` where no such receipt is kept. */
  receipt = (receiptId: string): Receipt => {
    const kept = this.shelf.find(receiptId);
    if (!kept) throw new CallRefused('not-available', `no receipt ${receiptId} is kept here`, 'receiptId');
    return kept.receipt;
  };

  verify = (files: readonly ReceiptFile[]): ReceiptCheck[] => verifyFiles(files, this.keys.publicKeys());

  /** Rules, settings or the day may have changed. */
  refresh = (): Promise<void> => this.inTurn(() => this.kept.keep(this.underEdition(this.kept.value)));

  /** Whether to remind now; a toast that it asks for counts as shown. */
  remind = (): Promise<Reminding> =>
    this.inTurn(async () => {
      const { acknowledgement, timeZone } = this.parts.settings();
      const { value } = this.kept;
      const today = dayOf(this.parts.clock.nowMs(), timeZone);
      const steps = acknowledgement.remindDaysBefore;
      const reminding = remindingOf(this.duty(), this.pack().edition, today, steps, value.reminded);
      if (reminding.toast) await this.kept.keep({ ...value, reminded: reminding.reminded });
      return reminding;
    });

  private underEdition(state: AcknowledgementState): AcknowledgementState {
    return underEdition(state, this.pack(), () => this.changes()?.changes ?? []);
  }

  private pack() {
    return this.parts.rules.current().pack;
  }

  private last(): KeptReceipt | null {
    return lastFor(this.shelf.all(), this.pack().rulesId, this.kept.value.tip);
  }

  private summary({ receipt }: KeptReceipt): ReceiptSummary {
    return summaryOf(receipt, this.kept.value.handed.includes(receipt.claim.receiptId));
  }

  private duty(): AcknowledgementView['duty'] {
    const { settings, rules, clock } = this.parts;
    const { acknowledgement, timeZone } = settings();
    const { renewal, remindDaysBefore } = acknowledgement;
    const { pack, hashes } = rules.current();
    const { sinceMs, seenMajor, tip } = this.kept.value;
    const nowMs = clock.nowMs();
    const duty = dutyOf({
      renewal,
      remindDaysBefore,
      timeZone,
      nowMs,
      signedAt: lastWholeFor(this.shelf.all(), pack.rulesId, tip, nowMs)?.claim.signedAt ?? null,
      sinceMs,
      isOutdated: isOutdated(this.last(), pack, hashes.text, seenMajor),
    });
    // A new title alone touches no clause: then there is nothing but the whole to read.
    return duty.scope === 'changes' && this.changes() === null ? { ...duty, scope: 'whole' } : duty;
  }

  private refuse(error: unknown): never {
    if (!(error instanceof NoKey)) throw error;
    this.key = error.state;
    throw new CallRefused('no-key-store', error.state, 'key');
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.work.then(work);
    this.work = done.catch(() => {});
    void this.work.then(() => this.tell());
    return done;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
