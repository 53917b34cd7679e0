import type { Delivery } from '../../delivery/delivery.ts';
import { attachmentOf, DocumentTooLarge } from '../../delivery/document.ts';
import type { IncidentDocument, IncidentParts } from './incident-ports.ts';

/**
 * An incident's documents on their way through delivery. `started`: resolves when the outbox knows what earlier runs
 * left, and whether a document of an earlier run is among it.
 */
export function intoOutbox(
  delivery: Pick<Delivery, 'newId' | 'post' | 'sendNow'>,
  started: Promise<unknown>,
): IncidentParts['delivery'] {
  let ofThisRun: Set<string> | null = new Set();
  const isKnown = started
    .catch(() => {})
    .then(() => {
      ofThisRun = null;
    });
  return {
    newId: () => {
      const id = delivery.newId();
      ofThisRun?.add(id);
      return id;
    },
    post: async (document) => {
      // Only what an earlier run named need wait: the button must not.
      if (ofThisRun && !ofThisRun.has(document.id)) await isKnown;
      try {
        await delivery.post(asDelivered(document));
        return 'whole';
      } catch (error) {
        // A picture too large for the agency's bound must not keep the rest back.
        if (!(error instanceof DocumentTooLarge) || document.attachments.length === 0) throw error;
        await delivery.post(asDelivered({ ...document, attachments: [] }));
        return 'without-attachments';
      }
    },
    sendNow: async (id, boundMs) => {
      await delivery.sendNow(id, boundMs);
    },
  };
}

function asDelivered({ id, body, attachments }: IncidentDocument): Parameters<Delivery['post']>[0] {
  const isFirst = body.part === 'first';
  return {
    id,
    kind: isFirst ? 'incident' : 'incident-detail',
    ...(!isFirst && { about: body.first }),
    body,
    attachments: attachments.map(({ name, mediaType, base64 }) =>
      attachmentOf(name, mediaType, Buffer.from(base64, 'base64')),
    ),
    handling: { personal: true, urgent: body.part !== 'evidence' && body.part !== 'message', mustGo: isFirst },
  };
}
