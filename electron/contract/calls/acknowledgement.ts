import { z } from 'zod';
import { AcknowledgementView, ConsentWords, ReceiptCheck, ReceiptSummary } from '../acknowledgement.ts';
import { DocumentId } from '../delivery.ts';
import { ClauseId, TextDifference } from '../rules.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

const Bytes = z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= 8_000_000);

/** Each that changes something resolves once main has it on disk; where things then stand comes as an event. */
export const calls = {
  view: call(nothing, AcknowledgementView),
  /** Begins the guided reading, or goes on where it was left. */
  begin: call(nothing, nothing),
  /** What changed since this person signed; null: never signed, or nothing did. */
  changes: call(nothing, TextDifference.nullable()),
  seeChanges: call(nothing, nothing),
  /** By the person's own word, at the section's end. Refused with `not-available` for another edition's article. */
  readSection: call(z.strictObject({ article: ClauseId }), nothing),
  answer: call(z.strictObject({ question: z.string().max(60), choice: z.int().min(0).max(2) }), nothing),
  /** What will be signed, word for word, in that language. */
  consent: call(z.strictObject({ language: z.enum(['zh-TW', 'en']) }), ConsentWords),
  /**
   * Signs, keeps and hands over. Refused with the field where name or number is missing, `not-allowed` before the
   * reading is done (`progress`) and where other words (`consent`) or another edition (`edition`) are in force meanwhile,
   * `no-key-store` where no key may sign, `cannot-save` where the disk refuses; nothing is lost.
   */
  sign: call(
    z.strictObject({
      language: z.enum(['zh-TW', 'en']),
      name: z.string().max(80),
      employeeNumber: z.string().max(40),
      /** What stood before the person's eyes; where other words are in force meanwhile it is refused. */
      consent: ConsentWords,
    }),
    ReceiptSummary,
  ),
  /** "I have questions, not yet": kept on this PC; with `send` the words go to the commission as a document. */
  notYet: call(z.strictObject({ words: z.string().max(2000), send: z.boolean() }), nothing),
  /** Where the key is lost or may be used no more: begins a new chain, which names the old one's last hash. */
  startNewChain: call(nothing, nothing),
  /** Asks the key store again, e.g. once it has been unlocked. */
  checkKey: call(nothing, nothing),
  /** Newest first. */
  receipts: call(nothing, z.array(ReceiptSummary).max(500)),
  /** Main asks where to save; null: the person closed the dialog. */
  savePdf: call(z.strictObject({ receiptId: DocumentId }), z.strictObject({ fileName: z.string() }).nullable()),
  saveJson: call(z.strictObject({ receiptId: DocumentId }), z.strictObject({ fileName: z.string() }).nullable()),
  /** Files that the person dropped, byte for byte: checked alone and, in one drop, as a chain. */
  verify: call(
    z.array(z.strictObject({ name: z.string().max(300), content: Bytes })).max(50),
    z.array(ReceiptCheck).max(50),
  ),
} as const satisfies Record<string, CallShape>;

export const events = { changed: AcknowledgementView } as const satisfies Record<string, EventShape>;
