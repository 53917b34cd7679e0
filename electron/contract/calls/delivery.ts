import { z } from 'zod';
import { DeliveryView, DocumentId, OutboxContent, OutboxItem } from '../delivery.ts';
import { type CallShape, call, type EventShape, nothing } from './call.ts';

export const calls = {
  /** The newest documents, and what is wrong with the outbox itself. */
  view: call(nothing, DeliveryView),
  /** The next hundred older than that one, newest first; empty at the end. */
  older: call(z.strictObject({ before: DocumentId }), z.array(OutboxItem).max(100)),
  /** A first document and all that continue it, oldest first; empty: none is in the outbox. */
  about: call(z.strictObject({ firstId: z.string().min(1).max(80) }), z.array(OutboxItem)),
  /** Word for word. Refused with `not-available` where no such document is kept. */
  content: call(z.strictObject({ id: DocumentId }), OutboxContent),
  /** Tries every place that has not got it yet, now; resolves when the tries have begun. */
  retry: call(z.strictObject({ id: DocumentId }), nothing),
  /** Refused with `not-allowed` for what may have left this PC and is not past `keepDays`. */
  remove: call(z.strictObject({ id: DocumentId }), nothing),
} as const satisfies Record<string, CallShape>;

export const events = { changed: DeliveryView } as const satisfies Record<string, EventShape>;
