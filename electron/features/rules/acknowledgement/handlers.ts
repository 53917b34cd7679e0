import type { Receipt } from '../../../contract/acknowledgement.ts';
import type { Handlers } from '../../../contract/ipc.ts';
import type { AcknowledgementService } from './acknowledgement-service.ts';

export interface AcknowledgementHandlerParts {
  readonly service: AcknowledgementService;
  /** Each asks where; null: the person closed the dialog. */
  readonly savePdf: (receipt: Receipt) => Promise<{ fileName: string } | null>;
  readonly saveJson: (receipt: Receipt) => Promise<{ fileName: string } | null>;
}

/** A key store that answers at all does so sooner; until then its state is told as late, and an event mends it. */
const KEY_WAITED_FOR_MS = 300;

export function acknowledgementHandlers({
  service,
  savePdf,
  saveJson,
}: AcknowledgementHandlerParts): Handlers['acknowledgement'] {
  let firstCheck: Promise<void> | null = null;
  return {
    view: async () => {
      // Asked only once somebody looks: no start needs a key.
      firstCheck ??= service.checkKey();
      await Promise.race([firstCheck, new Promise((passed) => setTimeout(passed, KEY_WAITED_FOR_MS))]);
      return service.view();
    },
    begin: () => service.begin(),
    changes: () => service.changes(),
    seeChanges: () => service.seeChanges(),
    readSection: ({ article }) => service.readSection(article),
    answer: ({ question, choice }) => service.answer(question, choice),
    consent: ({ language }) => service.consent(language),
    sign: (request) => service.sign(request),
    notYet: ({ words, send }) => service.notYet(words, send),
    startNewChain: () => service.startNewChain(),
    checkKey: () => service.checkKey(),
    receipts: () => service.receipts().slice(0, 500),
    savePdf: ({ receiptId }) => savePdf(service.receipt(receiptId)),
    saveJson: ({ receiptId }) => saveJson(service.receipt(receiptId)),
    verify: (files) => service.verify(files),
  };
}
