import { CallRefused } from '../contract/call-refused.ts';
import type { DeliveryView } from '../contract/delivery.ts';
import type { Handlers } from '../contract/ipc.ts';
import { type Delivery, NotRemovable } from './delivery.ts';
import { NoSuchDocument } from './outbox.ts';

const PAGE_LENGTH = 100;

/** What `delivery.changed` carries as well. */
export function deliveryView(delivery: Pick<Delivery, 'list' | 'total' | 'problems'>): DeliveryView {
  return { items: delivery.list(PAGE_LENGTH), total: delivery.total, problems: delivery.problems() };
}

export function deliveryHandlers(delivery: Delivery): Handlers['delivery'] {
  return {
    view: () => deliveryView(delivery),
    older: ({ before }) => delivery.list(PAGE_LENGTH, before),
    about: ({ firstId }) => delivery.about(firstId),
    content: async ({ id }) => (await delivery.item(id).catch(refused)).content,
    retry: ({ id }) => {
      try {
        delivery.retry(id);
      } catch (error) {
        refused(error);
      }
    },
    remove: ({ id }) => delivery.remove(id).catch(refused),
  };
}

function refused(error: unknown): never {
  if (error instanceof NoSuchDocument) throw new CallRefused('not-available', error.message, 'id');
  if (error instanceof NotRemovable) throw new CallRefused('not-allowed', error.message, 'id');
  throw new CallRefused('cannot-save', String(error));
}
