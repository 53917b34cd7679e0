import type { IncidentBody } from '../../contract/incident.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { attachmentOf, DocumentTooLarge } from '../../delivery/document.ts';
import { fewer } from './connections.ts';
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
      // What is too large for the agency's bound must not keep the rest back: the picture first, then the lists.
      const tooLarge = await posted(delivery, document);
      if (!tooLarge) return { withAttachments: true, tooMany: 0 };
      const withAttachments = document.attachments.length === 0;
      const bare = { ...document, attachments: [] };
      const stillTooLarge = withAttachments ? tooLarge : await posted(delivery, bare);
      if (!stillTooLarge) return { withAttachments, tooMany: 0 };
      const { body, tooMany } = shortened(document.body, stillTooLarge);
      await delivery.post(asDelivered({ ...bare, body }));
      return { withAttachments, tooMany };
    },
    sendNow: async (id, boundMs) => {
      await delivery.sendNow(id, boundMs);
    },
  };
}

/** null: it is in the outbox. Rejects with all that is no matter of its size. */
async function posted(delivery: Pick<Delivery, 'post'>, document: IncidentDocument): Promise<DocumentTooLarge | null> {
  try {
    await delivery.post(asDelivered(document));
    return null;
  } catch (error) {
    if (error instanceof DocumentTooLarge) return error;
    throw error;
  }
}

/** Throws what it was given where there is no list to shorten. */
function shortened(body: IncidentBody, tooLarge: DocumentTooLarge): { body: IncidentBody; tooMany: number } {
  if (body.part !== 'evidence' || !body.connections) throw tooLarge;
  const { connections, tooMany } = fewer(body.connections, tooLarge.bytes - tooLarge.maxBytes);
  return { body: { ...body, connections }, tooMany };
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
